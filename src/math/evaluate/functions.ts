import { exp } from '../../engine/elementary/exponential.ts'
import { sigmoid, tanh } from '../../engine/elementary/hyperbolic.ts'
import { log } from '../../engine/elementary/logarithm.ts'
import { pow } from '../../engine/elementary/power.ts'
import { softplus } from '../../engine/elementary/softplus.ts'
import { cos, sin } from '../../engine/elementary/trigonometric.ts'

/** Functions of one number, entry by entry; undefined values are NaN. */
export const ENTRYWISE: Readonly<Record<string, (x: number) => number>> = {
  sigma: sigmoid,
  tanh,
  exp,
  log: (x) => (x > 0 ? log(x) : NaN),
  sqrt: Math.sqrt,
  relu: (x) => (x > 0 ? x : x - x),
  softplus,
  sin,
  cos,
  sign: Math.sign,
}

/** x^y in the reals: NaN for a negative base with a broken exponent and for 0 to a negative power. */
export const power = (x: number, y: number): number => {
  if (x === 0) return y > 0 ? 0 : y === 0 ? 1 : NaN
  if (Number.isInteger(y) && Math.abs(y) <= 64) {
    let result = 1
    for (let base = x, n = Math.abs(y); n > 0; n = Math.floor(n / 2), base *= base)
      if (n % 2 === 1) result *= base
    return y < 0 ? 1 / result : result
  }
  if (x < 0 && !Number.isInteger(y)) return NaN
  return pow(x, y)
}

export const divide = (x: number, y: number): number => (y === 0 ? NaN : x / y)

/** Entry i of the softmax of a row, shifted by its greatest entry so that nothing overflows. */
export const softmax = (row: Float64Array): Float64Array => {
  const most = row.reduce((a, b) => Math.max(a, b), -Infinity)
  const powers = row.map((value) => exp(value - most))
  const total = powers.reduce((a, b) => a + b, 0)
  return powers.map((value) => value / total)
}
