import { record } from '../../autodiff/record.ts'
import { shapeError } from '../../errors.ts'
import { asTensor } from '../../tensor/create.ts'
import { allocate } from '../../tensor/dtype.ts'
import { type Shape, checkAxis, stridedIndex, stridesOf } from '../../tensor/shape.ts'
import { Tensor, type TensorLike } from '../../tensor/tensor.ts'

/**
 * The shape after `permute`, and the axes counted from the front.
 *
 * @throws ShapeError unless `axes` names each axis once.
 *
 * @example
 * checkPermuteShape([2, 3, 4], [2, 0, 1]).shape
 * // → [4, 2, 3]
 */
export function checkPermuteShape(
  shape: Shape,
  axes: readonly number[],
): { shape: number[]; axes: number[] } {
  const order = axes.map((axis) => checkAxis('permute', axis, shape))
  if (new Set(order).size !== shape.length || order.length !== shape.length) {
    const problem = `axes [${axes.join(', ')}] do not name each of the ${shape.length} axes once`
    throw shapeError('permute', problem, { input: shape })
  }
  return { shape: order.map((axis) => shape[axis]!), axes: order }
}

/** Copies the elements into the new order of axes, unrecorded. */
export function permuteData(x: Tensor, axes: readonly number[]): Tensor {
  const strides = stridesOf(x.shape)
  const shape = axes.map((axis) => x.shape[axis]!)
  const index = stridedIndex(
    shape,
    axes.map((axis) => strides[axis]!),
  )
  const data = allocate(x.dtype, x.numel)
  for (let i = 0; i < data.length; i++) data[i] = x.data[index[i]!]!
  return new Tensor(data, shape)
}

/**
 * Reorders the axes: axis i of the result is axis `axes[i]` of the input.
 *
 * @throws ShapeError unless `axes` names each axis once.
 *
 * @example
 * permute(zeros([2, 3, 4]), [2, 0, 1]).shape
 * // → [4, 2, 3]
 */
export function permute(value: TensorLike, axes: readonly number[]): Tensor {
  const x = asTensor(value)
  const { axes: order } = checkPermuteShape(x.shape, axes)
  const inverse = order.map((_, axis) => order.indexOf(axis))
  return record('permute', [x], permuteData(x, order), [(grad) => permute(grad, inverse)])
}

/**
 * Exchanges two axes, by default the last two: the matrix transpose.
 *
 * @throws ShapeError when an axis does not exist.
 *
 * @example
 * transpose([[1, 2, 3], [4, 5, 6]]).toArray()
 * // → [[1, 4], [2, 5], [3, 6]]
 */
export function transpose(value: TensorLike, axis0 = -2, axis1 = -1): Tensor {
  const x = asTensor(value)
  const [first, second] = [checkAxis('transpose', axis0, x.shape), checkAxis('transpose', axis1, x.shape)]
  const axes = x.shape.map((_, axis) => (axis === first ? second : axis === second ? first : axis))
  return permute(x, axes)
}
