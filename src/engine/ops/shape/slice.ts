import { shapeError } from '../../errors.ts'
import { asTensor } from '../../tensor/create.ts'
import { type Shape, stridedIndex, stridesOf } from '../../tensor/shape.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { takeFlat } from './takeFlat.ts'

/**
 * What to take along one axis: `null` for all, a number for one place (the axis is dropped), or
 * `[start, end, step]` without `end`; `null` for a missing end, negative places count from the back, step 1 or more.
 */
export type AxisRange = null | number | readonly [start: number | null, end?: number | null, step?: number]

interface Window {
  start: number
  step: number
  size: number
  dropped: boolean
}

function resolve(range: AxisRange, axis: number, shape: Shape): Window {
  const size = shape[axis]!
  if (typeof range === 'number') {
    if (!Number.isInteger(range) || range < -size || range >= size) {
      throw shapeError('slice', `there is no place ${range} on axis ${axis} of size ${size}`, {
        input: shape,
      })
    }
    return { start: range < 0 ? range + size : range, step: 1, size: 1, dropped: true }
  }
  const [first, last = null, step = 1] = range ?? [null]
  if (!Number.isInteger(step) || step < 1) {
    throw new RangeError(
      `slice: the step on axis ${axis} is ${step}; it must be 1 or more. Use flip to go backwards.`,
    )
  }
  const place = (at: number | null, missing: number): number => {
    if (at === null) return missing
    if (!Number.isInteger(at)) throw new RangeError(`slice: ${at} on axis ${axis} is not a whole number.`)
    return Math.min(size, Math.max(0, at < 0 ? at + size : at))
  }
  const [start, end] = [place(first, 0), place(last, size)]
  return { start, step, size: Math.max(0, Math.ceil((end - start) / step)), dropped: false }
}

function windows(shape: Shape, ranges: readonly AxisRange[]): Window[] {
  if (ranges.length > shape.length) {
    throw shapeError('slice', `${ranges.length} ranges for ${shape.length} axes`, { input: shape })
  }
  return shape.map((_, axis) => resolve(ranges[axis] ?? null, axis, shape))
}

/**
 * The shape that `slice` gives.
 *
 * @throws ShapeError when there are more ranges than axes, or a single place does not exist.
 *
 * @example
 * checkSliceShape([5, 6], [[1, 4], 0])
 * // → [3]
 */
export function checkSliceShape(shape: Shape, ranges: readonly AxisRange[]): number[] {
  return windows(shape, ranges).flatMap(({ size, dropped }) => (dropped ? [] : [size]))
}

/**
 * A part of a tensor: one range per axis, axes without one are taken whole. Ranges are clipped to the axis.
 *
 * @throws ShapeError when there are more ranges than axes, or a single place does not exist.
 * @throws RangeError when a step is below 1.
 *
 * @example
 * slice([[1, 2, 3], [4, 5, 6]], [null, [0, null, 2]]).toArray()
 * // → [[1, 3], [4, 6]]
 */
export function slice(value: TensorLike, ranges: readonly AxisRange[]): Tensor {
  const x = asTensor(value)
  const taken = windows(x.shape, ranges)
  const strides = stridesOf(x.shape)
  const start = taken.reduce((sum, window, axis) => sum + window.start * strides[axis]!, 0)
  const index = stridedIndex(
    taken.map(({ size }) => size),
    taken.map(({ step }, axis) => step * strides[axis]!),
    start,
  )
  return takeFlat(x, index, checkSliceShape(x.shape, ranges), 0, 'slice')
}

/** The places `start` to `end` of one axis. */
export function narrow(x: Tensor, axis: number, start: number, end: number): Tensor {
  return slice(x, [...Array.from({ length: axis }, () => null), [start, end]])
}
