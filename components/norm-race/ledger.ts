import { decimal, signedDecimal, significantFigures } from '../../src/strings/numbers.ts'
import { normalizationText } from '../../src/strings/normalization.en.ts'
import { SEEDS, type Spread, type Summary } from './model.ts'

const text = normalizationText.race

const spreadText = (spread: Spread | null, say: (value: number) => string): string =>
  spread ? text.range(say(spread.mean), say(spread.low), say(spread.high)) : text.none

/** What the ledger says of a lane, in the order of its columns. */
export function valuesOf(summary: Summary | undefined): string[] {
  if (!summary) return text.columns.map(() => text.none)
  const { lane, loss, test, gain, error, better, worse, drift, diverged } = summary
  const isCompared = lane !== 'none' && gain !== null
  return [
    spreadText(loss, (value) => decimal(value, 2)),
    spreadText(test, (value) => decimal(100 * value, 0)) + (test ? ' %' : ''),
    isCompared
      ? `${signedDecimal(100 * gain, 1)} ± ${error === null ? '?' : decimal(100 * error, 1)}`
      : text.none,
    isCompared ? text.wins(better, worse) : text.none,
    drift === null ? text.none : significantFigures(drift, 2),
    diverged === 0 ? text.none : text.share(diverged, SEEDS),
  ]
}

export const describe = (summary: readonly Summary[] | null): string =>
  summary
    ? text.describe(
        summary
          .map(
            ({ lane, test }) =>
              `${text.lanes[lane]} ${test ? `${decimal(100 * test.mean, 0)} %` : text.columns[5]}`,
          )
          .join(', '),
      )
    : text.nothing
