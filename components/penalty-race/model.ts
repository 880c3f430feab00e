import { numberFromLink, type LinkState } from '../figure/state-link.ts'
import { meanOf, paired, type Paired, type Scores } from '../dropout-race/paired.ts'
import { train, type Digits } from './network.ts'
import type { Penalty } from './ways.ts'

export { SETUP } from './network.ts'

/** What is added to the cost; the optimizer is plain stochastic gradient descent for all. */
export const LANES = ['none', 'l2', 'l1', 'l1-slope'] as const satisfies readonly Penalty[]
export type Lane = (typeof LANES)[number]

/** Seeds of a comparison: each draws its own data, weights and order, shared by all lanes. */
export const SEEDS = 8
export const L2 = [0.003, 0.01, 0.03, 0.1] as const
export const L1 = [0.0005, 0.001, 0.002, 0.004, 0.008] as const

export interface PenaltySettings {
  /** α of the two penalties. */
  l2: number
  l1: number
  /** The first seed. */
  seed: number
}
export const INITIAL: PenaltySettings = { l2: 0.01, l1: 0.004, seed: 1 }

/** Weights of the histogram: bins of this width, the middle one around zero, the outer ones with all beyond. */
export const BIN = 0.05
export const BINS = 41

export interface Result extends Scores {
  /** Of all weights, how many are exactly zero, and how large the largest is. */
  zeros: number
  largest: number
  bins: number[]
}
export type Results = readonly (readonly Result[])[]

export function histogram(weights: ArrayLike<number>): number[] {
  const bins = Array.from({ length: BINS }, () => 0)
  const middle = (BINS - 1) / 2
  for (let i = 0; i < weights.length; i++) {
    const bin = Math.round(weights[i]! / BIN) + middle
    bins[Math.min(BINS - 1, Math.max(0, bin))]!++
  }
  return bins
}

/** One training of a lane with one seed. */
export function resultOf(digits: Digits, lane: Lane, seed: number, { l2, l1 }: PenaltySettings): Result {
  const strength = lane === 'none' ? 0 : lane === 'l2' ? l2 : l1
  const { train: learned, test, weights } = train(digits, { optimizer: 'sgd', penalty: lane, strength }, seed)
  return {
    train: learned,
    test,
    zeros: weights.filter((w) => w === 0).length,
    largest: weights.reduce((most, w) => Math.max(most, Math.abs(w)), 0),
    bins: histogram(weights),
  }
}

export interface Summary extends Paired {
  lane: Lane
  /** Part of the weights that are exactly zero, and the largest weight: means over the seeds. */
  zeros: number
  largest: number
}

/** Each lane against none; null as long as no seed is finished. */
export function summaries(results: Results): Summary[] | null {
  const done = results.filter((row) => row.length === LANES.length)
  if (done.length === 0) return null
  return LANES.map((lane, k) => ({
    lane,
    ...paired(done, k, 0),
    zeros: meanOf(done.map((row) => row[k]!.zeros / weightsIn(row[k]!))),
    largest: meanOf(done.map((row) => row[k]!.largest)),
  }))
}

const weightsIn = ({ bins }: Result): number => bins.reduce((total, count) => total + count, 0)

export interface Pooled {
  /** Parts of all weights of all finished trainings of a lane, by bin. */
  bins: number[]
  zeros: number
}

/** The histogram of a lane over its finished trainings; null when there are none. */
export function pooled(results: Results, k: number): Pooled | null {
  const done = results.flatMap((row) => (row[k] ? [row[k]] : []))
  const all = done.reduce((total, result) => total + weightsIn(result), 0)
  if (all === 0) return null
  return {
    bins: Array.from({ length: BINS }, (_, i) => done.reduce((total, { bins }) => total + bins[i]!, 0) / all),
    zeros: done.reduce((total, { zeros }) => total + zeros, 0) / all,
  }
}

export const toLink = ({ l2, l1, seed }: PenaltySettings): LinkState => ({
  l2: String(l2),
  l1: String(l1),
  seed: String(seed),
})

export const fromLink = (link: LinkState, initial: PenaltySettings): PenaltySettings => ({
  l2: L2.find((value) => String(value) === link['l2']) ?? initial.l2,
  l1: L1.find((value) => String(value) === link['l1']) ?? initial.l1,
  seed: Math.round(numberFromLink(link['seed'], initial.seed, 1, 999_999)),
})
