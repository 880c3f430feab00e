import { existsSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { defaultCourseSeed } from '../../../src/exercises/index.ts'
import { workerScript } from '../../../src/notebook/node/bundle.ts'
import { ui } from '../../../src/strings/index.ts'
import { resultText } from '../../../src/strings/results.en.ts'
import { AssignmentRefusal, configuredAssignments, findAssignment } from '../assignments.ts'
import { classResults, type ClassResults } from './class-results.ts'
import { CourseExercises } from './course-exercises.ts'
import { csvOf } from './csv.ts'
import { gradeFiles, type FileToGrade } from './graders.ts'
import { reportOf } from './report.ts'
import type { RecordResult } from './types.ts'

export interface RegradeOptions {
  /** Where reports are written; default: into the folder. */
  out?: string
  courseSeed?: string
  /** The id of an assignment, or its link: only what it sets counts, in each student's own variants. */
  assignment?: string
  processes?: number
  /** Milliseconds a grader may be silent. */
  patience?: number
  /** Milliseconds since 1970. */
  now?: number
}

/** A wrong call, as a sentence. */
export class RegradeRefusal extends Error {}

/**
 * Grades every record of a folder again, and writes a table (.csv) and a report (.html) for each class: the folder's own
 * files are one class, each folder in it another.
 */
export async function regrade(
  folder: string,
  root: string,
  options: RegradeOptions = {},
): Promise<ClassResults[]> {
  const at = resolve(folder)
  if (!existsSync(at)) throw new RegradeRefusal(resultText.noFolder(folder))
  const classes = await classesIn(at)
  if (classes.every(({ files }) => files.length === 0)) throw new RegradeRefusal(resultText.noRecords(folder))
  const { courseSeed = defaultCourseSeed, out = at, processes = 2, now = Date.now() } = options
  const files = classes.flatMap((one) => one.files)
  const course = await CourseExercises.of(root, courseSeed)
  const results = await gradeFiles(files, {
    root,
    courseSeed,
    course: ui.site.name,
    assignments: await assignmentsOf(root, options.assignment, course.ids),
    runner: await workerScript(),
    now,
    folder: at,
    processes,
    ...(options.patience === undefined ? {} : { patience: options.patience }),
  })
  const exercises = course.ids.map((id) => ({ id, title: course.get(id)!.title ?? id }))
  await mkdir(out, { recursive: true })
  const written: ClassResults[] = []
  for (const { name, files: own, others } of classes) {
    if (own.length === 0) continue
    const graded = own.map((file) => results[files.indexOf(file)]!)
    const left = others.map((file): RecordResult => ({ file, kind: 'malformed', why: resultText.notARecord }))
    const one = classResults(name, [...graded, ...left])
    await writeFile(join(out, `results-${name}.csv`), csvOf(one))
    await writeFile(join(out, `results-${name}.html`), reportOf(one, exercises, new Date(now).toISOString()))
    written.push(one)
  }
  return written
}

async function assignmentsOf(root: string, wanted: string | undefined, known: readonly string[]) {
  try {
    const configured = await configuredAssignments(root, known)
    return wanted === undefined
      ? { configured }
      : { configured, wanted: await findAssignment(root, wanted, known) }
  } catch (error) {
    throw error instanceof AssignmentRefusal ? new RegradeRefusal(error.message) : error
  }
}

interface ClassFiles {
  name: string
  files: FileToGrade[]
  /** Files that are no records by their name. */
  others: string[]
}

async function classesIn(folder: string): Promise<ClassFiles[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const inner = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
  const own = await classIn(folder, basename(folder))
  return [own, ...(await Promise.all(inner.map(({ name }) => classIn(join(folder, name), name))))]
}

/** Hidden files and earlier reports are not handed-in files. */
const isOurs = (name: string): boolean => name.startsWith('.') || /^results-.*\.(?:csv|html)$/.test(name)

async function classIn(folder: string, name: string): Promise<ClassFiles> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries
    .filter((entry) => !entry.isDirectory() && !isOurs(entry.name))
    .map((entry) => entry.name)
  const isRecord = (file: string): boolean => /\.json$/i.test(file)
  return {
    name,
    files: names
      .filter(isRecord)
      .toSorted()
      .map((file) => ({ file, path: join(folder, file) })),
    others: names.filter((file) => !isRecord(file)),
  }
}
