import { add, grad, mul, slice, sub, sum, tensor, type Tensor } from 'chainrule'

export const SURFACES = ['line', 'valley', 'tilted', 'saddle', 'basins', 'banana'] as const
export type SurfaceName = (typeof SURFACES)[number]
export type Point = readonly [number, number]

/** Six examples for ŷ = w₁ x + w₂, all with positive inputs: the two parameters pull on each other. */
export const EXAMPLES = {
  x: [0.5, 1, 1.5, 2, 2.5, 3],
  y: [0.4, 0.5, 1.4, 1.7, 2.9, 3.1],
} as const

interface Surface {
  /** C(w₁, w₂), entry by entry over tensors of one shape: a single point and a whole grid alike. */
  cost: (u: Tensor, v: Tensor) => Tensor
  /** The window that is drawn: `reach` to every side of its center. */
  center: Point
  reach: number
  /** The highest cost drawn. */
  top: number
  start: Point
  /** The lowest cost there is. */
  lowest: number
}

const square = (w: Tensor): Tensor => mul(w, w)
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length
const product = (a: readonly number[], b: readonly number[]) => a.map((value, i) => value * b[i]!)

const { x, y } = EXAMPLES
/** The means that the mean squared error of a line is made of. */
const M = {
  x: mean(x),
  y: mean(y),
  xx: mean(product(x, x)),
  xy: mean(product(x, y)),
  yy: mean(product(y, y)),
}

/** The line of least squares: where its cost is lowest. */
export const LEAST: Point = [
  (M.xy - M.x * M.y) / (M.xx - M.x * M.x),
  M.y - (M.x * (M.xy - M.x * M.y)) / (M.xx - M.x * M.x),
]

/** Mean of (u x + v − y)², multiplied out. */
const line = (u: Tensor, v: Tensor): Tensor =>
  add(
    add(add(mul(square(u), M.xx), square(v)), mul(mul(u, v), 2 * M.x)),
    sub(M.yy, add(mul(u, 2 * M.xy), mul(v, 2 * M.y))),
  )

const lineAt = ([u, v]: Point) => mean(x.map((value, i) => (u * value + v - y[i]!) ** 2))

/** w⁴/4 − w²/2 + w/10: two valleys of different depth, a hill between them. */
const well = (w: Tensor): Tensor => add(sub(mul(square(square(w)), 0.25), mul(square(w), 0.5)), mul(w, 0.1))
/** Its lowest point: the leftmost root of w³ − w + 1/10, by Newton's method. */
const wellBottom = Array.from({ length: 30 }).reduce<number>(
  (w) => w - (w ** 3 - w + 0.1) / (3 * w * w - 1),
  -1,
)
const wellLowest = wellBottom ** 4 / 4 - wellBottom ** 2 / 2 + wellBottom / 10

export const SURFACE: Record<SurfaceName, Surface> = {
  line: {
    cost: line,
    center: LEAST,
    reach: 2.4,
    top: 22,
    start: [LEAST[0] - 1.8, LEAST[1] + 1.6],
    lowest: lineAt(LEAST),
  },
  valley: {
    cost: (u, v) => add(mul(square(u), 0.5), mul(square(v), 50)),
    center: [0, 0],
    reach: 2,
    top: 120,
    start: [-1.8, 0.6],
    lowest: 0,
  },
  tilted: {
    // The same valley, turned by 45 degrees: each weight now shares in both curvatures.
    cost: (u, v) => add(mul(square(add(u, v)), 0.25), mul(square(sub(u, v)), 25)),
    center: [0, 0],
    reach: 2,
    top: 120,
    start: [-1.7, -0.85],
    lowest: 0,
  },
  saddle: {
    cost: (u, v) =>
      add(add(sub(mul(square(square(u)), 0.125), mul(square(u), 0.5)), mul(square(v), 0.5)), 0.5),
    center: [0, 0],
    reach: 2.2,
    top: 3,
    start: [0.001, 1.8],
    lowest: 0,
  },
  basins: {
    cost: (u, v) => add(add(well(u), mul(square(v), 0.5)), 0.4),
    center: [0, 0],
    reach: 2,
    top: 3.5,
    start: [1.7, 1.4],
    lowest: wellLowest + 0.4,
  },
  banana: {
    cost: (u, v) => add(square(sub(1, u)), mul(square(sub(v, square(u))), 5)),
    center: [0, 0.5],
    reach: 2,
    top: 60,
    start: [-1.4, 0.2],
    lowest: 0,
  },
}

/** What the cost and so its gradient is multiplied by: ½ for the half, the number of examples for a sum. */
export const factorOf = ({ half, reduction }: { half: boolean; reduction: 'mean' | 'sum' }): number =>
  (half ? 0.5 : 1) * (reduction === 'sum' ? x.length : 1)

/** Costs of many points at once. */
export const costsAt = (name: SurfaceName, u: readonly number[], v: readonly number[]): number[] =>
  Array.from(SURFACE[name].cost(tensor([...u]), tensor([...v])).data)

/** Cost and gradient of `factor` times the surface, by the engine's reverse pass. */
export function slopeAt(name: SurfaceName, w: Tensor, factor = 1): { cost: number; gradient: Tensor } {
  const cost = mul(sum(SURFACE[name].cost(slice(w, [[0, 1]]), slice(w, [[1, 2]]))), factor)
  return { cost: cost.item(), gradient: grad(cost, [w])[0]! }
}
