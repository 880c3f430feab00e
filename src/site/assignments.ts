import { readAssignments } from '../course/assignments.ts'
import type { Assignment } from '../exercises/assignment.ts'
import { lessonIn, type AssignedExercise } from '../../components/assignment/assigned.ts'
import { courseOutline } from './course.ts'
import { course } from './course-config.ts'
import { allExercises } from './exercises.ts'
import { listedExercises } from './listed-exercises.ts'
import { knownAre } from './markdown/suggest.ts'

/** The assignments of course.config.ts; one that sets what is not there fails the build. */
export async function courseAssignments(): Promise<Assignment[]> {
  if (course.assignments.length === 0) return []
  const exercises = (await listedExercises()).map(({ id }) => id)
  const { assignments, problems } = readAssignments(course.assignments, exercises)
  const [first] = problems
  if (first) {
    const { word, found, fix, known } = first
    throw new Error(
      `course.config.ts: ${found}${fix === undefined ? `.${knownAre(word, known)}` : `: ${fix}.`}`,
    )
  }
  return assignments
}

/** What the page of an assignment knows of exercises. */
export async function assignable(): Promise<AssignedExercise[]> {
  const versions = new Map(
    (await allExercises()).map(({ lesson, id, exercise }) => [`${lesson}/${id}`, exercise.version]),
  )
  return (await listedExercises()).map(({ id, title, variants }) => ({
    id,
    title,
    variants,
    version: versions.get(id)!,
  }))
}

/** Titles of the lessons that have exercises, by id, in the order of the course. */
export async function lessonsOf(exercises: readonly AssignedExercise[]): Promise<Record<string, string>> {
  const ids = new Set(exercises.map(({ id }) => lessonIn(id)))
  const lessons = (await courseOutline()).flatMap((unit) => unit.lessons)
  return Object.fromEntries(lessons.filter(({ id }) => ids.has(id)).map(({ id, title }) => [id, title]))
}
