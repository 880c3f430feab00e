import { endOfDue } from '../../../src/exercises/assignment.ts'
import type { Progress } from '../../../src/exercises/attempts.ts'
import { resultText } from '../../../src/strings/results.en.ts'
import { findCopies, findRepeats } from './duplicates.ts'
import { isAsClaimed } from './grade-record.ts'
import {
  isRefused,
  type GradedAnswer,
  type GradedRecord,
  type GradedWork,
  type RecordResult,
  type Refusal,
} from './types.ts'

export interface Problem {
  file: string
  kind: keyof typeof resultText.problemKinds
  why: string
  /** Whether the record is in the tables all the same. */
  isCounted: boolean
}

/** What one student reached in one exercise, over its variants. */
export interface Reached {
  exercise: string
  variants: number[]
  progress: Progress
  /** Best score, 0 to 1. */
  score: number
  tries: number
  hints: number
  isSolutionSeen: boolean
  first: number
  last: number
  /** Recognized mistakes and how often each was made. */
  mistakes: Map<string, number>
  /** Answers whose claim differs, and answers that do not count. */
  differing: number
  refused: number
}

export interface StudentResults {
  student: string
  file: string
  /** Id of what the work was handed in for. */
  assignment?: string
  /** The exercises that it sets. */
  set?: readonly string[]
  exercises: Map<string, Reached>
}

export interface ClassResults {
  name: string
  files: number
  students: StudentResults[]
  problems: Problem[]
}

/** Everything about one class: who counts, what is wrong with the rest, by name. */
export function classResults(name: string, results: readonly RecordResult[]): ClassResults {
  const problems: Problem[] = []
  const say = (file: string, kind: Problem['kind'], why: string, isCounted = false): void =>
    void problems.push({ file, kind, why, isCounted })
  for (const result of results) if (isRefused(result)) say(result.file, result.kind, result.why)
  const records = results.filter((result): result is GradedRecord => !isRefused(result))
  const aside = new Set<GradedRecord>()
  for (const { record, newest } of findRepeats(records)) {
    aside.add(record)
    say(record.file, 'same-student', resultText.sameStudent(record.student, newest.file))
  }
  // A student's own earlier file holds the same answers by right.
  for (const { record, other, shared } of findCopies(records)) {
    aside.add(record)
    const all = record.prints.length
    say(record.file, 'copied', resultText.copied(shared, all, other.file, other.student))
  }
  for (const record of records) if (!record.works.some(countsAtAll)) aside.add(record)
  for (const record of records) {
    const isCounted = !aside.has(record)
    for (const [kind, why] of oddities(record)) say(record.file, kind, why, isCounted)
  }
  const students = records.filter((record) => !aside.has(record)).map(studentResults)
  return {
    name,
    files: results.length,
    students: students.toSorted((a, b) => a.student.localeCompare(b.student, 'en')),
    problems: problems.toSorted((a, b) => a.file.localeCompare(b.file, 'en')),
  }
}

const countsAtAll = ({ answers }: GradedWork): boolean => answers.some(({ refusal }) => refusal === undefined)

/** Exercises named in a sentence, at most eight. */
function listed(names: readonly string[]): string {
  const different = [...new Set(names)]
  const some = different.slice(0, 8).join(', ')
  return different.length > 8 ? `${some} ${resultText.more(different.length - 8)}` : some
}

