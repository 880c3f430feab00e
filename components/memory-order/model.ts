import { rng } from 'chainrule'
import { numberFromLink, type LinkState } from '../figure/state-link.ts'

export const ORDERS = ['nchw', 'nhwc'] as const
export type Order = (typeof ORDERS)[number]
export const AXES = ['n', 'c', 'h', 'w'] as const
export type AxisName = (typeof AXES)[number]
export type Index = Readonly<Record<AxisName, number>>
/** Images, channels, rows, columns: at most so many. */
export const LARGEST: Index = { n: 2, c: 3, h: 3, w: 4 }

export interface OrderState {
  size: Index
  /** The element that is looked at. */
  at: Index
}
export const INITIAL: OrderState = { size: { n: 1, c: 3, h: 2, w: 4 }, at: { n: 0, c: 1, h: 1, w: 2 } }

/** The axes of an order from the slowest to the fastest. */
export const axesOf = (order: Order): readonly AxisName[] =>
  order === 'nchw' ? ['n', 'c', 'h', 'w'] : ['n', 'h', 'w', 'c']

/** How far apart in memory two elements lie that are neighbors along an axis. */
export function stridesOf(order: Order, size: Index): Record<AxisName, number> {
  const strides = { n: 1, c: 1, h: 1, w: 1 }
  let step = 1
  for (const axis of axesOf(order).toReversed()) {
    strides[axis] = step
    step *= size[axis]
  }
  return strides
}

/** Where an element lies, counted from 0. NCHW: ((n C + c) H + h) W + w. NHWC: ((n H + h) W + w) C + c. */
export const offsetOf = (order: Order, size: Index, at: Index): number =>
  axesOf(order).reduce((offset, axis) => offset * size[axis] + at[axis], 0)

/** Which element lies there. */
export function elementAt(order: Order, size: Index, offset: number): Index {
  const at = { n: 0, c: 0, h: 0, w: 0 }
  let rest = offset
  for (const axis of axesOf(order).toReversed()) {
    at[axis] = rest % size[axis]
    rest = Math.floor(rest / size[axis])
  }
  return at
}

export const countOf = ({ n, c, h, w }: Index): number => n * c * h * w

/** The memory from first to last, each place with the element that it holds. */
export const memoryOf = (order: Order, size: Index): Index[] =>
  Array.from({ length: countOf(size) }, (_, offset) => elementAt(order, size, offset))

/** Channel as a letter, row and column as digits; the second image in small letters. */
export const nameOf = ({ n, c, h, w }: Index): string => {
  const letter = 'RGB'[c]!
  return `${n === 0 ? letter : letter.toLowerCase()}${h}${w}`
}

/** The element kept inside the sizes. */
export const fitted = ({ size, at }: OrderState): OrderState => ({
  size,
  at: Object.fromEntries(AXES.map((axis) => [axis, Math.min(at[axis], size[axis] - 1)])) as unknown as Index,
})

/** The same sizes with some element, another one for each draw. */
export function drawn({ size }: OrderState, draw: number): OrderState {
  const stream = rng(draw).stream('elements')
  const at = Object.fromEntries(AXES.map((axis) => [axis, Math.floor(stream.uniform() * size[axis])]))
  return { size, at: at as unknown as Index }
}

const listed = (index: Index): string => AXES.map((axis) => index[axis]).join(',')

function indexFrom(text: string | undefined, initial: Index, low: number, high: Index): Index {
  const parts = (text ?? '').split(',')
  if (parts.length !== AXES.length) return initial
  return Object.fromEntries(
    AXES.map((axis, i) => [axis, Math.round(numberFromLink(parts[i], initial[axis], low, high[axis]))]),
  ) as unknown as Index
}

export const toLink = ({ size, at }: OrderState): LinkState => ({ size: listed(size), at: listed(at) })

export const fromLink = (link: LinkState, initial: OrderState): OrderState =>
  fitted({
    size: indexFrom(link['size'], initial.size, 1, LARGEST),
    at: indexFrom(link['at'], initial.at, 0, LARGEST),
  })
