import { shapeError } from '../../errors.ts'
import { asTensor } from '../../tensor/create.ts'
import { checkAxes, checkAxis, stridedIndex, stridesOf } from '../../tensor/shape.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { narrow } from './slice.ts'
import { concat } from './concat.ts'
import { takeFlat } from './takeFlat.ts'

/**
 * Reverses the order along the axes (all when left out).
 *
 * @throws ShapeError when an axis does not exist.
 *
 * @example
 * flip([[1, 2], [3, 4]], 1).toArray()
 * // → [[2, 1], [4, 3]]
 */
export function flip(value: TensorLike, axis?: number | readonly number[]): Tensor {
  const x = asTensor(value)
  const axes = checkAxes('flip', axis, x.shape)
  const strides = stridesOf(x.shape)
  const start = axes.reduce((sum, a) => sum + (x.shape[a]! - 1) * strides[a]!, 0)
  const index = stridedIndex(
    x.shape,
    strides.map((s, a) => (axes.includes(a) ? -s : s)),
    start,
  )
  return takeFlat(x, index, x.shape, 0, 'flip')
}

/**
 * Moves the elements by `shift` places along an axis; what leaves one end enters at the other.
 *
 * @example
 * roll([1, 2, 3, 4], 1).toArray()
 * // → [4, 1, 2, 3]
 */
export function roll(value: TensorLike, shift: number, axis = 0): Tensor {
  const x = asTensor(value)
  const at = checkAxis('roll', axis, x.shape)
  const size = x.shape[at]!
  if (size === 0) return x
  const cut = ((-shift % size) + size) % size
  return concat([narrow(x, at, cut, size), narrow(x, at, 0, cut)], at)
}

function triangle(op: string, value: TensorLike, keeps: (row: number, column: number) => boolean): Tensor {
  const x = asTensor(value)
  if (x.ndim < 2) throw shapeError(op, 'needs a matrix', { input: [x.shape, '…, n, m'] })
  const [n, m] = [x.shape.at(-2)!, x.shape.at(-1)!]
  const index = Int32Array.from(x.data, (_, i) => (keeps(Math.floor(i / m) % n, i % m) ? i : -1))
  return takeFlat(x, index, x.shape, 0, op)
}

/**
 * The lower triangle of matrices (…, n, m), zeros above it. `diagonal` moves the border: up for positive.
 *
 * @throws ShapeError when there are fewer than two axes.
 *
 * @example
 * tril([[1, 2], [3, 4]]).toArray()
 * // → [[1, 0], [3, 4]]
 */
export function tril(value: TensorLike, diagonal = 0): Tensor {
  return triangle('tril', value, (row, column) => column - row <= diagonal)
}

/**
 * The upper triangle of matrices (…, n, m), zeros below it. `diagonal` moves the border: up for positive.
 *
 * @throws ShapeError when there are fewer than two axes.
 *
 * @example
 * triu([[1, 2], [3, 4]]).toArray()
 * // → [[1, 2], [0, 4]]
 */
export function triu(value: TensorLike, diagonal = 0): Tensor {
  return triangle('triu', value, (row, column) => column - row >= diagonal)
}