function oddities(record: GradedRecord): [Problem['kind'], string][] {
  const found: [Problem['kind'], string][] = []
  const answers = record.works.flatMap(({ answers }) => answers)
  if (!record.isNamed) found.push(['unnamed', resultText.unnamed])
  if (answers.length === 0) found.push(['empty', resultText.empty])
  const differing = answers.filter(differs)
  if (differing.length > 0) {
    const { status } = resultText
    const at = differing.map(({ exercise, claimed, now }) =>
      resultText.tamperedAt(exercise, status[claimed.status], status[now!.status]),
    )
    found.push(['tampered', resultText.tampered(differing.length, listed(at))])
  }
  const { assignment } = record
  if (assignment?.isByRecord) found.push(['by-record', resultText.byRecord(assignment.id)])
  if (assignment?.due !== undefined) {
    const end = endOfDue(assignment.due)
    const late = answers.filter(({ at, refusal }) => refusal === undefined && at > end)
    if (late.length > 0) {
      const names = listed(late.map(({ exercise }) => exercise))
      found.push(['late', resultText.late(late.length, assignment.due, names)])
    }
  }
  const byRefusal = Map.groupBy(
    answers.filter(({ refusal }) => refusal !== undefined),
    ({ refusal }) => refusal as Refusal,
  )
  for (const [refusal, refused] of byRefusal) {
    const names = listed(refused.map(({ exercise }) => exercise))
    found.push(['not-counted', resultText.refused(refused.length, resultText.refusals[refusal], names)])
  }
  return found
}

const differs = ({ now, claimed }: GradedAnswer): boolean => now !== undefined && !isAsClaimed(now, claimed)

function studentResults({ student, file, works, assignment }: GradedRecord): StudentResults {
  const exercises = new Map<string, Reached>()
  for (const { exercise, variant, tries, hints, isSolutionSeen, answers } of works) {
    const refused = answers.filter(({ refusal }) => refusal !== undefined).length
    const counting = answers.filter(({ refusal }) => refusal === undefined)
    const before = exercises.get(exercise)
    const at = counting.map((answer) => answer.at)
    const mistakes = before?.mistakes ?? new Map<string, number>()
    for (const { now } of counting) {
      if (now!.tag === undefined || now!.status === 'correct' || now!.status === 'ungraded') continue
      mistakes.set(now!.tag, (mistakes.get(now!.tag) ?? 0) + 1)
    }
    exercises.set(exercise, {
      exercise,
      variants: [...new Set([...(before?.variants ?? []), variant])].toSorted((a, b) => a - b),
      progress: better(before?.progress ?? 'untried', progressOf(counting)),
      score: Math.max(before?.score ?? 0, ...counting.map(({ now }) => now!.score)),
      tries: (before?.tries ?? 0) + tries - refused,
      hints: Math.max(before?.hints ?? 0, hints),
      isSolutionSeen: (before?.isSolutionSeen ?? false) || isSolutionSeen,
      first: Math.min(before?.first ?? Infinity, ...at),
      last: Math.max(before?.last ?? 0, ...at),
      mistakes,
      differing: (before?.differing ?? 0) + answers.filter(differs).length,
      refused: (before?.refused ?? 0) + refused,
    })
  }
  if (!assignment) return { student, file, exercises }
  const { id, exercises: set } = assignment
  // What was set and never tried is a result, too.
  for (const exercise of set) if (!exercises.has(exercise)) exercises.set(exercise, untried(exercise))
  return { student, file, assignment: id, set, exercises }
}

const untried = (exercise: string): Reached => ({
  exercise,
  variants: [],
  progress: 'untried',
  score: 0,
  tries: 0,
  hints: 0,
  isSolutionSeen: false,
  first: Infinity,
  last: 0,
  mistakes: new Map(),
  differing: 0,
  refused: 0,
})

/** Answered, and none of the answers counts. */
export const isUncounted = ({ progress, refused }: Reached): boolean => progress === 'untried' && refused > 0

const ORDER: readonly Progress[] = ['untried', 'tried', 'partial', 'correct-with-solution', 'correct']
const better = (a: Progress, b: Progress): Progress => (ORDER.indexOf(b) > ORDER.indexOf(a) ? b : a)

/** As the page would say it, from the results of grading again. */
function progressOf(answers: readonly GradedAnswer[]): Progress {
  return answers
    .map(({ now, isSolutionSeen }): Progress => {
      if (now!.status === 'correct') return isSolutionSeen ? 'correct-with-solution' : 'correct'
      return now!.status === 'partial' ? 'partial' : 'tried'
    })
    .reduce(better, 'untried')
}
