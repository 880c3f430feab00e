import { highWord, withHighWord } from './bits.ts'

const LN2_HIGH = 6.9314718036912381649e-1
const LN2_LOW = 1.90821492927058770002e-10

/**
 * The natural logarithm. Splits x = 2ᵏ(1 + f) with √½ < 1 + f < √2 and uses log(1 + f) = 2 artanh(s),
 * s = f / (2 + f). Error below 1 ulp. log(0) = −∞, negative numbers give NaN.
 * Source: method and coefficients of fdlibm's e_log.c (Sun Microsystems, 1993).
 *
 * @example
 * elementary.log(10)
 * // → 2.302585092994046
 */
export function log(x: number): number {
  if (!(x > 0) || x === Infinity) return x === 0 ? -Infinity : x > 0 ? x : NaN
  let k = 0
  let y = x
  if (y < 2.2250738585072014e-308) {
    y *= 18014398509481984 // 2⁵⁴: subnormals get a normal exponent
    k = -54
  }
  const high = highWord(y)
  k += (high >> 20) - 1023
  const fraction = high & 0xfffff
  const up = (fraction + 0x95f64) & 0x100000 // 1 + f above √2: halve it
  const f = withHighWord(y, fraction | (up ^ 0x3ff00000)) - 1
  k += up >> 20
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const odd = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1))
  const even =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)))
  const half = 0.5 * f * f
  return k * LN2_HIGH - (half - (s * (half + odd + even) + k * LN2_LOW) - f)
}
