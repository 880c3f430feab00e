import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate'
import { progressOf, triesOf, withoutUndo, type Answer, type Work } from '../exercises/attempts.ts'
import { readWork } from '../exercises/record-form.ts'
import type { LmsConfig } from './config.ts'

/**
 * The reader's work as text for the LMS: rows of JSON, deflated, in base 64. Where it is too long, the oldest work gives up
 * answers first, then what was typed; what was reached is the last to go.
 */

const FORM = '1'

type AnswerRow = [
  raw: unknown,
  status: number,
  score: number,
  sinceUpdate: number,
  hints: number,
  isSolutionSeen: 0 | 1,
  tag?: string,
]
type Row = [
  exercise: string,
  version: number,
  variant: number,
  hints: number,
  isSolutionSeen: 0 | 1,
  updated: number,
  /** 1: as the last answer. */
  draft: 0 | 1 | [unknown],
  dropped: number,
  answers: AnswerRow[],
]

const STATUS: readonly Answer['status'][] = ['incorrect', 'partial', 'correct']

/** How much of a work is kept: all; the best and the last answer; without what was typed; nothing. */
const LEVELS = 4

/** The text, of at most `limit` characters. */
export function packWork(config: LmsConfig, works: readonly Work[], limit: number): string {
  const kept = works
    .filter((work) => isKnown(config, work) && !isBlank(work))
    .toSorted((a, b) => a.updated - b.updated || a.variant - b.variant)
  // Each step takes one level off one work: the oldest first, and before the best of an exercise all its others.
  const best = bestOf(kept)
  const order = [...kept.keys()].toSorted((a, b) => best.has(a) - best.has(b) || a - b)
  const steps = Array.from({ length: LEVELS - 1 }, () => order).flat()
  const after = (count: number): string => {
    const levels = kept.map(() => 0)
    for (const i of steps.slice(0, count)) levels[i]!++
    return encode(
      kept.flatMap((work, i) => (levels[i] === LEVELS - 1 ? [] : [rowOf(config, work, levels[i]!)])),
    )
  }
  const whole = after(0)
  if (whole.length <= limit) return whole
  let [tooFew, enough] = [0, steps.length]
  while (enough - tooFew > 1) {
    const middle = (tooFew + enough) >> 1
    if (after(middle).length <= limit) enough = middle
    else tooFew = middle
  }
  return after(enough)
}

/** The work in a text of `packWork`; undefined where it is none. Work on exercises that have changed since is left out. */
export function unpackWork(config: LmsConfig, text: string, now: number): Work[] | undefined {
  if (!text.startsWith(FORM)) return undefined
  try {
    const bytes = Uint8Array.from(atob(text.slice(FORM.length)), (letter) => letter.charCodeAt(0))
    const rows = JSON.parse(strFromU8(inflateSync(bytes))) as unknown
    if (!Array.isArray(rows)) return undefined
    return rows.flatMap((row: Row) => {
      const work = workOf(config, row)
      return work === undefined ? [] : [readOne(work, now)]
    })
  } catch {
    return undefined
  }
}

function readOne(work: Work, now: number): Work {
  const read = readWork(work, 'work', Math.max(now, work.updated))
  if ('reason' in read) throw new Error(read.path)
  return read
}

function encode(rows: readonly Row[]): string {
  const bytes = deflateSync(strToU8(JSON.stringify(rows)), { level: 9 })
  let letters = ''
  for (const byte of bytes) letters += String.fromCharCode(byte)
  return FORM + btoa(letters)
}

const localId = ({ lesson }: LmsConfig, work: Work): string => work.id.slice(lesson.length + 1)

const isKnown = (config: LmsConfig, work: Work): boolean =>
  work.id.startsWith(`${config.lesson}/`) &&
  config.exercises.some(
    ({ id, version, seeds }) =>
      id === localId(config, work) && version === work.version && seeds[work.variant - 1] === work.seed,
  )

const isBlank = (work: Work): boolean =>
  work.draft === null && work.answers.length === 0 && work.hints === 0 && !work.isSolutionSeen

/** Positions of the works that show what was reached in their exercise: the best, and the later of two. */
function bestOf(works: readonly Work[]): { has(i: number): number } {
  const best = new Map<string, number>()
  works.forEach((work, i) => {
    const other = best.get(work.id)
    if (other === undefined || worthOf(work) >= worthOf(works[other]!)) best.set(work.id, i)
  })
  const all = new Set(best.values())
  return { has: (i) => Number(all.has(i)) }
}

const ORDER = ['untried', 'tried', 'partial', 'correct-with-solution', 'correct']
const worthOf = (work: Work): number =>
  ORDER.indexOf(progressOf(work)) + Math.max(0, ...work.answers.map(({ score }) => score / 2))

function rowOf(config: LmsConfig, work: Work, level: number): Row {
  const answers = level === 0 ? work.answers : fewest(work.answers)
  const last = answers.at(-1)
  const isAsAnswered =
    work.draft !== null && last !== undefined && JSON.stringify(last.raw) === JSON.stringify(work.draft)
  const isTyped = level < 2
  return [
    localId(config, work),
    work.version,
    work.variant,
    work.hints,
    work.isSolutionSeen ? 1 : 0,
    work.updated,
    work.draft === null || !isTyped ? 0 : isAsAnswered ? 1 : [work.draft],
    triesOf(work) - answers.length,
    answers.map((answer) => answerRow(answer, work.updated, isTyped)),
  ]
}

function answerRow(answer: Answer, updated: number, isTyped: boolean): AnswerRow {
  const { raw, status, score, at, hints, isSolutionSeen, tag } = answer
  const row: AnswerRow = [
    isTyped ? raw : null,
    STATUS.indexOf(status),
    score,
    updated - at,
    hints,
    isSolutionSeen ? 1 : 0,
  ]
  if (tag !== undefined) row.push(tag)
  return row
}

/** The best answer without the solution, the best with it, and the last one. */
function fewest(answers: readonly Answer[]): Answer[] {
  const bestWhere = (seen: boolean) =>
    answers.filter(({ isSolutionSeen }) => isSolutionSeen === seen).toSorted((a, b) => b.score - a.score)[0]
  const wanted = new Set([bestWhere(false), bestWhere(true), answers.at(-1)])
  return answers.filter((answer) => wanted.has(answer))
}

function workOf({ lesson, exercises }: LmsConfig, row: Row): Work | undefined {
  const [id, version, variant, hints, seen, updated, draft, dropped, answers] = row
  const known = exercises.find((exercise) => exercise.id === id && exercise.version === version)
  const seed = known?.seeds[variant - 1]
  if (seed === undefined) return undefined
  const question = { version, variant, seed }
  const list = answers.map(([raw, status, score, since, seenHints, solution, tag]): Answer => ({
    raw,
    status: STATUS[status]!,
    score,
    ...(tag === undefined ? {} : { tag }),
    ...question,
    at: updated - since,
    hints: seenHints,
    isSolutionSeen: solution === 1,
  }))
  return withoutUndo({
    id: `${lesson}/${id}`,
    ...question,
    draft: draft === 0 ? null : draft === 1 ? (list.at(-1)?.raw ?? null) : draft[0],
    answers: list,
    ...(dropped > 0 ? { dropped } : {}),
    hints,
    isSolutionSeen: seen === 1,
    updated,
  })
}
