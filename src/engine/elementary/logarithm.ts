import { balancedExponent, powerOfTwo } from './bits.ts'
import { reducedExpm1 } from './exponentialPair.ts'
import { addPairs, multiplyPairs, quickTwoSum, rest, twoSum } from './pair.ts'

// ln 2 in three parts: products of the first two with |k| < 2²⁰ are exact.
const LN2_1 = 0.6931471803691238
const LN2_2 = 1.9082149288430703e-10
const LN2_3 = 4.275175589747649e-20
const LN2_2_ROUNDED = 1.9082149292705877e-10

/** log(1 + f) for √½ < 1 + f < √2, plus k·ln 2. */
function logOfParts(f: number, k: number): number {
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const odd = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1))
  const even =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)))
  const half = 0.5 * f * f
  return k * LN2_1 - (half - (s * (half + odd + even) + k * LN2_2_ROUNDED) - f)
}

/** log(x) for the numbers that have none or an exact one; undefined for finite positive x. */
function specialLog(x: number): number | undefined {
  if (x === 0) return -Infinity
  if (!(x > 0)) return NaN
  return x === Infinity ? x : undefined
}

const SUBNORMAL = 2.2250738585072014e-308
const LIFT = 18014398509481984 // 2⁵⁴ gives subnormals a normal exponent

/** 2⁻ᵏ for k up to 1024, where it is subnormal. */
function negativePower(k: number): number {
  return k === 1024 ? powerOfTwo(-1022) / 4 : powerOfTwo(-k)
}

/**
 * The natural logarithm, error below 1 ulp: −∞ at 0, NaN below. Splits x = 2ᵏ(1 + f) with √½ < 1 + f < √2 and uses
 * log(1 + f) = 2 artanh(s), s = f / (2 + f).
 * Source: method and coefficients of fdlibm's e_log.c (Sun Microsystems, 1993).
 *
 * @example
 * elementary.log(10)
 * // → 2.302585092994046
 */
export function log(x: number): number {
  const special = specialLog(x)
  if (special !== undefined) return special
  const lifted = x < SUBNORMAL
  const y = lifted ? x * LIFT : x
  const k = balancedExponent(y)
  const m = y * negativePower(k)
  return logOfParts(m - 1, lifted ? k - 54 : k)
}

/**
 * log(x + xLow) as a pair, for finite x > 0. One Newton step on the float64 logarithm y of the fraction m:
 * log m = y + log(m·e⁻ʸ), and m·e⁻ʸ − 1 = (m − 1) + m·(e⁻ʸ − 1) is about 2⁻⁵³. Relative error about 2⁻⁶⁵.
 */
export function logPair(x: number, xLow: number): number {
  const lifted = x < SUBNORMAL
  const y = lifted ? x * LIFT : x
  let k = balancedExponent(y)
  const down = negativePower(k)
  const m = y * down
  const mLow = xLow * down
  const f = quickTwoSum(m - 1, mLow)
  const fLow = rest.low
  const first = logOfParts(f, 0)
  // |first| < 0.347, so the reduction inside splits off nothing.
  const inverse = reducedExpm1(-first, 0)
  const change = multiplyPairs(m, mLow, inverse, rest.low)
  const correction = addPairs(f, fLow, change, rest.low)
  const fraction = quickTwoSum(first, correction)
  if (lifted) k -= 54
  if (k === 0) return fraction
  const fractionLow = rest.low
  const whole = twoSum(k * LN2_1, k * LN2_2)
  return addPairs(whole, rest.low + k * LN2_3, fraction, fractionLow)
}

/**
 * log(1 + x) without cancellation near 0, error below 1 ulp.
 *
 * @example
 * elementary.log1p(1e-10)
 * // → 9.9999999995e-11
 */
export function log1p(x: number): number {
  if (!(x > -1)) return x === -1 ? -Infinity : NaN
  if (Math.abs(x) < 1e-17 || x === Infinity) return x
  const sum = twoSum(1, x)
  return logPair(sum, rest.low)
}
