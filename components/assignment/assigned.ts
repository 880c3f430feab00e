import { assignedVariant, type NamedAssignment } from '../../src/exercises/assignment.ts'
import { progressOf, type Progress, type Work } from '../../src/exercises/attempts.ts'
import { variantSeed } from '../../src/exercises/params.ts'

/** What the page of an assignment knows of an exercise. */
export interface AssignedExercise {
  /** `lesson/exercise`. */
  id: string
  title: string
  variants: number
  version: number
}

/** The assignment of a page, and what decides its questions. */
export interface Setting {
  named: NamedAssignment
  /** What stands behind `assignment=` in the addresses of its exercises. */
  address: string
  exercises: readonly AssignedExercise[]
  /** The course's seed. */
  seed: string
  /** The site's base path, with a slash at its end. */
  base: string
}

/** An exercise as it is for one student. */
export interface AssignedRow extends AssignedExercise {
  /** Absent while nobody has said who they are. */
  variant?: number
  href: string
}

const split = (id: string): [lesson: string, name: string] => {
  const at = id.lastIndexOf('/')
  return [id.slice(0, at), id.slice(at + 1)]
}

/** The lesson of an exercise. */
export const lessonIn = (id: string): string => split(id)[0]

/** The exercises of an assignment for a student; each leads to its lesson, where all that are set there are in their variants. */
export function rowsOf({ named, address, exercises, seed, base }: Setting, student: string): AssignedRow[] {
  if (student.trim() === '')
    return exercises.map((one) => {
      const [lesson, name] = split(one.id)
      return { ...one, href: `${base}${lesson}/#${name}` }
    })
  const own = exercises.map((one) => ({
    ...one,
    variant: assignedVariant(seed, named.id, student, one.id, one.variants),
  }))
  return own.map((one) => {
    const [lesson, name] = split(one.id)
    const there = own.filter(({ id }) => lessonIn(id) === lesson)
    const variants = there.map(({ id, variant }) => `/${split(id)[1]}:${variant}`).join('')
    const query = `variant=${variants}&assignment=${encodeURIComponent(address)}`
    return { ...one, href: `${base}${lesson}/?${query}#${name}` }
  })
}

/** The student's work on one exercise, if it answers the very question that is theirs. */
export const workOn = (row: AssignedRow, works: readonly Work[], seed: string): Work | undefined =>
  row.variant === undefined
    ? undefined
    : works.find(
        (work) =>
          work.id === row.id &&
          work.version === row.version &&
          work.variant === row.variant &&
          work.seed === variantSeed(seed, row.id, row.version, row.variant),
      )

/** What was reached in one exercise. */
export function reachedIn(row: AssignedRow, works: readonly Work[], seed: string): Progress {
  const work = workOn(row, works, seed)
  return work ? progressOf(work) : 'untried'
}

/** What is handed in: the answers to the student's own questions, and nothing else of their work. */
export const worksToHandIn = (rows: readonly AssignedRow[], works: readonly Work[], seed: string): Work[] =>
  rows.flatMap((row) => {
    const work = workOn(row, works, seed)
    return work && work.answers.length > 0 ? [work] : []
  })
