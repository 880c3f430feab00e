/** Sweeps of Jacobi’s method; for matrices of this size the off-diagonal is at rounding after seven. */
const SWEEPS = 12

/**
 * The spectral norm of a square matrix, row by row: the most by which it stretches a vector. It is the root of the largest
 * eigenvalue of WᵀW, which Jacobi’s rotations bring to diagonal form.
 *
 * @see G. Golub and C. Van Loan, Matrix Computations, section 8.5
 */
export function spectralNorm(w: ArrayLike<number>, n: number): number {
  const a = gram(w, n)
  for (let sweep = 0; sweep < SWEEPS; sweep++)
    for (let p = 0; p < n - 1; p++) for (let q = p + 1; q < n; q++) rotate(a, n, p, q)
  let largest = 0
  for (let i = 0; i < n; i++) largest = Math.max(largest, a[i * n + i]!)
  return Math.sqrt(largest)
}

/** WᵀW, (n, n). */
function gram(w: ArrayLike<number>, n: number): Float64Array {
  const a = new Float64Array(n * n)
  for (let k = 0; k < n; k++)
    for (let i = 0; i < n; i++) {
      const left = w[k * n + i]!
      for (let j = 0; j < n; j++) a[i * n + j]! += left * w[k * n + j]!
    }
  return a
}

/** Turns rows and columns p and q so that their common entry becomes zero. */
function rotate(a: Float64Array, n: number, p: number, q: number): void {
  const off = a[p * n + q]!
  if (off === 0) return
  const theta = (a[q * n + q]! - a[p * n + p]!) / (2 * off)
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const c = 1 / Math.sqrt(t * t + 1)
  const s = t * c
  for (let k = 0; k < n; k++) {
    const [x, y] = [a[k * n + p]!, a[k * n + q]!]
    a[k * n + p] = c * x - s * y
    a[k * n + q] = s * x + c * y
  }
  for (let k = 0; k < n; k++) {
    const [x, y] = [a[p * n + k]!, a[q * n + k]!]
    a[p * n + k] = c * x - s * y
    a[q * n + k] = s * x + c * y
  }
}
