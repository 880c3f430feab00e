import { numberFromLink, type LinkState } from '../figure/state-link.ts'
import { meanOf, paired, type Paired, type Scores } from '../dropout-race/paired.ts'
import { SETUP, silentPlaces, train, type Digits } from '../penalty-race/network.ts'
import { MOMENTUM, RATES, type Way } from '../penalty-race/ways.ts'
import { examplesOf } from '../dropout-race/network.ts'

export { SETUP } from '../penalty-race/network.ts'
export { MOMENTUM, RATES } from '../penalty-race/ways.ts'

export const OPTIMIZERS = ['sgd', 'momentum', 'adam'] as const
export type OptimizerName = (typeof OPTIMIZERS)[number]
export const WAYS = ['none', 'l2', 'decay'] as const

/** Seeds of a comparison: each draws its own data, weights and order, shared by all nine trainings. */
export const SEEDS = 8
export const STRENGTHS = [0.003, 0.01, 0.03, 0.1, 0.3, 1] as const

export interface DecaySettings {
  /** α of the penalty, and the number that libraries call weight decay. */
  alpha: number
  decay: number
  /** Under momentum, the penalty is not α but the decay in other words: see `translated`. */
  translate: boolean
  /** The first seed. */
  seed: number
}
export const INITIAL: DecaySettings = { alpha: 0.01, decay: 0.01, translate: false, seed: 1 }

/** The part that a decay takes of each weight in each step: η times the number. */
export const partOf = (optimizer: OptimizerName, decay: number): number => RATES[optimizer] * decay

/**
 * Decay by the part d in each step beside momentum μ, as a penalty: momentum μ(1 − d), α = d(1 − μ)/η, and as the step
 * before the first −d/(1 − d) times each weight. With the same gradients it makes the same steps.
 */
export function translated(part: number, momentum: number, learningRate: number) {
  return {
    momentum: momentum * (1 - part),
    strength: (part * (1 - momentum)) / learningRate,
    push: -part / (1 - part),
  }
}

export function wayOf(
  optimizer: OptimizerName,
  penalty: (typeof WAYS)[number],
  { alpha, decay, translate }: DecaySettings,
): Way {
  if (penalty === 'none') return { optimizer, penalty, strength: 0 }
  if (penalty === 'decay') return { optimizer, penalty, strength: decay }
  if (!translate || optimizer !== 'momentum') return { optimizer, penalty, strength: alpha }
  return { optimizer, penalty, ...translated(partOf(optimizer, decay), MOMENTUM, RATES[optimizer]) }
}

export interface One extends Scores {
  /** What is left of the weights that no gradient reaches. */
  silent: number
}

/** A weight after both trainings that began alike: with the penalty, with decay; and 1 if no gradient reaches it. */
export type Pair = readonly number[]

export interface Result {
  /** In the order of `WAYS`. */
  ways: One[]
  /** ‖w(decay) − w(penalty)‖/‖w(penalty)‖ over all weights. */
  apart: number
  /** Some weights of the hidden layer, rounded to three decimals; with the first seed only. */
  pairs: Pair[]
}
/** For each seed one result of each optimizer. */
export type Results = readonly (readonly Result[])[]

const EVERY = 37
// Without a negative zero, which JSON does not know.
const rounded = (w: number) => Math.round(w * 1e3) / 1e3 || 0

/** The three trainings of an optimizer with one seed. */
export function resultOf(
  digits: Digits,
  optimizer: OptimizerName,
  seed: number,
  settings: DecaySettings,
): Result {
  const runs = WAYS.map((penalty) => train(digits, wayOf(optimizer, penalty, settings), seed))
  const [, { weights: l2 }, { weights: decay }] = runs as [unknown, (typeof runs)[0], (typeof runs)[0]]
  const square = (values: Float64Array) => values.reduce((total, value) => total + value * value, 0)
  const silent = new Set(silentPlaces(digits, examplesOf(digits, seed, SETUP.wrong).training))
  const count = SETUP.pixels * SETUP.hidden
  const places = Array.from({ length: Math.floor(count / EVERY) }, (_, i) => i * EVERY)
  return {
    ways: runs.map(({ train: learned, test, silent: left }) => ({ train: learned, test, silent: left })),
    apart: Math.sqrt(square(decay.map((w, i) => w - l2[i]!)) / square(l2)),
    pairs:
      seed === settings.seed
        ? places.map((i) => [rounded(l2[i]!), rounded(decay[i]!), silent.has(i) ? 1 : 0])
        : [],
  }
}

export interface Summary {
  optimizer: OptimizerName
  /** Each way against none. */
  ways: (Paired & { silent: number })[]
  /** Decay against the penalty. */
  decay: Paired
  apart: { mean: number; low: number; high: number }
}

/** Null as long as no seed is finished. */
export function summaries(results: Results): Summary[] | null {
  const done = results.filter((row) => row.length === OPTIMIZERS.length)
  if (done.length === 0) return null
  return OPTIMIZERS.map((optimizer, k) => {
    const rows = done.map((row) => row[k]!.ways)
    const apart = done.map((row) => row[k]!.apart)
    return {
      optimizer,
      ways: WAYS.map((_, i) => ({
        ...paired(rows, i, 0),
        silent: meanOf(rows.map((row) => row[i]!.silent)),
      })),
      decay: paired(rows, 2, 1),
      apart: { mean: meanOf(apart), low: Math.min(...apart), high: Math.max(...apart) },
    }
  })
}

export const toLink = ({ alpha, decay, translate, seed }: DecaySettings): LinkState => ({
  alpha: String(alpha),
  decay: String(decay),
  translate: translate ? 'yes' : 'no',
  seed: String(seed),
})

const strengthFrom = (text: string | undefined, fallback: number): number =>
  STRENGTHS.find((value) => String(value) === text) ?? fallback

export const fromLink = (link: LinkState, initial: DecaySettings): DecaySettings => ({
  alpha: strengthFrom(link['alpha'], initial.alpha),
  decay: strengthFrom(link['decay'], initial.decay),
  translate: link['translate'] === undefined ? initial.translate : link['translate'] === 'yes',
  seed: Math.round(numberFromLink(link['seed'], initial.seed, 1, 999_999)),
})
