import { constants } from '../figure/cells.ts'
import { INITIAL, PARAMETERS, type ChainState } from './model.ts'

/** As its page shows the figure. */
export const example: ChainState = { ...INITIAL, parameter: 'w_1' }

/** Two sigmoid neurons in a row: every gradient by the backward pass, and one of them by a nudge. */
export const code = ({ chain, parameter, nudge }: ChainState): string =>
  `import { add, mul, sigmoid, square, sub, tensor } from 'chainrule'

const chain = {
${Object.entries(chain)
  .map(([name, value]) => `  ${name}: ${value},`)
  .join('\n')}
}
${constants({ parameter, nudge })}
const run = ({ x, T, w_1, b_1, w_2, b_2 }) => {
  const a_1 = sigmoid(add(mul(w_1, x), b_1))
  const a_2 = sigmoid(add(mul(w_2, a_1), b_2))
  return mul(square(sub(T, a_2)), 0.5)
}

const leaves = Object.fromEntries(
  Object.entries(chain).map(([name, value]) => [name, tensor(value, { requiresGrad: true })]),
)
const E = run(leaves)
E.backward()
const nudged = run({ ...chain, [parameter]: chain[parameter] + nudge }).item()
const quotient = (nudged - E.item()) / nudge
console.log('E', E.item(), 'ΔE/Δ' + parameter, quotient)
table([${PARAMETERS.map((name) => `'${name}'`).join(', ')}].map((name) => {
  return { name, value: chain[name], gradient: leaves[name].grad.item() }
}))`
