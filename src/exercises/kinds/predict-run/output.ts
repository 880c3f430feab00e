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

/** Text compared line by line, exact up to spaces nobody sees. */
export const outputChecker: Checker<OutputData> = {
  check(raw, { lines, mistakes }) {
    if (typeof raw !== 'string') return ungraded(say('unreadable'))
    if (raw.length > textLimit) return ungraded(say('too-long', { limit: textLimit }))
    if (raw.trim() === '') return ungraded(say('nothing-entered'))
    const got = visibleLines(raw)
    const isOutput = (want: readonly string[]): boolean =>
      got.length === want.length && got.every((line, i) => line === want[i])
    if (isOutput(lines)) return correct(say('correct'))
    const mistake = mistakes.find((known) => isOutput(known.lines))
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
