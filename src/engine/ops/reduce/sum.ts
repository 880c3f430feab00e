import { record } from '../../autodiff/record.ts'
import { shapeError } from '../../errors.ts'
import { asTensor } from '../../tensor/create.ts'
import { allocate } from '../../tensor/dtype.ts'
import { type Shape, broadcastIndex, checkShape, sameShape } from '../../tensor/shape.ts'
import { Tensor, type TensorLike } from '../../tensor/tensor.ts'
import { reshape } from '../shape/reshape.ts'
import { type ReduceOptions, checkReduceShape, gatherRows, unreduce } from './rows.ts'

// A sum and its adjoint, broadcasting, share this file because each is the other's backward rule.

const BLOCK = 16

/**
 * Pairwise summation: the error grows with log n instead of n, and NaN and infinities pass as in a plain sum.
 * Source: N. J. Higham, The accuracy of floating point summation, SIAM J. Sci. Comput. 14 (1993).
 */
export function pairwiseSum(values: ArrayLike<number>, start: number, end: number): number {
  if (end - start <= BLOCK) {
    let total = 0
    for (let i = start; i < end; i++) total += values[i]!
    return total
  }
  const middle = start + ((end - start) >> 1)
  return pairwiseSum(values, start, middle) + pairwiseSum(values, middle, end)
}

/**
 * The sum over `axis` (one, several, or all when left out). The sum of nothing is 0. Float sums are pairwise in
 * float64; int32 sums stay int32 and wrap modulo 2³². ∂/∂x = 1.
 *
 * @throws ShapeError when an axis does not exist.
 *
 * @example
 * sum([[1, 2], [3, 4]], 0).toArray()
 * // → [4, 6]
 */
export function sum(
  value: TensorLike,
  axis?: number | readonly number[],
  options: ReduceOptions = {},
): Tensor {
  const x = asTensor(value)
  const { shape, axes } = checkReduceShape('sum', x.shape, axis, options)
  const { rows, count, size } = gatherRows(x, axes)
  const out = allocate(x.dtype, count)
  for (let row = 0; row < count; row++) out[row] = pairwiseSum(rows, row * size, (row + 1) * size)
  return record('sum', [x], new Tensor(out, shape), [
    (grad) => broadcastTo(unreduce(grad, x.shape, axes), x.shape),
  ])
}

/** The adjoint of broadcasting: sums over the axes that broadcasting would add or stretch. */
export function sumTo(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x
  const lead = x.ndim - shape.length
  const axes = x.shape.flatMap((size, axis) =>
    axis < lead || (shape[axis - lead] === 1 && size !== 1) ? [axis] : [],
  )
  const total = sum(x, axes, { keepdim: true })
  return lead === 0 ? total : reshape(total, shape)
}

/**
 * Validates that `shape` broadcasts to `target` and returns `target`.
 *
 * @throws ShapeError when an axis has another size than the target's or 1.
 *
 * @example
 * checkBroadcastToShape([1, 3], [2, 3])
 * // → [2, 3]
 */
export function checkBroadcastToShape(shape: Shape, target: Shape): number[] {
  const lead = target.length - shape.length
  const wrong = shape.findIndex((size, axis) => size !== 1 && size !== target[lead + axis])
  if (lead < 0 || wrong >= 0) {
    const problem =
      lead < 0 ? 'the target has fewer axes' : `axis ${wrong} of size ${shape[wrong]} cannot be stretched`
    throw shapeError('broadcastTo', problem, { input: shape, target }, 'Only axes of size 1 are stretched.')
  }
  return checkShape('broadcastTo', target)
}

/**
 * Repeats axes of size 1, and adds axes in front, until the shape is `shape`. The gradient is summed over the copies.
 *
 * @throws ShapeError when an axis has another size than the target's or 1.
 *
 * @example
 * broadcastTo([1, 2], [2, 2]).toArray()
 * // → [[1, 2], [1, 2]]
 */
export function broadcastTo(value: TensorLike, shape: Shape): Tensor {
  const x = asTensor(value)
  const target = checkBroadcastToShape(x.shape, shape)
  const index = broadcastIndex(x.shape, target)
  if (index === null) return x
  const data = allocate(x.dtype, index.length)
  for (let i = 0; i < data.length; i++) data[i] = x.data[index[i]!]!
  return record('broadcastTo', [x], new Tensor(data, target), [(grad) => sumTo(grad, x.shape)])
}
