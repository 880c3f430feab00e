import * as elementary from '../../elementary/index.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { add, div, mul, neg } from './arithmetic.ts'
import { unary } from './map.ts'
import { square } from './power.ts'

/**
 * The sine of angles in radians. ∂/∂x = cos x.
 *
 * @example
 * sin([0, 1]).toArray()
 * // → [0, 0.841470984807897]
 */
export function sin(x: TensorLike): Tensor {
  return unary('sin', x, elementary.sin, (grad, input) => mul(grad, cos(input)))
}

/**
 * The cosine of angles in radians. ∂/∂x = −sin x.
 *
 * @example
 * cos([0, 1]).toArray()
 * // → [1, 0.54030230586814]
 */
export function cos(x: TensorLike): Tensor {
  return unary('cos', x, elementary.cos, (grad, input) => neg(mul(grad, sin(input))))
}

/**
 * The tangent of angles in radians. ∂/∂x = 1 + tan² x.
 *
 * @example
 * tan([0, 1]).toArray()
 * // → [0, 1.5574077246549]
 */
export function tan(x: TensorLike): Tensor {
  return unary('tan', x, elementary.tan, (grad, _, output) => mul(grad, add(square(output), 1)))
}

/**
 * The angle in (−π/2, π/2) whose tangent is x, in radians. ∂/∂x = 1 / (1 + x²).
 *
 * @example
 * arctan([0, 1]).toArray()
 * // → [0, 0.785398163397448]
 */
export function arctan(x: TensorLike): Tensor {
  return unary('arctan', x, elementary.atan, (grad, input) => div(grad, add(square(input), 1)))
}

/**
 * The hyperbolic sine. ∂/∂x = cosh x.
 *
 * @example
 * sinh([0, 1]).toArray()
 * // → [0, 1.1752011936438]
 */
export function sinh(x: TensorLike): Tensor {
  return unary('sinh', x, elementary.sinh, (grad, input) => mul(grad, cosh(input)))
}

/**
 * The hyperbolic cosine. ∂/∂x = sinh x.
 *
 * @example
 * cosh([0, 1]).toArray()
 * // → [1, 1.54308063481524]
 */
export function cosh(x: TensorLike): Tensor {
  return unary('cosh', x, elementary.cosh, (grad, input) => mul(grad, sinh(input)))
}
