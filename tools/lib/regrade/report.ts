import { resultText } from '../../../src/strings/results.en.ts'
import { isUncounted, type ClassResults, type Reached, type StudentResults } from './class-results.ts'
import { reportStyle } from './report-style.ts'
import { escape, heads, table } from './report-table.ts'
import { totalsTable } from './report-totals.ts'

export interface ReportExercise {
  /** `lesson/exercise`. */
  id: string
  title: string
}

const lessonOf = (id: string): string => id.slice(0, id.lastIndexOf('/'))

const median = (values: readonly number[]): string => {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  if (sorted.length === 0) return ''
  return String((sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2)
}

/** One file without scripts: readable on a phone, on paper and aloud. @param date ISO 8601 */
export function reportOf(results: ClassResults, exercises: readonly ReportExercise[], date: string): string {
  const { students, name } = results
  const tried = exercises.filter(({ id }) => students.some((one) => one.exercises.has(id)))
  const tries = students
    .flatMap((one) => [...one.exercises.values()])
    .reduce((sum, one) => sum + one.tries, 0)
  const lessons = [...Map.groupBy(tried, ({ id }) => lessonOf(id))]
  const title = escape(resultText.title(name))
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${reportStyle}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${escape(resultText.lead(students.length, tries, date.slice(0, 10)))}</p>
<h2>${resultText.problems}</h2>
${problemTable(results)}
<h2>${resultText.totals}</h2>
<p>${resultText.totalsLegend}</p>
${totalsTable(students)}
<h2>${resultText.byLesson}</h2>
<p>${resultText.legend}</p>
${lessons.map(([lesson, own]) => lessonTable(lesson, own, students)).join('\n')}
<h2>${resultText.exercises}</h2>
${exerciseTable(tried, students)}
<h2>${resultText.mistakes}</h2>
${mistakeTable(tried, students)}
<p class="small">${resultText.honesty}</p>
</main>
</body>
</html>
`
}

function problemTable({ problems }: ClassResults): string {
  if (problems.length === 0) return `<p>${resultText.noProblems}</p>`
  const { file, problem, about, isCounted, yes, no, problemKinds } = resultText
  const rows = problems.map(
    (one) =>
      `<tr><th scope="row">${escape(one.file)}</th><td>${problemKinds[one.kind]}</td><td>${one.isCounted ? yes : no}</td><td class="text">${escape(one.why)}</td></tr>`,
  )
  return table(resultText.problems, heads([file, problem, isCounted, about]), rows)
}

function lessonTable(
  lesson: string,
  exercises: readonly ReportExercise[],
  students: readonly StudentResults[],
): string {
  const head = heads([resultText.student, ...exercises.map(({ title }) => title)])
  const rows = students
    .filter((one) => exercises.some(({ id }) => one.exercises.has(id)))
    .map(({ student, exercises: own }) => {
      const cells = exercises.map(({ id }) => cellOf(own.get(id)))
      return `<tr><th scope="row">${escape(student)}</th>${cells.join('')}</tr>`
    })
  return `<h3>${escape(lesson)}</h3>\n${table(lesson, head, rows)}`
}

const SIGNS = { correct: '✓', 'correct-with-solution': '✓', partial: '◐', tried: '✗', untried: '·' }

/** A sign with the number of tries for the eye, a sentence for the ear. */
function cellOf(one: Reached | undefined): string {
  if (one && isUncounted(one))
    return `<td><span aria-hidden="true">?</span><span class="aloud">${resultText.uncounted}</span></td>`
  if (!one || one.progress === 'untried')
    return `<td><span aria-hidden="true">·</span><span class="aloud">${resultText.reached.untried}</span></td>`
  const { progress, tries, hints, isSolutionSeen } = one
  const aloud = resultText.cell(resultText.reached[progress], tries, hints, isSolutionSeen)
  const more = `${hints > 0 ? ` h${hints}` : ''}${isSolutionSeen ? ' s' : ''}`
  return `<td class="${progress}"><span aria-hidden="true">${SIGNS[progress]} ${tries}${more}</span><span class="aloud">${aloud}</span></td>`
}

function exerciseTable(exercises: readonly ReportExercise[], students: readonly StudentResults[]): string {
  const { exercise, right, partly, wrong, notCounted, untried, tries, hints } = resultText
  const rows = exercises.map(({ id, title }) => {
    const all = students.flatMap((one) => one.exercises.get(id) ?? [])
    const own = all.filter(({ progress }) => progress !== 'untried')
    const uncounted = all.filter(isUncounted).length
    const counts = [
      own.filter(({ progress }) => progress.startsWith('correct')).length,
      own.filter(({ progress }) => progress === 'partial').length,
      own.filter(({ progress }) => progress === 'tried').length,
      uncounted,
      students.length - own.length - uncounted,
    ]
    const mean = own.length === 0 ? 0 : own.reduce((sum, one) => sum + one.hints, 0) / own.length
    const numbers = [...counts, median(own.map((one) => one.tries)), mean.toFixed(1)]
    return `<tr><th scope="row">${escape(title)} <code>${escape(id)}</code></th>${numbers.map((n) => `<td>${n}</td>`).join('')}</tr>`
  })
  return table(
    resultText.exercises,
    heads([exercise, right, partly, wrong, notCounted, untried, tries, hints]),
    rows,
  )
}

function mistakeTable(exercises: readonly ReportExercise[], students: readonly StudentResults[]): string {
  const rows = exercises.flatMap(({ id, title }) => {
    const counts = new Map<string, { times: number; students: number }>()
    for (const one of students) {
      for (const [tag, times] of one.exercises.get(id)?.mistakes ?? []) {
        const before = counts.get(tag) ?? { times: 0, students: 0 }
        counts.set(tag, { times: before.times + times, students: before.students + 1 })
      }
    }
    return [...counts].map(([tag, count]) => ({ id, title, tag, ...count }))
  })
  if (rows.length === 0) return `<p>${resultText.noMistakes}</p>`
  const { exercise, mistake, times, students: who } = resultText
  return table(
    resultText.mistakes,
    heads([exercise, mistake, times, who]),
    rows
      .toSorted((a, b) => b.students - a.students || b.times - a.times)
      .map(
        (row) =>
          `<tr><th scope="row">${escape(row.title)} <code>${escape(row.id)}</code></th><td><code>${escape(row.tag)}</code></td><td>${row.times}</td><td>${row.students}</td></tr>`,
      ),
  )
}
