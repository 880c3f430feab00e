import { constants } from '../figure/cells.ts'
import { INITIAL, shapesOf, type ShapesState } from './model.ts'

/** As its page shows the figure. */
export const example: ShapesState = INITIAL

/** The convolution with every hyper-parameter as it is set, and the sizes by the formula. */
export function code(state: ShapesState): string {
  const { rows, columns, input, weight } = shapesOf(state)
  const round = state.rounding === 'floor' ? 'floor' : 'ceil'
  const hangs = rows.overhang + columns.overhang > 0
  return `import { conv2d, tensor } from 'chainrule'

${constants({
  input,
  weight,
  stride: [state.rows.stride, state.columns.stride],
  dilation: [state.rows.dilation, state.columns.dilation],
  padding: { top: rows.before, bottom: rows.after, left: columns.before, right: columns.after },
})}
const span = (kernel: number, axis: number) => dilation[axis] * (kernel - 1) + 1
const sizes = [
  input.length + padding.top + padding.bottom - span(weight.length, 0),
  input[0].length + padding.left + padding.right - span(weight[0].length, 1),
].map((room, axis) => Math.${round}(room / stride[axis]) + 1)
console.log('by the formula', sizes)
${
  hangs
    ? `// Rounded up, the last windows hang over the padded input by ${rows.overhang} and ${columns.overhang}.
const filled = { ...padding, bottom: ${rows.after + rows.overhang}, right: ${columns.after + columns.overhang} }`
    : 'const filled = padding'
}
const output = conv2d(tensor([[input]]), tensor([[weight]]), null, { stride, dilation, padding: filled })
output.reshape(output.shape.slice(2))`
}
