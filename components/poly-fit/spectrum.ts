/**
 * The directions in which a polynomial can be fitted one at a time: singular value decomposition of the features' matrix
 * Φ (n, M + 1), whose columns are 1, x, x², …, x^M.
 */
export interface Spectrum {
  /** Curvatures λ_i = s_i² / n of the cost ½ · mean squared error, in falling order; one for each direction. */
  curvatures: number[]
  /** For each direction the target's weights: what least squares finds along it is Σ_j pick_ij y_j = u_i · y / s_i. */
  picks: Float64Array[]
  /** For each direction the coefficients of its polynomial, of x⁰ first. */
  shapes: Float64Array[]
}

/** Below this part of the largest singular value a direction is taken for empty: the data say nothing about it. */
const EMPTY = 1e-10
const SWEEPS = 60

export const powers = (x: number, degree: number): number[] => {
  const values = [1]
  for (let k = 1; k <= degree; k++) values.push(values[k - 1]! * x)
  return values
}

export const polynomialAt = (coefficients: ArrayLike<number>, x: number): number => {
  let value = 0
  for (let k = coefficients.length - 1; k >= 0; k--) value = value * x + coefficients[k]!
  return value
}

/** Turns columns p and q until they stand at right angles. Returns whether they did not before. */
function straighten(columns: Float64Array[], turns: Float64Array[], p: number, q: number): boolean {
  const [a, b] = [columns[p]!, columns[q]!]
  let [aa, bb, ab] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    aa += a[i]! * a[i]!
    bb += b[i]! * b[i]!
    ab += a[i]! * b[i]!
  }
  if (Math.abs(ab) <= 1e-15 * Math.sqrt(aa * bb) || ab === 0) return false
  const zeta = (bb - aa) / (2 * ab)
  const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta))
  const c = 1 / Math.sqrt(1 + t * t)
  const s = c * t
  for (const [first, second] of [
    [a, b],
    [turns[p]!, turns[q]!],
  ] as const)
    for (let i = 0; i < first.length; i++) {
      const [u, v] = [first[i]!, second[i]!]
      first[i] = c * u - s * v
      second[i] = s * u + c * v
    }
  return true
}

/** One-sided Jacobi: small singular values come out as exactly as large ones (J. Demmel and K. Veselić, 1992). */
export function spectrumOf(xs: readonly number[], degree: number): Spectrum {
  const rows = xs.map((x) => powers(x, degree))
  const columns = Array.from({ length: degree + 1 }, (_, k) => Float64Array.from(rows, (row) => row[k]!))
  const turns = columns.map((_, k) => Float64Array.from(columns, (__, i) => (i === k ? 1 : 0)))
  for (let sweep = 0, isDone = false; sweep < SWEEPS && !isDone; sweep++) {
    isDone = true
    for (let p = 0; p < degree; p++)
      for (let q = p + 1; q <= degree; q++) if (straighten(columns, turns, p, q)) isDone = false
  }
  const squares = columns.map((column) => column.reduce((total, value) => total + value * value, 0))
  const largest = Math.max(...squares)
  const order = squares
    .map((_, k) => k)
    .filter((k) => squares[k]! > EMPTY * EMPTY * largest)
    .sort((a, b) => squares[b]! - squares[a]!)
  return {
    curvatures: order.map((k) => squares[k]! / xs.length),
    picks: order.map((k) => columns[k]!.map((value) => value / squares[k]!)),
    shapes: order.map((k) => turns[k]!),
  }
}
