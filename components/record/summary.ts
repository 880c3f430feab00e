import { countTags, progressOf, type Work } from '../../src/exercises/attempts.ts'
import type { ListedExercise } from '../review/exercise-index.ts'

export interface LessonRow {
  lesson: string
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
  for (const { id, place } of exercises) {
    const lesson = id.slice(0, id.lastIndexOf('/'))
    const row = rows.get(lesson) ?? {
      lesson,
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
