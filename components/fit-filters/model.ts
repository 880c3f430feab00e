import { numberFromLink, type LinkState } from '../figure/state-link.ts'
import {
  designOf,
  filterOf,
  fitTo,
  rateOf,
  spreadOf,
  type Fit,
  type Fitted,
  type Spread,
} from '../poly-fit/fit.ts'
import { INITIAL as FIT, VALUES } from '../poly-fit/model.ts'

/** Where each way of regularizing stops: the other one is off. */
export interface FilterState {
  steps: number
  alpha: number
  seed: number
}

export const STEPS = VALUES.steps
export const ALPHAS = VALUES.alpha

/** Polynomial, examples and noise are those that the lesson begins with. */
export const DESIGN = designOf(FIT.degree, FIT.count)
export const RATE = rateOf(DESIGN.curvatures, 0)

/** The penalty whose filter has the same slope where curvatures are small: α = 1/(ηt). */
export const matched = (steps: number): number => 1 / (RATE * steps)

export const INITIAL: FilterState = { steps: 100, alpha: matched(100), seed: FIT.seed }

const base = ({ seed }: FilterState): Fit => ({ ...FIT, seed, alpha: 0, steps: Infinity })
export const stoppedFit = (state: FilterState): Fit => ({ ...base(state), steps: state.steps })
export const ridgeFit = (state: FilterState): Fit => ({ ...base(state), alpha: state.alpha })

/** 1 − (1 − ηλ)^t */
export const stoppedFilter = (curvature: number, { steps }: FilterState): number =>
  filterOf(curvature, 0, steps, RATE)

/** λ/(λ + α) */
export const ridgeFilter = (curvature: number, { alpha }: FilterState): number =>
  filterOf(curvature, alpha, Infinity, RATE)

export interface Direction {
  curvature: number
  stopped: number
  ridge: number
}

export interface Shown {
  directions: Direction[]
  stopped: Spread & { one: Fitted }
  ridge: Spread & { one: Fitted }
  /** Data sets on which stopping, and on which the penalty, has the lower test error. */
  wins: readonly [stopped: number, ridge: number]
}

export function shownAt(state: FilterState): Shown {
  const both = [stoppedFit(state), ridgeFit(state)].map((fit) => ({ one: fitTo(fit, 0), ...spreadOf(fit) }))
  const [stopped, ridge] = [both[0]!, both[1]!]
  const wins = (a: Spread, b: Spread) => a.tests.filter((test, i) => test < b.tests[i]!).length
  return {
    directions: DESIGN.curvatures.map((curvature) => ({
      curvature,
      stopped: stoppedFilter(curvature, state),
      ridge: ridgeFilter(curvature, state),
    })),
    stopped,
    ridge,
    wins: [wins(stopped, ridge), wins(ridge, stopped)],
  }
}

export const largestGap = ({ directions }: Shown): number =>
  Math.max(...directions.map(({ stopped, ridge }) => Math.abs(stopped - ridge)))

export const toLink = ({ steps, alpha, seed }: FilterState): LinkState => ({
  steps: steps === Infinity ? 'end' : String(steps),
  alpha: String(alpha),
  seed: String(seed),
})

export const fromLink = (link: LinkState, initial: FilterState): FilterState => ({
  steps:
    link['steps'] === 'end' ? Infinity : (STEPS.find((t) => String(t) === link['steps']) ?? initial.steps),
  alpha: numberFromLink(link['alpha'], initial.alpha, 0, 10),
  seed: Math.round(numberFromLink(link['seed'], initial.seed, 1, 999_999)),
})
