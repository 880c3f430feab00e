import { maxAnswers, triesOf, type Work } from '../exercises/attempts.ts'

export const keyOf = ({ id, version, variant, seed }: Work): string =>
  JSON.stringify([id, version, variant, seed])

/**
 * The device's work and the LMS's as one: the newer form stays, the answers of both are kept. What the LMS gives back may
 * be short of answers, and of what was typed; the device has them still.
 */
export function joinWork(device: readonly Work[], lms: readonly Work[]): Work[] {
  const joined = new Map(device.map((work) => [keyOf(work), work]))
  for (const theirs of lms) {
    const mine = joined.get(keyOf(theirs))
    joined.set(keyOf(theirs), mine ? joinOne(mine, theirs) : theirs)
  }
  return [...joined.values()]
}

function joinOne(mine: Work, theirs: Work): Work {
  const newer = theirs.updated > mine.updated ? theirs : mine
  const at = new Set(mine.answers.map((answer) => answer.at))
  const all = [...mine.answers, ...theirs.answers.filter((answer) => !at.has(answer.at))].toSorted(
    (a, b) => a.at - b.at,
  )
  const answers = all.slice(-maxAnswers)
  const dropped = Math.max(triesOf(mine), triesOf(theirs), all.length) - answers.length
  const { dropped: _, ...rest } = newer
  return {
    ...rest,
    draft: newer.draft ?? mine.draft,
    answers,
    hints: Math.max(mine.hints, theirs.hints),
    isSolutionSeen: mine.isSolutionSeen || theirs.isSolutionSeen,
    ...(dropped > 0 ? { dropped } : {}),
  }
}
