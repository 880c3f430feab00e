import { numberFromLink, type LinkState } from '../figure/state-link.ts'
import { LANES, type Lane, type Result, type RunSettings } from './network.ts'

export { LANES, SETUP, type Lane, type Result, type RunSettings } from './network.ts'

/** Seeds of a comparison: each draws its own data, weights and order, shared by all lanes. */
export const SEEDS = 8
export const CHANCES = [0.2, 0.5, 0.8] as const
export const WRONG = [0, 0.1, 0.2, 0.3] as const

export interface RaceSettings extends RunSettings {
  /** The first seed. */
  seed: number
}

export const INITIAL: RaceSettings = { p: 0.5, wrong: 0.2, seed: 1 }

/** One row for each seed that is finished, one result for each lane. */
export type Results = readonly (readonly Result[])[]

export interface Summary {
  lane: Lane
  train: number
  mean: number
  low: number
  high: number
  /** Seeds in which the lane is better than the lane without anything, and in which it is worse. */
  better: number
  worse: number
  /** Mean difference to the lane without anything, and its standard error (divisor n − 1; null below two seeds). */
  gain: number
  error: number | null
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length

/** Null as long as no seed is finished. */
export function summaries(results: Results): Summary[] | null {
  const done = results.filter((row) => row.length === LANES.length)
  if (done.length === 0) return null
  return LANES.map((lane, k) => {
    const tests = done.map((row) => row[k]!.test)
    const gains = done.map((row) => row[k]!.test - row[0]!.test)
    const gain = meanOf(gains)
    const squares = gains.reduce((total, value) => total + (value - gain) ** 2, 0)
    return {
      lane,
      train: meanOf(done.map((row) => row[k]!.train)),
      mean: meanOf(tests),
      low: Math.min(...tests),
      high: Math.max(...tests),
      better: gains.filter((value) => value > 0).length,
      worse: gains.filter((value) => value < 0).length,
      gain,
      error: done.length < 2 ? null : Math.sqrt(squares / (done.length - 1) / done.length),
    }
  })
}

export const toLink = ({ p, wrong, seed }: RaceSettings): LinkState => ({
  p: String(p),
  wrong: String(wrong),
  seed: String(seed),
})

export const fromLink = (link: LinkState, initial: RaceSettings): RaceSettings => ({
  p: CHANCES.find((value) => String(value) === link['p']) ?? initial.p,
  wrong: WRONG.find((value) => String(value) === link['wrong']) ?? initial.wrong,
  seed: Math.round(numberFromLink(link['seed'], initial.seed, 1, 999_999)),
})
