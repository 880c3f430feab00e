import { getCollection, type CollectionEntry } from 'astro:content'
import { assembled } from './assembled.ts'
import { lessonIdOf } from '../course/ids.ts'
import { CourseError, outline, type OutlineUnit } from '../course/outline.ts'
import { unitSchema, type LessonData, type UnitData } from '../course/schema.ts'

const unitFiles = import.meta.glob<unknown>('/lessons/*/unit.json', { eager: true, import: 'default' })

export type LessonEntry = CollectionEntry<'lessons'>

/** `01-neurons/01-artificial-neuron/index.mdx`, the lesson's path below lessons/. */
export const pathOf = (entry: LessonEntry): string => (entry.filePath ?? '').replace(/^lessons\//, '')

function units(): Record<string, UnitData> {
  return Object.fromEntries(
    Object.entries(unitFiles).map(([file, data]) => {
      const path = file.replace(/^\/lessons\//, '')
      const result = unitSchema.safeParse(data)
      if (result.success) return [path, result.data]
      const [issue] = result.error.issues
      throw new CourseError(`lessons/${path}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
    }),
  )
}

/** Every unit with its lessons in order, those in preparation included. */
export async function courseOutline(): Promise<OutlineUnit[]> {
  const lessons: Record<string, LessonData> = {}
  for (const entry of await getCollection('lessons')) lessons[pathOf(entry)] = entry.data
  return outline(units(), lessons, assembled.elsewhere, assembled.early)
}

export interface PlacedLesson {
  entry: LessonEntry
  unit: OutlineUnit
  previous: { id: string; title: string } | undefined
  next: { id: string; title: string; ready: boolean } | undefined
}

/** Each written lesson with its unit and its neighbors. */
export async function placedLessons(): Promise<PlacedLesson[]> {
  const course = await courseOutline()
  const all = course.flatMap((unit) => unit.lessons)
  return (await getCollection('lessons')).map((entry) => {
    const at = all.findIndex((lesson) => lesson.id === lessonIdOf(pathOf(entry)))
    const unit = course.find((candidate) => candidate.lessons.includes(all[at]!))!
    const previous = all.slice(0, at).findLast((lesson) => lesson.data)
    const next = all[at + 1]
    return {
      entry,
      unit,
      previous: previous && { id: previous.id, title: previous.title },
      next: next && { id: next.id, title: next.title, ready: next.data !== undefined },
    }
  })
}
