import { record } from '../../autodiff/record.ts'
import { shapeError } from '../../errors.ts'
import { type DType, type TensorData, allocate } from '../../tensor/dtype.ts'
import { type Shape, broadcastIndex, checkBroadcastShape, numelOf } from '../../tensor/shape.ts'
import { Tensor, type TensorLike } from '../../tensor/tensor.ts'
import { promote } from '../elementwise/map.ts'
import { sumTo } from '../reduce/sum.ts'
import { transpose } from '../shape/permute.ts'
import { reshape } from '../shape/reshape.ts'

/**
 * The shape of `matmul(a, b)`. A vector on the left counts as one row, on the right as one column, and that axis
 * is dropped from the result; all axes before the last two are batch axes and broadcast.
 *
 * @throws ShapeError when the inner sizes differ, an operand is a scalar, or batch axes do not broadcast.
 *
 * @example
 * checkMatmulShape([5, 2, 3], [3, 4])
 * // → [5, 2, 4]
 */
export function checkMatmulShape(a: Shape, b: Shape): number[] {
  const describedA = [a, a.length === 1 ? 'k' : '…, n, k'] as const
  const describedB = [b, b.length === 1 ? 'k' : '…, k, m'] as const
  const described = { a: describedA, b: describedB }
  if (a.length === 0 || b.length === 0) {
    throw shapeError('matmul', 'a scalar has no axis to sum over', { a, b }, 'Use mul for scalars.')
  }
  const [innerA, innerB] = [a[a.length - 1]!, b[Math.max(0, b.length - 2)]!]
  if (innerA !== innerB) {
    const hint =
      b.length > 1 && b[b.length - 1] === innerA
        ? 'b fits after transpose(b).'
        : 'The last axis of a and the second last axis of b must be equal.'
    throw shapeError('matmul', `inner sizes ${innerA} and ${innerB} differ`, described, hint)
  }
  const batch = checkBroadcastShape('matmul', a.slice(0, -2), b.slice(0, -2))
  return [...batch, ...a.slice(-2, -1), ...(b.length > 1 ? b.slice(-1) : [])]
}

/** out (n, m) = a (n, k) · b (k, m) at the given offsets; sums in float64 and rounds once. */
function multiply(
  a: TensorData,
  b: TensorData,
  out: TensorData,
  [offsetA, offsetB, offsetOut]: readonly [number, number, number],
  [n, k, m]: readonly [number, number, number],
  row: Float64Array,
): void {
  for (let i = 0; i < n; i++) {
    row.fill(0)
    for (let p = 0; p < k; p++) {
      const factor = a[offsetA + i * k + p]!
      const start = offsetB + p * m
      for (let j = 0; j < m; j++) row[j] = row[j]! + factor * b[start + j]!
    }
    out.set(row, offsetOut + i * m)
  }
}

function batchedProduct(a: Tensor, b: Tensor, dtype: DType): Tensor {
  const [n, k, m] = [a.shape.at(-2)!, a.shape.at(-1)!, b.shape.at(-1)!]
  const batch = checkBroadcastShape('matmul', a.shape.slice(0, -2), b.shape.slice(0, -2))
  const count = numelOf(batch)
  const indexA = broadcastIndex(a.shape.slice(0, -2), batch)
  const indexB = broadcastIndex(b.shape.slice(0, -2), batch)
  const out = allocate(dtype, count * n * m)
  const row = new Float64Array(m)
  for (let i = 0; i < count; i++) {
    const offsets = [(indexA?.[i] ?? i) * n * k, (indexB?.[i] ?? i) * k * m, i * n * m] as const
    multiply(a.data, b.data, out, offsets, [n, k, m], row)
  }
  return new Tensor(out, [...batch, n, m])
}

/** The product of stacks of matrices: (…, n, k) · (…, k, m) → (…, n, m). */
function product(a: Tensor, b: Tensor): Tensor {
  return record('matmul', [a, b], batchedProduct(a, b, a.dtype), [
    (grad) => sumTo(product(grad, transpose(b)), a.shape),
    (grad) => sumTo(product(transpose(a), grad), b.shape),
  ])
}

/**
 * The matrix product, c = Σ_k a_{nk} b_{km}: (…, n, k) · (…, k, m) → (…, n, m). Batch axes broadcast. A vector (k)
 * on the left gives (…, m), on the right (…, n), two vectors their dot product. Sums run in float64.
 * ∂/∂a = grad · bᵀ, ∂/∂b = aᵀ · grad.
 *
 * @throws ShapeError when the inner sizes differ, an operand is a scalar, or batch axes do not broadcast.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.matmul.html
 *
 * @example
 * matmul([[1, 2], [3, 4]], [[5, 6], [7, 8]]).toArray()
 * // → [[19, 22], [43, 50]]
 */
export function matmul(a: TensorLike, b: TensorLike): Tensor {
  const [x, y] = promote([a, b]) as [Tensor, Tensor]
  const shape = checkMatmulShape(x.shape, y.shape)
  const left = x.ndim === 1 ? reshape(x, [1, x.shape[0]!]) : x
  const right = y.ndim === 1 ? reshape(y, [y.shape[0]!, 1]) : y
  return reshape(product(left, right), shape)
}
