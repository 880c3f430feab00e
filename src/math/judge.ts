import type { Declarations } from './declare/types.ts'
import { readDerivation, unequal, type Derivation } from './derivation.ts'
import { diagnoseAt, type Diagnosis } from './diagnose.ts'
import { compareAt, Points, type Equivalence } from './equivalent.ts'
import { requiredForm, type Form } from './form.ts'
import { sameNode, type Node, type Span } from './grammar/ast.ts'
import { parseLine, type Unread } from './grammar/parse.ts'
import { message, type Message } from './message.ts'

export interface JudgedLine {
  /** `ungraded`: not understood or not comparable, nothing is held against the reader. */
  readonly status: 'correct' | 'unchanged' | 'incorrect' | 'ungraded'
  readonly message?: Message
  readonly sides: readonly Node[]
  readonly position?: Span
  readonly suggestion?: string
  readonly diagnosis?: Diagnosis
  readonly counterexample?: Extract<Equivalence, { kind: 'counterexample' }>
}

export interface Judgement {
  readonly lines: readonly JudgedLine[]
  /** The first line that does not follow from the one before it. */
  readonly firstBad?: number
  /** No line is wrong or unread, and the last one has the form that was asked for. */
  readonly isComplete: boolean
  /** What the form of the last line lacks. */
  readonly missing?: Message
}

export interface JudgeOptions {
  /** What is to be derived. Default: the left side of the derivation's last statement. */
  readonly from?: Node
  /** What the last line must look like. */
  readonly forms?: readonly Form[]
}

const unread = ({ message: why, position, suggestion }: Unread): JudgedLine => ({
  status: 'ungraded',
  sides: [],
  message: why,
  position,
  ...(suggestion === undefined ? {} : { suggestion }),
})

/** `dE/dw` and `∂E/∂w` are one quantity where both mean the total derivative. */
const quantity = (node: Node, { options }: Declarations): Node =>
  node.kind === 'derivative' && options.partial === 'total' ? { ...node, isPartial: true } : node

/**
 * Judges what a reader wrote, line by line. Each line is compared with the line before it, the reader's own even if
 * that was wrong, so that one mistake costs one line. `dE/dw = …` with the quantity that is being derived goes on from
 * the line before like `= …`; a line about another quantity stands on its own.
 */
export const judgeLines = (
  lines: readonly string[],
  derivation: Derivation,
  options: JudgeOptions = {},
): Judgement => {
  const { declarations, steps } = readDerivation(derivation)
  const points = new Points(declarations, derivation.seed ?? 1)
  const written = steps.flatMap((step) => step.sides)
  const start = options.from ?? steps.findLast((step) => !step.continues)?.sides[0]
  if (!start) throw new Error('A derivation to be judged needs a first line.')
  const equal = (a: Node, b: Node): boolean => compareAt(a, b, points).kind === 'equal'
  /** Where the derivation of the goal stands, and the side written last. */
  let before = start
  let latest = start

  const judgePair = (left: Node, right: Node, sides: readonly Node[]): JudgedLine => {
    const found = compareAt(left, right, points, derivation.points)
    if (found.kind === 'equal') return { status: 'correct', sides }
    if (found.kind === 'notComparable')
      return { status: 'ungraded', sides, message: found.reason, ...(found.at ? { position: found.at } : {}) }
    const diagnosis = diagnoseAt(
      right,
      [left, ...written.filter((side) => side !== left && equal(side, left))],
      points,
    )
    const text = diagnosis?.message ?? unequal(left, right, found)
    return {
      status: 'incorrect',
      sides,
      message: text,
      counterexample: found,
      ...(diagnosis ? { diagnosis } : {}),
    }
  }

  const judged = lines.map((line): JudgedLine => {
    const read = parseLine(line, declarations)
    if (!read.ok) return unread(read)
    const { sides } = read
    const isOurs =
      (read.continues ? latest === before : sides.length === 1) ||
      sameNode(quantity(sides[0]!, declarations), quantity(start, declarations))
    const own = !read.continues && sides.length > 1 && isOurs ? sides.slice(1) : sides
    const chain = isOurs ? [before, ...own] : read.continues ? [latest, ...sides] : sides
    if (isOurs && own.length === 1 && sameNode(own[0]!, before))
      return { status: 'unchanged', sides, message: message('derivation.unchanged') }
    let result: JudgedLine = { status: 'correct', sides }
    for (const [i, right] of chain.slice(1).entries()) {
      result = judgePair(chain[i]!, right, sides)
      if (result.status !== 'correct') break
    }
    if (result.status !== 'ungraded') latest = sides.at(-1)!
    if (isOurs && result.status !== 'ungraded') before = latest
    return result
  })
  const firstBad = judged.findIndex((line) => line.status === 'incorrect')
  const missing =
    before === start
      ? message('derivation.notBegun')
      : requiredForm(before, options.forms ?? [], declarations)
  const isClean = judged.every((line) => line.status === 'correct' || line.status === 'unchanged')
  return {
    lines: judged,
    ...(firstBad < 0 ? {} : { firstBad }),
    isComplete: isClean && !missing,
    ...(missing ? { missing } : {}),
  }
}
