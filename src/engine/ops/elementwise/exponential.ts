import { exp as expNumber } from '../../elementary/exponential.ts'
import { log as logNumber } from '../../elementary/logarithm.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { div, mul } from './arithmetic.ts'
import { unary } from './map.ts'

/**
 * eˣ. ∂/∂x = eˣ.
 *
 * @example
 * exp([0, 1]).toArray()
 * // → [1, 2.718281828459045]
 */
export function exp(x: TensorLike): Tensor {
  return unary('exp', x, expNumber, (grad, _, output) => mul(grad, output))
}

/**
 * The natural logarithm: −∞ at 0, NaN below. ∂/∂x = 1/x.
 *
 * @example
 * log([1, 2]).toArray()
 * // → [0, 0.6931471805599453]
 */
export function log(x: TensorLike): Tensor {
  return unary('log', x, logNumber, (grad, input) => div(grad, input))
}
