import { Tensor, type TensorLike } from '../../tensor/tensor.ts'
import { mapPairs, promote } from './map.ts'

function compare(op: string, a: TensorLike, b: TensorLike, holds: (a: number, b: number) => boolean): Tensor {
  const [x, y] = promote([a, b]) as [Tensor, Tensor]
  return mapPairs(op, x, y, (p, q) => (holds(p, q) ? 1 : 0), 'int32')
}

/**
 * 1 where a = b, else 0 (int32), with broadcasting. NaN equals nothing. No gradient.
 *
 * @example
 * equal([1, 2], [1, 3]).toArray()
 * // → [1, 0]
 */
export function equal(a: TensorLike, b: TensorLike): Tensor {
  return compare('equal', a, b, (p, q) => p === q)
}

/**
 * 1 where a ≠ b, else 0 (int32), with broadcasting. No gradient.
 *
 * @example
 * notEqual([1, 2], [1, 3]).toArray()
 * // → [0, 1]
 */
export function notEqual(a: TensorLike, b: TensorLike): Tensor {
  return compare('notEqual', a, b, (p, q) => p !== q)
}

/**
 * 1 where a < b, else 0 (int32), with broadcasting. No gradient.
 *
 * @example
 * less([1, 2, 3], 2).toArray()
 * // → [1, 0, 0]
 */
export function less(a: TensorLike, b: TensorLike): Tensor {
  return compare('less', a, b, (p, q) => p < q)
}

/**
 * 1 where a ≤ b, else 0 (int32), with broadcasting. No gradient.
 *
 * @example
 * lessEqual([1, 2, 3], 2).toArray()
 * // → [1, 1, 0]
 */
export function lessEqual(a: TensorLike, b: TensorLike): Tensor {
  return compare('lessEqual', a, b, (p, q) => p <= q)
}

/**
 * 1 where a > b, else 0 (int32), with broadcasting. No gradient.
 *
 * @example
 * greater([1, 2, 3], 2).toArray()
 * // → [0, 0, 1]
 */
export function greater(a: TensorLike, b: TensorLike): Tensor {
  return compare('greater', a, b, (p, q) => p > q)
}

/**
 * 1 where a ≥ b, else 0 (int32), with broadcasting. No gradient.
 *
 * @example
 * greaterEqual([1, 2, 3], 2).toArray()
 * // → [0, 1, 1]
 */
export function greaterEqual(a: TensorLike, b: TensorLike): Tensor {
  return compare('greaterEqual', a, b, (p, q) => p >= q)
}
