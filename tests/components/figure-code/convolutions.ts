import * as shapes from '../../../components/conv-shapes/model.ts'
import { pavilion } from '../../../components/kernel-photo/at-build.ts'
import * as kernel from '../../../components/kernel-photo/model.ts'
import * as memory from '../../../components/memory-order/model.ts'
import * as pools from '../../../components/pool-lanes/model.ts'
import * as poolShift from '../../../components/pool-shift/model.ts'
import * as shift from '../../../components/shift-test/model.ts'
import * as matrix from '../../../components/weight-matrix/model.ts'
import { held, type CodeCase } from './case.ts'

const photo = await pavilion()
const withRows = (part: object, rest: object = {}) => {
  const rows = { ...shapes.INITIAL.rows, ...part }
  return shapes.fitted({ ...shapes.INITIAL, rows, columns: rows, ...rest })
}

/** Figures of convolution. */
export const cases: Readonly<Record<string, CodeCase>> = {
  ConvShapes: held(
    [
      withRows({ input: 8, kernel: 3, stride: 3 }, { kind: 'same' }),
      withRows(
        { input: 8, kernel: 2, stride: 2, dilation: 2, padding: 1 },
        { rounding: 'ceil', kind: 'total' },
      ),
      withRows({ input: 9, kernel: 5, stride: 1 }, { kind: 'valid' }),
    ],
    '[sizes, output.toArray()[0][0]]',
    (state: shapes.ShapesState) => {
      const { rows, columns, output } = shapes.shapesOf(state)
      return [[rows.output, columns.output], output]
    },
  ),
  KernelPhoto: held(
    [
      { ...kernel.INITIAL, ...kernel.PRESETS.gauss, row: 3, column: 200 },
      { ...kernel.INITIAL, ...kernel.PRESETS.vertical, way: 'convolution', row: 100, column: 100 },
    ],
    '[output, products]',
    (state: kernel.KernelState) => {
      const { cells, output } = kernel.windowAt(photo, state)
      const products = cells.map(({ product }) => product)
      return [output, products]
    },
  ),
  MemoryOrder: held(
    [
      { size: { n: 2, c: 2, h: 3, w: 4 }, at: { n: 1, c: 0, h: 2, w: 1 } },
      { size: { n: 1, c: 3, h: 1, w: 3 }, at: { n: 0, c: 2, h: 0, w: 1 } },
    ],
    '[offsets.nchw, offsets.nhwc]',
    ({ size, at }: memory.OrderState) => memory.ORDERS.map((order) => memory.offsetOf(order, size, at)),
  ),
  PoolLanes: held(
    [
      { ...pools.INITIAL, values: pools.PRESETS.signs, window: 2, stride: 2, incoming: 'all', row: 1 },
      { ...pools.INITIAL, right: 2, stride: 1, row: 3, column: 2 },
    ],
    // What is shown of a cell is cut after 2,000 signs.
    'lanes.map(({ output, marked, gradient }) => [marked, output.at(-1), gradient.filter((one) => one !== 0).slice(0, 4)])',
    (state: pools.PoolState) =>
      pools
        .lanesOf(state)
        .map(({ output, marked, gradient }) => [
          marked,
          output.at(-1),
          gradient.filter((one) => one !== 0).slice(0, 4),
        ]),
  ),
  PoolShift: held(
    [
      { window: 2, right: 3, measure: 'kept' },
      { window: 8, right: 8, measure: 'change' },
    ],
    'rows.map(({ change, kept }) => [change, kept])',
    ({ window, right }: poolShift.ShiftState) => {
      const map = poolShift.edgesOf(photo)
      return poolShift.KINDS.map((kind) => {
        const [before, after] = [0, right].map((by) =>
          poolShift.pooled(poolShift.partOf(map, by), kind, window),
        )
        const { change, kept } = poolShift.compared(before!, after!)
        return [change, kept]
      })
    },
  ),
  ShiftTest: held(
    [
      { layer: 'zeros', right: 3, down: 0 },
      { layer: 'stride', right: -5, down: 7 },
      { layer: 'unshared', right: 2, down: -1 },
    ],
    '[apart.length, differ, Math.max(...apart)]',
    (state: shift.ShiftState) => {
      const { inside, border } = shift.measured(photo, state)
      return [inside.count + border.count, inside.differ + border.differ, Math.max(inside.most, border.most)]
    },
  ),
  WeightMatrix: held(
    [
      { kind: 'dense', input: 4, kernel: 2, output: 1, weight: 0 },
      { kind: 'local', input: 6, kernel: 4, output: 8, weight: 3 },
    ],
    '[weights, joined.length, matrix]',
    (state: matrix.MatrixState) => {
      const whole = matrix.matrixOf(state)
      const { weights, macs } = matrix.countsOf(whole)
      return [weights, macs, whole]
    },
  ),
}
