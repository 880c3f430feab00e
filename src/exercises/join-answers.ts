import { maxAnswers, type Answer, type Work } from './attempts.ts'

type Answers = Pick<Work, 'answers' | 'dropped'>

/** Whether this very answer is among these: given at the same moment, with the same content. */
export const hasAnswer = (answers: readonly Answer[], { at, raw }: Answer): boolean =>
  answers.some((one) => one.at === at && JSON.stringify(one.raw) === JSON.stringify(raw))

/**
 * The answers of two copies of one work, each once, in the order in which they were given. What no longer fits is counted
 * once, however often the same copies are joined.
 */
export function joinAnswers(one: Answers, other: Answers): Answers {
  const missing = other.answers.filter((answer) => !hasAnswer(one.answers, answer))
  const all = [...one.answers, ...missing].toSorted((a, b) => a.at - b.at)
  const answers = all.slice(-maxAnswers)
  const since = answers[0]?.at ?? Infinity
  const before = (copy: Answers) => (copy.dropped ?? 0) + copy.answers.filter(({ at }) => at < since).length
  const dropped = Math.max(all.length - answers.length, before(one), before(other))
  return dropped > 0 ? { answers, dropped } : { answers }
}

export const hasSameAnswers = (one: Answers, other: Answers): boolean =>
  one.answers.length === other.answers.length &&
  (one.dropped ?? 0) === (other.dropped ?? 0) &&
  one.answers.every((answer) => hasAnswer(other.answers, answer))
