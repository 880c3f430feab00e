import {
  chosenExercises,
  isProblem,
  readLink,
  type NamedAssignment,
} from '../../../src/exercises/assignment.ts'
import { resultText } from '../../../src/strings/results.en.ts'
import type { SetAssignment } from '../assignments.ts'

/** What the graders know of assignments. */
export interface AssignmentSetup {
  /** Those of course.config.ts. */
  configured: readonly SetAssignment[]
  /** The one whose records are collected; without it each record says itself what it is for. */
  wanted?: SetAssignment
}

/** The assignment by which a record is graded. */
export interface RecordAssignment {
  id: string
  exercises: readonly string[]
  due?: string
  /** Nobody but the record says what is set: it was a link. */
  isByRecord?: true
}

/**
 * What a record was handed in for; undefined where it is all of somebody's work and nobody asks for an assignment; a sentence
 * where the record is for another one.
 * @param known every exercise of the course
 */
export function assignmentOf(
  named: NamedAssignment | undefined,
  { configured, wanted }: AssignmentSetup,
  known: readonly string[],
): RecordAssignment | undefined | { why: string } {
  if (wanted !== undefined) {
    if (named === undefined || (named.id === wanted.id && named.link === wanted.link)) return plain(wanted)
    return {
      why: named.id === wanted.id ? resultText.otherLink(named.id) : resultText.otherAssignment(named.id),
    }
  }
  if (named === undefined) return undefined
  if (named.link === undefined) {
    const found = configured.find(({ id }) => id === named.id)
    return found ? plain(found) : { why: resultText.unknownAssignment(named.id) }
  }
  const link = readLink(named.link)
  if (isProblem(link)) return { why: resultText.unknownAssignment(named.id) }
  return { id: named.id, exercises: chosenExercises(link, known).exercises, isByRecord: true }
}

const plain = ({ id, exercises, due }: SetAssignment): RecordAssignment => ({
  id,
  exercises,
  ...(due === undefined ? {} : { due }),
})
