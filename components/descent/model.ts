import { rng } from 'chainrule'
import { numberFromLink, wordFromLink, type LinkState } from '../figure/state-link.ts'
import { localAt, slopeAt, SURFACE, SURFACES, type Local, type Point, type SurfaceName } from './surfaces.ts'

export * from './surfaces.ts'

/** The learning rate is chosen on a logarithmic axis: from 0.01 to 10, a factor of ten in 40 steps. */
export const RATE_EXPONENT = { min: -2, max: 1, step: 0.025 } as const
export const rateOf = (exponent: number): number => Number((10 ** exponent).toPrecision(3))
export const exponentOf = (rate: number): number =>
  Math.round(Math.log10(rate) / RATE_EXPONENT.step) * RATE_EXPONENT.step

export const MOST_STEPS = 200
/** Beyond this many windows from the middle a path counts as lost. */
const LOST = 1e6

export interface DescentState {
  surface: SurfaceName
  start: Point
  learningRate: number
  /** Steps taken. */
  steps: number
  /** Stop where the gradient is shorter than this; 0 never stops. */
  threshold: number
}

export const THRESHOLD = 0.01

export const initialOf = (surface: SurfaceName): DescentState => ({
  surface,
  start: SURFACE[surface].start,
  learningRate: SURFACE[surface].learningRate,
  steps: 0,
  threshold: 0,
})

export interface Visit {
  w: Point
  cost: number
  gradient: readonly number[]
}

export type Ending = 'steps' | 'threshold' | 'lost'

/** w ← w − η ∇C, from the start. The first visit is the start; `ending` says why there is no further one. */
export function descend({ surface, start, learningRate, steps, threshold }: DescentState): {
  path: Visit[]
  ending: Ending
} {
  const visit = (w: Point): Visit => ({ w, ...slopeAt(surface, w) })
  const path = [visit(start)]
  for (let step = 0; step < steps; step++) {
    const { w, gradient } = path.at(-1)!
    if (Math.hypot(...gradient) < threshold) return { path, ending: 'threshold' }
    const next = w.map((value, i) => value - learningRate * gradient[i]!)
    if (!next.every((value) => Math.abs(value) < LOST)) return { path, ending: 'lost' }
    path.push(visit(next))
  }
  return { path, ending: Math.hypot(...path.at(-1)!.gradient) < threshold ? 'threshold' : 'steps' }
}

/**
 * What one direction of curvature λ does to a deviation in a step of rate η: it is multiplied by 1 − ηλ.
 * `creeps`: 0 < ηλ < 1, shrinks without a change of side; `jumps`: ηλ = 1, there at once; `swings`: 1 < ηλ < 2, shrinks
 * and changes side; `stays`: ηλ = 2, the same on the other side for ever; `grows`: ηλ > 2; `flat`: λ = 0; `leaves`: λ < 0,
 * a hilltop or saddle that is left along this direction, at any η.
 */
export type Regime = 'creeps' | 'jumps' | 'swings' | 'stays' | 'grows' | 'flat' | 'leaves'

const NEAR = 1e-9

export function regimeOf(learningRate: number, curvature: number): Regime {
  const product = learningRate * curvature
  if (Math.abs(curvature) < NEAR) return 'flat'
  if (curvature < 0) return 'leaves'
  if (Math.abs(product - 1) < NEAR) return 'jumps'
  if (Math.abs(product - 2) < NEAR) return 'stays'
  return product < 1 ? 'creeps' : product < 2 ? 'swings' : 'grows'
}

export interface Forecast {
  local: Local
  /** 2 / λ_max: rates above it diverge; undefined where no direction curves upward. */
  limit: number | undefined
  /** 1 − ηλ for each curvature, the largest first. */
  factors: number[]
  regimes: Regime[]
  /** Exact on quadratic surfaces, elsewhere what the surroundings of this one point say. */
  isExact: boolean
}

/** What curvature says before a step is made: from the Hessian at `w`. */
export function forecast(surface: SurfaceName, w: Point, learningRate: number): Forecast {
  const local = localAt(surface, w)
  const steepest = local.curvatures[0]!.value
  return {
    local,
    limit: steepest > NEAR ? 2 / steepest : undefined,
    factors: local.curvatures.map(({ value }) => 1 - learningRate * value),
    regimes: local.curvatures.map(({ value }) => regimeOf(learningRate, value)),
    isExact: SURFACE[surface].isQuadratic,
  }
}

/** A start somewhere in the window: the same for the same draw. */
export function randomStart(surface: SurfaceName, draw: number): Point {
  const { reach, dims } = SURFACE[surface]
  const stream = rng(draw).stream('start')
  return tidy(
    surface,
    Array.from({ length: dims }, () => stream.uniform(-reach, reach)),
  )
}

/** A start on the grid of the figure, within its window. */
export function tidy(surface: SurfaceName, w: Point): Point {
  const { reach } = SURFACE[surface]
  return w.map((value) => {
    const near = Number((Math.round(Math.min(reach, Math.max(-reach, value)) * 20) / 20).toFixed(2))
    return near === 0 ? 0 : near
  })
}

export const toLink = ({ surface, start, learningRate, steps, threshold }: DescentState): LinkState => ({
  surface,
  ...Object.fromEntries(start.map((value, i) => [`w${i + 1}`, String(value)])),
  rate: String(learningRate),
  steps: String(steps),
  stop: threshold > 0 ? 'yes' : 'no',
})

/** The state that a link describes; another surface begins from its own numbers. Only surfaces of as many weights. */
export function fromLink(link: LinkState, initial: DescentState): DescentState {
  const { dims } = SURFACE[initial.surface]
  const known = SURFACES.filter((name) => SURFACE[name].dims === dims)
  const surface = wordFromLink(link['surface'], known, initial.surface)
  const base = surface === initial.surface ? initial : initialOf(surface)
  const { reach } = SURFACE[surface]
  return {
    surface,
    start: base.start.map((value, i) => numberFromLink(link[`w${i + 1}`], value, -reach, reach)),
    learningRate: numberFromLink(
      link['rate'],
      base.learningRate,
      rateOf(RATE_EXPONENT.min),
      rateOf(RATE_EXPONENT.max),
    ),
    steps: Math.round(numberFromLink(link['steps'], base.steps, 0, MOST_STEPS)),
    threshold:
      wordFromLink(link['stop'], ['yes', 'no'], base.threshold > 0 ? 'yes' : 'no') === 'yes' ? THRESHOLD : 0,
  }
}
