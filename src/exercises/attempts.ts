import type { Outcome, Status } from './outcome.ts'

/** One graded answer. Version, variant and seed say which question it answered. */
export interface Answer {
  raw: unknown
  status: Exclude<Status, 'ungraded'>
  score: number
  tag?: string
  version: number
  variant: number
  seed: string
  /** Milliseconds since 1970. */
  at: number
  /** Help seen before answering. */
  hints: number
  isSolutionSeen: boolean
}

/** A reader's work on one variant of one exercise. Plain JSON; ids are `lesson/exercise`. */
export interface Work {
  id: string
  version: number
  variant: number
  seed: string
  /** What the form holds, graded or not; null when untouched. */
  draft: unknown
  answers: Answer[]
  /** How many answers there were before the oldest that is kept; absent for none. */
  dropped?: number
  hints: number
  isSolutionSeen: boolean
  /** Milliseconds since 1970 of the last change. */
  updated: number
  /** The work before the last reset, until something is graded again. */
  undo?: Omit<Work, 'undo'>
}

/** Where the question comes from; a resolved variant is one. */
export interface Question {
  id: string
  version: number
  variant: number
  seed: string
  hints: number
}

export type WorkEvent =
  | { type: 'edit'; raw: unknown }
  | { type: 'graded'; raw: unknown; outcome: Outcome }
  | { type: 'hint' }
  | { type: 'solution' }
  | { type: 'reset' }
  | { type: 'undo' }

export type Progress = 'untried' | 'tried' | 'partial' | 'correct' | 'correct-with-solution'

/** Older answers beyond this are dropped: a record must stay small. */
export const maxAnswers = 50
/** Graded tries before the solution is offered unasked. */
const triesBeforeSolution = 2

export function newWork({ id, version, variant, seed }: Question): Work {
  return { id, version, variant, seed, draft: null, answers: [], hints: 0, isSolutionSeen: false, updated: 0 }
}

/**
 * The work after an event. Ungraded outcomes are kept as the draft and use no try. A clock that was set back does not make
 * what is done now older than what was done before. @param now milliseconds since 1970
 */
export function reduceWork(work: Work, event: WorkEvent, question: Question, now: number): Work {
  const at = Math.max(now, work.updated)
  const next = { ...work, updated: at }
  switch (event.type) {
    case 'edit':
      return { ...next, draft: event.raw }
    case 'graded':
      return addAnswer({ ...next, draft: event.raw }, event.raw, event.outcome, at)
    case 'hint':
      return work.hints < question.hints ? { ...next, hints: work.hints + 1 } : work
    case 'solution':
      return work.isSolutionSeen ? work : { ...next, isSolutionSeen: true }
    case 'reset':
      return isUntouched(work) ? work : { ...newWork(question), updated: at, undo: withoutUndo(work) }
    case 'undo':
      return work.undo === undefined ? work : { ...work.undo, updated: at }
  }
}

function addAnswer(work: Work, raw: unknown, outcome: Outcome, at: number): Work {
  if (outcome.status === 'ungraded') return work
  const { version, variant, seed, hints, isSolutionSeen } = work
  const { status, score, tag } = outcome
  const answer: Answer = { raw, status, score, version, variant, seed, at, hints, isSolutionSeen }
  if (tag !== undefined) answer.tag = tag
  const answers = [...work.answers, answer]
  const kept = { ...withoutUndo(work), answers: answers.slice(-maxAnswers) }
  if (answers.length > maxAnswers) kept.dropped = (work.dropped ?? 0) + answers.length - maxAnswers
  return kept
}

export function withoutUndo(work: Work): Omit<Work, 'undo'> {
  const { undo: _, ...rest } = work
  return rest
}

/** Graded tries, those included that are no longer kept. */
export const triesOf = ({ answers, dropped = 0 }: Pick<Work, 'answers' | 'dropped'>): number =>
  answers.length + dropped

export const isUntouched = (work: Work): boolean =>
  work.draft === null && work.answers.length === 0 && work.hints === 0 && !work.isSolutionSeen

/** The best that was reached; a right answer counts as one's own only if the solution had not been seen. */
export function progressOf({ answers }: Pick<Work, 'answers'>): Progress {
  const right = answers.filter((answer) => answer.status === 'correct')
  if (right.some((answer) => !answer.isSolutionSeen)) return 'correct'
  if (right.length > 0) return 'correct-with-solution'
  if (answers.some((answer) => answer.status === 'partial')) return 'partial'
  return answers.length > 0 ? 'tried' : 'untried'
}

/** Offered after two graded tries or a right answer; before that it takes a request and a confirmation. */
export const isSolutionOffered = ({ answers }: Work): boolean =>
  answers.length >= triesBeforeSolution || answers.some((answer) => answer.status === 'correct')

/** False when the exercise has changed since: the work is kept and shown as of an older version. */
export const isCurrent = (work: Work, question: Question): boolean =>
  work.version === question.version && work.seed === question.seed

/** Right without the solution on two different variants. */
export function isMastered(works: readonly Work[]): boolean {
  return works.filter((work) => progressOf(work) === 'correct').length >= 2
}

/** How often each recognized mistake was made. */
export function countTags(works: readonly Pick<Work, 'answers'>[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { tag, status } of works.flatMap((work) => work.answers)) {
    if (tag !== undefined && status !== 'correct') counts.set(tag, (counts.get(tag) ?? 0) + 1)
  }
  return counts
}
