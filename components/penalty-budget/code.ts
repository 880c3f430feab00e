import { constants } from '../figure/cells.ts'
import { HESSIANS, INITIAL, type BudgetState } from './model.ts'

/** As its page shows the figure. */
export const example: BudgetState = INITIAL

/** The cost with its penalty, descended until nothing moves: L2 by its slope, L1 by shrinking after each step. */
export function code({ kind, shape, m, alpha }: BudgetState): string {
  const [a, b, c] = HESSIANS[shape]
  return `import { grad, matmul, mul, sub, sum, tensor } from 'chainrule'

${constants({
  H: [
    [a, b],
    [b, c],
  ],
  m,
  alpha,
})}
const cost = (w) => {
  const away = sub(w, m)
  return mul(0.5, sum(mul(away, matmul(H, away))))
}
const slopeAt = (w: number[]) => {
  const leaf = tensor(w, { requiresGrad: true })
  return [...grad(cost(leaf), [leaf])[0].data]
}
const rate = 1 / (H[0][0] + H[1][1]${kind === 'l2' ? ' + alpha' : ''})
let w = [0, 0]
for (let step = 0; step < 1000; step++) {
  const slope = slopeAt(w)
${
  kind === 'l2'
    ? '  w = w.map((value, i) => value - rate * (slope[i] + alpha * value))'
    : `  const moved = w.map((value, i) => value - rate * slope[i])
  w = moved.map((value) => Math.sign(value) * Math.max(0, Math.abs(value) - rate * alpha))`
}
}
const size = ${kind === 'l2' ? 'w[0] ** 2 + w[1] ** 2' : 'Math.abs(w[0]) + Math.abs(w[1])'} // the budget it uses up
table([{ w1: w[0], w2: w[1], cost: cost(tensor(w)).item(), size }])`
}
