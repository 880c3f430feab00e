import type { Answer, Work } from '../../exercises/attempts.ts'
import { hasAnswer, hasSameAnswers, joinAnswers } from '../../exercises/join-answers.ts'

/** What of this copy the other has never seen. */
const unknownTo = (other: Work, { answers }: Work): Answer[] =>
  answers.filter(
    (answer) => !hasAnswer(other.answers, answer) && !hasAnswer(other.undo?.answers ?? [], answer),
  )

/**
 * What is to be kept when two tabs worked on one question: the later form and draft, the answers of both, and the help that
 * either has seen. What the later one started over from stays gone. Returns one of them itself where it knows everything.
 */
export function joinTabs(one: Work, other: Work): Work {
  const [later, earlier] = one.updated >= other.updated ? [one, other] : [other, one]
  const hasStartedOver = later.undo !== undefined
  const joined = joinAnswers(later, hasStartedOver ? { answers: unknownTo(later, earlier) } : earlier)
  const hints = hasStartedOver ? later.hints : Math.max(later.hints, earlier.hints)
  const isSolutionSeen = later.isSolutionSeen || (!hasStartedOver && earlier.isSolutionSeen)
  const isSame =
    hints === later.hints && isSolutionSeen === later.isSolutionSeen && hasSameAnswers(joined, later)
  return isSame ? later : { ...later, ...joined, hints, isSolutionSeen }
}

const isSameQuestion = (a: Work, b: Work): boolean =>
  a.version === b.version && a.variant === b.variant && a.seed === b.seed

/**
 * What a tab shows when its store has changed under it: whatever is later, question by question. What a form holds here is
 * the reader's and stays, whatever they type elsewhere.
 */
export function refreshed(shown: readonly Work[], kept: readonly Work[], isErased: boolean): Work[] {
  const own = shown.filter((work) => {
    const other = kept.find((one) => isSameQuestion(one, work))
    return other ? work.updated > other.updated : !isErased
  })
  const theirs = kept.filter((work) => !own.some((one) => isSameQuestion(one, work)))
  const withDraft = theirs.map((work) => {
    const draft = isErased ? null : (shown.find((one) => isSameQuestion(one, work))?.draft ?? null)
    return draft === null ? work : { ...work, draft }
  })
  return [...own, ...withDraft].toSorted((a, b) => b.updated - a.updated)
}
