import { nearestIndex, twoFigures } from '../controls/two-figures.ts'
import { numberFromLink, wordFromLink, type LinkState } from '../figure/state-link.ts'
import { DECAYS, Lane, LANES, MOST_STEPS, USUAL, type Conventions, type LaneName } from './lanes.ts'
import { SURFACE, SURFACES, type SurfaceName } from './surfaces.ts'

export * from './lanes.ts'
export * from './surfaces.ts'

export const RATES = twoFigures(-3, 1)
export const MOMENTA = [0.6, 0.9, 0.99] as const
export const EPSILONS = [1e-8, 1e-3, 0.1, 1] as const

export type Rates = Record<LaneName, number>

/** The rates among which those of the start were chosen. */
export const TRIED = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5] as const
const TRIED_STEPS = 150

/**
 * The rate of `TRIED` whose path never leaves the window and is lowest on average: the mean of log₁₀(cost above the
 * lowest + 10⁻⁶) over 150 steps.
 */
export function tunedRate(surface: SurfaceName, lane: LaneName): number {
  const { center, reach, lowest } = SURFACE[surface]
  const badness = (rate: number): number => {
    const runner = new Lane(surface, lane, rate, USUAL)
    const visits = runner.upTo(TRIED_STEPS)
    const isInside = visits.every(({ w }) => w.every((value, i) => Math.abs(value - center[i]!) <= reach))
    if (runner.isLost || !isInside) return Infinity
    return visits
      .slice(1)
      .reduce((total, { cost }) => total + Math.log10(Math.max(0, cost - lowest) + 1e-6), 0)
  }
  return TRIED.reduce((best, rate) => (badness(rate) < badness(best) ? rate : best))
}

const rates = (
  sgd: number,
  momentum: number,
  nesterov: number,
  adagrad: number,
  rmsprop: number,
  adam: number,
): Rates => ({
  sgd,
  momentum,
  nesterov,
  adagrad,
  rmsprop,
  adam,
})

/** `tunedRate` of every surface and optimizer; the tests compute them anew. */
export const TUNED: Record<SurfaceName, Rates> = {
  line: rates(0.2, 0.05, 0.1, 0.5, 0.05, 0.1),
  valley: rates(0.01, 0.005, 0.01, 2, 0.2, 0.2),
  tilted: rates(0.01, 0.005, 0.01, 1, 0.1, 0.5),
  saddle: rates(0.5, 0.5, 0.5, 1, 0.1, 1),
  basins: rates(0.3, 0.3, 0.3, 2, 0.2, 0.5),
  banana: rates(0.02, 0.01, 0.005, 2, 0.1, 1),
}

/** On two basins, SGD with and without momentum have one and the same rate, so that only the momentum differs. */
export const SAME_RATE = { surface: 'basins', lanes: ['sgd', 'momentum', 'nesterov'], rate: 0.3 } as const

export interface RaceState {
  surface: SurfaceName
  follow: LaneName
  step: number
  rates: Rates
  conventions: Conventions
}

export const initialOf = (surface: SurfaceName, follow: LaneName = 'adam'): RaceState => ({
  surface,
  follow,
  step: 40,
  rates: TUNED[surface],
  conventions: USUAL,
})

/** Lanes of a state, each kept as long as nothing that it depends on changes. */
export class Race {
  readonly #kept = new Map<LaneName, { key: string; lane: Lane }>()

  lane(name: LaneName, { surface, rates, conventions }: RaceState): Lane {
    const key = JSON.stringify([surface, rates[name], conventions])
    const kept = this.#kept.get(name)
    if (kept?.key === key) return kept.lane
    const lane = new Lane(surface, name, rates[name], conventions)
    this.#kept.set(name, { key, lane })
    return lane
  }

  /**
   * Takes every lane toward the state's step, by at most `most` steps each, and says how far all of them are. A lost lane
   * goes no further and holds up nobody.
   */
  advance(state: RaceState, most: number): number {
    let reached = state.step
    for (const name of LANES) {
      const lane = this.lane(name, state)
      lane.upTo(Math.min(state.step, lane.visits.length - 1 + most))
      if (!lane.isLost) reached = Math.min(reached, lane.visits.length - 1)
    }
    return reached
  }
}

export const tidyRate = (value: number): number => RATES[nearestIndex(RATES, Math.max(1e-6, value))]!

const CHOICES = {
  reduction: ['mean', 'sum'],
  damping: ['no', 'torch', 'all'],
  placement: ['outside', 'inside', 'keras'],
  correction: ['divide', 'none', 'multiply'],
  decay: DECAYS,
} as const

const nearest = (text: string | undefined, values: readonly number[], fallback: number): number =>
  values.find((value) => String(value) === text) ?? fallback

/** What differs from a fresh race on the surface. */
export function toLink({ surface, follow, step, rates: chosen, conventions }: RaceState): LinkState {
  return {
    surface,
    follow,
    step: String(step),
    ...Object.fromEntries(
      LANES.filter((lane) => chosen[lane] !== TUNED[surface][lane]).map((lane) => [
        `${lane}-rate`,
        String(chosen[lane]),
      ]),
    ),
    ...Object.fromEntries(
      (Object.keys(USUAL) as (keyof Conventions)[])
        .filter((key) => conventions[key] !== USUAL[key])
        .map((key) => [key, String(conventions[key])]),
    ),
  }
}

export function fromLink(link: LinkState, initial: RaceState): RaceState {
  const surface = wordFromLink(link['surface'], SURFACES, initial.surface)
  const base = surface === initial.surface ? initial : initialOf(surface, initial.follow)
  const { conventions } = base
  return {
    surface,
    follow: wordFromLink(link['follow'], LANES, base.follow),
    step: Math.round(numberFromLink(link['step'], base.step, 0, MOST_STEPS)),
    rates: Object.fromEntries(
      LANES.map((lane) => [
        lane,
        tidyRate(numberFromLink(link[`${lane}-rate`], base.rates[lane], RATES[0]!, RATES.at(-1)!)),
      ]),
    ) as Rates,
    conventions: {
      half: wordFromLink(link['half'], ['true', 'false'], String(conventions.half)) === 'true',
      reduction: wordFromLink(link['reduction'], CHOICES.reduction, conventions.reduction),
      momentum: nearest(link['momentum'], MOMENTA, conventions.momentum),
      damping: wordFromLink(link['damping'], CHOICES.damping, conventions.damping),
      eps: nearest(link['eps'], EPSILONS, conventions.eps),
      placement: wordFromLink(link['placement'], CHOICES.placement, conventions.placement),
      correction: wordFromLink(link['correction'], CHOICES.correction, conventions.correction),
      decay: wordFromLink(link['decay'], CHOICES.decay, conventions.decay),
    },
  }
}
