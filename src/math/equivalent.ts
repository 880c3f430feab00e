import type { Declarations } from './declare/types.ts'
import { Evaluation, type Sample } from './evaluate/evaluation.ts'
import { sameShape, scalar, shapeText, toNested, type Matrix } from './evaluate/matrix.ts'
import { drawSample } from './evaluate/sample.ts'
import { NotEvaluable, Track } from './evaluate/track.ts'
import { walk, type Node, type Span } from './grammar/ast.ts'
import { message, type Message } from './message.ts'
import { toText } from './print/toText.ts'

export type Value = number | number[] | number[][]
export interface Binding {
  readonly name: string
  readonly value: Value
}

export type Equivalence =
  | { readonly kind: 'equal'; readonly points: number }
  | {
      readonly kind: 'counterexample'
      /** Free symbols and sizes that either side depends on, in the order of declaration. */
      readonly bindings: readonly Binding[]
      readonly left: Value
      readonly right: Value
    }
  | {
      readonly kind: 'notComparable'
      readonly reason: Message
      readonly at?: Span
      readonly side: 'left' | 'right' | 'both'
    }

export interface PointOptions {
  readonly seed?: number
  /** Points that must tell something; at least 8. Default 16. */
  readonly points?: number
}

/** Relative difference that counts as one; rounding and numerical derivatives add what they estimate of themselves. */
const RELATIVE = 1e-9
const RELATIVE_DERIVATIVE = 1e-8
const LEAST_POINTS = 8
const TRIES = 6

interface Outcome {
  readonly value: Matrix
  readonly track: Track
}

/** Evaluates expressions at numbered points and remembers the results by expression. */
export class Points {
  readonly declarations: Declarations
  readonly seed: number
  readonly #samples: Sample[] = []
  readonly #outcomes = new WeakMap<Node, Outcome[]>()

  constructor(declarations: Declarations, seed = 1) {
    this.declarations = declarations
    this.seed = seed
  }

