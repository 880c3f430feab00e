import { resultText } from '../../../src/strings/results.en.ts'
import { isUncounted, type ClassResults } from './class-results.ts'

/**
 * One row for each student and exercise that was tried or set; students who tried nothing have one row without an
 * exercise. What work was handed in for is a column where there is any.
 */
export function csvOf(results: ClassResults): string {
  const hasAssignments = results.students.some(({ assignment }) => assignment !== undefined)
  const last = (text: string) => (hasAssignments ? [text] : [])
  const rows: (string | number)[][] = [[...resultText.csv, ...last(resultText.csvAssignment)]]
  for (const { student, file, assignment = '', exercises } of results.students) {
    if (exercises.size === 0)
      rows.push([results.name, student, file, ...resultText.csv.slice(3).map(() => ''), ...last(assignment)])
    for (const one of exercises.values()) {
      rows.push([
        results.name,
        student,
        file,
        one.exercise,
        one.variants.join(' '),
        isUncounted(one) ? resultText.uncounted : resultText.reached[one.progress],
        Number(one.score.toFixed(4)),
        one.tries,
        one.hints,
        one.isSolutionSeen ? resultText.yes : resultText.no,
        dateOf(one.first),
        dateOf(one.last),
        [...one.mistakes].map(([tag, times]) => `${tag}:${times}`).join(' '),
        one.differing,
        one.refused,
        ...last(assignment),
      ])
    }
  }
  return rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n'
}

const dateOf = (at: number): string =>
  at > 0 && at < 8.64e15 ? new Date(at).toISOString().slice(0, 19).replace('T', ' ') : ''

/** Quoted where needed (RFC 4180). Text that a spreadsheet would take for a formula gets an apostrophe before it. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
