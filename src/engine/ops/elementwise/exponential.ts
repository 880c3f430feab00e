import { exp as expNumber, expm1 as expm1Number } from '../../elementary/exponential.ts'
import { log as logNumber, log1p as log1pNumber } from '../../elementary/logarithm.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { add, div, mul } from './arithmetic.ts'
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

/**
 * log(1 + x) without cancellation near 0: −∞ at −1, NaN below. ∂/∂x = 1 / (1 + x).
 *
 * @example
 * log1p([0, 1e-10]).toArray()
 * // → [0, 9.9999999995e-11]
 */
export function log1p(x: TensorLike): Tensor {
  return unary('log1p', x, log1pNumber, (grad, input) => div(grad, add(input, 1)))
}

/**
 * eˣ − 1 without cancellation near 0. ∂/∂x = eˣ.
 *
 * @example
 * expm1([0, 1e-10]).toArray()
 * // → [0, 1.00000000005e-10]
 */
export function expm1(x: TensorLike): Tensor {
  return unary('expm1', x, expm1Number, (grad, _, output) => mul(grad, add(output, 1)))
}
