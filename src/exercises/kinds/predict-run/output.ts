import type { Checker } from '../../checker.ts'
import { say } from '../../messages.ts'
import { correct, graded, incorrect, ungraded } from '../../outcome.ts'

/** What a program prints, line by line. */
export interface OutputData {
  lines: string[]
  mistakes: { id: string; lines: string[] }[]
}

/** Longer predictions are pasted, not predicted. */
const textLimit = 5000

/** Lines without trailing spaces, and without blank lines at the end: what a reader can see. */
export function visibleLines(text: string): string[] {
  return text
    .replace(/\s+$/, '')
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
}

/** What a text holds without what stands between: `9, 8, 2`, `[9 8 2]` and `9.0 8 2` hold the same. */
const valuesOf = (text: string): string =>
  (text.replaceAll('−', '-').match(/[^\s,;()[\]]+/g) ?? [])
    .map((word) => (Number.isNaN(Number(word)) ? word : String(Number(word))))
    .join(' ')

/**
 * Text compared line by line, exact up to spaces nobody sees. Who has the right values and writes them otherwise has not
 * predicted wrongly; who has those of a known mistake has made it.
 */
export const outputChecker: Checker<OutputData> = {
  check(raw, { lines, mistakes }) {
    if (typeof raw !== 'string') return ungraded(say('unreadable'))
    if (raw.length > textLimit) return ungraded(say('too-long', { limit: textLimit }))
    if (raw.trim() === '') return ungraded(say('nothing-entered'))
    const got = visibleLines(raw)
    const isOutput = (want: readonly string[]): boolean =>
      got.length === want.length && got.every((line, i) => line === want[i])
    if (isOutput(lines)) return correct(say('correct'))
    const values = valuesOf(raw)
    const hasValues = (want: readonly string[]): boolean => values === valuesOf(want.join('\n'))
    const exact = mistakes.find((known) => isOutput(known.lines))
    if (!exact && hasValues(lines)) return ungraded(say('output-form'))
    const mistake = exact ?? mistakes.find((known) => hasValues(known.lines))
    if (mistake !== undefined) return incorrect({ text: `mistake-${mistake.id}` }, { tag: mistake.id })
    const right = lines.filter((line, i) => got[i] === line).length
    const line = lines.findIndex((want, i) => got[i] !== want) + 1
    const isLength = got.length !== lines.length
    const message = isLength ? say('output-lines', { got: got.length }) : say('output-mismatch', { line })
    return graded(right / Math.max(lines.length, got.length), message, {
      tag: isLength ? 'output-lines' : 'output-mismatch',
    })
  },
}
