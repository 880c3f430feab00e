import { countTags, progressOf, triesOf, type Progress, type Work } from '../../src/exercises/attempts.ts'
import type { ListedExercise } from '../review/exercise-index.ts'
import type { Words } from './words.ts'

export interface LessonRow {
  lesson: string
  /** Id of its unit. */
  unit: string
  title: string
  place: string
  done: number
  tried: number
  total: number
}

export interface MistakeRow {
  exercise: string
  title: string
  tag: string
  times: number
}

/** Where one's work stands, lesson by lesson; lessons without any work are left out. */
export function lessonRows(
  works: readonly Work[],
  exercises: readonly ListedExercise[],
  titles: Readonly<Record<string, string>>,
): LessonRow[] {
  const rows = new Map<string, LessonRow>()
  for (const { id, unit, place } of exercises) {
    const lesson = id.slice(0, id.lastIndexOf('/'))
    const row = rows.get(lesson) ?? {
      lesson,
      unit,
      title: titles[lesson] ?? lesson,
      place: place.replace(/#.*/, ''),
      done: 0,
      tried: 0,
      total: 0,
    }
    const reached = works.filter((work) => work.id === id).map(progressOf)
    if (reached.includes('correct')) row.done++
    else if (reached.some((progress) => progress !== 'untried')) row.tried++
    row.total++
    rows.set(lesson, row)
  }
  return [...rows.values()].filter(({ done, tried }) => done + tried > 0)
}

/** Recognized mistakes by exercise, the most frequent first. */
export function mistakeRows(works: readonly Work[], exercises: readonly ListedExercise[]): MistakeRow[] {
  const ids = [...new Set(works.map(({ id }) => id))]
  return ids
    .flatMap((exercise) => {
      const title = exercises.find(({ id }) => id === exercise)?.title ?? exercise
      const counts = countTags(works.filter(({ id }) => id === exercise))
      return [...counts].map(([tag, times]) => ({ exercise, title, tag, times }))
    })
    .toSorted((a, b) => b.times - a.times || (a.exercise + a.tag < b.exercise + b.tag ? -1 : 1))
}

export interface UnitRow {
  unit: string
  title: string
  lessons: readonly LessonRow[]
  done: number
  total: number
}

/** The same by unit: done and total count every exercise of the unit, those of lessons without work too. */
export function unitRows(
  works: readonly Work[],
  exercises: readonly ListedExercise[],
  titles: Readonly<Record<string, string>>,
): UnitRow[] {
  const rows = lessonRows(works, exercises, titles)
  return [...new Set(rows.map(({ unit }) => unit))].map((unit) => {
    const lessons = rows.filter((row) => row.unit === unit)
    return {
      unit,
      title: titles[unit] ?? unit,
      lessons,
      done: lessons.reduce((sum, { done }) => sum + done, 0),
      total: exercises.filter((exercise) => exercise.unit === unit).length,
    }
  })
}

/** The exercise that was worked on last and still exists. */
export function latestExercise(
  works: readonly Work[],
  exercises: readonly ListedExercise[],
): ListedExercise | undefined {
  for (const { id } of works.toSorted((a, b) => b.updated - a.updated)) {
    const found = exercises.find((exercise) => exercise.id === id)
    if (found) return found
  }
  return undefined
}

export interface AnswerRow {
  exercise: string
  title: string
  variant: number
  /** The last answer, as text. */
  answer: string
  progress: Progress
  tries: number
  /** Milliseconds since 1970. */
  at: number
}

/** Every question that was answered, in the order of the course: what one would hand in. */
export function answerRows(
  works: readonly Work[],
  exercises: readonly ListedExercise[],
  words: Readonly<Record<string, readonly Words[]>>,
): AnswerRow[] {
  return exercises.flatMap(({ id, title }) =>
    works
      .filter((work) => work.id === id && work.answers.length > 0)
      .toSorted((a, b) => a.variant - b.variant)
      .map((work) => {
        const last = work.answers.at(-1)!
        const shown = work.answers.findLast(({ status }) => status === 'correct') ?? last
        return {
          exercise: id,
          title,
          variant: work.variant,
          answer: textOfAnswer(shown.raw, words[id]?.[work.variant - 1]),
          progress: progressOf(work),
          tries: triesOf(work),
          at: last.at,
        }
      }),
  )
}

/** What was given, on one line: words as they were typed or read, lists with commas, or with bars between words. */
export function textOfAnswer(raw: unknown, words?: Words): string {
  if (words) return idsOf(raw).map((id) => words[id] ?? id).join(' | ') // prettier-ignore
  if (Array.isArray(raw)) return raw.map((item) => textOfAnswer(item)).join(', ')
  if (typeof raw === 'object' && raw !== null)
    return Object.values(raw)
      .map((item) => textOfAnswer(item))
      .join('; ')
  return raw === null || raw === undefined ? '' : `${raw as string | number | boolean}`
}

/** The options or lines of an answer: an id, several, or lines with their indents. */
const idsOf = (raw: unknown): string[] =>
  [raw]
    .flat()
    .map((item) => String(typeof item === 'object' && item !== null && 'id' in item ? item.id : item))
