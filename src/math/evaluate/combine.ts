import type { Node } from '../grammar/ast.ts'
import { toText } from '../print/toText.ts'
import { isColumn, isScalar, multiply, sameShape, shapeText, zeros, type Matrix } from './matrix.ts'
import { greatest, NotEvaluable, type Track } from './track.ts'

/** Names both operands and their shapes by the declared sizes. */
export const misfit = (id: string, node: Node, a: Matrix, b: Matrix): never => {
  const [left, right] = [node.args[0]!, node.args[1]!]
  const params = {
    left: toText(left),
    leftShape: shapeText(a.dims),
    right: toText(right),
    rightShape: shapeText(b.dims),
    leftInner: a.dims[1],
    rightInner: b.dims[0],
  }
  throw new NotEvaluable(`shape.${id}`, params, node.at)
}

/** A row for every row of `like`: a vector (k) or row (1, k) beside a matrix (n, k), as biases are added. */
const isRowOf = (m: Matrix, like: Matrix): boolean => {
  const isRow = m.dims[0] === '1' || m.dims[1] === '1'
  return (
    isRow &&
    like.dims[0] !== '1' &&
    like.dims[1] !== '1' &&
    m.dims[m.dims[0] === '1' ? 1 : 0] === like.dims[1]
  )
}

/** Entry by entry; a scalar goes with anything, a row or vector (k) with each row of a matrix (n, k). */
export const entrywise = (node: Node, a: Matrix, b: Matrix, f: (x: number, y: number) => number): Matrix => {
  if (sameShape(a, b)) return { ...a, data: a.data.map((value, i) => f(value, b.data[i]!)) }
  if (isScalar(b)) return { ...a, data: a.data.map((value) => f(value, b.data[0]!)) }
  if (isScalar(a)) return { ...b, data: b.data.map((value) => f(a.data[0]!, value)) }
  if (isRowOf(b, a)) return { ...a, data: a.data.map((value, i) => f(value, b.data[i % a.cols]!)) }
  if (isRowOf(a, b)) return { ...b, data: b.data.map((value, i) => f(a.data[i % b.cols]!, value)) }
  return misfit('sum', node, a, b)
}

/** The matrix product, or a multiple; a row of ones written `1^T` is as long as it must be. */
export const product = (node: Node, a: Matrix, b: Matrix, track: Track): Matrix => {
  const [mostA, mostB] = [greatest(a.data), greatest(b.data)]
  track.gain = Math.max(track.gain, mostA, mostB)
  if (isScalar(a) || isScalar(b)) return entrywise(node, a, b, (x, y) => x * y)
  if (node.kind === 'dot' && isColumn(a) && sameShape(a, b)) return product(node, turned(a), b, track)
  if (a.dims[1] === '?') return product(node, onesRow(b), b, track)
  if (a.dims[1] !== b.dims[0]) return misfit(sameShape(a, b) ? 'productSame' : 'product', node, a, b)
  track.terms = Math.max(track.terms, mostA * mostB)
  return multiply(a, b)
}

const turned = (m: Matrix): Matrix => ({ ...m, rows: 1, cols: m.rows, dims: ['1', m.dims[0]] })

const onesRow = (beside: Matrix): Matrix => {
  const row = zeros(1, beside.rows, ['1', beside.dims[0]])
  row.data.fill(1)
  return row
}
