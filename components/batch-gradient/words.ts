import { stochasticText } from '../../src/strings/stochastic.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { RADIUS } from './Arrows.tsx'
import { COUNT, updatesPerEpoch, type BatchState, type Shown } from './model.ts'
import { shareInside } from './spread.ts'

const text = stochasticText.batch
const root = (value: number) => decimal(Math.sqrt(value), 3)

export type Row = readonly [name: string, w: string, b: string]

/** Slope by w and slope by b, side by side. */
export const rowsOf = ({ mean, draws, spread, predicted, measured }: Shown): Row[] => [
  [text.rows.full, decimal(mean[0], 3), decimal(mean[1], 3)],
  [text.rows.latest, decimal(draws.at(-1)![0], 3), decimal(draws.at(-1)![1], 3)],
  [text.rows.example, root(spread[0]), root(spread[2])],
  [text.rows.predicted, root(predicted[0]), root(predicted[2])],
  [text.rows.measured, root(measured[0]), root(measured[2])],
]

export const lastBatch = (batchSize: number): number =>
  COUNT - batchSize * (updatesPerEpoch(COUNT, batchSize) - 1)

export const factsOf = (shown: Shown, { batchSize, draws, updates }: BatchState): [string, string][] => [
  [text.facts.draws, String(draws)],
  [text.facts.inside, `${decimal(100 * shareInside(shown.draws, shown.predicted, RADIUS, shown.mean), 1)} %`],
  [text.facts.perEpoch, String(updatesPerEpoch(COUNT, batchSize))],
  [text.facts.last, String(lastBatch(batchSize))],
  [text.facts.updates, String(updates)],
  [text.facts.w, decimal(shown.at[0], 4)],
  [text.facts.b, decimal(shown.at[1], 4)],
  [text.facts.loss, decimal(shown.loss, 4)],
]

export const tableOf = (shown: Shown, state: BatchState): [string, string][] => [
  ...rowsOf(shown).flatMap(([name, w, b]): [string, string][] => [
    [text.of(name, text.slopeW), w],
    [text.of(name, text.slopeB), b],
  ]),
  ...factsOf(shown, state),
]

export const describe = (
  { predicted, measured }: Shown,
  { batchSize, replacement, draws }: BatchState,
): string =>
  text.describe(
    String(batchSize),
    text.ways[replacement],
    String(draws),
    root(predicted[0]),
    root(predicted[2]),
    root(measured[0]),
    root(measured[2]),
  )
