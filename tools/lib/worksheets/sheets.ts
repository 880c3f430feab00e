import type { ResolvedVariant } from '../../../src/exercises/check.ts'
import { worksheetText as words } from '../../../src/strings/assignments.en.ts'
import type { SetAssignment } from '../assignments.ts'
import type { KeyAnswer } from './answer.ts'
import { kindOf, questionHtml, whereOf } from './question.ts'
import { escapeHtml, paperHtml } from './text.ts'

/** A question of one student. */
export interface Question {
  title: string
  variant: ResolvedVariant
}

/** One student's paper. */
export function sheetHtml(
  { title, due, note }: SetAssignment,
  student: string,
  questions: readonly Question[],
): string {
  const exercises = questions.map(({ title: name, variant }, i) => {
    const foot = `${words.variant(variant.variant)} · ${words.seed(variant.seed)}`
    return `<section class="exercise">
<h2>${words.number(i + 1)} · ${escapeHtml(name)}</h2>
<p class="kind">${escapeHtml(kindOf(variant))}</p>
${questionHtml(variant)}
<p class="small">${foot}</p>
</section>`
  })
  return `<article class="sheet">
<h1>${escapeHtml(title)}</h1>
<p class="head"><span>${words.name}: <strong>${escapeHtml(student)}</strong></span>${due === undefined ? '' : `<span>${words.due(due)}</span>`}</p>
${note === undefined ? '' : `<p>${escapeHtml(note)}</p>\n`}${exercises.join('\n')}
</article>`
}

/** An exercise in the variants that a class has. */
export interface KeyEntry {
  title: string
  /** By variant, in order. */
  answers: readonly { variant: ResolvedVariant; answer: KeyAnswer; students: readonly string[] }[]
}

/** Who has which variant, and what is right. */
export function keyHtml(
  { title }: SetAssignment,
  students: readonly string[],
  entries: readonly KeyEntry[],
): string {
  const isRun = entries.some(({ answers }) => answers.some(({ answer }) => answer.isRun))
  return `<h1>${escapeHtml(words.keyTitle(title))}</h1>
<p>${words.keyLead(students.length, entries.length)}${isRun ? ` ${words.keyNotRun}` : ''}</p>
<h2>${words.variants}</h2>
${variantTables(students, entries)}
<h2>${words.answers}</h2>
${entries.map(entryHtml).join('\n')}`
}

/** Columns of a table that fit on paper. */
const COLUMNS = 4

/** A table for every few exercises: all of a class's would not fit beside each other. */
function variantTables(students: readonly string[], entries: readonly KeyEntry[]): string {
  const tables = Array.from({ length: Math.ceil(entries.length / COLUMNS) }, (_, i) =>
    variantTable(students, entries.slice(i * COLUMNS, (i + 1) * COLUMNS), i * COLUMNS + 1),
  )
  return `<div class="wide">${tables.join('\n')}</div>`
}

function variantTable(students: readonly string[], entries: readonly KeyEntry[], first: number): string {
  const heads = entries.map(({ title }, i) => `<th scope="col">${first + i}. ${escapeHtml(title)}</th>`)
  const rows = students.map((student) => {
    const cells = entries.map(({ answers }) => {
      const { variant, answer } = answers.find((one) => one.students.includes(student))!
      const short = answer.short === undefined ? '' : `: <code>${escapeHtml(answer.short)}</code>`
      return `<td>${variant.variant}${short}</td>`
    })
    return `<tr><th scope="row">${escapeHtml(student)}</th>${cells.join('')}</tr>`
  })
  return `<table><thead><tr><th scope="col">${words.student}</th>${heads.join('')}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table>`
}

function entryHtml({ title, answers }: KeyEntry, i: number): string {
  const each = answers.map(({ variant, answer, students }) => {
    const solution = paperHtml(variant.texts['solution'] ?? '', whereOf(variant))
    return `<section class="answer">
<h4>${words.variant(variant.variant)}</h4>
<p class="small">${escapeHtml(words.hasIt(students.join(', ')))}</p>
${answer.html}
<p class="kind">${words.solution}</p>
${solution}
</section>`
  })
  return `<h3>${words.number(i + 1)} · ${escapeHtml(title)}</h3>\n${each.join('\n')}`
}
