import { elementary } from 'chainrule'
import { numberFromLink, wordFromLink, type LinkState } from '../figure/state-link.ts'

export type Vector = readonly [number, number]
export const KINDS = ['l2', 'l1'] as const
export type Kind = (typeof KINDS)[number]
export const SHAPES = ['round', 'along', 'tilted'] as const
export type Shape = (typeof SHAPES)[number]

/** Both weights lie between −LIMIT and LIMIT in the picture. */
export const LIMIT = 3
export const ALPHAS = [0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 100] as const
const STRONGEST = 100

/** L = ½(w − m)ᵀH(w − m), as the entries h₁₁, h₁₂ = h₂₁, h₂₂ of H. */
export const HESSIANS: Readonly<Record<Shape, readonly [number, number, number]>> = {
  round: [1, 0, 1],
  along: [2, 0, 0.4],
  tilted: [1.5, -0.9, 1],
}

export interface BudgetState {
  kind: Kind
  shape: Shape
  /** Where L is least. */
  m: Vector
  /** Of the penalty: α/2 · (w₁² + w₂²), or α(|w₁| + |w₂|). */
  alpha: number
}
export const INITIAL: BudgetState = { kind: 'l2', shape: 'tilted', m: [0.9, 2.2], alpha: 0.7 }

const times = ([a, b, c]: readonly number[], [x, y]: Vector): Vector => [a! * x + b! * y, b! * x + c! * y]

/** The solution of Hw = v; H is positive definite. */
export function solve([a, b, c]: readonly [number, number, number], [x, y]: Vector): Vector {
  const determinant = a * c - b * b
  return [(c * x - b * y) / determinant, (a * y - b * x) / determinant]
}

/** ∂L/∂w. */
export const slopeAt = ({ shape, m }: BudgetState, w: Vector): Vector =>
  times(HESSIANS[shape], [w[0] - m[0], w[1] - m[1]])

export function costAt(state: BudgetState, w: Vector): number {
  const [x, y] = slopeAt(state, w)
  return ((w[0] - state.m[0]) * x + (w[1] - state.m[1]) * y) / 2
}

/** What the budget limits: w₁² + w₂², or |w₁| + |w₂|. */
export const sizeOf = (kind: Kind, [x, y]: Vector): number =>
  kind === 'l2' ? x * x + y * y : Math.abs(x) + Math.abs(y)

/** Where L plus the penalty is least; for L1 by looking at every pattern of signs. */
export function best(state: BudgetState): Vector {
  const { kind, shape, m, alpha } = state
  const h = HESSIANS[shape]
  if (kind === 'l2') return solve([h[0] + alpha, h[1], h[2] + alpha], times(h, m))
  const [p, q] = times(h, m)
  const toward = (value: number) => Math.sign(value) * Math.max(0, Math.abs(value) - alpha)
  if (Math.abs(p) <= alpha && Math.abs(q) <= alpha) return [0, 0]
  const first = toward(p) / h[0]
  if (first !== 0 && Math.abs(q - h[1] * first) <= alpha) return [first, 0]
  const second = toward(q) / h[2]
  if (second !== 0 && Math.abs(p - h[1] * second) <= alpha) return [0, second]
  for (const s of [-1, 1])
    for (const t of [-1, 1]) {
      const [x, y] = solve(h, [p - alpha * s, q - alpha * t])
      if (x * s > 0 && y * t > 0) return [x, y]
    }
  return [0, 0]
}

/** The α whose best weights use the budget up; at most 100, where little is left of any weight. */
export function alphaFor(state: BudgetState, budget: number): number {
  if (budget >= sizeOf(state.kind, state.m)) return 0
  let [low, high] = [0, STRONGEST]
  for (let i = 0; i < 60; i++) {
    const alpha = (low + high) / 2
    if (sizeOf(state.kind, best({ ...state, alpha })) > budget) low = alpha
    else high = alpha
  }
  return high
}

