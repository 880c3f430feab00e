import { lossText } from '../../src/strings/losses.en.ts'
import { decimal, significantFigures, signedDecimal } from '../../src/strings/numbers.ts'
import { COSTS, TARGET, type CostName, type Moment } from './model.ts'

const { race: text, names } = lossText

type Row = readonly [name: string, squared: string, crossEntropy: string]

/** The quantities of one epoch, both neurons side by side. */
export function ledgerOf(now: Record<CostName, Moment>, rates: Record<CostName, number>): Row[] {
  const row = (name: string, value: (moment: Moment, cost: CostName) => string): Row => [
    name,
    value(now.squared, 'squared'),
    value(now.crossEntropy, 'crossEntropy'),
  ]
  return [
    row(text.rows.weight, ({ w }) => decimal(w, 4)),
    row(text.rows.bias, ({ b }) => decimal(b, 4)),
    row(text.rows.a, ({ a }) => decimal(a, 4)),
    row(text.rows.error, ({ a }) => signedDecimal(a - TARGET, 4)),
    row(text.rows.steepness, ({ steepness }) => decimal(steepness, 4)),
    row(text.rows.slope, ({ slope }) => decimal(slope, 4)),
    row(text.rows.move, ({ slope }, cost) => significantFigures(-rates[cost] * slope, 3)),
    row(text.rows.cost, ({ cost }) => decimal(cost, 4)),
  ]
}

/** The same as one list, for the table under the figure. */
export const tableOf = (epoch: number, rows: readonly Row[]): [string, string][] => [
  [text.epoch, String(epoch)],
  ...COSTS.flatMap((cost, i) =>
    rows.map((row): [string, string] => [text.of(names[cost], row[0]), row[i + 1]!]),
  ),
]
