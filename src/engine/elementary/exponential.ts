import { scale } from './bits.ts'

// ln 2 in two parts: n · LN2_HIGH is exact for |n| < 2²⁰.
const LN2_HIGH = 6.9314718036912381649e-1
const LN2_LOW = 1.90821492927058770002e-10
const LOG2_E = 1.442695040888963387

/**
 * eˣ. Reduces x = k·ln 2 + r with |r| ≤ ln 2 / 2, then r·coth(r/2) by an even polynomial, so that
 * eʳ = 1 + 2r / (r·coth(r/2) − r). Error below 1 ulp. Overflows to ∞ above 709.78, underflows to 0 below −745.13.
 * Source: method and coefficients of fdlibm's e_exp.c (Sun Microsystems, 1993).
 *
 * @example
 * elementary.exp(1)
 * // → 2.718281828459045
 */
export function exp(x: number): number {
  if (x !== x) return x
  if (x > 709.782712893384) return Infinity
  if (x < -745.1332191019412) return 0
  const k = Math.round(x * LOG2_E)
  const high = x - k * LN2_HIGH
  const low = k * LN2_LOW
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
