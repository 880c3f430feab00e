import {
  compareAt,
  diagnoseAt,
  judgeLines,
  parse,
  parseLine,
  Points,
  problemOf,
  readDerivation,
  requiredForm,
  toText,
  type Derivation,
  type Form,
  type JudgedLine,
  type Node,
} from '../../../math/index.ts'
import { isTextList, type Checker } from '../../checker.ts'
import { say } from '../../messages.ts'
import { correct, graded, incorrect, ungraded, type Outcome } from '../../outcome.ts'
import { saying } from '../expression/check.ts'

export interface DerivationData {
  derivation: Derivation
  /** `lines`: the reader writes line after line; `blanks`: the reader fills the double brackets of the steps. */
  mode: 'lines' | 'blanks'
  /** How many blanks there are. */
  blanks: number
  /** What the last line, or each blank, must look like. */
  forms: Form[]
}

/** One text for each line, or for each blank in order. */
export type DerivationRaw = string[]

/** Answers judged before: the page asks again at every visit, the proof at every draw. */
const known = new Map<string, Outcome>()
const MOST_KNOWN = 64

export const derivationChecker: Checker<DerivationData> = {
  read(raw, { derivation }) {
    if (!isTextList(raw)) return { message: say('unreadable') }
    const { declarations } = readDerivation(derivation)
    const lines = raw.filter((line) => line.trim() !== '').map((line) => parseLine(line, declarations))
    const unread = lines.find((line) => !line.ok)
    if (unread?.ok === false) return { message: saying(unread.message) }
    const texts = lines.map((line) => (line.ok ? line.sides.map(toText).join(' = ') : ''))
    return texts.length > 0 ? { read: texts.join('; ') } : {}
  },
  check(raw, data) {
    if (!isTextList(raw)) return ungraded(say('unreadable'))
    const key = JSON.stringify([data, raw])
    const outcome = known.get(key) ?? (data.mode === 'lines' ? checkLines(raw, data) : checkBlanks(raw, data))
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(key, outcome)
    return outcome
  },
}

const MOST_LINES = 40

function checkLines(raw: readonly string[], { derivation, forms }: DerivationData): Outcome {
  const lines = raw.filter((line) => line.trim() !== '')
  if (lines.length === 0) return ungraded(say('nothing-entered'))
  if (lines.length > MOST_LINES) return ungraded(say('too-long', { limit: MOST_LINES }))
  const judged = judgeLines(lines, derivation, { forms })
  const parts = judged.lines.map(lineOutcome)
  const read = judged.lines.map(({ sides }) => sides.map(toText).join(' = ')).join('; ')
  const stuck = parts.find((part) => part.status === 'ungraded')
  if (stuck) return ungraded(stuck.message, { parts, read })
  if (judged.firstBad !== undefined) {
    const { message, tag } = parts[judged.firstBad]!
    const score = judged.firstBad / lines.length
    return graded(score, message, { parts, read, ...(tag === undefined ? {} : { tag }) })
  }
  if (judged.missing) return ungraded(saying(judged.missing), { parts, read })
  return correct(say('correct'), { parts, read })
}

function lineOutcome({ status, message, diagnosis }: JudgedLine): Outcome {
  if (status === 'correct') return correct(say('correct'))
  if (status === 'unchanged') return correct(saying(message!))
  if (status === 'ungraded') return ungraded(saying(message!))
  return incorrect(saying(message!), diagnosis ? { tag: `slip-${diagnosis.slip}` } : {})
}

function checkBlanks(raw: readonly string[], { derivation, blanks, forms }: DerivationData): Outcome {
  const { declarations, steps } = readDerivation(derivation)
  const points = new Points(declarations, derivation.seed ?? 1)
  const empty = blanks - raw.slice(0, blanks).filter((text) => text.trim() !== '').length
  if (empty === blanks) return ungraded(say('nothing-entered'))
  if (empty > 0) return ungraded(say('blanks-left', { count: empty }))
  const parts = steps.flatMap((step) => step.blanks).map((blank, i) => checkBlank(raw[i]!, blank))
  const stuck = parts.find((part) => part.status === 'ungraded')
  if (stuck) return ungraded(stuck.message, { parts })
  const wrong = parts.find((part) => part.status === 'incorrect')
  if (!wrong) return correct(say('correct'), { parts })
  const right = parts.filter((part) => part.status === 'correct').length
  return graded(right / blanks, wrong.message, {
    parts,
    ...(wrong.tag === undefined ? {} : { tag: wrong.tag }),
  })

  function checkBlank(text: string, blank: Node): Outcome {
    const result = parse(text, declarations)
    if (!result.ok) return ungraded(saying(result.message))
    const problem = problemOf(result.expr, points)
    if (problem) return ungraded(saying(problem.reason))
    const read = toText(result.expr)
    if (compareAt(result.expr, blank, points).kind === 'equal') {
      const missing = requiredForm(result.expr, forms, declarations)
      return missing ? ungraded(saying(missing), { read }) : correct(say('correct'), { read })
    }
    const diagnosis = diagnoseAt(result.expr, [blank], points)
    if (!diagnosis) return incorrect(say('incorrect'), { read })
    return incorrect(saying(diagnosis.message), { read, tag: `slip-${diagnosis.slip}` })
  }
}
