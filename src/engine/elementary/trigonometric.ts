import { dividePairs, quickTwoSum, rest, twoProduct, twoSum } from './pair.ts'
import { reduceAngle, turned } from './quarterTurns.ts'

/** sin of the pair r + rLow, |r| ≤ π/4, as a pair. Taylor series; error about 2⁻⁵⁶ of the result. */
function sinPair(r: number, rLow: number): number {
  const z = r * r
  // prettier-ignore
  const series = -1 / 6 + z * (1 / 120 + z * (-1 / 5040 + z * (1 / 362880 + z * (-1 / 39916800 +
    z * (1 / 6227020800 + z * (-1 / 1307674368000 + z * (1 / 355687428096000)))))))
  return quickTwoSum(r, r * z * series + rLow * (1 - z / 2))
}

/** cos of the pair r + rLow, |r| ≤ π/4, as a pair. Taylor series, 1 − r²/2 exactly. */
function cosPair(r: number, rLow: number): number {
  const square = twoProduct(r, r)
  const squareLow = rest.low
  const z = square
  // prettier-ignore
  const series = 1 / 24 + z * (-1 / 720 + z * (1 / 40320 + z * (-1 / 3628800 + z * (1 / 479001600 +
    z * (-1 / 87178291200 + z * (1 / 20922789888000 + z * (-1 / 6402373705728000)))))))
  const start = twoSum(1, -square / 2)
  return quickTwoSum(start, rest.low - squareLow / 2 + z * z * series - r * rLow)
}

/**
 * The sine of an angle in radians, error below 1 ulp for every float64; NaN for infinities.
 *
 * @example
 * elementary.sin(1)
 * // → 0.8414709848078965
 */
export function sin(x: number): number {
  if (!Number.isFinite(x)) return NaN
  if (Math.abs(x) < 1e-9) return x
  const r = reduceAngle(x)
  const value = turned.quarters & 1 ? cosPair(r, rest.low) : sinPair(r, rest.low)
  return turned.quarters & 2 ? -value : value
}

/**
 * The cosine of an angle in radians, error below 1 ulp for every float64; NaN for infinities.
 *
 * @example
 * elementary.cos(1)
 * // → 0.5403023058681398
 */
export function cos(x: number): number {
  if (!Number.isFinite(x)) return NaN
  const r = reduceAngle(x)
  const value = turned.quarters & 1 ? sinPair(r, rest.low) : cosPair(r, rest.low)
  return (turned.quarters + 1) & 2 ? -value : value
}

/**
 * The tangent of an angle in radians, error below 1 ulp for every float64; NaN for infinities.
 *
 * @example
 * elementary.tan(1)
 * // → 1.5574077246549023
 */
export function tan(x: number): number {
  if (!Number.isFinite(x)) return NaN
  if (Math.abs(x) < 1e-9) return x
  const r = reduceAngle(x)
  const rLow = rest.low
  const s = sinPair(r, rLow)
  const sLow = rest.low
  const c = cosPair(r, rLow)
  return turned.quarters & 1 ? -dividePairs(c, rest.low, s, sLow) : dividePairs(s, sLow, c, rest.low)
}
