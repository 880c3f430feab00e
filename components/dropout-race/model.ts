import { numberFromLink, type LinkState } from '../figure/state-link.ts'
import { LANES, type Lane, type Result, type RunSettings } from './network.ts'
import { paired, type Paired } from './paired.ts'

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

export interface Summary extends Paired {
  lane: Lane
}

/** Each lane against the one without anything; null as long as no seed is finished. */
export function summaries(results: Results): Summary[] | null {
  const done = results.filter((row) => row.length === LANES.length)
  if (done.length === 0) return null
  return LANES.map((lane, k) => ({ lane, ...paired(done, k, 0) }))
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
