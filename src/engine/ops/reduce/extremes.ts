import { record } from '../../autodiff/record.ts'
import { shapeError } from '../../errors.ts'
import { asTensor } from '../../tensor/create.ts'
import { allocate } from '../../tensor/dtype.ts'
import { checkAxis } from '../../tensor/shape.ts'
import { Tensor, type TensorLike } from '../../tensor/tensor.ts'
import { div, mul } from '../elementwise/arithmetic.ts'
import { equal } from '../elementwise/comparison.ts'
import { gather } from '../shape/gather.ts'
import { reshape } from '../shape/reshape.ts'
import { type ReduceOptions, checkReduceShape, gatherRows, unreduce } from './rows.ts'
import { sum } from './sum.ts'

/** Whether `a` comes before `b` in the search: larger (or smaller), and NaN before everything. */
type Beats = (a: number, b: number) => boolean
const larger: Beats = (a, b) => a > b || (Number.isNaN(a) && !Number.isNaN(b))
const smaller: Beats = (a, b) => a < b || (Number.isNaN(a) && !Number.isNaN(b))

/** For each row of the reduced axes, the place of its best element, the first one if several. */
function bestPlaces(op: string, x: Tensor, axes: readonly number[], beats: Beats) {
  const { rows, count, size } = gatherRows(x, axes)
  if (size === 0 && count > 0) throw shapeError(op, 'there is nothing to choose from', { input: x.shape })
  const places = new Int32Array(count)
  for (let row = 0; row < count; row++) {
    let best = 0
    for (let i = 1; i < size; i++) if (beats(rows[row * size + i]!, rows[row * size + best]!)) best = i
    places[row] = best
  }
  return { rows, size, places }
}

function extreme(
  op: string,
  value: TensorLike,
  axis: number | readonly number[] | undefined,
  options: ReduceOptions,
  beats: Beats,
): Tensor {
  const x = asTensor(value)
  const { shape, axes } = checkReduceShape(op, x.shape, axis, options)
  const { rows, size, places } = bestPlaces(op, x, axes, beats)
  const data = allocate(x.dtype, places.length)
  places.forEach((place, row) => (data[row] = rows[row * size + place]!))
  return record(op, [x], new Tensor(data, shape), [
    (grad, output) => {
      const ties = equal(x, unreduce(output.detach(), x.shape, axes))
      return div(mul(ties, unreduce(grad, x.shape, axes)), sum(ties, axes, { keepdim: true }))
    },
  ])
}

/**
 * The largest value over `axis` (one, several, or all); NaN if there is one. Ties share the gradient evenly.
 *
 * @throws ShapeError when there is nothing to choose from.
 *
 * @example
 * amax([[1, 5], [3, 2]], 1).toArray()
 * // → [5, 3]
 */
export function amax(x: TensorLike, axis?: number | readonly number[], options: ReduceOptions = {}): Tensor {
  return extreme('amax', x, axis, options, larger)
}

/**
 * The smallest value over `axis` (one, several, or all); NaN if there is one. Ties share the gradient evenly.
 *
 * @throws ShapeError when there is nothing to choose from.
 *
 * @example
 * amin([[1, 5], [3, 2]], 1).toArray()
 * // → [1, 2]
 */
export function amin(x: TensorLike, axis?: number | readonly number[], options: ReduceOptions = {}): Tensor {
  return extreme('amin', x, axis, options, smaller)
}

function argExtreme(
  op: string,
  value: TensorLike,
  axis: number | undefined,
  options: ReduceOptions,
  beats: Beats,
) {
  const x = asTensor(value)
  const { shape, axes } = checkReduceShape(op, x.shape, axis, options)
  return new Tensor(bestPlaces(op, x, axes, beats).places, shape)
}

/**
 * The place of the largest value along `axis` (in row-major order of all elements when left out), int32; the first of
 * several, and of NaN if there is one.
 *
 * @throws ShapeError when there is nothing to choose from.
 *
 * @example
 * argmax([[1, 5], [3, 2]], 1).toArray()
 * // → [1, 0]
 */
export function argmax(x: TensorLike, axis?: number, options: ReduceOptions = {}): Tensor {
  return argExtreme('argmax', x, axis, options, larger)
}

/**
 * The place of the smallest value along `axis` (in row-major order of all elements when left out), int32; the first
 * of several, and of NaN if there is one.
 *
 * @throws ShapeError when there is nothing to choose from.
 *
 * @example
 * argmin([[1, 5], [3, 2]], 1).toArray()
 * // → [0, 1]
 */
export function argmin(x: TensorLike, axis?: number, options: ReduceOptions = {}): Tensor {
  return argExtreme('argmin', x, axis, options, smaller)
}

/** The extreme values along an axis and where they are (int32). */
export interface Extremes {
  readonly values: Tensor
  readonly indices: Tensor
}

function alongAxis(op: string, value: TensorLike, axis: number, options: ReduceOptions, beats: Beats) {
  const x = asTensor(value)
  const at = checkAxis(op, axis, x.shape)
  const kept = argExtreme(op, x, at, { keepdim: true }, beats)
  const values = gather(x, at, kept)
  const { shape } = checkReduceShape(op, x.shape, at, options)
  return { values: reshape(values, shape), indices: reshape(kept, shape) }
}

/**
 * Without `axis`: the largest value of all. With `axis`: the largest values along it and their places. Ties: without
 * `axis` the gradient is shared evenly, with `axis` it goes to the first, as the index says.
 *
 * @throws ShapeError when there is nothing to choose from.
 *
 * @example
 * max([[1, 5], [3, 2]], 1).indices.toArray()
 * // → [1, 0]
 */
export function max(x: TensorLike): Tensor
export function max(x: TensorLike, axis: number, options?: ReduceOptions): Extremes
export function max(x: TensorLike, axis?: number, options: ReduceOptions = {}): Tensor | Extremes {
  return axis === undefined
    ? extreme('max', x, undefined, {}, larger)
    : alongAxis('max', x, axis, options, larger)
}

/**
 * Without `axis`: the smallest value of all. With `axis`: the smallest values along it and their places. Ties as in
 * `max`.
 *
 * @throws ShapeError when there is nothing to choose from.
 *
 * @example
 * min([[1, 5], [3, 2]], 1).values.toArray()
 * // → [1, 2]
 */
export function min(x: TensorLike): Tensor
export function min(x: TensorLike, axis: number, options?: ReduceOptions): Extremes
export function min(x: TensorLike, axis?: number, options: ReduceOptions = {}): Tensor | Extremes {
  return axis === undefined
    ? extreme('min', x, undefined, {}, smaller)
    : alongAxis('min', x, axis, options, smaller)
}
