import { declare, type Specs } from './declare/declare.ts'
import type { Declarations, Options } from './declare/types.ts'
import { compareAt, Points, type Equivalence } from './equivalent.ts'
import { walk, type Node, type Span } from './grammar/ast.ts'
import { parseLine, type ReadLine } from './grammar/parse.ts'
import { message, type Message } from './message.ts'
import { toText } from './print/toText.ts'

export interface Step {
  /**
   * `dE/dw_2 = dE/da_2 · da_2/dw_2`, or `= …`, which goes on from the line before. Double brackets, `[[a_1]]`, make what
   * they enclose a blank of the exercise.
   */
  readonly expr: string
  /** Why the step is allowed; prose of the lesson. */
  readonly by: string
}

export interface Derivation {
  /** As for `declare`. */
  readonly symbols: Specs
  readonly options?: Partial<Options>
  readonly steps: readonly Step[]
  /** Default 1. */
  readonly seed?: number
  /** Points that must tell something, at least 8. Default 16. */
  readonly points?: number
}

export interface ReadStep {
  readonly sides: readonly Node[]
  /** What must be equal to what. The first line of all may state one side alone. */
  readonly pairs: readonly (readonly [left: Node, right: Node])[]
  readonly blanks: readonly Node[]
  /** Whether it goes on from the line before. */
  readonly continues: boolean
}

export interface Finding {
  /** Counted from 0. */
  readonly step: number
  readonly expr: string
  readonly kind: 'unreadable' | 'unequal' | 'notComparable'
  readonly message: Message
  readonly counterexample?: Extract<Equivalence, { kind: 'counterexample' }>
}

export interface ReadDerivation {
  readonly declarations: Declarations
  readonly steps: readonly ReadStep[]
  readonly findings: readonly Finding[]
}

/** Brackets of blanks become round ones of the same length, so that places stay. */
export const openBlanks = (expr: string): { readonly source: string; readonly spans: readonly Span[] } => {
  const spans: Span[] = []
  for (const found of expr.matchAll(/\[\[(.*?)\]\]/gu))
    spans.push([found.index + 2, found.index + found[0].length - 2])
  const source = expr.replaceAll(/\[\[(.*?)\]\]/gu, ' ($1) ')
  return { source, spans }
}

const blankAt = (sides: readonly Node[], [start, end]: Span): readonly Node[] => {
  for (const side of sides)
    for (const part of walk(side)) if (part.at && part.at[0] >= start && part.at[1] <= end) return [part]
  return []
}

const pairsOf = (
  { sides, continues }: Pick<ReadLine, 'sides' | 'continues'>,
  before: Node | undefined,
): ReadStep['pairs'] => {
  const goesOn = before !== undefined && (continues || sides.length === 1)
  const chain = goesOn ? [before, ...sides] : sides
  return chain.slice(1).map((right, i) => [chain[i]!, right] as const)
}

/** Parses the symbols and every step. Throws on a mistake in the declarations; unreadable steps are findings. */
export const readDerivation = (derivation: Derivation): ReadDerivation => {
  const declarations = declare(derivation.symbols, derivation.options)
  const findings: Finding[] = []
  const steps: ReadStep[] = []
  let before: Node | undefined
  for (const [step, { expr }] of derivation.steps.entries()) {
    const { source, spans } = openBlanks(expr)
    const read = parseLine(source, declarations)
    if (!read.ok) {
      findings.push({ step, expr, kind: 'unreadable', message: read.message })
      steps.push({ sides: [], pairs: [], blanks: [], continues: false })
      before = undefined
      continue
    }
    const continues = before !== undefined && (read.continues || read.sides.length === 1)
    const blanks = spans.flatMap((span) => blankAt(read.sides, span))
    if (blanks.length < spans.length || (step > 0 && read.continues && !before))
      findings.push({ step, expr, kind: 'unreadable', message: message('derivation.blank') })
    steps.push({ sides: read.sides, pairs: pairsOf(read, before), blanks, continues })
    before = read.sides.at(-1)!
  }
  return { declarations, steps, findings }
}

export const show = (value: unknown): string =>
  typeof value === 'number'
    ? String(Number(value.toPrecision(6)))
    : `[${(value as unknown[]).map(show).join(', ')}]`

/** The counter-example in one message: where, and what the two sides are there. */
export const unequal = (
  left: Node,
  right: Node,
  found: Extract<Equivalence, { kind: 'counterexample' }>,
): Message =>
  message('derivation.unequal', {
    left: toText(left),
    right: toText(right),
    leftValue: show(found.left),
    rightValue: show(found.right),
    where: found.bindings.map(({ name, value }) => `${name} = ${show(value)}`).join(', '),
  })

/**
 * Checks every step of a derivation: both sides of every equals sign are evaluated at seeded random points under the
 * declared domains, shapes and definitions, derivatives by differentiating definitions numerically. No findings: every
 * step holds.
 */
export const verifyDerivation = (derivation: Derivation): readonly Finding[] => {
  const { declarations, steps, findings } = readDerivation(derivation)
  const points = new Points(declarations, derivation.seed ?? 1)
  const found: Finding[] = [...findings]
  for (const [step, { pairs }] of steps.entries())
    for (const [left, right] of pairs) {
      const { expr } = derivation.steps[step]!
      const result = compareAt(left, right, points, derivation.points)
      if (result.kind === 'notComparable')
        found.push({ step, expr, kind: 'notComparable', message: result.reason })
      if (result.kind === 'counterexample')
        found.push({
          step,
          expr,
          kind: 'unequal',
          message: unequal(left, right, result),
          counterexample: result,
        })
    }
  return found.toSorted((a, b) => a.step - b.step)
}
