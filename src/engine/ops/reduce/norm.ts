import { record } from '../../autodiff/record.ts'
import { checkKnownOptions } from '../../errors.ts'
import { allocate } from '../../tensor/dtype.ts'
import { Tensor, type TensorLike } from '../../tensor/tensor.ts'
import { div, mul } from '../elementwise/arithmetic.ts'
import { equal, notEqual } from '../elementwise/comparison.ts'
import { asFloat } from '../elementwise/map.ts'
import { pow } from '../elementwise/power.ts'
import { abs } from '../elementwise/rounding.ts'
import { where } from '../elementwise/where.ts'
import { cast } from '../elementwise/cast.ts'
import { amax, amin } from './extremes.ts'
import { type ReduceOptions, checkReduceShape, gatherRows, unreduce } from './rows.ts'
import { sum } from './sum.ts'

export interface VectorNormOptions extends ReduceOptions {
  /** 2: Euclidean (default); 1: sum of sizes; Infinity: largest size; −Infinity: smallest; 0: count of non-zeros. */
  readonly p?: number
}

/** √Σx² of one row; where squares overflow or underflow, the row is divided by its largest element first. */
function euclidean(rows: ArrayLike<number>, start: number, end: number): number {
  let total = 0
  for (let i = start; i < end; i++) total += rows[i]! * rows[i]!
  if ((total > 1e-280 && total < Infinity) || Number.isNaN(total)) return Math.sqrt(total)
  let largest = 0
  for (let i = start; i < end; i++) largest = Math.max(largest, Math.abs(rows[i]!))
  if (largest === 0 || largest === Infinity) return largest
  total = 0
  for (let i = start; i < end; i++) total += (rows[i]! / largest) * (rows[i]! / largest)
  return largest * Math.sqrt(total)
}

/**
 * The p-norm over `axis` (one, several, or all): (Σ|x|ᵖ)^(1/p). The gradient of the Euclidean norm is x / norm, and 0
 * where the norm is 0.
 *
 * @throws ShapeError when an axis does not exist.
 *
 * @example
 * norm([3, 4]).item()
 * // → 5
 */
export function norm(
  value: TensorLike,
  axis?: number | readonly number[],
  given: VectorNormOptions = {},
): Tensor {
  checkKnownOptions('norm', given, ['p', 'keepdim'])
  const { p = 2, keepdim = false } = given
  const x = asFloat(value)
  const options = { keepdim }
  if (p === 1) return sum(abs(x), axis, options)
  if (p === Infinity) return amax(abs(x), axis, options)
  if (p === -Infinity) return amin(abs(x), axis, options)
  if (p === 0) return cast(sum(notEqual(x, 0), axis, options), x.dtype)
  if (p !== 2) return pow(sum(pow(abs(x), p), axis, options), 1 / p)
  const { shape, axes } = checkReduceShape('norm', x.shape, axis, options)
  const { rows, count, size } = gatherRows(x, axes)
  const data = allocate(x.dtype, count)
  for (let row = 0; row < count; row++) data[row] = euclidean(rows, row * size, (row + 1) * size)
  return record('norm', [x], new Tensor(data, shape), [
    (grad, output) => {
      const length = unreduce(output, x.shape, axes)
      const none = equal(length, 0)
      return mul(unreduce(grad, x.shape, axes), where(none, 0, div(x, where(none, 1, length))))
    },
  ])
}
