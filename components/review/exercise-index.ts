import type { KindData } from '../../src/exercises/check.ts'

/** What review and record know of an exercise of the course before they fetch it. */
export interface ListedExercise {
  /** `lesson/exercise`. */
  id: string
  title: string
  kind: keyof KindData
  /** Id of its unit. */
  unit: string
  variants: number
  /** Where its variants are fetched from. */
  source: string
  /** Address of its lesson, at the exercise. */
  place: string
}
