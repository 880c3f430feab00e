import { constants } from '../figure/cells.ts'
import { INITIAL, SIDE, type PoolState } from './model.ts'

/** As its page shows the figure. */
export const example: PoolState = INITIAL

/** Six kinds of pooling on the input, and what of the gradient each lets through. */
export const code = ({ values, window, stride, incoming, right, row, column }: PoolState): string =>
  `import { avgPool2d, globalAvgPool2d, grad, l2Pool2d, maxPool2d, minPool2d, mul, sum, tensor, weightedPool2d } from 'chainrule'

${constants({
  values: Array.from({ length: SIDE }, (_, i) => values.slice(i * SIDE, (i + 1) * SIDE)),
  window,
  stride,
  right,
  row,
  column,
})}
// Moved to the right; what leaves comes in again on the left.
const input = values.map((line) => line.map((_, j) => line[(j - right + ${SIDE}) % ${SIDE}]))
const x = tensor([[input]], { requiresGrad: true }) // (1, 1, ${SIDE}, ${SIDE})
const outputs = {
  max: maxPool2d(x, window, { stride }),
  min: minPool2d(x, window, { stride }),
  average: avgPool2d(x, window, { stride }),
  l2: l2Pool2d(x, window, { stride }),
  weighted: weightedPool2d(x, window, { stride }),
  global: globalAvgPool2d(x),
}
const lanes = Object.entries(outputs).map(([kind, y]) => {
  const at = kind === 'global' ? 0 : row * y.shape[3] + column
  // What comes back: 1 for ${incoming === 'all' ? 'every output' : 'the marked output alone'}.
  const incoming = tensor(y.data.map((_, i) => ${incoming === 'all' ? '1' : '(i === at ? 1 : 0)'}), { shape: y.shape })
  const [gradient] = grad(sum(mul(y, incoming)), [x])
  return { kind, output: [...y.data], marked: y.data[at], gradient: [...gradient.data] }
})
table(lanes.map(({ kind, marked, gradient }) => ({
  kind,
  marked,
  arrives: gradient.reduce((total, one) => total + one, 0),
})))`
