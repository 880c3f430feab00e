import { checkKnownOptions } from '../../errors.ts'
import { numelOf } from '../../tensor/shape.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { div, sub } from '../elementwise/arithmetic.ts'
import { equal } from '../elementwise/comparison.ts'
import { asFloat } from '../elementwise/map.ts'
import { sqrt, square } from '../elementwise/power.ts'
import { where } from '../elementwise/where.ts'
import { mean } from './mean.ts'
import { type ReduceOptions, checkReduceShape } from './rows.ts'
import { sum } from './sum.ts'

export interface VarianceOptions extends ReduceOptions {
  /** Divides by n − correction: 1 for the unbiased estimate (default, PyTorch), 0 for the plain mean (NumPy, Keras). */
  readonly correction?: number
}

/**
 * The variance over `axis`: Σ(x − mean)² / (n − correction), in two passes, so that a large mean costs no accuracy.
 * NaN when n = correction.
 *
 * @throws ShapeError when an axis does not exist.
 *
 * @example
 * variance([1, 2, 3, 4], 0, { correction: 0 }).item()
 * // → 1.25
 */
export function variance(
  value: TensorLike,
  axis?: number | readonly number[],
  options: VarianceOptions = {},
): Tensor {
  checkKnownOptions('variance', options, ['correction', 'keepdim'])
  const { correction = 1, keepdim = false } = options
  const x = asFloat(value)
  const { axes } = checkReduceShape('variance', x.shape, axis)
  const count = numelOf(axes.map((a) => x.shape[a]!))
  const deviation = sub(x, mean(x, axes, { keepdim: true }))
  return div(sum(square(deviation), axes, { keepdim }), Math.max(0, count - correction))
}

/**
 * The standard deviation √variance over `axis`. Where it is 0 the gradient is 0, as in PyTorch.
 *
 * @throws ShapeError when an axis does not exist.
 *
 * @example
 * std([1, 2, 3, 4, 5]).item()
 * // → 1.58113883008419
 */
export function std(
  value: TensorLike,
  axis?: number | readonly number[],
  options: VarianceOptions = {},
): Tensor {
  const spread = variance(value, axis, options)
  const none = equal(spread, 0)
  return where(none, 0, sqrt(where(none, 1, spread)))
}
