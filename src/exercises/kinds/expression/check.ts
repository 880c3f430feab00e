import {
  compareAt,
  declare,
  diagnoseAt,
  parse,
  Points,
  problemOf,
  requiredForm,
  shapeOf,
  toText,
  type Declarations,
  type Form,
  type Message as MathMessage,
  type Node,
  type Options,
  type Specs,
} from '../../../math/index.ts'
import type { Checker } from '../../checker.ts'
import { say, type Message } from '../../messages.ts'
import { correct, graded, incorrect, ungraded, type Outcome } from '../../outcome.ts'

export interface ExpressionData {
  symbols: Specs
  options?: Partial<Options>
  /** Of the random points at which expressions are compared. */
  seed: number
  answer: string
  /** The same in other words, so that more slips are recognized. */
  also: string[]
  mistakes: { id: string; expr: string }[]
  forms: Form[]
}

/** The typed text. */
export type ExpressionRaw = string

export const saying = (message: MathMessage): Message => say('math', { message })

/** What a draw's answers are judged with; kept, because a reader tries more than once. */
interface Judged {
  declarations: Declarations
  points: Points
  answer: Node
  references: Node[]
}

let last: { key: string; judged: Judged } | undefined

function prepare(data: ExpressionData): Judged {
  const key = JSON.stringify(data)
  if (last?.key === key) return last.judged
  const declarations = declare(data.symbols, data.options)
  const references = [data.answer, ...data.also].map((text) => readOwn(text, declarations))
  const judged = {
    declarations,
    points: new Points(declarations, data.seed),
    answer: references[0]!,
    references,
  }
  last = { key, judged }
  return judged
}

/** An author's expression; the proof has read it before any page does. */
export function readOwn(text: string, declarations: Declarations): Node {
  const read = parse(text, declarations)
  if (!read.ok) throw new Error(`"${text}" is not understood: ${read.message.id}`)
  return read.expr
}

export const expressionChecker: Checker<ExpressionData> = {
  read(raw, data) {
    if (typeof raw !== 'string') return { message: say('unreadable') }
    if (raw.trim() === '') return {}
    const result = parse(raw, prepare(data).declarations)
    return result.ok ? { read: toText(result.expr) } : { message: saying(result.message) }
  },
  check(raw, data) {
    if (typeof raw !== 'string') return ungraded(say('unreadable'))
    if (raw.trim() === '') return ungraded(say('nothing-entered'))
    const judged = prepare(data)
    const result = parse(raw, judged.declarations)
    if (!result.ok) return ungraded(saying(result.message))
    return { ...checkExpression(result.expr, data, judged), read: toText(result.expr) }
  },
}

function checkExpression(reader: Node, data: ExpressionData, judged: Judged): Outcome {
  const { answer, declarations, points, references } = judged
  const problem = problemOf(reader, points)?.reason ?? ownProblem(reader, points)
  if (problem) return ungraded(saying(problem))
  const isReader = (expr: string): boolean =>
    compareAt(reader, readOwn(expr, declarations), points).kind === 'equal'
  const found = compareAt(reader, answer, points)
  if (found.kind === 'equal') return checkForm(reader, data.forms, declarations)
  const mistake = data.mistakes.find(({ expr }) => isReader(expr))
  if (mistake !== undefined) return incorrect({ text: `mistake-${mistake.id}` }, { tag: mistake.id })
  const diagnosis = diagnoseAt(reader, references, points)
  if (diagnosis) return incorrect(saying(diagnosis.message), { tag: `slip-${diagnosis.slip}` })
  if (found.kind === 'counterexample') return incorrect(say('incorrect'))
  const [own, asked] = [shapeOf(reader, declarations), shapeOf(answer, declarations)]
  if (own.toString() === asked.toString()) return ungraded(saying(found.reason))
  return ungraded(
    saying({ id: 'math.shape.answer', params: { leftShape: shapeText(own), rightShape: shapeText(asked) } }),
  )
}

const shapeText = (shape: readonly string[] | string): string =>
  typeof shape === 'string' ? shape : `(${shape.join(', ')})`

/** Defined nowhere, or nowhere accurately: that is nothing to compare. */
function ownProblem(reader: Node, points: Points): MathMessage | undefined {
  const alone = compareAt(reader, reader, points)
  return alone.kind === 'notComparable' ? alone.reason : undefined
}

/** The right value. A derivative left standing is the question again; any other form is half of the way. */
function checkForm(reader: Node, forms: readonly Form[], declarations: Declarations): Outcome {
  const derivative = forms.includes('noDerivative')
    ? requiredForm(reader, ['noDerivative'], declarations)
    : undefined
  if (derivative) return ungraded(saying(derivative))
  const missing = requiredForm(reader, forms, declarations)
  return missing ? graded(0.5, saying(missing), { tag: 'form' }) : correct(say('correct'))
}
