import { constants } from '../figure/cells.ts'
import { INITIAL, laid, SIDE, type KernelState } from './model.ts'

/** As its page shows the figure. */
export const example: KernelState = INITIAL
export const data = 'photo'

/** The kernel on the photograph of the cell above, and the window that is looked at, product by product. */
export const code = (state: KernelState): string => {
  const kernel = laid(state)
  return `import { conv2d, tensor } from 'chainrule'

${state.way === 'convolution' ? '// Turned by 180°: the convolution of mathematics.\n' : ''}${constants({
    kernel: [0, 1, 2].map((row) => kernel.slice(row * SIDE, (row + 1) * SIDE)),
    divisor: state.divisor,
    row: state.row,
    column: state.column,
  })}
const map = conv2d(tensor([[photo]]), tensor([[kernel]])) // (1, 1, H − 2, W − 2), before the divisor
const width = map.shape[3]
${
  state.side === 'output'
    ? `const products = kernel.map((line, p) => line.map((weight, q) => weight * photo[row + p][column + q]))
console.log('products', products)
const output = map.data[row * width + column] / divisor
console.log('output', output)
output`
    : `const touched = kernel.flatMap((line, p) =>
  line.map((weight, q) => ({ row: row - p, column: column - q, weight, product: weight * photo[row][column] })),
)
table(touched.filter((one) => one.row >= 0 && one.column >= 0 && one.row < map.shape[2] && one.column < width))`
}`
}
