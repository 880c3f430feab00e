import { shapeError } from '../../errors.ts'
import { asTensor } from '../../tensor/create.ts'
import { checkAxes, checkAxis } from '../../tensor/shape.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { reshape } from './reshape.ts'

/**
 * Merges the axes from `startAxis` to `endAxis` (both included) into one. A scalar becomes a vector of one.
 *
 * @throws ShapeError when an axis does not exist or the start comes after the end.
 *
 * @example
 * flatten(zeros([2, 3, 4]), 1).shape
 * // → [2, 12]
 */
export function flatten(value: TensorLike, startAxis = 0, endAxis = -1): Tensor {
  const x = asTensor(value)
  if (x.ndim === 0) return reshape(x, [1])
  const [start, end] = [checkAxis('flatten', startAxis, x.shape), checkAxis('flatten', endAxis, x.shape)]
  if (start > end)
    throw shapeError('flatten', `axis ${startAxis} comes after axis ${endAxis}`, { input: x.shape })
  const merged = x.shape.slice(start, end + 1).reduce((a, b) => a * b, 1)
  return reshape(x, [...x.shape.slice(0, start), merged, ...x.shape.slice(end + 1)])
}

/**
 * Drops the axes of size 1: all of them, or those named. Named axes of another size stay, as in PyTorch.
 *
 * @throws ShapeError when an axis does not exist.
 *
 * @example
 * squeeze(zeros([1, 3, 1])).shape
 * // → [3]
 */
export function squeeze(value: TensorLike, axis?: number | readonly number[]): Tensor {
  const x = asTensor(value)
  const axes = checkAxes('squeeze', axis, x.shape)
  return reshape(
    x,
    x.shape.filter((size, index) => size !== 1 || !axes.includes(index)),
  )
}

/**
 * Inserts an axis of size 1 so that it becomes axis `axis` of the result.
 *
 * @throws ShapeError when `axis` is outside −ndim − 1 … ndim.
 *
 * @example
 * unsqueeze([1, 2, 3], -1).shape
 * // → [3, 1]
 */
export function unsqueeze(value: TensorLike, axis: number): Tensor {
  const x = asTensor(value)
  const at = checkAxis('unsqueeze', axis, [...x.shape, 1])
  return reshape(x, [...x.shape.slice(0, at), 1, ...x.shape.slice(at)])
}
