import { exp } from './exponential.ts'
import { expPair } from './exponentialPair.ts'
import { logPair } from './logarithm.ts'
import { addPairs, rest } from './pair.ts'

/**
 * log(1 + eˣ) = max(x, 0) + log(1 + e^−|x|), stable at both ends, error below 1 ulp.
 *
 * @example
 * elementary.softplus(0)
 * // → 0.6931471805599453
 */
export function softplus(x: number): number {
  if (Number.isNaN(x) || x > 40) return x
  if (x < -40) return exp(x)
  const e = expPair(-Math.abs(x))
  const sum = addPairs(1, 0, e, rest.low)
  const logarithm = logPair(sum, rest.low)
  return addPairs(logarithm, rest.low, x > 0 ? x : 0, 0)
}
