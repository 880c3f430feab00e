import { expm1 as expm1Number } from '../../elementary/exponential.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { add, mul } from './arithmetic.ts'
import { greater } from './comparison.ts'
import { unary } from './map.ts'
import { where } from './where.ts'

/**
 * relu(x) = max(0, x); NaN stays NaN. ∂/∂x = 1 for x > 0, else 0 (so 0 at the kink, as in PyTorch).
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
 * x for x > 0, else negativeSlope · x (default slope 0.01). At 0 the slope is `negativeSlope`, as in PyTorch.
 *
 * @example
 * leakyRelu([-1, 2]).toArray()
 * // → [-0.01, 2]
 */
export function leakyRelu(x: TensorLike, negativeSlope = 0.01): Tensor {
  return unary(
    'leakyRelu',
    x,
    (v) => (v > 0 ? v : v * negativeSlope),
    (grad, input) => where(greater(input, 0), grad, mul(grad, negativeSlope)),
  )
}

/**
 * x for x > 0, else alpha · (eˣ − 1) (default alpha 1). ∂/∂x = 1 for x > 0, else alpha · eˣ.
 *
 * @example
 * elu([-1, 2]).toArray()
 * // → [-0.632120558828558, 2]
 */
export function elu(x: TensorLike, alpha = 1): Tensor {
  return unary(
    'elu',
    x,
    (v) => (v > 0 ? v : alpha * expm1Number(v)),
    (grad, input, output) => where(greater(input, 0), grad, mul(grad, add(output, alpha))),
  )
}
