import { asTensor, ones } from '../../tensor/create.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { mul } from '../elementwise/arithmetic.ts'
import { equal, notEqual } from '../elementwise/comparison.ts'
import { concat } from '../shape/concat.ts'
import { permute } from '../shape/permute.ts'
import { reshape } from '../shape/reshape.ts'
import { narrow } from '../shape/slice.ts'
import { type ReduceOptions, checkReduceShape } from './rows.ts'
import { sum } from './sum.ts'

/**
 * The product over `axis` (one, several, or all); the product of nothing is 1. Halves are multiplied with each other
 * again and again, so that gradients are right even where elements are 0.
 *
 * @throws ShapeError when an axis does not exist.
 *
 * @example
 * prod([[1, 2], [3, 4]], 1).toArray()
 * // → [2, 12]
 */
export function prod(
  value: TensorLike,
  axis?: number | readonly number[],
  options: ReduceOptions = {},
): Tensor {
  const x = asTensor(value)
  const { shape, axes } = checkReduceShape('prod', x.shape, axis, options)
  const kept = x.shape.map((_, a) => a).filter((a) => !axes.includes(a))
  const size = axes.reduce((total, a) => total * x.shape[a]!, 1)
  const count = kept.reduce((total, a) => total * x.shape[a]!, 1)
  if (size === 0) return ones(shape, { dtype: x.dtype })
  let rows = reshape(permute(x, [...kept, ...axes]), [count, size]) // (kept, reduced)
  while (rows.shape[1]! > 1) {
    const [length, half] = [rows.shape[1]!, rows.shape[1]! >> 1]
    const multiplied = mul(narrow(rows, 1, 0, half), narrow(rows, 1, half, 2 * half))
    rows = length % 2 === 0 ? multiplied : concat([multiplied, narrow(rows, 1, 2 * half, length)], 1)
  }
  return reshape(rows, shape)
}

/**
 * 1 where all elements over `axis` are different from 0, else 0 (int32). All of nothing is 1. NaN counts as not 0.
 *
 * @example
 * all([[1, 0], [1, 1]], 1).toArray()
 * // → [0, 1]
 */
export function all(
  value: TensorLike,
  axis?: number | readonly number[],
  options: ReduceOptions = {},
): Tensor {
  const zeros = any(equal(value, 0), axis, options)
  return equal(zeros, 0)
}

/**
 * 1 where any element over `axis` is different from 0, else 0 (int32). Any of nothing is 0. NaN counts as not 0.
 *
 * @example
 * any([[1, 0], [0, 0]], 1).toArray()
 * // → [1, 0]
 */
export function any(
  value: TensorLike,
  axis?: number | readonly number[],
  options: ReduceOptions = {},
): Tensor {
  return notEqual(sum(notEqual(value, 0), axis, options), 0)
}