  sample(point: number): Sample {
    return (this.#samples[point] ??= drawSample(this.declarations, this.seed, point))
  }

  /** Throws NotEvaluable. */
  outcome(node: Node, point: number): Outcome {
    let known = this.#outcomes.get(node)
    if (!known) this.#outcomes.set(node, (known = []))
    const there = known[point]
    if (there) return there
    const track = new Track()
    const value = new Evaluation(this.declarations, this.sample(point), track).value(node)
    return (known[point] = { value, track })
  }
}

type Verdict = 'differ' | 'alike' | 'zero' | 'undefined' | 'unclear'

/** Compares one point. NaN must meet NaN; a point at which rounding could hide a difference is unclear. */
const compare = (a: Outcome, b: Outcome): Verdict => {
  const [left, right] = [a.value.data, b.value.data]
  if (a.track.hasOverflow || b.track.hasOverflow) return 'unclear'
  const floor = a.track.floor + b.track.floor
  const hasDerivative = a.track.hasDerivative || b.track.hasDerivative
  const relative = hasDerivative ? RELATIVE_DERIVATIVE : RELATIVE
  let most = 0
  let nans = 0
  let isDifferent = false
  for (let i = 0; i < left.length; i++) {
    const [x, y] = [left[i]!, right[i]!]
    if (Number.isNaN(x) || Number.isNaN(y)) {
      if (Number.isNaN(x) !== Number.isNaN(y)) return 'differ'
      nans++
      continue
    }
    const size = Math.max(Math.abs(x), Math.abs(y))
    if (!Number.isFinite(size)) return 'unclear'
    most = Math.max(most, size)
    if (Math.abs(x - y) > relative * size + floor) isDifferent = true
  }
  if (nans === left.length) return 'undefined'
  if (floor > 1e-8 && floor > 1e-6 * most) return 'unclear'
  if (isDifferent) return 'differ'
  return most > 1000 * floor && most > 0 ? 'alike' : 'zero'
}

/** The free symbols, indices and sizes that an expression depends on, through every definition. */
const dependencies = (nodes: readonly Node[], declarations: Declarations): ReadonlySet<string> => {
  const found = new Set<string>()
  const visit = (node: Node): void => {
    for (const part of walk(node)) {
      const declared = 'name' in part ? declarations.symbols.get(part.name) : undefined
      if (!declared || found.has(declared.name)) continue
      found.add(declared.name)
      for (const size of declared.shape) found.add(size)
      if (declared.definition) visit(declared.definition)
    }
  }
  nodes.forEach(visit)
  return found
}

const bindingsAt = (points: Points, point: number, nodes: readonly Node[]): readonly Binding[] => {
  const { symbols } = points.declarations
  const needed = dependencies(nodes, points.declarations)
  const sample = points.sample(point)
  return [...symbols.values()]
    .filter(({ name, kind, definition }) => needed.has(name) && kind !== 'function' && !definition)
    .map((declared) => ({
      name: declared.name,
      value: toNested(
        declared.kind === 'size' ? scalar(sample.sizes.get(declared.name)!) : sample.value(declared),
      ),
    }))
}

const shapesDiffer = (a: Node, b: Node, left: Matrix, right: Matrix): Message =>
  message('shape.sides', {
    left: toText(a),
    leftShape: shapeText(left.dims),
    right: toText(b),
    rightShape: shapeText(right.dims),
  })

/** Why one expression alone has no value, if it has none. */
export const problemOf = (
  node: Node,
  points: Points,
): { readonly reason: Message; readonly at?: Span } | undefined => {
  try {
    points.outcome(node, 0)
    return undefined
  } catch (error) {
    if (!(error instanceof NotEvaluable)) throw error
    return { reason: error.what, ...(error.at ? { at: error.at } : {}) }
  }
}

/** `equivalent` over points that remember: for many expressions against one. */
export const compareAt = (a: Node, b: Node, points: Points, wanted = 16): Equivalence => {
  try {
    return compareAll(a, b, points, wanted)
  } catch (error) {
    if (!(error instanceof NotEvaluable)) throw error
    return { kind: 'notComparable', side: 'both', reason: error.what }
  }
}

const compareAll = (a: Node, b: Node, points: Points, wanted: number): Equivalence => {
  for (const [side, node] of [
    ['left', a],
    ['right', b],
  ] as const) {
    // prettier-ignore
    const problem = problemOf(node, points)
    if (problem) return { kind: 'notComparable', side, ...problem }
  }
  const least = Math.max(LEAST_POINTS, wanted)
  const counts: Record<Verdict, number> = { differ: 0, alike: 0, zero: 0, undefined: 0, unclear: 0 }
  for (let point = 0; point < TRIES * least && counts.alike < least; point++) {
    if (counts.alike === 0 && counts.zero >= 2 * least) break
    const [left, right] = [points.outcome(a, point), points.outcome(b, point)]
    if (!sameShape(left.value, right.value))
      return { kind: 'notComparable', side: 'both', reason: shapesDiffer(a, b, left.value, right.value) }
    const verdict = compare(left, right)
    counts[verdict]++
    if (verdict !== 'differ') continue
    const bindings = bindingsAt(points, point, [a, b])
    return { kind: 'counterexample', bindings, left: toNested(left.value), right: toNested(right.value) }
  }
  if (counts.alike >= LEAST_POINTS) return { kind: 'equal', points: counts.alike }
  if (counts.alike === 0 && counts.zero >= LEAST_POINTS) return { kind: 'equal', points: counts.zero }
  const reason = message(
    counts.undefined > 0 && counts.alike + counts.zero === 0 ? 'nowhereDefined' : 'tooFewPoints',
  )
  return { kind: 'notComparable', side: 'both', reason }
}

/**
 * Whether two expressions are equal under the declared domains, shapes and definitions: both are evaluated at seeded
 * random points, `points` of which must tell something (default 16, never fewer than 8). Equal means |l − r| ≤ 10⁻⁹
 * max(|l|, |r|) (10⁻⁸ with derivatives) plus the estimated rounding of the two values, and undefined at the same
 * points. Points at which rounding could hide a difference do not count. Deterministic: same seed, same answer.
 */
export const equivalent = (
  a: Node,
  b: Node,
  declarations: Declarations,
  { seed = 1, points = 16 }: PointOptions = {},
): Equivalence => compareAt(a, b, new Points(declarations, seed), points)
