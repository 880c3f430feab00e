import {
  avgPool2d,
  globalAvgPool2d,
  grad,
  l2Pool2d,
  maxPool2d,
  minPool2d,
  mul,
  sum,
  tensor,
  weightedPool2d,
  type Tensor,
} from 'chainrule'
import type { Json } from '../../src/exercises/judge.ts'
import { numberFromLink, wordFromLink, type LinkState } from '../figure/state-link.ts'

/** The input is so many numbers high and wide. */
export const SIDE = 6
export const MOST = 99
export const KINDS = ['max', 'min', 'average', 'l2', 'weighted', 'global'] as const
export type Kind = (typeof KINDS)[number]
export const WINDOWS = [2, 3] as const
export const STEPS = [1, 2, 3] as const
export const VIEWS = ['forward', 'backward'] as const
/** What comes back: 1 for the marked output alone, or 1 for each. */
export const INCOMING = ['one', 'all'] as const

export interface PoolState {
  /** (6, 6), row by row. */
  values: readonly number[]
  window: number
  stride: number
  view: (typeof VIEWS)[number]
  incoming: (typeof INCOMING)[number]
  /** So far the input is moved to the right; what leaves comes in again on the left. */
  right: number
  /** The marked output. */
  row: number
  column: number
}

const grid = (cell: (row: number, column: number) => number): number[] =>
  Array.from({ length: SIDE * SIDE }, (_, i) => cell(Math.floor(i / SIDE), i % SIDE))

export const PRESETS = {
  numbers: [
    [3, 1, 4, 1, 0, 2],
    [6, 5, 2, 3, 7, 1],
    [0, 8, 1, 2, 1, 5],
    [2, 4, 0, 9, 3, 1],
    [7, 1, 3, 0, 6, 2],
    [1, 2, 5, 4, 1, 8],
  ].flat(),
  spot: grid((row, column) => (row === 2 && column === 1 ? 9 : 0)),
  edge: grid((_, column) => (column < 2 ? 0 : 8)),
  even: grid(() => 4),
  signs: grid((row, column) => ((row * 4 + column * 7 + row * column) % 9) - 8),
} as const satisfies Record<string, readonly number[]>
export type PresetName = keyof typeof PRESETS

export const INITIAL: PoolState = {
  values: PRESETS.numbers,
  window: 3,
  stride: 3,
  view: 'forward',
  incoming: 'one',
  right: 0,
  row: 0,
  column: 0,
}

/** Which of the prepared inputs it is, if any. */
export const presetOf = ({ values }: PoolState): PresetName | undefined =>
  (Object.keys(PRESETS) as PresetName[]).find((name) =>
    PRESETS[name].every((value, i) => value === values[i]),
  )

/** How many outputs there are along each axis. */
export const outputsOf = ({ window, stride }: Pick<PoolState, 'window' | 'stride'>): number =>
  Math.floor((SIDE - window) / stride) + 1

/** The input as the lanes see it, moved to the right, round the corner. */
export const movedInput = ({ values, right }: PoolState): number[] =>
  grid((row, column) => values[row * SIDE + ((column - right + SIDE) % SIDE)]!)

/** The numbers under the marked window, row by row. */
export function windowOf(state: PoolState): number[] {
  const input = movedInput(state)
  return input.filter((_, i) => isInWindow(state, Math.floor(i / SIDE), i % SIDE))
}

export const isInWindow = ({ window, stride, row, column }: PoolState, i: number, j: number): boolean =>
  i >= row * stride && i < row * stride + window && j >= column * stride && j < column * stride + window

export const POOLS: Readonly<Record<Kind, (x: Tensor, window: number, stride: number) => Tensor>> = {
  max: (x, window, stride) => maxPool2d(x, window, { stride }),
  min: (x, window, stride) => minPool2d(x, window, { stride }),
  average: (x, window, stride) => avgPool2d(x, window, { stride }),
  l2: (x, window, stride) => l2Pool2d(x, window, { stride }),
  weighted: (x, window, stride) => weightedPool2d(x, window, { stride }),
  global: (x) => globalAvgPool2d(x),
}

export interface Lane {
  kind: Kind
  /** Outputs along each axis: 1 for the global one. */
  size: number
  /** (size, size), row by row. */
  output: number[]
  /** What of the incoming gradient reaches each input, (6, 6). */
  gradient: number[]
  /** The marked output. */
  marked: number
  /** How many outputs the move changed. */
  changed: number
  /** The sum of `gradient`. */
  arrives: number
}

