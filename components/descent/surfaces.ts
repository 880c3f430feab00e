import { add, exp, grad, hessian, mul, slice, sub, sum, tensor, type Tensor } from 'chainrule'

export const SURFACES_1D = ['parabola', 'twoValleys', 'plateau'] as const
export const SURFACES_2D = ['bowl', 'valley', 'saddle', 'shelf', 'twoBasins'] as const
export const SURFACES = [...SURFACES_1D, ...SURFACES_2D] as const
export type SurfaceName = (typeof SURFACES)[number]

export type Point = readonly number[]

interface Surface {
  /** C(w₁, w₂, …), entry by entry over tensors of one shape: a single point and a whole grid alike. */
  cost: (...w: Tensor[]) => Tensor
  dims: 1 | 2
  /** Whether its curvature is the same everywhere, so that what curvature predicts is exact. */
  isQuadratic: boolean
  /** The window that is drawn: from −reach to reach along each weight. */
  reach: number
  /** The highest cost drawn. */
  top: number
  start: Point
  learningRate: number
}

const square = (w: Tensor): Tensor => mul(w, w)

/** λ w² / 2. */
const bend = (w: Tensor, curvature: number): Tensor => mul(square(w), curvature / 2)

/** 1 − exp(−d / (2 s²)) of a squared distance d: a pit with flat land around it. */
const pit = (squaredDistance: Tensor, width: number): Tensor =>
  sub(1, exp(mul(squaredDistance, -0.5 / (width * width))))

/** w⁴/4 − w²/2 + w/10: two valleys of different depth, a hill between them. */
const doubleWell = (w: Tensor): Tensor =>
  add(sub(mul(square(square(w)), 0.25), mul(square(w), 0.5)), mul(w, 0.1))

export const SURFACE: Record<SurfaceName, Surface> = {
  parabola: {
    cost: (w) => bend(w!, 1),
    dims: 1,
    isQuadratic: true,
    reach: 4,
    top: 8,
    start: [-3],
    learningRate: 0.3,
  },
  twoValleys: {
    cost: (w) => add(doubleWell(w!), 0.4),
    dims: 1,
    isQuadratic: false,
    reach: 2,
    top: 2.2,
    start: [1.7],
    learningRate: 0.1,
  },
  plateau: {
    cost: (w) => mul(pit(square(w!), 1), 2),
    dims: 1,
    isQuadratic: false,
    reach: 4,
    top: 2.4,
    start: [-3.5],
    learningRate: 0.3,
  },
  bowl: {
    cost: (u, v) => add(bend(u!, 1), bend(v!, 1)),
    dims: 2,
    isQuadratic: true,
    reach: 2,
    top: 4,
    start: [-1.6, 1.2],
    learningRate: 0.3,
  },
  valley: {
    cost: (u, v) => add(bend(u!, 1), bend(v!, 12)),
    dims: 2,
    isQuadratic: true,
    reach: 2,
    top: 26,
    start: [-1.8, 0.8],
    learningRate: 0.12,
  },
  saddle: {
    // Up along w₂; down along w₁ both ways, until the fourth power turns it up again.
    cost: (u, v) => add(add(sub(mul(square(square(u!)), 0.125), mul(square(u!), 0.5)), bend(v!, 1)), 0.5),
    dims: 2,
    isQuadratic: false,
    reach: 2,
    top: 3,
    start: [0, 1.5],
    learningRate: 0.3,
  },
  shelf: {
    cost: (u, v) => pit(add(square(u!), square(v!)), 0.7),
    dims: 2,
    isQuadratic: false,
    reach: 2,
    top: 1,
    start: [-1.2, 1],
    learningRate: 0.3,
  },
  twoBasins: {
    cost: (u, v) => add(add(doubleWell(u!), bend(v!, 1)), 0.4),
    dims: 2,
    isQuadratic: false,
    reach: 2,
    top: 3.5,
    start: [0.4, 1.4],
    learningRate: 0.2,
  },
}

/** The cost of one point given as a vector (D), so that the engine can differentiate it. */
const costOf =
  (name: SurfaceName) =>
  (w: Tensor): Tensor =>
    sum(SURFACE[name].cost(...Array.from({ length: w.numel }, (_, i) => slice(w, [[i, i + 1]]))))

/** Costs of many points at once: one array for each weight. */
export const costsAt = (name: SurfaceName, ...coordinates: readonly (readonly number[])[]): number[] =>
  Array.from(SURFACE[name].cost(...coordinates.map((values) => tensor([...values]))).data)

export interface Local {
  cost: number
  /** ∂C/∂wᵢ. */
  gradient: number[]
  /** Eigenvalues of the Hessian with their directions, the largest first. */
  curvatures: { value: number; direction: number[] }[]
}

/** Cost and gradient, by the engine's reverse pass. */
export function slopeAt(name: SurfaceName, w: Point): { cost: number; gradient: number[] } {
  const leaf = tensor([...w], { requiresGrad: true })
  const cost = costOf(name)(leaf)
  const [gradient] = grad(cost, [leaf])
  return { cost: cost.item(), gradient: Array.from(gradient!.data) }
}

/** The eigenvalues of a symmetric matrix (1, 1) or (2, 2) with unit eigenvectors, the largest first. */
export function eigenpairs(matrix: readonly (readonly number[])[]): Local['curvatures'] {
  if (matrix.length === 1) return [{ value: matrix[0]![0]!, direction: [1] }]
  const [[a, b], [, d]] = matrix as unknown as [[number, number], [number, number]]
  const mean = (a + d) / 2
  const spread = Math.hypot((a - d) / 2, b)
  // The angle of the steeper axis; for a round bowl every direction is one, and this gives the first.
  const angle = spread === 0 ? 0 : Math.atan2(2 * b, a - d) / 2
  const [c, s] = [Math.cos(angle), Math.sin(angle)]
  return [
    { value: mean + spread, direction: [c, s] },
    { value: mean - spread, direction: [-s, c] },
  ]
}

/** Everything about one point, with the Hessian by the engine: two reverse passes. */
export function localAt(name: SurfaceName, w: Point): Local {
  const matrix = hessian(costOf(name), tensor([...w])).toArray() as number[][]
  return { ...slopeAt(name, w), curvatures: eigenpairs(matrix) }
}
