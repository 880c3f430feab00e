import { scale } from './bits.ts'
import { reduced, reducedExp } from './exponentialPair.ts'
import { logPair } from './logarithm.ts'
import { multiplyPairs, rest } from './pair.ts'

/** xʸ where x is 0 or infinite, or y is infinite or NaN, or x is NaN. */
function specialPower(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN
  const size = Math.abs(x)
  if (size === 1) return 1 // 1 to an infinite power, as in C and PyTorch
  if (!Number.isFinite(y)) return size > 1 === y > 0 ? Infinity : 0
  const result = (size === 0) === y > 0 ? 0 : Infinity
  const odd = Number.isInteger(y) && Math.abs(y % 2) === 1
  return odd && (x < 0 || Object.is(x, -0)) ? -result : result
}

/**
 * xʸ, error below 1 ulp: e to the power y·log x, both in double the precision. x⁰ = 1 and 1ʸ = 1 always; a negative x
 * with a fractional y gives NaN. Follows C's pow, as PyTorch does.
 *
 * @example
 * elementary.pow(2, 0.5)
 * // → 1.4142135623730951
 */
export function pow(x: number, y: number): number {
  if (y === 0 || x === 1) return 1
  if (y === 1) return x
  if (y === 2) return x * x
  if (x === 0 || !Number.isFinite(x) || !Number.isFinite(y)) return specialPower(x, y)
  if (x < 0 && !Number.isInteger(y)) return NaN
  const sign = x < 0 && Math.abs(y % 2) === 1 ? -1 : 1
  const logarithm = logPair(Math.abs(x), 0)
  const estimate = y * logarithm
  if (estimate > 710) return sign * Infinity
  if (estimate < -746) return sign < 0 ? -0 : 0
  if (Math.abs(estimate) < 1e-20) return sign
  const exponent = multiplyPairs(logarithm, rest.low, y, 0)
  const size = reducedExp(exponent, rest.low)
  return sign * scale(size, reduced.exponent)
}
