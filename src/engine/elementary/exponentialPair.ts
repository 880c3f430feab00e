import { addPairs, multiplyPairs, quickTwoSum, rest, twoSum } from './pair.ts'
import { powerOfTwo } from './bits.ts'

// ln 2 in three parts: products of the first two with |k| < 2²⁰ are exact.
const LN2_1 = 0.6931471803691238
const LN2_2 = 1.9082149288430703e-10
const LN2_3 = 4.275175589747649e-20

/** The power of two that was split off by the last `reducedExpm1`. */
export const reduced = { exponent: 0 }

/**
 * eʳ − 1 as a pair, where x + xLow = k·ln 2 + r and |r| ≤ ln 2 / 2; k is left in `reduced.exponent`. Taylor series:
 * terms up to r⁴ in pairs, the rest (below 2⁻¹⁴) in float64. Relative error about 2⁻⁶⁶. |x| < 800.
 */
export function reducedExpm1(x: number, xLow: number): number {
  const k = Math.round(x * Math.LOG2E)
  let r = twoSum(x - k * LN2_1, -k * LN2_2)
  r = quickTwoSum(r, rest.low + (xLow - k * LN2_3))
  const rLow = rest.low
  reduced.exponent = k
  // prettier-ignore
  const tail = r * (1 / 120 + r * (1 / 720 + r * (1 / 5040 + r * (1 / 40320 + r * (1 / 362880 +
    r * (1 / 3628800 + r * (1 / 39916800 + r * (1 / 479001600 + r * (1 / 6227020800 +
    r * (1 / 87178291200 + r * (1 / 1307674368000 + r * (1 / 20922789888000))))))))))))
  let p = quickTwoSum(1 / 24, tail + 2.3129646346357427e-18) // the second part of 1/24
  p = multiplyPairs(p, rest.low, r, rLow)
  p = addPairs(1 / 6, 9.25185853854297e-18, p, rest.low)
  p = multiplyPairs(p, rest.low, r, rLow)
  p = addPairs(0.5, 0, p, rest.low)
  p = multiplyPairs(p, rest.low, r, rLow)
  p = addPairs(1, 0, p, rest.low)
  return multiplyPairs(p, rest.low, r, rLow)
}

/** eˣ⁺ˡᵒʷ / 2ᵏ in about [0.7, 1.42] as a pair; k is left in `reduced.exponent`. |x| < 800. */
export function reducedExp(x: number, xLow: number): number {
  const p = reducedExpm1(x, xLow)
  return addPairs(1, 0, p, rest.low)
}

/** eˣ − 1 as a pair, relatively exact near 0 too. |x| ≤ 700. */
export function expm1Pair(x: number): number {
  const p = reducedExpm1(x, 0)
  const k = reduced.exponent
  if (k === 0) return p
  const factor = powerOfTwo(k)
  const low = rest.low * factor
  const base = twoSum(factor, -1)
  return addPairs(base, rest.low, p * factor, low)
}

/** eˣ as a pair. |x| ≤ 700. */
export function expPair(x: number): number {
  const e = reducedExp(x, 0)
  const factor = powerOfTwo(reduced.exponent)
  rest.low *= factor
  return e * factor
}
