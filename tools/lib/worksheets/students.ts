import { studentKey } from '../../../src/exercises/assignment.ts'
import { studentLimit } from '../../../src/exercises/record.ts'
import { worksheetText } from '../../../src/strings/assignments.en.ts'
import { AssignmentRefusal } from '../assignments.ts'

/** The names of a class, one a line; empty lines and lines that begin with # are left out. @param file for messages */
export function readStudents(text: string, file: string): string[] {
  const lines = new Map<string, number>()
  const students: string[] = []
  text
    .replace(/^\uFEFF/, '')
    .split(/\r\n?|\n/)
    .forEach((raw, i) => {
      const name = raw.trim()
      if (name === '' || name.startsWith('#')) return
      if (name.length > studentLimit)
        throw new AssignmentRefusal(worksheetText.tooLong(file, i + 1, studentLimit))
      const before = lines.get(studentKey(name))
      if (before !== undefined) throw new AssignmentRefusal(worksheetText.twice(file, i + 1, name, before))
      lines.set(studentKey(name), i + 1)
      students.push(name)
    })
  if (students.length === 0) throw new AssignmentRefusal(worksheetText.noStudents(file))
  return students
}
