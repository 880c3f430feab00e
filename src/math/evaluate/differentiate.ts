/** Derivatives of several outputs at once, and the greatest of the error estimates. */
export interface Slope {
  readonly values: Float64Array
  readonly error: number
}

const LEVELS = 11
const GOOD = 1e-12
const EPSILON = 2 ** -52

/**
 * Derivative at 0 of a function of one number, by central differences with steps 0.1 / 2^i and Richardson's
 * extrapolation: T(i, 0) = (f(h) − f(−h)) / 2h, T(i, j) = T(i, j−1) + (T(i, j−1) − T(i−1, j−1)) / (4^j − 1). For
 * each output the entry is kept that differs least from its two neighbors (C. J. F. Ridders, Adv. Eng. Software 4
 * (1982) 75), rounding included; `uncertainty` is what the values of f are known to be off by besides. A step that leaves the function's domain starts the table anew. NaN where nothing converges.
 */
export const differentiate = (
  f: (step: number) => Float64Array,
  uncertainty: () => number = () => 0,
): Slope => {
  let last: Float64Array[] = []
  let best: Float64Array | undefined
  let errors: Float64Array | undefined
  let h = 0.1
  for (let level = 0; level < LEVELS; level++, h /= 2) {
    const [up, down] = [f(h), f(-h)]
    const first = up.map((value, k) => (value - down[k]!) / (2 * h))
    if (first.some((value) => !Number.isFinite(value))) {
      last = []
      continue
    }
    const row = [first]
    const base = uncertainty()
    for (let j = 1, four = 4; j <= last.length; j++, four *= 4) {
      const [left, above] = [row[j - 1]!, last[j - 1]!]
      const next = left.map((value, k) => value + (value - above[k]!) / (four - 1))
      row.push(next)
      best ??= next.slice()
      errors ??= new Float64Array(next.length).fill(Infinity)
      for (let k = 0; k < next.length; k++) {
        const rounding = (EPSILON * (Math.abs(up[k]!) + Math.abs(down[k]!)) + base) / h
        const error = Math.max(Math.abs(next[k]! - left[k]!), Math.abs(next[k]! - above[k]!)) + rounding
        if (error >= errors[k]!) continue
        errors[k] = error
        best[k] = next[k]!
      }
    }
    last = row
    if (errors?.every((error, k) => error <= GOOD * (1 + Math.abs(best![k]!)))) break
  }
  if (!best || !errors) return { values: f(0).map(() => NaN), error: 0 }
  return { values: best, error: errors.reduce((a, b) => Math.max(a, b), 0) }
}
