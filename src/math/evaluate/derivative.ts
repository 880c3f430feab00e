import type { Node } from '../grammar/ast.ts'
import { toText } from '../print/toText.ts'
import { differentiate } from './differentiate.ts'
import type { Evaluation, Scope } from './evaluation.ts'
import { isColumn, isScalar, shapeText, zeros, type Matrix } from './matrix.ts'
import { NotEvaluable, Track } from './track.ts'

/**
 * `dE/dw`: the definition of E is evaluated at shifted values of w, and nothing else. The symbol below is an
 * independent variable whether or not it has a definition (the graph of definitions is cut there); whatever depends on
 * it is computed anew, through every path; everything else keeps its value. An indexed symbol below, `∂E/∂z_k`, shifts
 * that entry alone. Shapes: a scalar by a matrix has the matrix's shape, anything by a scalar its own shape, a vector
 * (m) by a vector (n) is the Jacobian (m, n) with ∂aᵢ/∂zⱼ in row i, column j.
 */
export const derivative = (
  evaluation: Evaluation,
  node: Extract<Node, { kind: 'derivative' }>,
  scope: Scope,
): Matrix => {
  const [of, by] = [node.args[0]!, node.args[1]!]
  const base = by.kind === 'index' ? by.args[0]! : by
  if (base.kind !== 'symbol' || scope.has(base.name))
    throw new NotEvaluable('derivativeBy', { name: toText(by) }, by.at)
  const { name } = base
  const declared = evaluation.declarations.symbols.get(name)
  if (declared?.kind !== 'variable' || declared.domain === 'integer' || declared.domain === 'natural')
    throw new NotEvaluable('derivativeBy', { name: toText(by) }, by.at)
  const at = evaluation.symbol(name)
  const places = by.kind === 'index' ? [place(evaluation, by, at, scope)] : [...at.data.keys()]
  const held = new Map(evaluation.held)
  if (node.isPartial && evaluation.declarations.options.partial === 'direct') holdOthers(evaluation, of, held)
  const inner = new Track()
  const evaluate = (k: number, step: number): Matrix => {
    const data = at.data.slice()
    data[k]! += step
    const shifted = new Map(held).set(name, { ...at, data })
    return evaluation.at(shifted, inner).value(of, scope)
  }
  inner.steps = evaluation.track.steps
  const here = evaluation.value(of, scope)
  const out =
    by.kind === 'index' || isScalar(at) ? zeros(here.rows, here.cols, here.dims) : shape(node, here, at)
  places.forEach((k, i) => {
    if (Number.isNaN(k)) return void out.data.fill(NaN)
    const slope = differentiate(
      (step) => evaluate(k, step).data,
      () => 2 ** -52 * inner.terms + inner.noise,
    )
    evaluation.track.noise = Math.max(evaluation.track.noise, slope.error)
    if (places.length === 1) out.data.set(slope.values)
    else slope.values.forEach((value, row) => (out.data[row * places.length + i] = value))
  })
  evaluation.track.hasDerivative = true
  evaluation.track.steps = inner.steps
  if (inner.hasOverflow) evaluation.track.hasOverflow = true
  return out
}

const shape = (node: Node, of: Matrix, by: Matrix): Matrix => {
  if (isScalar(of)) return zeros(by.rows, by.cols, by.dims)
  if (isColumn(of) && isColumn(by)) return zeros(of.rows, by.rows, [of.dims[0], by.dims[0]])
  const [left, right] = node.args
  throw new NotEvaluable(
    'shape.derivative',
    {
      left: toText(left!),
      leftShape: shapeText(of.dims),
      right: toText(right!),
      rightShape: shapeText(by.dims),
    },
    node.at,
  )
}

/** The entry that a subscript picks, by way of picking it from a matrix of places. */
const place = (evaluation: Evaluation, by: Node, at: Matrix, scope: Scope): number => {
  const name = (by.args[0] as Extract<Node, { name: string }>).name
  const places = { ...at, data: at.data.map((_, i) => i) }
  return evaluation.at(new Map([[name, places]]), evaluation.track).value(by, scope).data[0]!
}

const holdOthers = (evaluation: Evaluation, of: Node, held: Map<string, Matrix>): void => {
  const own = of.kind === 'index' ? of.args[0]! : of
  for (const [name, declared] of evaluation.declarations.symbols)
    if (declared.definition && declared.kind === 'variable' && !(own.kind === 'symbol' && own.name === name))
      held.set(name, evaluation.symbol(name))
}
