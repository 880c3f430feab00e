import { isRecord, type Checker } from '../../checker.ts'
import { say, type Message } from '../../messages.ts'
import { correct, graded, incorrect, ungraded, type Outcome } from '../../outcome.ts'

export interface CodeData {
  /** What the editor starts with; `____` marks a blank. */
  starter: string
  /** Code run before the reader's, shown or not. */
  setup: string
  /** Run after it. The name is the text `test-<id>`; `code` is shown beside it. */
  tests: { id: string; code: string; weight: number; hasFeedback?: boolean }[]
  /** Budget of one run. */
  timeMs: number
}

/** The program in the editor. */
export type CodeRaw = { code: string }

export const blank = '____'
const codeLimit = 50_000
const detailLimit = 500

/** Order: read → blanks → syntax and types → run → tests; the first failure is the message. */
export const codeChecker: Checker<CodeData> = {
  request(raw, data) {
    const { setup, tests, timeMs } = data
    if (notRunnable(raw, data) !== undefined) return undefined
    const program = (raw as CodeRaw).code
    return { kind: 'code', program, setup, tests: tests.map(({ id, code }) => ({ id, code })), timeMs }
  },
  check(raw, data, report) {
    const problem = notRunnable(raw, data)
    if (problem !== undefined) return ungraded(problem)
    return isRecord(report)
      ? checkReport(report, data)
      : ungraded(say(report === undefined ? 'not-run' : 'not-judged'))
  },
}

function notRunnable(raw: unknown, { starter }: CodeData): Message | undefined {
  if (!isRecord(raw) || typeof raw['code'] !== 'string') return say('unreadable')
  const { code } = raw as CodeRaw
  if (code.length > codeLimit) return say('too-long', { limit: codeLimit })
  if (code.trim() === '') return say('nothing-entered')
  const blanks = code.split(blank).length - 1
  if (blanks > 0) return say('blanks-left', { count: blanks })
  return code.trim() === starter.trim() ? say('code-unchanged') : undefined
}

const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, detailLimit) : '')
const whole = (value: unknown): number => (Number.isSafeInteger(value) ? (value as number) : 0)

/** The report comes from a frame in which reader code ran: only what has the right form counts. */
function checkReport(report: Record<string, unknown>, data: CodeData): Outcome {
  const problem = text(report['problem'])
  switch (report['stage']) {
    case 'syntax':
    case 'types':
      return ungraded(say('code-syntax', { line: whole(report['line']), problem }))
    case 'error':
      return incorrect(say('code-error', { problem }), { tag: 'code-error' })
    case 'timeout':
      return incorrect(say('code-timeout', { ms: whole(report['ms']) }), { tag: 'code-timeout' })
    case 'tests':
      return Array.isArray(report['results'])
        ? checkTests(report['results'], data)
        : ungraded(say('not-judged'))
    default:
      return ungraded(say('not-judged'))
  }
}

/** A test without exactly one result has failed. */
function checkTests(results: readonly unknown[], { tests }: CodeData): Outcome {
  const parts = tests.map(({ id }): Outcome => {
    const own = results.filter((result) => isRecord(result) && result['id'] === id) as Record<
      string,
      unknown
    >[]
    if (own.length === 1 && own[0]!['passed'] === true) return correct(say('correct'))
    const detail = text(own[0]?.['detail'])
    if (detail === '') return incorrect(say('incorrect'), { tag: id })
    const isStopped = own[0]!['threw'] === true
    const message = isStopped ? say('code-error', { problem: detail }) : say('test-failed', { detail })
    return incorrect(message, { tag: id })
  })
  const isPassed = (_: unknown, i: number): boolean => parts[i]!.status === 'correct'
  const total = tests.reduce((sum, test) => sum + test.weight, 0)
  const score = tests.filter(isPassed).reduce((sum, test) => sum + test.weight, 0) / total
  const at = tests.findIndex((_, i) => parts[i]!.status !== 'correct')
  const failed = tests[at]
  if (failed === undefined)
    return correct(say('tests-passed', { passed: tests.length, total: tests.length }), { parts })
  // What a test says supposes that the program came to an end.
  const own = parts[at]!.message
  const isStopped = 'id' in own && own.id === 'code-error'
  const message = isStopped
    ? own
    : { text: failed.hasFeedback === true ? `say-${failed.id}` : `test-${failed.id}` }
  return graded(Math.min(score, 0.99), message, { tag: failed.id, parts })
}