const imageOf = (values: readonly number[]): Tensor =>
  tensor(Float64Array.from(values), { shape: [1, 1, SIDE, SIDE], requiresGrad: true })

/** One kind of pooling, forward and backward, by the engine. */
export function laneOf(state: PoolState, kind: Kind): Lane {
  const x = imageOf(movedInput(state))
  const y = POOLS[kind](x, state.window, state.stride)
  const size = y.shape.at(-1)!
  const at = kind === 'global' ? 0 : state.row * size + state.column
  const incoming = Float64Array.from({ length: size * size }, (_, i) =>
    state.incoming === 'all' || i === at ? 1 : 0,
  )
  const [gradient] = grad(sum(mul(y, tensor(incoming, { shape: y.shape }))), [x])
  const output = Array.from(y.data)
  const before = POOLS[kind](imageOf(state.values), state.window, state.stride).data
  const spread = Array.from(gradient!.data)
  return {
    kind,
    size,
    output,
    gradient: spread,
    marked: output[at]!,
    changed: output.filter((value, i) => Math.abs(value - before[i]!) > 1e-9).length,
    arrives: spread.reduce((all, one) => all + one, 0),
  }
}

export const lanesOf = (state: PoolState): Lane[] => KINDS.map((kind) => laneOf(state, kind))

/** The mark kept on an output that exists. */
export function fitted(state: PoolState): PoolState {
  const last = outputsOf(state) - 1
  const within = (value: number) => Math.min(last, Math.max(0, value))
  return { ...state, row: within(state.row), column: within(state.column) }
}

/** The mark on the first output whose window holds the input, or on the nearest one. */
export const lookAtInput = (state: PoolState, row: number, column: number): PoolState =>
  fitted({ ...state, row: Math.floor(row / state.stride), column: Math.floor(column / state.stride) })

export const withValue = (state: PoolState, at: number, value: number): PoolState => ({
  ...state,
  values: state.values.map((old, i) => (i === at ? value : old)),
})

export const toLink = (state: PoolState): LinkState => ({
  values: state.values.join(','),
  window: String(state.window),
  stride: String(state.stride),
  view: state.view,
  incoming: state.incoming,
  right: String(state.right),
  at: `${state.row},${state.column}`,
})

function valuesFrom(text: string | undefined, initial: readonly number[]): readonly number[] {
  const parts = (text ?? '').split(',')
  if (parts.length !== SIDE * SIDE) return initial
  return parts.map((part, i) => Math.round(numberFromLink(part, initial[i]!, -MOST, MOST)))
}

export function fromLink(link: LinkState, initial: PoolState): PoolState {
  const [row, column] = (link['at'] ?? '').split(',')
  const whole = (text: string | undefined, value: number, low: number, high: number) =>
    Math.round(numberFromLink(text, value, low, high))
  return fitted({
    values: valuesFrom(link['values'], initial.values),
    window: whole(link['window'], initial.window, WINDOWS[0], WINDOWS.at(-1)!),
    stride: whole(link['stride'], initial.stride, STEPS[0], STEPS.at(-1)!),
    view: wordFromLink(link['view'], VIEWS, initial.view),
    incoming: wordFromLink(link['incoming'], INCOMING, initial.incoming),
    right: whole(link['right'], initial.right, 0, SIDE - 1),
    row: whole(row, initial.row, 0, SIDE - 1),
    column: whole(column, initial.column, 0, SIDE - 1),
  })
}

/** A state from anywhere; what is missing or nonsense is that of the first one. */
export function stateFrom(state: Json): PoolState {
  const given = typeof state === 'object' && state !== null && !Array.isArray(state) ? state : {}
  return fromLink(
    Object.fromEntries(Object.entries(given).map(([key, value]) => [key, String(value)])),
    INITIAL,
  )
}

/** What exercises can ask of the figure. */
export const measures: Record<string, (state: Json) => number> = {
  moved: (state) => stateFrom(state).right,
  window: (state) => stateFrom(state).window,
  outputs: (state) => outputsOf(stateFrom(state)) ** 2,
  /** How many outputs the move changed. */
  max: (state) => laneOf(stateFrom(state), 'max').changed,
  average: (state) => laneOf(stateFrom(state), 'average').changed,
}
