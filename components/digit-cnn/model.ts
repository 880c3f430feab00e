import { numberFromLink, wordFromLink, type LinkState } from '../figure/state-link.ts'
import { WINDOWS, type Window } from './explain.ts'
import { CLASSES } from './network.ts'
import { SEVEN, strokesFromText, strokesToText, type Stroke } from './pen.ts'
import { EXAMPLES, splitOf, SPLITS, type SplitName } from './split.ts'

export { drawnOf, inkOf, normalized, SEVEN } from './pen.ts'
export { COUNTS, FLAT, networkOf, PARAMETERS, SETUP } from './network.ts'
export { EXAMPLES, FORMS, HELD_DIGITS, HELD_FORMS, splitOf } from './split.ts'

export interface DigitState {
  seed: number
  split: SplitName
  /** The row of the data set that is looked at; −1 for the reader's own digit. */
  look: number
  own: readonly Stroke[]
  /** Whether what is drawn is stretched as the data set's digits are. */
  stretches: boolean
  /** Whose logit the two maps explain; −1 for the answer. */
  answer: number
  window: Window
}

export const INITIAL: DigitState = {
  seed: 1,
  split: 'random',
  look: 6,
  own: SEVEN,
  stretches: true,
  answer: -1,
  window: 3,
}

export type Confusion = readonly number[] // (10, 10), rows the digit, columns the answer

export function confusionOf(labels: ArrayLike<number>, answers: ArrayLike<number>): number[] {
  const counts = Array.from({ length: CLASSES * CLASSES }, () => 0)
  for (let n = 0; n < answers.length; n++) counts[labels[n]! * CLASSES + answers[n]!]!++
  return counts
}

/** The digit that is missed most often, or several that are missed alike, and how often. */
export function missedMost(confusion: Confusion): { digits: number[]; count: number } {
  const missed = Array.from({ length: CLASSES }, (_, digit) =>
    confusion
      .slice(digit * CLASSES, (digit + 1) * CLASSES)
      .reduce((sum, count, answer) => sum + (answer === digit ? 0 : count), 0),
  )
  const count = Math.max(...missed)
  return { digits: missed.flatMap((one, digit) => (one === count ? [digit] : [])), count }
}

/** A cell of the confusion matrix; `all` for all mistakes. */
export type Cell = number | 'all'

/** Places in the split of the digits that fall into a cell, the surest first. */
export function placesIn(
  cell: Cell,
  labels: ArrayLike<number>,
  answers: ArrayLike<number>,
  sureness: ArrayLike<number>,
): number[] {
  return Array.from(answers, (_, n) => n)
    .filter((n) => (cell === 'all' ? labels[n] !== answers[n] : labels[n]! * CLASSES + answers[n]! === cell))
    .toSorted((a, b) => sureness[b]! - sureness[a]! || a - b)
}

const MOST_TEXT = 900

/** The same state with a digit to look at that is held out by its split. */
export function withHeldLook(state: DigitState): DigitState {
  const { heldOut } = splitOf(state.split, state.seed)
  return state.look < 0 || heldOut.includes(state.look) ? state : { ...state, look: heldOut[0]! }
}

export function toLink({ seed, split, look, own, stretches, answer, window }: DigitState): LinkState {
  const text = strokesToText(own)
  return {
    seed: String(seed),
    split,
    look: String(look),
    stretch: String(stretches),
    answer: String(answer),
    window: String(window),
    ...(text.length < MOST_TEXT && { own: text }),
  }
}

export function fromLink(link: LinkState, initial: DigitState): DigitState {
  const whole = (key: string, fallback: number, min: number, max: number) =>
    Math.round(numberFromLink(link[key], fallback, min, max))
  const own = strokesFromText(link['own'] ?? '')
  return withHeldLook({
    seed: whole('seed', initial.seed, 1, 999_999),
    split: wordFromLink(link['split'], SPLITS, initial.split),
    look: whole('look', initial.look, -1, EXAMPLES - 1),
    own: own.length > 0 ? own : initial.own,
    stretches: wordFromLink(link['stretch'], ['true', 'false'], String(initial.stretches)) === 'true',
    answer: whole('answer', initial.answer, -1, CLASSES - 1),
    window: WINDOWS.find((window) => String(window) === link['window']) ?? initial.window,
  })
}
