import { readAssignments } from '../../src/course/assignments.ts'
import { assignmentsSchema } from '../../src/course/config.ts'
import {
  chosenExercises,
  isProblem,
  linkOf,
  misspeltKeys,
  readLink,
  type Assignment,
} from '../../src/exercises/assignment.ts'
import { knownAre } from '../../src/site/markdown/suggest.ts'
import { nearest } from '../../src/strings/nearest.ts'
import { assignmentText, worksheetText } from '../../src/strings/assignments.en.ts'
import { configOf } from './check/course.ts'

/** An assignment that cannot be found or read; the message says what was found, and what would be right. */
export class AssignmentRefusal extends Error {
  override name = 'AssignmentRefusal'
}

/** An assignment with the exercises that it sets, and the link that describes it where it is one. */
export interface SetAssignment extends Assignment {
  link?: string
}

/** The assignments of course.config.ts. @param known every exercise of the course in its order */
export async function configuredAssignments(
  root: string,
  known: readonly string[],
): Promise<SetAssignment[]> {
  const read = assignmentsSchema.safeParse((await configOf(root)).assignments)
  if (!read.success) {
    const [issue] = read.error.issues
    throw new AssignmentRefusal(
      worksheetText.badConfig(`${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`),
    )
  }
  const { assignments, problems } = readAssignments(read.data, known)
  const [first] = problems
  if (first) {
    const { word, found, fix, known: names } = first
    throw new AssignmentRefusal(worksheetText.inConfig(found, fix ?? knownAre(word, names).trim()))
  }
  return assignments
}

/** The assignment that somebody asks for: by its id in course.config.ts, or by a link. */
export async function findAssignment(
  root: string,
  wanted: string,
  known: readonly string[],
): Promise<SetAssignment> {
  if (wanted.includes('=')) return linked(wanted, known)
  const all = await configuredAssignments(root, known)
  const found = all.find(({ id }) => id === wanted)
  if (found) return found
  const ids = all.map(({ id }) => id)
  throw new AssignmentRefusal(
    worksheetText.noAssignment(wanted, ids.length ? knownAre(wanted, ids) : worksheetText.noneInConfig),
  )
}

function linked(text: string, known: readonly string[]): SetAssignment {
  const [slip] = misspeltKeys(text, nearest)
  if (slip) throw new AssignmentRefusal(assignmentText.misspeltKey(slip.key, slip.meant))
  const link = readLink(text)
  if (isProblem(link)) throw new AssignmentRefusal(assignmentText.problems[link.key](link.found))
  const { exercises, unknown } = chosenExercises(link, known)
  const [first] = unknown
  if (first)
    throw new AssignmentRefusal(
      `${assignmentText.unknown[first.key](first.name)}${knownAre(first.name, first.known)}`,
    )
  const { id, title = assignmentText.eyebrow, due, note } = link
  return {
    id,
    title,
    exercises,
    link: linkOf(link),
    ...(due === undefined ? {} : { due }),
    ...(note === undefined ? {} : { note }),
  }
}
