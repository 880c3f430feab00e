import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { slugOf } from '../../../src/exercises/assignment.ts'
import { provideMath } from '../../../src/exercises/math.ts'
import { worksheetText as words } from '../../../src/strings/assignments.en.ts'
import { AssignmentRefusal, findAssignment, type SetAssignment } from '../assignments.ts'
import { CourseExercises } from '../regrade/course-exercises.ts'
import { keyAnswer, WrongKey } from './answer.ts'
import { page } from './page.ts'
import { keyHtml, sheetHtml, type KeyEntry, type Question } from './sheets.ts'
import { readStudents } from './students.ts'

export interface WorksheetArguments {
  /** The course's folder. */
  root: string
  courseSeed: string
  /** An id of course.config.ts, or a link. */
  wanted: string
  /** Path of the list of names. */
  students: string
  /** Where a folder for the assignment is made. */
  out: string
}

export interface WrittenWorksheets {
  folder: string
  count: number
  /** Papers that the folder has besides, of another list of names. */
  others: string[]
}

/** Writes a paper for every student, all of them in one file, and the key. What else is in the folder is left alone. */
export async function writeWorksheets(given: WorksheetArguments): Promise<WrittenWorksheets> {
  const course = await CourseExercises.of(given.root, given.courseSeed)
  const assignment = await findAssignment(given.root, given.wanted, course.ids)
  const text = await readFile(given.students, 'utf8').catch(() => {
    throw new AssignmentRefusal(words.noFile(given.students))
  })
  const students = readStudents(text, given.students)
  const { sheets, key } = worksheets(course, assignment, students)
  const folder = join(given.out, assignment.id)
  await mkdir(folder, { recursive: true })
  const written = new Set<string>()
  const write = (name: string, title: string, body: string) => {
    written.add(name)
    return writeFile(join(folder, name), page(title, body))
  }
  const digits = String(students.length).length
  for (const [i, student] of students.entries()) {
    const number = String(i + 1).padStart(digits, '0')
    const slug = slugOf(student)
    await write(
      `${number}${slug === '' ? '' : `-${slug}`}.html`,
      `${assignment.title}: ${student}`,
      sheets[i]!,
    )
  }
  await write('all.html', assignment.title, sheets.join('\n'))
  await write('answer-key.html', words.keyTitle(assignment.title), key)
  const all = (await readdir(folder)).filter((name) => name.endsWith('.html'))
  return { folder, count: students.length, others: all.filter((name) => !written.has(name)).toSorted() }
}

/** The papers and the key as HTML: the same for the same course, assignment and names. */
export function worksheets(
  course: CourseExercises,
  assignment: SetAssignment,
  students: readonly string[],
): { sheets: string[]; key: string; entries: KeyEntry[] } {
  provideMath()
  const questions = students.map((student) =>
    assignment.exercises.map((id): Question => {
      const variant = course.variant(id, course.assigned(assignment.id, student, id)!)!
      return { title: variant.title ?? id, variant }
    }),
  )
  const entries = assignment.exercises.map((id, i): KeyEntry => {
    const byVariant = new Map<number, string[]>()
    for (const [s, student] of students.entries()) {
      const { variant } = questions[s]![i]!.variant
      byVariant.set(variant, [...(byVariant.get(variant) ?? []), student])
    }
    const answers = [...byVariant]
      .toSorted(([a], [b]) => a - b)
      .map(([number, names]) => {
        const variant = course.variant(id, number)!
        return { variant, answer: answerOf(course, variant), students: names }
      })
    return { title: course.get(id)!.title ?? id, answers }
  })
  return {
    sheets: students.map((student, i) => sheetHtml(assignment, student, questions[i]!)),
    key: keyHtml(assignment, students, entries),
    entries,
  }
}

function answerOf(course: CourseExercises, variant: Question['variant']) {
  try {
    return keyAnswer(course.get(variant.id)!, variant)
  } catch (error) {
    throw error instanceof WrongKey ? new AssignmentRefusal(error.message) : error
  }
}
