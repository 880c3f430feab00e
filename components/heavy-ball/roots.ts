/**
 * Momentum on a parabola of curvature λ. With x = ηλ the deviation obeys w_{t+1} = (1 + μ − x) w_t − μ w_{t−1}, a matrix
 * [[1 + μ − x, −μ], [1, 0]] whose eigenvalues are the roots of z² − (1 + μ − x) z + μ.
 * B. Polyak, "Some methods of speeding up the convergence of iteration methods" (1964).
 */
export interface Root {
  re: number
  im: number
}

/** Below this the discriminant counts as zero: both roots are one. */
const NEAR = 1e-12

/** (1 + μ − x)² − 4μ. Negative exactly where (1 − √x)² < μ < (1 + √x)². */
export const discriminantOf = (x: number, momentum: number): number => (1 + momentum - x) ** 2 - 4 * momentum

export function rootsOf(x: number, momentum: number): [Root, Root] {
  const half = (1 + momentum - x) / 2
  const discriminant = discriminantOf(x, momentum)
  if (discriminant < -NEAR) {
    const im = Math.sqrt(-discriminant) / 2
    return [
      { re: half, im },
      { re: half, im: -im },
    ]
  }
  // The larger root by the sum, the smaller one by the product: no digits are lost.
  const spread = Math.sqrt(Math.max(0, discriminant)) / 2
  const larger = half < 0 ? half - spread : half + spread
  return [
    { re: larger, im: 0 },
    { re: larger === 0 ? 0 : momentum / larger, im: 0 },
  ]
}

export const sizeOf = ({ re, im }: Root): number => Math.hypot(re, im)

/** By what factor the distance shrinks in a step, in the long run: the size of the larger root. */
export const rateOf = (x: number, momentum: number): number =>
  Math.max(...rootsOf(x, momentum).map((root) => sizeOf(root)))

/**
 * `monotone`: roots real and positive, in without a change of side (after at most one); `alternating`: real and negative,
 * a change of side at every step; `oscillating`: a complex pair of size √μ, swings of several steps; `divergent`:
 * x > 2 (1 + μ); `stays`: on that line.
 */
export type Regime = 'monotone' | 'oscillating' | 'alternating' | 'divergent' | 'stays'

export function regimeOf(x: number, momentum: number): Regime {
  const limit = 2 * (1 + momentum)
  if (Math.abs(x - limit) < 1e-9) return 'stays'
  if (x > limit) return 'divergent'
  if (discriminantOf(x, momentum) < -NEAR) return 'oscillating'
  return x <= 1 ? 'monotone' : 'alternating'
}

/** With momentum, for curvatures from 1 to κ: both ends on the edge of the complex region. */
export function bestWithMomentum(kappa: number): { learningRate: number; momentum: number; rate: number } {
  const root = Math.sqrt(kappa)
  const rate = (root - 1) / (root + 1)
  return { learningRate: (2 / (root + 1)) ** 2, momentum: rate ** 2, rate }
}

/** Without momentum: both ends at the same distance from ηλ = 1. */
export const bestWithout = (kappa: number): { learningRate: number; rate: number } => ({
  learningRate: 2 / (kappa + 1),
  rate: (kappa - 1) / (kappa + 1),
})

/** Steps over which the rate is measured, after as many that are not counted. */
export const MEASURED = 4000

/**
 * The factor per step that the iteration itself shows between step 4,000 and step 8,000, in the length of
 * (w_t, w_{t−1}) over all directions. The vector is scaled back after each step: the iteration is linear, and no number
 * may run out of range.
 */
export function measuredRate([x1, x2]: readonly [number, number], momentum: number): number {
  let [now1, now2, before1, before2, logarithm] = [1, 1, 1, 1, 0]
  for (let step = 0; step < 2 * MEASURED; step++) {
    const next1 = (1 + momentum - x1) * now1 - momentum * before1
    const next2 = (1 + momentum - x2) * now2 - momentum * before2
    const length = Math.sqrt(next1 * next1 + next2 * next2 + now1 * now1 + now2 * now2)
    if (length === 0) return 0
    if (step >= MEASURED) logarithm += Math.log(length)
    before1 = now1 / length
    before2 = now2 / length
    now1 = next1 / length
    now2 = next2 / length
  }
  return Math.exp(logarithm / MEASURED)
}
