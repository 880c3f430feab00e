import { decimal, signedDecimal } from '../../src/strings/numbers.ts'
import { penaltiesText as text } from '../../src/strings/penalties.en.ts'
import type { Paired } from '../dropout-race/paired.ts'

export const percentText = (share: number): string => text.percent(decimal(100 * share, 1))

/** Training, test, gain, better and worse; dashes where there is nothing, or nothing to compare with. */
export function scoreTexts(paired: Paired | undefined, isPlain: boolean): string[] {
  if (!paired) return [text.none, text.none, text.none, text.none]
  const { train, mean, low, high, better, worse, gain, error } = paired
  return [
    percentText(train),
    text.range(decimal(100 * mean, 1), decimal(100 * low, 1), decimal(100 * high, 1)),
    isPlain
      ? text.none
      : text.gain(signedDecimal(100 * gain, 1), error === null ? '?' : decimal(100 * error, 1)),
    isPlain ? text.none : text.wins(better, worse),
  ]
}
