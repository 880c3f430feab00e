import { maxAnswers, type Answer, type Work } from '../../exercises/attempts.ts'

const face = ({ at, raw, status }: Answer): string => JSON.stringify([at, raw, status])

/**
 * What is to be kept when two tabs worked on one question: the later form and draft, the answers of both, and the help that
 * either has seen. What the later one started over from stays gone. Returns `later` itself where it knows everything.
 */
export function joinTabs(one: Work, other: Work): Work {
  const [later, earlier] = one.updated >= other.updated ? [one, other] : [other, one]
  const isKnown = new Set([...later.answers, ...(later.undo?.answers ?? [])].map(face))
  const missing = earlier.answers.filter((answer) => !isKnown.has(face(answer)))
  const answers = [...later.answers, ...missing].toSorted((a, b) => a.at - b.at).slice(-maxAnswers)
  const hasStartedOver = later.undo !== undefined
  const hints = hasStartedOver ? later.hints : Math.max(later.hints, earlier.hints)
  const isSolutionSeen = later.isSolutionSeen || (!hasStartedOver && earlier.isSolutionSeen)
  const isSame =
    hints === later.hints &&
    isSolutionSeen === later.isSolutionSeen &&
    answers.map(face).join() === later.answers.map(face).join()
  return isSame ? later : { ...later, answers, hints, isSolutionSeen }
}

/**
 * What a tab shows when its store has changed under it: whatever is later, question by question. What a form holds here is
 * the reader's and stays, whatever they type elsewhere.
 */
export function refreshed(shown: readonly Work[], kept: readonly Work[], isErased: boolean): Work[] {
  const isSame = (a: Work, b: Work) => a.version === b.version && a.variant === b.variant && a.seed === b.seed
  const own = shown.filter((work) => {
    const other = kept.find((one) => isSame(one, work))
    return other ? work.updated > other.updated : !isErased
  })
  const theirs = kept.filter((work) => !own.some((one) => isSame(one, work)))
  const withDraft = theirs.map((work) => {
    const draft = isErased ? null : (shown.find((one) => isSame(one, work))?.draft ?? null)
    return draft === null ? work : { ...work, draft }
  })
  return [...own, ...withDraft].toSorted((a, b) => b.updated - a.updated)
}
