import { constants } from '../figure/cells.ts'
import { INITIAL, type OrderState } from './model.ts'

/** As its page shows the figure. */
export const example: OrderState = INITIAL

/** A batch of pictures whose elements are numbered as they lie channels first, and where each lies channels last. */
export const code = ({ size, at }: OrderState): string => `import { permute, tensor } from 'chainrule'

${constants({ size, at })}
const shape = [size.n, size.c, size.h, size.w]
const count = shape.reduce((product, length) => product * length)
const channelsFirst = tensor(Float64Array.from({ length: count }, (_, i) => i)).reshape(shape) // (N, C, H, W)
const channelsLast = permute(channelsFirst, [0, 2, 3, 1]) // (N, H, W, C)

// The element is found by its number in both memories.
const element = channelsFirst.toArray()[at.n][at.c][at.h][at.w]
const offsets = { nchw: [...channelsFirst.data].indexOf(element), nhwc: [...channelsLast.data].indexOf(element) }
console.log('counted from 0', offsets)
console.log('by the formulas', {
  nchw: ((at.n * size.c + at.c) * size.h + at.h) * size.w + at.w,
  nhwc: ((at.n * size.h + at.h) * size.w + at.w) * size.c + at.c,
})
table(['nchw', 'nhwc'].map((order) => {
  const [along, across, down] = order === 'nchw' ? ['w', 'h', 'c'] : ['c', 'w', 'h']
  const steps = { [along]: 1, [across]: size[along], [down]: size[along] * size[across] }
  return { order, n: count / size.n, c: steps.c, h: steps.h, w: steps.w }
}))`
