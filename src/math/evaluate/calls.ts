import type { Node } from '../grammar/ast.ts'
import { toText } from '../print/toText.ts'
import { entrywise, product } from './combine.ts'
import { differentiate } from './differentiate.ts'
import { ENTRYWISE, softmax } from './functions.ts'
import { isColumn, mapEntries, scalar, shapeText, transpose, zeros, type Matrix } from './matrix.ts'
import { greatest, NotEvaluable, type Track } from './track.ts'

const refuse = (id: string, node: Node, m: Matrix): never => {
  throw new NotEvaluable(
    `shape.${id}`,
    { left: toText(node.args[0]!), leftShape: shapeText(m.dims) },
    node.at,
  )
}

/** The n-th derivative of a function of one number at each entry, numerically. */
export const primed = (
  f: (data: Float64Array) => Float64Array,
  data: Float64Array,
  primes: number,
  track: Track,
): Float64Array => {
  if (primes === 0) return f(data)
  const shifted = (h: number): Float64Array => primed(f, data.map((value) => value + h), primes - 1, track) // prettier-ignore
  const slope = differentiate(shifted, () => (primes > 1 ? track.noise : 0))
  track.hasDerivative = true
  track.noise = Math.max(track.noise, slope.error)
  return slope.values
}

const eachRow = (m: Matrix, f: (row: Float64Array) => Float64Array): Matrix => {
  const out = zeros(m.rows, m.cols, m.dims)
  for (let i = 0; i < m.rows; i++) out.data.set(f(m.data.slice(i * m.cols, (i + 1) * m.cols)), i * m.cols)
  return out
}

const diagonal = (node: Node, m: Matrix): Matrix => {
  if (isColumn(m)) {
    const out = zeros(m.rows, m.rows, [m.dims[0], m.dims[0]])
    m.data.forEach((value, i) => (out.data[i * (m.rows + 1)] = value))
    return out
  }
  if (m.dims[0] !== m.dims[1]) return refuse('square', node, m)
  const out = zeros(m.rows, 1, [m.dims[0], '1'])
  return mapEntries(out, (_, i) => m.data[i * (m.cols + 1)]!)
}

const total = (m: Matrix): number => m.data.reduce((sum, value) => sum + value, 0)

/** The builtin functions. `ones` and `eye` take sizes and are the evaluator's own. */
export const callBuiltin = (
  node: Extract<Node, { kind: 'call' }>,
  args: readonly Matrix[],
  track: Track,
): Matrix => {
  const [x, y] = [args[0]!, args[1]]
  const simple = ENTRYWISE[node.name]
  if (simple) {
    const data = primed((values) => values.map(simple), x.data, node.primes, track)
    if (data.includes(Infinity)) track.hasOverflow = true
    return { ...x, data }
  }
  if (['sum', 'mean', 'tr'].includes(node.name)) track.terms = Math.max(track.terms, greatest(x.data))
  switch (node.name) {
    case 'softmax':
      if (isColumn(x)) return transpose(eachRow(transpose(x), softmax))
      return eachRow(x, softmax)
    case 'sum':
      return scalar(total(x))
    case 'mean':
      return scalar(total(x) / x.data.length)
    case 'tr':
      return scalar(total(x.dims[0] === '1' ? x : diagonal(node, x)))
    case 'diag':
      return diagonal(node, x)
    case 'dot':
      return product({ ...node, kind: 'dot' } as Node, x, y!, track)
    default: {
      const pick = node.name === 'max' ? Math.max : Math.min
      if (!y) return scalar(x.data.reduce((a, b) => pick(a, b)))
      return args.reduce((a, b) => entrywise(node, a, b, pick))
    }
  }
}
