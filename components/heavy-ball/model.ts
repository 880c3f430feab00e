import { mul, SGD, sum, tensor } from 'chainrule'
import type { Json } from '../../src/exercises/index.ts'
import { nearestIndex, twoFigures } from '../controls/two-figures.ts'
import { numberFromLink, wordFromLink, type LinkState } from '../figure/state-link.ts'
import { rateOf } from './roots.ts'

export * from './roots.ts'

/** Condition numbers offered: the curvatures are κ and 1. */
export const KAPPAS = [1, 4, 25, 100] as const
export type Kappa = (typeof KAPPAS)[number]
export const RATES = twoFigures(-3, 1).filter((rate) => rate <= 4)
export const MOMENTUM = { min: 0, max: 0.99, step: 0.01 } as const
/** Steps drawn. */
export const STEPS = 100
/** Deviations at the start: along the flat direction and along the steep one. */
export const START = [-1, 1] as const
const LOST = 1e9

export interface HeavyBallState {
  kappa: Kappa
  learningRate: number
  momentum: number
  /** The step that is looked at, 0 … STEPS. */
  step: number
}

export const INITIAL: HeavyBallState = { kappa: 25, learningRate: 0.04, momentum: 0.6, step: 8 }

/** λ of the two weights: the flat direction first. */
export const curvaturesOf = (kappa: number): readonly [number, number] => [1, kappa]

/** ηλ of the two weights. */
export const productsOf = ({ kappa, learningRate }: HeavyBallState): [number, number] => [
  learningRate,
  learningRate * kappa,
]

export interface Moment {
  w: readonly number[]
  /** ∂C/∂w here, before the next step. */
  gradient: readonly number[]
  /** Δw of the step that led here; zero at the start. */
  move: readonly number[]
}

/** C = ½ (w₁² + κ w₂²) by the engine's SGD with momentum. Ends early where the numbers leave the drawing for good. */
export function iterate({ kappa, learningRate, momentum }: HeavyBallState, steps = STEPS): Moment[] {
  const w = tensor([...START], { requiresGrad: true })
  const half = tensor(curvaturesOf(kappa).map((curvature) => curvature / 2))
  const optimizer = new SGD([w], { learningRate, momentum })
  const visits: Moment[] = []
  let before: readonly number[] = START
  for (let step = 0; step <= steps; step++) {
    optimizer.zeroGrad()
    sum(mul(mul(w, w), half)).backward()
    const here = Array.from(w.data)
    visits.push({
      w: here,
      gradient: Array.from(w.grad!.data),
      move: here.map((value, i) => value - before[i]!),
    })
    if (!here.every((value) => Math.abs(value) < LOST)) break
    before = here
    optimizer.step()
  }
  return visits
}

/** The larger rate of the two directions: the one that the distance follows in the end. */
export const worstRate = (state: HeavyBallState): number =>
  Math.max(...productsOf(state).map((x) => rateOf(x, state.momentum)))

/** μ on its grid. */
export const tidyMomentum = (value: number): number =>
  Number(Math.min(MOMENTUM.max, Math.max(MOMENTUM.min, Math.round(value * 100) / 100)).toFixed(2))

/** η out of the list. */
export const tidyRate = (value: number): number => RATES[nearestIndex(RATES, Math.max(1e-6, value))]!

export const toLink = ({ kappa, learningRate, momentum, step }: HeavyBallState): LinkState => ({
  kappa: String(kappa),
  rate: String(learningRate),
  momentum: String(momentum),
  step: String(step),
})

export function fromLink(link: LinkState, initial: HeavyBallState): HeavyBallState {
  const word = wordFromLink(link['kappa'], KAPPAS.map(String), String(initial.kappa))
  return {
    kappa: KAPPAS.find((kappa) => String(kappa) === word) ?? initial.kappa,
    learningRate: tidyRate(numberFromLink(link['rate'], initial.learningRate, RATES[0]!, RATES.at(-1)!)),
    momentum: tidyMomentum(numberFromLink(link['momentum'], initial.momentum, MOMENTUM.min, MOMENTUM.max)),
    step: Math.round(numberFromLink(link['step'], initial.step, 0, STEPS)),
  }
}

const textAt = (state: Json, key: string): string => {
  const value = typeof state === 'object' && state !== null && !Array.isArray(state) ? state[key] : ''
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** A state from anywhere: what is missing or nonsense is as at first. */
export const stateFrom = (state: Json): HeavyBallState =>
  fromLink(
    Object.fromEntries(['kappa', 'rate', 'momentum', 'step'].map((key) => [key, textAt(state, key)])),
    INITIAL,
  )

/** What exercises can ask of a state. */
export const measures: Record<string, (state: Json) => number> = {
  kappa: (state) => stateFrom(state).kappa,
  rate: (state) => worstRate(stateFrom(state)),
  momentum: (state) => stateFrom(state).momentum,
}
