import { sigmoid as sigmoidNumber, tanh as tanhNumber } from '../../elementary/hyperbolic.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { mul, sub } from './arithmetic.ts'
import { greater } from './comparison.ts'
import { unary } from './map.ts'
import { square } from './power.ts'

/**
 * relu(x) = max(0, x). ∂/∂x = 1 for x > 0, else 0 (so 0 at the kink, as in PyTorch).
 *
 * @example
 * relu([-1, 0, 2]).toArray()
 * // → [0, 0, 2]
 */
export function relu(x: TensorLike): Tensor {
  return unary(
    'relu',
    x,
    (v) => (v <= 0 ? 0 : v),
    (grad, input) => mul(grad, greater(input, 0)),
    true,
  )
}

/**
 * The logistic function σ(x) = 1 / (1 + e⁻ˣ), stable at both ends. ∂/∂x = σ(1 − σ).
 *
 * @example
 * sigmoid(0).item()
 * // → 0.5
 */
export function sigmoid(x: TensorLike): Tensor {
  return unary('sigmoid', x, sigmoidNumber, (grad, _, output) => mul(grad, mul(output, sub(1, output))))
}

/**
 * tanh(x) = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ). ∂/∂x = 1 − tanh².
 *
 * @example
 * tanh(0).item()
 * // → 0
 */
export function tanh(x: TensorLike): Tensor {
  return unary('tanh', x, tanhNumber, (grad, _, output) => mul(grad, sub(1, square(output))))
}
