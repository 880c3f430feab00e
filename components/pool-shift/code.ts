import { constants } from '../figure/cells.ts'
import { INITIAL, PART, type ShiftState } from './model.ts'

/** As its page shows the figure. */
export const example: ShiftState = INITIAL
export const data = 'photo'

/** Edges of the photograph of the cell above, pooled before and after a move to the right. */
export const code = ({ window, right }: ShiftState): string =>
  `import { avgPool2d, conv2d, globalAvgPool2d, l2Pool2d, maxPool2d, relu, slice, tensor, weightedPool2d } from 'chainrule'

${constants({
  window,
  right,
  kernel: [
    [-1, 0, 1],
    [-2, 0, 2],
    [-1, 0, 1],
  ],
})}
const edges = relu(conv2d(tensor([[photo]]), tensor([[kernel]]))) // (1, 1, H − 2, W − 2)
const part = (moved: number) =>
  slice(edges, [[0, 1], [0, 1], [${PART.row}, ${PART.row + PART.height}], [${PART.column} - moved, ${PART.column + PART.width} - moved]])
const pools = {
  none: (x) => x,
  max: (x) => maxPool2d(x, window),
  average: (x) => avgPool2d(x, window),
  l2: (x) => l2Pool2d(x, window),
  weighted: (x) => weightedPool2d(x, window),
  global: (x) => globalAvgPool2d(x),
}
const rows = Object.entries(pools).map(([kind, pool]) => {
  const before = [...pool(part(0)).data]
  const after = [...pool(part(right)).data]
  const difference = before.reduce((total, value, i) => total + Math.abs(after[i] - value), 0)
  const active = before.flatMap((value, i) => (value === 0 ? [] : [i]))
  return {
    kind,
    change: difference / before.reduce((total, value) => total + value, 0),
    kept: active.filter((i) => after[i] === before[i]).length / active.length,
  }
})
table(rows)`
