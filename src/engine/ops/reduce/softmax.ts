import { exp as expNumber } from '../../elementary/exponential.ts'
import { log as logNumber } from '../../elementary/logarithm.ts'
import { record } from '../../autodiff/record.ts'
import { allocate } from '../../tensor/dtype.ts'
import { checkAxis } from '../../tensor/shape.ts'
import { Tensor, type TensorLike } from '../../tensor/tensor.ts'
import { mul, sub } from '../elementwise/arithmetic.ts'
import { equal } from '../elementwise/comparison.ts'
import { exp } from '../elementwise/exponential.ts'
import { asFloat } from '../elementwise/map.ts'
import { where } from '../elementwise/where.ts'
import { transpose } from '../shape/permute.ts'
import { type ReduceOptions, checkReduceShape, gatherRows, unreduce } from './rows.ts'
import { sum } from './sum.ts'

/** The largest of a row (NaN if there is one) and Σ e^(x − largest); 0 stands in for an infinite largest. */
function shiftedSum(rows: ArrayLike<number>, start: number, end: number): { shift: number; total: number } {
  let shift = -Infinity
  for (let i = start; i < end; i++) shift = Math.max(shift, rows[i]!)
  if (shift === Infinity || shift === -Infinity) shift = 0
  let total = 0
  for (let i = start; i < end; i++) total += expNumber(rows[i]! - shift)
  return { shift, total }
}

/**
 * log Σ eˣ over `axis` (one, several, or all), computed as max + log Σ e^(x − max): huge values do not overflow.
 * −∞ for nothing. ∂/∂x = softmax(x).
 *
 * @throws ShapeError when an axis does not exist.
 *
 * @example
 * logsumexp([1000, 1000]).item()
 * // → 1000.69314718056
 */
export function logsumexp(
  value: TensorLike,
  axis?: number | readonly number[],
  options: ReduceOptions = {},
): Tensor {
  const x = asFloat(value)
  const { shape, axes } = checkReduceShape('logsumexp', x.shape, axis, options)
  const { rows, count, size } = gatherRows(x, axes)
  const data = allocate(x.dtype, count)
  for (let row = 0; row < count; row++) {
    const { shift, total } = shiftedSum(rows, row * size, (row + 1) * size)
    data[row] = shift + logNumber(total)
  }
  return record('logsumexp', [x], new Tensor(data, shape), [
    (grad, output) => {
      const finite = where(equal(output, -Infinity), 0, output)
      return mul(unreduce(grad, x.shape, axes), exp(sub(x, unreduce(finite, x.shape, axes))))
    },
  ])
}

/** Maps each row along the last axis by a function that its shift and sum determine. */
function mapRows(x: Tensor, ofRow: (shift: number, total: number) => (value: number) => number): Tensor {
  const size = x.shape.at(-1)!
  const data = allocate(x.dtype, x.numel)
  for (let start = 0; start < data.length; start += size) {
    const { shift, total } = shiftedSum(x.data, start, start + size)
    const fn = ofRow(shift, total)
    for (let i = start; i < start + size; i++) data[i] = fn(x.data[i]!)
  }
  return new Tensor(data, x.shape)
}

function alongLast(op: string, value: TensorLike, axis: number, fn: (x: Tensor) => Tensor): Tensor {
  const x = asFloat(value)
  const at = checkAxis(op, axis, x.shape)
  return at === x.ndim - 1 ? fn(x) : transpose(fn(transpose(x, at, -1)), at, -1)
}

/**
 * e^xᵢ / Σⱼ e^xⱼ along `axis` (the last by default): positive numbers that add up to 1. Shifted by the maximum, so
 * that huge values do not overflow. ∂: s ⊙ (grad − Σ grad ⊙ s).
 *
 * @throws ShapeError when the axis does not exist.
 *
 * @example
 * softmax([0, 0, 0, 0]).toArray()
 * // → [0.25, 0.25, 0.25, 0.25]
 */
export function softmax(value: TensorLike, axis = -1): Tensor {
  return alongLast('softmax', value, axis, (x) =>
    record(
      'softmax',
      [x],
      mapRows(x, (shift, total) => (v) => expNumber(v - shift) / total),
      [(grad, output) => mul(output, sub(grad, sum(mul(grad, output), -1, { keepdim: true })))],
    ),
  )
}

const logOfRow = (shift: number, total: number): ((value: number) => number) => {
  const logTotal = logNumber(total)
  return (value) => value - shift - logTotal
}

/**
 * log softmax(x) = x − log Σ eˣ along `axis` (the last by default), without ever taking the log of a rounded 0.
 * ∂: grad − softmax(x) · Σ grad.
 *
 * @throws ShapeError when the axis does not exist.
 *
 * @example
 * logSoftmax([0, 1000]).toArray()
 * // → [-1000, 0]
 */
export function logSoftmax(value: TensorLike, axis = -1): Tensor {
  return alongLast('logSoftmax', value, axis, (x) =>
    record('logSoftmax', [x], mapRows(x, logOfRow), [
      (grad, output) => sub(grad, mul(exp(output), sum(grad, -1, { keepdim: true }))),
    ]),
  )
}
