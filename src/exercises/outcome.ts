import type { Message } from './messages.ts'

export type Status = 'correct' | 'partial' | 'incorrect' | 'ungraded'

/** What the checker decided. `ungraded` means not gradable yet: the message says why and no try is used. */
export interface Outcome {
  status: Status
  /** 0 … 1. */
  score: number
  /** Id of the recognized mistake, for counting. */
  tag?: string
  message: Message
  /** One per cell, option, block, test or goal, in the order of the variant's data. */
  parts?: Outcome[]
  /** What we understood, for "we read: …". Plain text. */
  read?: string
}

/** Adds `read` and `parts` only where there is something to add. */
function outcome(status: Status, score: number, message: Message, extra: Partial<Outcome> = {}): Outcome {
  return { status, score, message, ...extra }
}

export const correct = (message: Message, extra?: Partial<Outcome>): Outcome =>
  outcome('correct', 1, message, extra)
export const incorrect = (message: Message, extra?: Partial<Outcome>): Outcome =>
  outcome('incorrect', 0, message, extra)
export const ungraded = (message: Message, extra?: Partial<Outcome>): Outcome =>
  outcome('ungraded', 0, message, extra)

/** A score strictly between 0 and 1 is partial; the ends are incorrect and correct. */
export function graded(score: number, message: Message, extra?: Partial<Outcome>): Outcome {
  const status = score >= 1 ? 'correct' : score > 0 ? 'partial' : 'incorrect'
  return outcome(status, Math.max(0, Math.min(1, score)), message, extra)
}