/** The best weights from α = 0 to the strongest. */
export function pathOf(state: BudgetState): Vector[] {
  const alphas = Array.from({ length: 121 }, (_, i) => 0.001 * elementary.pow(STRONGEST / 0.001, i / 120))
  return [0, ...alphas].map((alpha) => best({ ...state, alpha }))
}

export interface Zones {
  /** Corners of where the minimum lies when both best weights are 0. */
  both: Vector[]
  /** Four strips, where one of them is. */
  one: Vector[][]
}

/**
 * Where the minimum m must lie for exact zeros under L1. A weight is 0 where its slope there is at most α in size:
 * w = (0, y) with y > 0 is best for m = w + H⁻¹(g, α), −α ≤ g ≤ α, and so on; w = 0 for m = H⁻¹(g, k).
 */
export function zonesOf({ shape, alpha }: BudgetState): Zones {
  const far = 40
  const h = HESSIANS[shape]
  const corner = (s: number, t: number): Vector => solve(h, [s * alpha, t * alpha])
  const moved = ([x, y]: Vector, dx: number, dy: number): Vector => [x + far * dx, y + far * dy]
  const strip = (a: Vector, b: Vector, dx: number, dy: number) => [a, b, moved(b, dx, dy), moved(a, dx, dy)]
  return {
    both: [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)],
    one: [
      strip(corner(-1, 1), corner(1, 1), 0, 1),
      strip(corner(-1, -1), corner(1, -1), 0, -1),
      strip(corner(1, -1), corner(1, 1), 1, 0),
      strip(corner(-1, -1), corner(-1, 1), -1, 0),
    ],
  }
}

/** The contour of L through cost `level`, as points. */
export function contour({ shape, m }: BudgetState, level: number): Vector[] {
  const [a, b, c] = HESSIANS[shape]
  // A root of H, lower triangular: Lᵀ(w − m) runs along a circle.
  const l11 = Math.sqrt(a)
  const l21 = b / l11
  const l22 = Math.sqrt(c - l21 * l21)
  const radius = Math.sqrt(2 * level)
  return Array.from({ length: 73 }, (_, i) => {
    const angle = (2 * Math.PI * i) / 72
    const y = (radius * elementary.sin(angle)) / l22
    const x = (radius * elementary.cos(angle) - l21 * y) / l11
    return [m[0] + x, m[1] + y] as const
  })
}

export interface Shown {
  w: Vector
  cost: number
  size: number
  slope: Vector
  zeros: number
  path: Vector[]
  /** Null for L2, whose best weights are zero on two lines only. */
  zones: Zones | null
  /** Largest budget that limits anything. */
  most: number
}

export function shownAt(state: BudgetState): Shown {
  const w = best(state)
  return {
    w,
    cost: costAt(state, w),
    size: sizeOf(state.kind, w),
    slope: slopeAt(state, w),
    zeros: w.filter((one) => one === 0).length,
    path: pathOf(state),
    zones: state.kind === 'l1' ? zonesOf(state) : null,
    most: sizeOf(state.kind, state.m),
  }
}

const hundredths = (value: number): number => Math.round(Math.min(LIMIT, Math.max(-LIMIT, value)) * 100) / 100

export const moveTo = (state: BudgetState, x: number, y: number): BudgetState => ({
  ...state,
  m: [hundredths(x), hundredths(y)],
})

export const toLink = ({ kind, shape, m, alpha }: BudgetState): LinkState => ({
  kind,
  shape,
  m1: String(m[0]),
  m2: String(m[1]),
  alpha: String(alpha),
})

export const fromLink = (link: LinkState, initial: BudgetState): BudgetState => ({
  kind: wordFromLink(link['kind'], KINDS, initial.kind),
  shape: wordFromLink(link['shape'], SHAPES, initial.shape),
  m: [
    hundredths(numberFromLink(link['m1'], initial.m[0], -LIMIT, LIMIT)),
    hundredths(numberFromLink(link['m2'], initial.m[1], -LIMIT, LIMIT)),
  ],
  alpha: numberFromLink(link['alpha'], initial.alpha, 0, STRONGEST),
})
