import type { Status } from '../../../src/exercises/check.ts'
import type { AssignmentSetup, RecordAssignment } from './record-assignment.ts'

/** What the graders know of the course. */
export interface GradingSetup {
  /** The course's folder. */
  root: string
  courseSeed: string
  /** Name that the course writes into records. */
  course: string
  assignments: AssignmentSetup
  /** The isolated runner's script. */
  runner: string
  /** Milliseconds since 1970. */
  now: number
}

/** Why an answer does not count. */
export type Refusal =
  | 'unknown-exercise'
  | 'older-version'
  | 'newer-version'
  | 'unknown-variant'
  | 'other-variant'
  | 'other-seed'
  | 'not-judged'

/** One answer, graded again. */
export interface GradedAnswer {
  exercise: string
  variant: number
  /** Of the record. */
  claimed: { status: Status; score: number }
  /** Milliseconds since 1970, by the student's clock. */
  at: number
  hints: number
  isSolutionSeen: boolean
  /** What the checker says now; absent where it cannot say. */
  now?: { status: Status; score: number; tag?: string }
  refusal?: Refusal
}

/** One student's work on one variant of one exercise. */
export interface GradedWork {
  exercise: string
  variant: number
  /** Tries, those included whose answers are no longer kept. */
  tries: number
  hints: number
  isSolutionSeen: boolean
  answers: GradedAnswer[]
}

/** One file that could be read, graded again. */
export interface GradedRecord {
  file: string
  /** As the record says; else the file's name. */
  student: string
  isNamed: boolean
  /** What it was handed in for, or is collected for; then it holds no other work. */
  assignment?: RecordAssignment
  /** ISO 8601. */
  exported: string
  works: GradedWork[]
  /** One for each answer: exercise, variant, answer and millisecond. Equal ones were not given twice. */
  prints: string[]
}

/** One file that could not be read or graded, and why, as a sentence. */
export interface RefusedRecord {
  file: string
  kind: 'malformed' | 'foreign'
  why: string
}

export type RecordResult = GradedRecord | RefusedRecord

export const isRefused = (result: RecordResult): result is RefusedRecord => 'why' in result
