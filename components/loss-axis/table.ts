import { lossText } from '../../src/strings/losses.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { targetsOf, type AxisState, type LossFacts, type LossName } from './model.ts'

const text = lossText.axis

/** 1000000000 → 1 000 000 000, with spaces at which a line may not break. */
const grouped = (value: number): string => decimal(value, 0).replaceAll(/\B(?=(\d{3})+$)/g, '\u202F')

/** A cost or slope as the figure prints it; percentages with their sign, and short when they are huge. */
export function amount(loss: LossName, value: number): string {
  if (loss !== 'percentage') return decimal(value, 4)
  return text.percentUnit(Math.abs(value) >= 1e5 ? grouped(value) : decimal(value, 1))
}

export function bestText({ best }: LossFacts): string {
  if (!best) return text.none
  const [from, to] = [decimal(best.from, 3), decimal(best.to, 3)]
  return from === to ? from : text.bestRange(from, to)
}

type Row = [name: string, value: string]

/** What stands under each drawing. */
export const rowsOf = (facts: LossFacts): Row[] => [
  [text.cost, facts.at ? amount(facts.loss, facts.at.cost) : text.none],
  [text.slope, facts.at ? amount(facts.loss, facts.at.slope) : text.none],
  [text.best, bestText(facts)],
]

const targetsText = (state: AxisState): string =>
  targetsOf(state)
    .map((t) => decimal(t, 2))
    .join(', ')

export const tableOf = (state: AxisState, all: readonly LossFacts[]): Row[] => [
  [text.target, targetsText(state)],
  [text.prediction, decimal(state.y, 2)],
  ...all.flatMap((facts) =>
    rowsOf(facts).map(([what, value]): Row => [text.of(lossText.names[facts.loss], what), value]),
  ),
]

export const describe = (state: AxisState, all: readonly LossFacts[]): string =>
  text.describe(
    decimal(state.y, 2),
    targetsText(state),
    all
      .map(({ loss, at }) =>
        at
          ? text.describeOne(lossText.names[loss], amount(loss, at.cost), amount(loss, at.slope))
          : text.describeNone(lossText.names[loss]),
      )
      .join(' '),
  )
