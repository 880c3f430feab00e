import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { assignedVariant } from '../../../src/exercises/assignment.ts'
import type { ResolvedVariant } from '../../../src/exercises/check.ts'
import { resolve, type Exercise } from '../../../src/exercises/index.ts'
import { readCourse } from '../check/course.ts'

/** A course's exercises by `lesson/exercise`, in the order of the course; variants are evaluated once. */
export class CourseExercises {
  readonly #exercises: ReadonlyMap<string, Exercise>
  readonly #courseSeed: string
  readonly #resolved = new Map<string, ResolvedVariant>()

  constructor(exercises: ReadonlyMap<string, Exercise>, courseSeed: string) {
    this.#exercises = exercises
    this.#courseSeed = courseSeed
  }

  static async of(root: string, courseSeed: string): Promise<CourseExercises> {
    const exercises = new Map<string, Exercise>()
    for (const lesson of (await readCourse(root)).lessons) {
      if (!lesson.exercises) continue
      const url = pathToFileURL(join(root, lesson.exercises.file)).href
      const module = (await import(url)) as { default: Record<string, Exercise> }
      for (const [id, exercise] of Object.entries(module.default))
        exercises.set(`${lesson.id}/${id}`, exercise)
    }
    return new CourseExercises(exercises, courseSeed)
  }

  get ids(): string[] {
    return [...this.#exercises.keys()]
  }

  get(id: string): Exercise | undefined {
    return this.#exercises.get(id)
  }

  /** The variant in which a student has an exercise that an assignment sets. */
  assigned(assignment: string, student: string, id: string): number | undefined {
    const exercise = this.#exercises.get(id)
    return exercise && assignedVariant(this.#courseSeed, assignment, student, id, exercise.variants)
  }

  /** One of the variants offered; undefined where there is no such one. */
  variant(id: string, variant: number): ResolvedVariant | undefined {
    const exercise = this.#exercises.get(id)
    if (!exercise || variant < 1 || variant > exercise.variants) return undefined
    const key = `${id} ${variant}`
    const known = this.#resolved.get(key) ?? resolve(exercise, id, variant, this.#courseSeed)
    this.#resolved.set(key, known)
    return known
  }
}
