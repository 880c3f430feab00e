import { numelOf } from '../../tensor/shape.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { div } from '../elementwise/arithmetic.ts'
import { asFloat } from '../elementwise/map.ts'
import { type ReduceOptions, checkReduceShape } from './rows.ts'
import { sum } from './sum.ts'

/**
 * The mean over `axis`: sum / count. int32 gives float64. The mean of nothing is NaN. ∂/∂x = 1 / count.
 *
 * @throws ShapeError when an axis does not exist.
 *
 * @example
 * mean([[1, 2], [3, 4]], 1).toArray()
 * // → [1.5, 3.5]
 */
export function mean(
  value: TensorLike,
  axis?: number | readonly number[],
  options: ReduceOptions = {},
): Tensor {
  const x = asFloat(value)
  const { axes } = checkReduceShape('mean', x.shape, axis, options)
  const count = numelOf(axes.map((a) => x.shape[a]!))
  return div(sum(x, axes, options), count)
}
