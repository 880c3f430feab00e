import { scale } from './bits.ts'
import { expm1Pair } from './exponentialPair.ts'

const LN2_1 = 0.6931471803691238
const LN2_2 = 1.9082149292705877e-10

/**
 * eˣ, error below 1 ulp. Reduces x = k·ln 2 + r with |r| ≤ ln 2 / 2, then eʳ = 1 + 2r / (r·coth(r/2) − r) with
 * r·coth(r/2) as an even polynomial. ∞ above 709.78, 0 below −745.13.
 * Source: method and coefficients of fdlibm's e_exp.c (Sun Microsystems, 1993).
 *
 * @example
 * elementary.exp(1)
 * // → 2.718281828459045
 */
export function exp(x: number): number {
  if (Number.isNaN(x)) return NaN
  if (x > 709.782712893384) return Infinity
  if (x < -745.1332191019412) return 0
  const k = Math.round(x * Math.LOG2E)
  const high = x - k * LN2_1
  const low = k * LN2_2
  const r = high - low
  const t = r * r
  const c =
    r -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 +
            t *
              (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))))
  return scale(1 - (low - (r * c) / (2 - c) - high), k)
}

/**
 * eˣ − 1 without cancellation near 0, error below 1 ulp.
 *
 * @example
 * elementary.expm1(1e-10)
 * // → 1.00000000005e-10
 */
export function expm1(x: number): number {
  if (Number.isNaN(x) || Math.abs(x) < 1e-300) return x
  if (x > 700) return exp(x)
  if (x < -50) return -1
  return expm1Pair(x)
}
