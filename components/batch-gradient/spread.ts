import { elementary } from 'chainrule'
import type { Replacement } from './draws.ts'

export type Pair = readonly [number, number]
/** A symmetric 2 × 2 matrix as [first, mixed, second]. */
export type Spread = readonly [number, number, number]

/** Mean of the squared deviations from `center` (divisor n, as the formula for a batch's mean needs it). */
export function covariance(pairs: readonly Pair[], [c1, c2]: Pair): Spread {
  let [first, mixed, second] = [0, 0, 0]
  for (const [p1, p2] of pairs) {
    first += (p1 - c1) ** 2
    mixed += (p1 - c1) * (p2 - c2)
    second += (p2 - c2) ** 2
  }
  return [first / pairs.length, mixed / pairs.length, second / pairs.length]
}

/** σ²/B, and times (N − B)/(N − 1) when no example is drawn twice. */
export function spreadOfMean(
  [first, mixed, second]: Spread,
  batchSize: number,
  count: number,
  replacement: Replacement,
): Spread {
  const factor = (replacement === 'with' ? 1 : (count - batchSize) / (count - 1)) / batchSize
  return [first * factor, mixed * factor, second * factor]
}

/** The lower triangle L of S = L Lᵀ; a flat matrix gives a line or a point. */
function root([first, mixed, second]: Spread): readonly [number, number, number] {
  const a = Math.sqrt(Math.max(0, first))
  const b = a === 0 ? 0 : mixed / a
  return [a, b, Math.sqrt(Math.max(0, second - b * b))]
}

/** Points at `radius` standard deviations around `center`. */
export function ellipse(spread: Spread, radius: number, [c1, c2]: Pair, points = 72): Pair[] {
  const [a, b, c] = root(spread)
  return Array.from({ length: points }, (_, i) => {
    const angle = (2 * Math.PI * i) / points
    const [u, v] = [radius * elementary.cos(angle), radius * elementary.sin(angle)]
    return [c1 + a * u, c2 + b * u + c * v]
  })
}

export function inverse([first, mixed, second]: Spread): Spread {
  const determinant = first * second - mixed * mixed
  return [second / determinant, -mixed / determinant, first / determinant]
}

/** The share of the pairs within `radius` standard deviations of `center`; 1 where nothing is spread. */
export function shareInside(pairs: readonly Pair[], spread: Spread, radius: number, [c1, c2]: Pair): number {
  if (!(spread[0] * spread[2] - spread[1] ** 2 > 1e-18)) return 1
  const [a, b, c] = inverse(spread)
  const inside = pairs.filter(([p1, p2]) => {
    const [d1, d2] = [p1 - c1, p2 - c2]
    return a * d1 * d1 + 2 * b * d1 * d2 + c * d2 * d2 <= radius * radius
  })
  return inside.length / pairs.length
}
