import { chosenExercises, type Assignment } from '../exercises/assignment.ts'
import type { AssignmentEntry } from './config.ts'

/** A name of `course.config.ts` that leads nowhere, or an id that stands there twice. */
export interface AssignmentProblem {
  /** The word, to look for its line. */
  word: string
  found: string
  /** What would be right, where it is no name that has to be found. */
  fix?: string
  /** Names that there are. */
  known: readonly string[]
}

/**
 * The assignments of a config with the exercises that they set, and what is wrong with them.
 * @param exercises every exercise of the course in its order, as `lesson/exercise`
 */
export function readAssignments(
  entries: readonly AssignmentEntry[],
  exercises: readonly string[],
): { assignments: Assignment[]; problems: AssignmentProblem[] } {
  const assignments: Assignment[] = []
  const problems: AssignmentProblem[] = []
  for (const { id, title, lessons = [], exercises: single = [], due, note } of entries) {
    if (assignments.some((one) => one.id === id))
      problems.push({
        word: id,
        found: `two assignments have the id "${id}"`,
        fix: 'give one another id',
        known: [],
      })
    if (lessons.length + single.length === 0)
      problems.push({
        word: id,
        found: `assignment "${id}" sets nothing`,
        fix: 'give it lessons, exercises, or both',
        known: [],
      })
    const { exercises: chosen, unknown } = chosenExercises({ lessons, exercises: single }, exercises)
    for (const { key, name, known } of unknown) {
      const what = key === 'lessons' ? 'a lesson with exercises' : 'an exercise of the course'
      problems.push({ word: name, found: `assignment "${id}": "${name}" is not ${what}`, known })
    }
    assignments.push({
      id,
      title,
      exercises: chosen,
      ...(due === undefined ? {} : { due }),
      ...(note === undefined ? {} : { note }),
    })
  }
  return { assignments, problems }
}
