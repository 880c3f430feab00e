import type { ShippedVariant } from '../../components/exercise/shipped.ts'
import { lessonIdOf } from '../course/ids.ts'
import type { ResolvedVariant } from '../exercises/check.ts'
import { resolve, type Exercise } from '../exercises/index.ts'
import { givenSteps } from './given-steps.ts'
import { isLeftOut } from '../exercises/solutions.ts'
import { course, solutions } from './course-config.ts'
import { renderMarkdown } from './markdown/render.ts'
import { knownAre } from './markdown/suggest.ts'

const modules = import.meta.glob<Record<string, Exercise>>('/lessons/*/*/exercises.ts', { import: 'default' })

/** The exercises of a lesson by id; empty for a lesson without any. */
export async function exercisesOf(lesson: string): Promise<Record<string, Exercise>> {
  for (const [file, load] of Object.entries(modules)) {
    if (lessonIdOf(file.replace(/^\/lessons\//, '').replace(/exercises\.ts$/, 'index.mdx')) === lesson)
      return load()
  }
  return {}
}

/** How many exercises each lesson has. */
export async function exerciseCounts(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { lesson } of await allExercises()) counts[lesson] = (counts[lesson] ?? 0) + 1
  return counts
}

export async function allExercises(): Promise<{ lesson: string; id: string; exercise: Exercise }[]> {
  const lessons = await Promise.all(
    Object.entries(modules).map(async ([file, load]) => {
      const lesson = lessonIdOf(file.replace(/^\/lessons\//, '').replace(/exercises\.ts$/, 'index.mdx'))
      return Object.entries(await load()).map(([id, exercise]) => ({ lesson, id, exercise }))
    }),
  )
  return lessons.flat()
}

/** One exercise of a lesson; an unknown id fails the build with the tag's place and the ids that exist. */
export async function exerciseOf(lesson: string, id: string, at: string): Promise<Exercise> {
  const known = await exercisesOf(lesson)
  const exercise = known[id]
  if (!exercise) {
    throw new Error(
      `${at}: <Exercise id="${id}"> names no exercise of exercises.ts.${knownAre(id, Object.keys(known))}`,
    )
  }
  return exercise
}

/**
 * A variant as the page gets it: plain data, with its Markdown rendered. No author code reaches the browser, and no
 * solution that the course keeps to itself.
 */
export function ship(exercise: Exercise, lesson: string, id: string, variant: number): ShippedVariant {
  const shipped = rendered(resolve(exercise, `${lesson}/${id}`, variant, course.seed))
  if (solutions === undefined) return shipped
  const { solution = '', ...others } = shipped.html
  return { ...shipped, solutions, html: isLeftOut(solutions) ? others : { ...others, solution } }
}

/** The same for a variant that is resolved already. */
export function rendered({ texts, ...data }: ResolvedVariant): ShippedVariant {
  const where = `${data.id}, variant ${data.variant}`
  const html = Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, renderMarkdown(text, `${where}, ${key}`)]),
  )
  const steps =
    data.kind === 'derivation' && data.data.mode === 'blanks' ? givenSteps(data.data.derivation, where) : {}
  return { ...data, html: { ...html, ...steps } } as ShippedVariant
}
