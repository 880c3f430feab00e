import { isNamedAssignment, type NamedAssignment } from './assignment.ts'
import { withoutUndo, type Work } from './attempts.ts'
import { hasSameAnswers, joinAnswers } from './join-answers.ts'
import { readCells, type RecordCell } from './record-cells.ts'
import { readWork, type RecordProblem } from './record-form.ts'

export type { RecordProblem } from './record-form.ts'

/** All of a reader's work as one readable JSON file. */
export interface WorkRecord {
  format: 'chainrule-work'
  /**
   * 1: without `student` and `dropped`. 2: without `assignment`. 3: without `cells`. All are read; the lowest that can hold
   * what there is is written, so that earlier releases read it.
   */
  formatVersion: 2 | 3 | 4
  /** Name of the course, for people. */
  course: string
  /** Name or number by which the reader's instructor knows them; absent unless they gave one. */
  student?: string
  /** What the work was handed in for; absent where it is all of one's work. */
  assignment?: NamedAssignment
  /** ISO 8601. */
  exported: string
  work: Work[]
  /** The reader's own code in cells; absent where there is none, and from what is handed in for an assignment. */
  cells?: RecordCell[]
}

export type RecordReading = { ok: true; record: WorkRecord } | { ok: false; problem: RecordProblem }

/** Characters of a record; years of work stay well below. */
export const recordLimit = 5_000_000

/** Characters of a student's name. */
export const studentLimit = 100

/** The file's text. Sorted, so that two exports of the same work differ only in their date. */
export function exportRecord(
  works: readonly Work[],
  course: string,
  exported: string,
  student = '',
  assignment?: NamedAssignment,
  cells: readonly RecordCell[] = [],
): string {
  const work = works.map(withoutUndo).toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  const name = student.trim().slice(0, studentLimit)
  const record: WorkRecord = {
    format: 'chainrule-work',
    formatVersion: versionFor(assignment, cells),
    course,
    ...(name === '' ? {} : { student: name }),
    ...(assignment === undefined ? {} : { assignment }),
    exported,
    work,
    ...(cells.length === 0 ? {} : { cells: cells.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)) }),
  }
  return `${JSON.stringify(record, null, 2)}\n`
}

const versionFor = (assignment: NamedAssignment | undefined, cells: readonly RecordCell[] = []): 2 | 3 | 4 =>
  cells.length > 0 ? 4 : assignment === undefined ? 2 : 3

const placeOf = ({ lesson, cell }: RecordCell): string => JSON.stringify([lesson, cell])

/** Reads a file that may come from anywhere. @param now milliseconds since 1970 */
export function importRecord(text: string, now: number): RecordReading {
  if (text.length > recordLimit) return refuse('too-large')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refuse('not-json')
  }
  const hostile = findHostile(value)
  if (hostile !== undefined) return { ok: false, problem: hostile }
  return readRecord(value, now)
}

const refuse = (reason: RecordProblem['reason'], path?: string): { ok: false; problem: RecordProblem } => ({
  ok: false,
  problem: path === undefined ? { reason } : { reason, path },
})

/** Keys that would reach an object's prototype when copied, and nesting that no work has. */
function findHostile(root: unknown): RecordProblem | undefined {
  const open: { value: unknown; path: string; depth: number }[] = [{ value: root, path: '', depth: 0 }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path, depth } = next
    if (typeof value !== 'object' || value === null) continue
    if (depth > 16) return { reason: 'too-deep', path: path.slice(0, 200) }
    for (const [key, item] of Object.entries(value)) {
      const at = path === '' ? key : `${path}.${key}`
      if (['__proto__', 'constructor', 'prototype'].includes(key))
        return { reason: 'hostile-key', path: at.slice(0, 200) }
      open.push({ value: item, path: at, depth: depth + 1 })
    }
  }
  return undefined
}

function readRecord(value: unknown, now: number): RecordReading {
  if (typeof value !== 'object' || value === null) return refuse('not-a-record')
  const { format, formatVersion, course, student, assignment, exported, work, cells, ...rest } =
    value as Record<string, unknown>
  if (format !== 'chainrule-work') return refuse('not-a-record')
  if (typeof formatVersion === 'number' && formatVersion > 4) return refuse('newer-format')
  if (![1, 2, 3, 4].includes(formatVersion as number)) return refuse('invalid', 'formatVersion')
  const [unknown] = Object.keys(rest)
  if (unknown !== undefined) return refuse('invalid', unknown)
  if (typeof course !== 'string' || course.length > 200) return refuse('invalid', 'course')
  if (student !== undefined && (typeof student !== 'string' || student.length > studentLimit))
    return refuse('invalid', 'student')
  if (assignment !== undefined && ((formatVersion as number) < 3 || !isNamedAssignment(assignment)))
    return refuse('invalid', 'assignment')
  if (typeof exported !== 'string' || exported.length > 40) return refuse('invalid', 'exported')
  if (!Array.isArray(work)) return refuse('invalid', 'work')
  const works: Work[] = []
  for (const [i, item] of work.entries()) {
    const read = readWork(item, `work.${i}`, now)
    if ('reason' in read) return { ok: false, problem: read }
    works.push(read)
  }
  if (cells !== undefined && formatVersion !== 4) return refuse('invalid', 'cells')
  const own = cells === undefined ? [] : readCells(cells)
  if ('reason' in own) return { ok: false, problem: own }
  const named = student === undefined ? {} : { student }
  const given = assignment === undefined ? {} : { assignment }
  const record: WorkRecord = {
    format,
    formatVersion: versionFor(assignment, own),
    course,
    ...named,
    ...given,
    exported,
    work: works,
    ...(own.length === 0 ? {} : { cells: own }),
  }
  return { ok: true, record }
}

/** Work belongs together if it answers the very same question. */
const keyOf = ({ id, version, variant, seed }: Work): string => JSON.stringify([id, version, variant, seed])

export interface Merge {
  merged: Work[]
  /** Works that were not there, that were brought up to date, and that stayed as they were. */
  added: number
  updated: number
  kept: number
}

/** Joins imported work into one's own. The newer form and draft stay, the answers of both are kept. */
export function mergeWork(own: readonly Work[], imported: readonly Work[]): Merge {
  const byKey = new Map(own.map((work) => [keyOf(work), work]))
  const count = { added: 0, updated: 0, kept: 0 }
  for (const theirs of imported) {
    const mine = byKey.get(keyOf(theirs))
    const joined = mine === undefined ? theirs : join(mine, theirs)
    count[mine === undefined ? 'added' : joined === mine ? 'kept' : 'updated']++
    byKey.set(keyOf(theirs), joined)
  }
  return { merged: [...byKey.values()], ...count }
}

function join(mine: Work, theirs: Work): Work {
  const newer = theirs.updated > mine.updated ? theirs : mine
  const joined = joinAnswers(mine, theirs)
  if (newer === mine && hasSameAnswers(joined, mine)) return mine
  const hints = Math.max(mine.hints, theirs.hints)
  const isSolutionSeen = mine.isSolutionSeen || theirs.isSolutionSeen
  return { ...newer, ...joined, hints, isSolutionSeen }
}
