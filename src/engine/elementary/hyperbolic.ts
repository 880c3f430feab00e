import { exp } from './exponential.ts'
import { expPair, expm1Pair, reduced, reducedExp } from './exponentialPair.ts'
import { scale } from './bits.ts'
import { addPairs, dividePairs, rest } from './pair.ts'

/**
 * sinh x = (eˣ − e⁻ˣ) / 2 = (t + t / (t + 1)) / 2 with t = eˣ − 1; error below 1 ulp.
 *
 * @example
 * elementary.sinh(1)
 * // → 1.1752011936438014
 */
export function sinh(x: number): number {
  const size = Math.abs(x)
  if (Number.isNaN(x) || size < 1e-9) return x
  if (size > 40) return x < 0 ? -halfExp(size) : halfExp(size)
  const t = expm1Pair(size)
  const tLow = rest.low
  const next = addPairs(t, tLow, 1, 0)
  const quotient = dividePairs(t, tLow, next, rest.low)
  const result = addPairs(t, tLow, quotient, rest.low) / 2
  return x < 0 ? -result : result
}

/**
 * cosh x = (eˣ + e⁻ˣ) / 2, error below 1 ulp.
 *
 * @example
 * elementary.cosh(1)
 * // → 1.5430806348152437
 */
export function cosh(x: number): number {
  const size = Math.abs(x)
  if (Number.isNaN(x)) return NaN
  if (size > 40) return halfExp(size)
  const e = expPair(size)
  const eLow = rest.low
  const inverse = dividePairs(1, 0, e, eLow)
  return addPairs(e, eLow, inverse, rest.low) / 2
}

/** eˣ / 2, also where eˣ overflows. */
function halfExp(x: number): number {
  if (x > 711) return Infinity
  const e = reducedExp(x, 0)
  return scale(e, reduced.exponent - 1)
}

/**
 * tanh x = t / (t + 2) with t = e²ˣ − 1, error below 1 ulp.
 *
 * @example
 * elementary.tanh(0.5)
 * // → 0.46211715726000973
 */
export function tanh(x: number): number {
  const size = Math.abs(x)
  if (Number.isNaN(x) || size < 1e-9) return x
  if (size > 22) return x < 0 ? -1 : 1
  const t = expm1Pair(2 * size)
  const tLow = rest.low
  const next = addPairs(t, tLow, 2, 0)
  const result = dividePairs(t, tLow, next, rest.low)
  return x < 0 ? -result : result
}

/**
 * The logistic function 1 / (1 + e⁻ˣ), error below 1 ulp at both ends.
 *
 * @example
 * elementary.sigmoid(-1)
 * // → 0.2689414213699951
 */
export function sigmoid(x: number): number {
  if (Number.isNaN(x)) return NaN
  if (x > 40) return 1
  if (x < -40) return exp(x) // eˣ is below half an ulp of 1
  const e = expPair(-Math.abs(x))
  const eLow = rest.low
  const denominator = addPairs(e, eLow, 1, 0)
  return x < 0 ? dividePairs(e, eLow, denominator, rest.low) : dividePairs(1, 0, denominator, rest.low)
}
