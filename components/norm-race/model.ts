import { numberFromLink, wordFromLink, type LinkState } from '../figure/state-link.ts'
import { LANES, SCALES, type Lane, type Result, type RunSettings, type Scale } from './network.ts'

export { LANES, SETUP, type Lane, type Result, type RunSettings, type Scale } from './network.ts'

/** Seeds of a comparison: each draws its own data, weights and order, shared by all lanes. */
export const SEEDS = 8
export const DEPTHS = [2, 6, 10] as const
export const RATES = [0.02, 0.05, 0.1, 0.2, 0.5] as const
export const BATCHES = [5, 20, 100] as const
export const SCALE_NAMES = Object.keys(SCALES) as readonly Scale[]

export interface RaceSettings extends RunSettings {
  /** The first seed. */
  seed: number
}

export const INITIAL: RaceSettings = { depth: 6, learningRate: 0.1, scale: 'kaiming', batch: 20, seed: 1 }

/** One row for each seed that is begun, one result for each lane that is finished. */
export type Results = readonly (readonly Result[])[]

/** Mean of some values with their range; null without any. */
export interface Spread {
  mean: number
  low: number
  high: number
}

export interface Summary {
  lane: Lane
  /** Seeds whose loss left the finite numbers. They count nowhere else. */
  diverged: number
  /** Training loss of the last epoch. */
  loss: Spread | null
  test: Spread | null
  drift: number | null
  /** Mean difference of test accuracy to the plain network, over the seeds in which both stayed finite. */
  gain: number | null
  /** Its standard error (divisor n − 1); null below two seeds. */
  error: number | null
  /** Seeds in which the lane is better than the plain network, and in which it is worse. */
  better: number
  worse: number
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length

const spreadOf = (values: readonly number[]): Spread | null =>
  values.length === 0 ? null : { mean: meanOf(values), low: Math.min(...values), high: Math.max(...values) }

/** One summary for each lane, over the seeds that are finished; null as long as there is none. */
export function summaries(results: Results): Summary[] | null {
  const done = results.filter((row) => row.length === LANES.length)
  if (done.length === 0) return null
  return LANES.map((lane, k) => {
    const finite = done.map((row) => row[k]!).filter(({ test }) => test !== null)
    const gains = done.flatMap((row) => {
      const [plain, own] = [row[0]!.test, row[k]!.test]
      return plain === null || own === null ? [] : [own - plain]
    })
    const gain = gains.length === 0 ? null : meanOf(gains)
    const squares = gains.reduce((total, value) => total + (value - gain!) ** 2, 0)
    return {
      lane,
      diverged: done.length - finite.length,
      loss: spreadOf(finite.map(({ losses }) => losses.at(-1)!)),
      test: spreadOf(finite.map(({ test }) => test!)),
      drift: finite.length === 0 ? null : meanOf(finite.map(({ drift }) => drift!)),
      gain,
      error: gains.length < 2 ? null : Math.sqrt(squares / (gains.length - 1) / gains.length),
      better: gains.filter((value) => value > 0).length,
      worse: gains.filter((value) => value < 0).length,
    }
  })
}

/** Mean loss of a lane, epoch by epoch, as long as all its finished seeds are finite. */
export function meanLosses(results: Results, lane: number): number[] {
  const curves = results.flatMap((row) => (row[lane] ? [row[lane].losses] : []))
  if (curves.length === 0) return []
  const length = Math.min(...curves.map((curve) => curve.length))
  return Array.from({ length }, (_, epoch) => meanOf(curves.map((curve) => curve[epoch]!)))
}

export const toLink = ({ depth, learningRate, scale, batch, seed }: RaceSettings): LinkState => ({
  depth: String(depth),
  rate: String(learningRate),
  scale,
  batch: String(batch),
  seed: String(seed),
})

const oneOf = (values: readonly number[], text: string | undefined, fallback: number): number =>
  values.find((value) => String(value) === text) ?? fallback

export const fromLink = (link: LinkState, initial: RaceSettings): RaceSettings => ({
  depth: oneOf(DEPTHS, link['depth'], initial.depth),
  learningRate: oneOf(RATES, link['rate'], initial.learningRate),
  scale: wordFromLink(link['scale'], SCALE_NAMES, initial.scale),
  batch: oneOf(BATCHES, link['batch'], initial.batch),
  seed: Math.round(numberFromLink(link['seed'], initial.seed, 1, 999_999)),
})
