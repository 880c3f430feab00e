import { record } from '../../autodiff/record.ts'
import { shapeError } from '../../errors.ts'
import { asTensor } from '../../tensor/create.ts'
import { type Shape, checkShape, numelOf, sameShape } from '../../tensor/shape.ts'
import { Tensor, type TensorLike } from '../../tensor/tensor.ts'

/**
 * The shape that `reshape` gives: `target` with its one −1 replaced by what is left.
 *
 * @throws ShapeError when the numbers of elements differ.
 *
 * @example
 * checkReshapeShape([2, 6], [3, -1])
 * // → [3, 4]
 */
export function checkReshapeShape(shape: Shape, target: Shape): number[] {
  const open = target.indexOf(-1)
  if (open >= 0 && target.indexOf(-1, open + 1) >= 0) {
    throw shapeError('reshape', 'only one size can be -1', { input: shape, target })
  }
  const known = checkShape(
    'reshape',
    target.filter((_, axis) => axis !== open),
  )
  const [have, need] = [numelOf(shape), numelOf(known)]
  if (open < 0 ? have !== need : need === 0 || have % need !== 0) {
    const problem = open < 0 ? `${have} elements do not fill ${need}` : `${have} is not a multiple of ${need}`
    throw shapeError('reshape', problem, { input: shape, target })
  }
  return target.map((size) => (size === -1 ? have / need : size))
}

/**
 * The same elements in the same row-major order under another shape. One size may be −1: what is left.
 * (..., any shape) → `shape`.
 *
 * @throws ShapeError when the numbers of elements differ.
 *
 * @example
 * reshape([1, 2, 3, 4], [2, -1]).toArray()
 * // → [[1, 2], [3, 4]]
 */
export function reshape(value: TensorLike, shape: Shape): Tensor {
  const x = asTensor(value)
  const target = checkReshapeShape(x.shape, shape)
  if (sameShape(x.shape, target)) return x
  // The memory is shared: no operation writes into its inputs.
  return record('reshape', [x], new Tensor(x.data, target), [(grad) => reshape(grad, x.shape)])
}
