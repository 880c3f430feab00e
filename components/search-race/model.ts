import { numberFromLink, type LinkState } from '../figure/state-link.ts'
import { lossOf, rightAnswers, swapped } from './network.ts'
import { METHODS, searchOf, type MethodName } from './searches.ts'

export { SETTINGS } from './searches.ts'

/** Forward passes that each method may spend in one run. */
export const BUDGET = 40_000
/** A run has solved XOR when its mean cross-entropy is this low: then every answer is right, and clearly so. */
export const SOLVED = 0.1
/** Seeds of the repeated race. */
export const REPEATS = 20
export const HIDDEN = [2, 3, 4, 8] as const
export const RATES = [0.1, 0.3, 1, 3] as const
/** What a backward pass may be counted as; twice a forward pass is the usual estimate. */
export const BACKWARD = [0, 1, 2, 3] as const

export interface RaceSettings {
  seed: number
  hidden: number
  learningRate: number
  /** A backward pass counts as so many forward passes. */
  backward: number
}

export const INITIAL: RaceSettings = { seed: 1, hidden: 2, learningRate: 1, backward: 2 }

/** The loss of what a method holds after so many passes. */
export interface Mark {
  passes: number
  loss: number
}

export interface Lane {
  marks: Mark[]
  /** Passes when the loss was first at most SOLVED; null if never. */
  solvedAt: number | null
  right: number
}

/** Passes at which the loss is noted: four at first, then always an eighth more. */
export const NOTED: readonly number[] = (() => {
  const noted = [4]
  while (noted.at(-1)! < BUDGET) noted.push(Math.min(BUDGET, Math.ceil(noted.at(-1)! * 1.125)))
  return noted
})()

/**
 * One method through its budget. What the loss of the four examples costs is counted where the method itself asks for it;
 * our looking at SGD from outside, to draw its curve, costs it nothing.
 */
export function run(method: MethodName, { seed, hidden, learningRate, backward }: RaceSettings): Lane {
  const search = searchOf(method, seed, hidden, learningRate)
  const marks: Mark[] = []
  let passes = 0
  let solvedAt: number | null = null
  let next = 0
  let seen: Float64Array | undefined
  const price = search.cost.forward + backward * search.cost.backward
  while (passes + price <= BUDGET) {
    search.move()
    passes += price
    // SGD changes its weights in place; the others hold new ones when they found better.
    const isNew = method === 'sgd' || search.held !== seen
    seen = search.held
    if (solvedAt === null && isNew && lossOf(search.held) <= SOLVED) solvedAt = passes
    while (next < NOTED.length && NOTED[next]! <= passes) {
      marks.push({ passes: NOTED[next]!, loss: lossOf(search.held) })
      next++
    }
  }
  while (next < NOTED.length) marks.push({ passes: NOTED[next++]!, loss: lossOf(search.held) })
  return { marks, solvedAt, right: rightAnswers(search.held) }
}

export type Race = Record<MethodName, Lane>

export const race = (settings: RaceSettings): Race =>
  Object.fromEntries(METHODS.map((method) => [method, run(method, settings)])) as Race

export interface Tally {
  /** Runs of REPEATS that reached SOLVED. */
  solved: number
  /** Median of the passes needed; null when fewer than half of the runs got there. */
  median: number | null
}

/** The middle of the sorted values with misses counted as infinite: the mean of the two middle ones when even. */
export function medianPasses(values: readonly (number | null)[]): number | null {
  const sorted = values.map((value) => value ?? Infinity).sort((a, b) => a - b)
  const middle = (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.floor(sorted.length / 2)]!) / 2
  return Number.isFinite(middle) ? middle : null
}

/** The same race from REPEATS seeds, this one and those after it. */
export function repeated(settings: RaceSettings, method: MethodName): Tally {
  const ends = Array.from(
    { length: REPEATS },
    (_, i) => run(method, { ...settings, seed: settings.seed + i }).solvedAt,
  )
  return { solved: ends.filter((end) => end !== null).length, median: medianPasses(ends) }
}

export const lossAt = ({ marks }: Lane, passes: number): number =>
  marks.findLast((mark) => mark.passes <= passes)!.loss

export const toLink = ({ seed, hidden, learningRate, backward }: RaceSettings): LinkState => ({
  seed: String(seed),
  hidden: String(hidden),
  rate: String(learningRate),
  backward: String(backward),
})

export const fromLink = (link: LinkState, initial: RaceSettings): RaceSettings => {
  const one = (values: readonly number[], key: string, fallback: number) =>
    values.find((value) => String(value) === link[key]) ?? fallback
  return {
    seed: Math.round(numberFromLink(link['seed'], initial.seed, 1, 999_999)),
    hidden: one(HIDDEN, 'hidden', initial.hidden),
    learningRate: one(RATES, 'rate', initial.learningRate),
    backward: one(BACKWARD, 'backward', initial.backward),
  }
}

/**
 * Competing conventions: a trained network, the same with its first two hidden neurons swapped, and the child that takes
 * its first hidden neuron from the one and all else from the other.
 */
export function conventions(settings: RaceSettings): { parent: number; twin: number; child: number } {
  const search = searchOf('sgd', settings.seed, settings.hidden, settings.learningRate)
  for (let spent = 0; spent < BUDGET; spent++) search.move()
  const parent = search.held
  const twin = swapped(parent, 0, 1)
  const child = twin.slice()
  child.set(parent.subarray(0, 4), 0)
  return { parent: lossOf(parent), twin: lossOf(twin), child: lossOf(child) }
}
