import { digitsText as text } from '../../src/strings/digits.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import type { ShownShot } from './face.ts'

export const percentText = (share: number): string => decimal(100 * share, 1)

/** The numbers of a run by name, for the board, the table and tests. */
export function factsOf(shot: ShownShot, held: number): [string, string][] {
  const last = shot.curve.at(-1)!
  return [
    [text.facts.epoch, decimal(shot.epoch, Number.isInteger(shot.epoch) ? 0 : 2)],
    [text.facts.updates, String(shot.step)],
    [text.facts.trainLoss, decimal(last.trainLoss, 4)],
    [text.facts.heldLoss, decimal(shot.heldLoss, 4)],
    [text.facts.trainRight, text.percent(percentText(last.trainRight))],
    [text.facts.heldRight, text.of(shot.right, held, percentText(shot.right / held))],
  ]
}
