import { constants } from '../figure/cells.ts'
import { INITIAL, netOf, type PassesState } from './model.ts'

/** As its page shows the figure. */
export const example: PassesState = { ...INITIAL, inputs: 3, hidden: 4, outputs: 1 }

/** The table of slopes of a network: a column from each forward pass, a row from each backward pass. */
export const code = (state: PassesState): string => {
  const { x, W1, W2 } = netOf(state)
  return `import { jvp, linear, tanh, tensor, vjp } from 'chainrule'

${constants({ x, W1, W2 })}
const network = (input) => linear(tanh(linear(input.reshape([1, x.length]), tensor(W1))), tensor(W2)).reshape([W2.length])
const unit = (length: number, at: number) => tensor(Array.from({ length }, (_, i) => (i === at ? 1 : 0)))

// Forward mode: one pass for each input finds a column.
const columns = x.map((_, i) => jvp(network, [x], [unit(x.length, i)]).tangent.toArray())
// Reverse mode: one pass for each output finds a row.
const rows = W2.map((_, k) => vjp(network, [x], unit(W2.length, k)).gradients[0].toArray())
console.log(columns.length, 'forward passes or', rows.length, 'backward passes')
table(rows)`
}
