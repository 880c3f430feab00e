import { pow as powNumber } from '../../elementary/power.ts'
import { DTypeError } from '../../errors.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { div, mul, neg, sub } from './arithmetic.ts'
import { equal, greaterEqual } from './comparison.ts'
import { log } from './exponential.ts'
import { binary, promote, unary } from './map.ts'
import { where } from './where.ts'

/** Whole powers of whole numbers, modulo 2³² like every int32 product. */
function integerPower(base: number, exponent: number): number {
  if (exponent < 0) {
    throw new DTypeError(
      `pow: ${base} to the power ${exponent} is not an int32; cast to a float dtype first.`,
    )
  }
  let [result, factor] = [1, base]
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = Math.imul(result, factor)
    factor = Math.imul(factor, factor)
  }
  return result
}

/**
 * aᵇ, element by element, with broadcasting. ∂/∂a = b·aᵇ⁻¹ (0 where b = 0), ∂/∂b = aᵇ·ln a (0 where a = 0, b ≥ 0).
 * A negative base with a fractional exponent gives NaN; 0⁰ = 1. int32 powers of int32 stay int32.
 *
 * @throws DTypeError when an int32 is raised to a negative int32.
 *
 * @example
 * pow([1, 2, 3], 2).toArray()
 * // → [1, 4, 9]
 */
export function pow(a: TensorLike, b: TensorLike): Tensor {
  const [x, y] = promote([a, b]) as [Tensor, Tensor]
  return binary(
    'pow',
    x,
    y,
    x.dtype === 'int32' ? integerPower : powNumber,
    (grad) => mul(grad, where(equal(y, 0), 0, mul(y, pow(x, sub(y, 1))))),
    (grad, output) => {
      const vanishes = mul(equal(x, 0), greaterEqual(y, 0))
      return mul(grad, where(vanishes, 0, mul(output, log(x))))
    },
  )
}

/**
 * √x; NaN below 0. ∂/∂x = 1 / (2√x), ∞ at 0.
 *
 * @example
 * sqrt([4, 9]).toArray()
 * // → [2, 3]
 */
export function sqrt(x: TensorLike): Tensor {
  return unary('sqrt', x, Math.sqrt, (grad, _, output) => div(grad, mul(output, 2)))
}

/**
 * x². ∂/∂x = 2x.
 *
 * @example
 * square([1, -3]).toArray()
 * // → [1, 9]
 */
export function square(x: TensorLike): Tensor {
  return unary(
    'square',
    x,
    (v) => v * v,
    (grad, input) => mul(grad, mul(input, 2)),
    true,
  )
}

/**
 * 1 / x. ∂/∂x = −1/x².
 *
 * @example
 * reciprocal([2, -4]).toArray()
 * // → [0.5, -0.25]
 */
export function reciprocal(x: TensorLike): Tensor {
  return unary(
    'reciprocal',
    x,
    (v) => 1 / v,
    (grad, _, output) => neg(mul(grad, square(output))),
  )
}
