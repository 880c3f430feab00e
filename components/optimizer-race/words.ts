import { momentumText } from '../../src/strings/momentum.en.ts'
import { decimal, significantFigures } from '../../src/strings/numbers.ts'
import { LANES, type LaneName, type Point, type RaceState, type Visit } from './model.ts'

const text = momentumText.race

/** Four figures, however small: what optimizers remember differs by many powers of ten. */
export const small = (value: number): string => (value === 0 ? '0' : significantFigures(value, 4))
/** A cost: four decimals, or short where it is tiny or huge. */
export const costText = (value: number): string =>
  Math.abs(value) >= 1e-3 && Math.abs(value) < 1e4 ? decimal(value, 4) : small(value)

/** The names under which the engine's optimizers keep what they remember, as the lesson writes them. */
const MEMORY: Record<string, string> = {
  momentumBuffer: text.rows.buffer,
  sum: text.rows.sum,
  squareAvg: text.rows.mean,
  m: text.rows.m,
  v: text.rows.v,
  mHat: text.rows.mHat,
  vHat: text.rows.vHat,
}

export type LedgerRow = readonly [name: string, first: string, second: string]

const row = (name: string, [first, second]: Point): LedgerRow => [name, small(first), small(second)]

/** The step that led to a place, in the order in which it is computed. */
export function ledgerOf({ w, made }: Visit): LedgerRow[] {
  if (made === undefined) return [row(text.rows.w, w)]
  return [
    row(text.rows.gradient, made.gradient),
    ...Object.entries(made.memory).map(([name, value]) => row(MEMORY[name] ?? name, value)),
    row(text.rows.rate, [made.rate, made.rate]),
    row(text.rows.move, made.move),
    row(text.rows.w, w),
  ]
}

/** Rows that the longest ledger has: the panel keeps their room. */
export const MOST_ROWS = 8

export const lowestLane = (paths: Record<LaneName, readonly Visit[]>): LaneName =>
  LANES.reduce((best, lane) => (paths[lane].at(-1)!.cost < paths[best].at(-1)!.cost ? lane : best))

export function tableOf(state: RaceState, paths: Record<LaneName, readonly Visit[]>): [string, string][] {
  const visit = paths[state.follow].at(-1)!
  return [
    [text.surface, text.surfaces[state.surface]],
    [text.stepSlider, String(state.step)],
    ...LANES.map((lane): [string, string] => [
      `${text.lanes[lane]}: η, ${text.cost}`,
      `${state.rates[lane]}, ${costText(paths[lane].at(-1)!.cost)}`,
    ]),
    ...ledgerOf(visit).flatMap(([name, first, second]): [string, string][] => [
      [`${text.lanes[state.follow]}: ${name}, ${text.weight(1)}`, first],
      [`${text.lanes[state.follow]}: ${name}, ${text.weight(2)}`, second],
    ]),
  ]
}
