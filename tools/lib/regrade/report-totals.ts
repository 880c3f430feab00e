import { resultText } from '../../../src/strings/results.en.ts'
import { isUncounted, type StudentResults } from './class-results.ts'
import { escape, heads, table } from './report-table.ts'

/** What each student reached, over all exercises: what was set, where something was, else what they tried. */
export function totalsTable(students: readonly StudentResults[]): string {
  const { student, file, right, rightOf, afterSolution, partly, wrong, notCounted, untried, points } =
    resultText
  const rows = students.map((one) => {
    const all = one.set?.map((id) => one.exercises.get(id)!) ?? [...one.exercises.values()]
    const count = (progress: string) => all.filter((reached) => reached.progress === progress).length
    const uncounted = all.filter(isUncounted).length
    const isRight = count('correct') + count('correct-with-solution')
    const score = all.reduce((sum, reached) => sum + reached.score, 0)
    const numbers = [
      one.set === undefined ? isRight : rightOf(isRight, one.set.length),
      count('correct-with-solution'),
      count('partial'),
      count('tried'),
      uncounted,
      one.set === undefined ? '' : count('untried') - uncounted,
      Number(score.toFixed(2)),
    ]
    return `<tr><th scope="row">${escape(one.student)}</th><td>${escape(one.file)}</td>${numbers.map((n) => `<td>${n}</td>`).join('')}</tr>`
  })
  const head = heads([student, file, right, afterSolution, partly, wrong, notCounted, untried, points])
  return table(resultText.totals, head, rows)
}
