/**
 * A process that grades records and may do nothing else: it is started with Node's permissions for reading the course and
 * the records, and for threads. Programs of students run in its worker threads, where the language is all that is left;
 * what escaped from there would find neither files to write nor a network nor other programs.
 */
import { readFile } from 'node:fs/promises'
import { importRecord } from '../../../src/exercises/record.ts'
import { nodeSessions } from '../../../src/notebook/node/session.ts'
import { recordProblems } from '../../../src/strings/record.en.ts'
import { resultText } from '../../../src/strings/results.en.ts'
import { CourseExercises } from './course-exercises.ts'
import { RecordGrader } from './grade-record.ts'
import { assignmentOf } from './record-assignment.ts'
import type { GradingSetup, RecordResult } from './types.ts'

export type ToGrader = { setup: GradingSetup } | { file: string; path: string }
/** `alive` says that another answer has its turn. */
export type FromGrader = 'ready' | 'alive' | { result: RecordResult }

const tell = (message: FromGrader): void => void process.send!(message)
let setup: GradingSetup
let grader: RecordGrader
let known: readonly string[] = []
let lastTold = 0

process.on('message', (message: ToGrader) => void hear(message))
process.on('disconnect', () => process.exit())

async function hear(message: ToGrader): Promise<void> {
  if ('setup' in message) {
    setup = message.setup
    const exercises = await CourseExercises.of(setup.root, setup.courseSeed)
    known = exercises.ids
    grader = new RecordGrader(exercises, setup.root, await nodeSessions(setup.runner))
    tell('ready')
  } else tell({ result: await gradeFile(message.file, message.path) })
}

async function gradeFile(file: string, path: string): Promise<RecordResult> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch {
    return { file, kind: 'malformed', why: resultText.unreadable }
  }
  const reading = importRecord(text.replace(/^\uFEFF/, ''), setup.now)
  if (!reading.ok) {
    const { reason, path: at = '' } = reading.problem
    const kind = reason === 'newer-format' ? 'foreign' : 'malformed'
    return { file, kind, why: { ...recordProblems, ...resultText.reading }[reason](at) }
  }
  if (reading.record.course !== setup.course)
    return { file, kind: 'foreign', why: resultText.otherCourse(reading.record.course) }
  const assignment = assignmentOf(reading.record.assignment, setup.assignments, known)
  if (assignment !== undefined && 'why' in assignment) return { file, kind: 'foreign', why: assignment.why }
  try {
    return await grader.grade(reading.record, file, alive, assignment)
  } catch (error) {
    return { file, kind: 'malformed', why: resultText.failed((error as Error).message) }
  }
}

/** Often enough for the watch, seldom enough to cost nothing. */
function alive(): void {
  const now = performance.now()
  if (now - lastTold < 1000) return
  lastTold = now
  tell('alive')
}
