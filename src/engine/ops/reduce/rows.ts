import { checkKnownOptions } from '../../errors.ts'
import type { TensorData } from '../../tensor/dtype.ts'
import { type Shape, checkAxes, numelOf } from '../../tensor/shape.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { permuteData } from '../shape/permute.ts'
import { reshape } from '../shape/reshape.ts'

export interface ReduceOptions {
  /** Keep reduced axes with size 1, so that the result broadcasts against the input. Default false. */
  readonly keepdim?: boolean
}

/**
 * The shape after reducing over `axis`, and the axes counted from the front.
 *
 * @throws ShapeError when an axis does not exist or is named twice; RangeError for an option that does not exist.
 *
 * @example
 * checkReduceShape('sum', [2, 3, 4], -1, { keepdim: true }).shape
 * // → [2, 3, 1]
 */
export function checkReduceShape(
  op: string,
  shape: Shape,
  axis: number | readonly number[] | undefined,
  options: ReduceOptions = {},
): { shape: number[]; axes: number[] } {
  checkKnownOptions(op, options, ['keepdim'])
  const { keepdim = false } = options
  const axes = checkAxes(op, axis, shape)
  const reduced = shape.flatMap((size, index) => (!axes.includes(index) ? [size] : keepdim ? [1] : []))
  return { shape: reduced, axes }
}

/** The values with the reduced axes moved last: `count` rows of `size` values each. */
export function gatherRows(
  x: Tensor,
  axes: readonly number[],
): { rows: TensorData; count: number; size: number } {
  const kept = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis))
  const order = [...kept, ...axes]
  const inOrder = order.every((axis, index) => axis === index)
  return {
    rows: inOrder ? x.data : permuteData(x, order).data,
    count: numelOf(kept.map((axis) => x.shape[axis]!)),
    size: numelOf(axes.map((axis) => x.shape[axis]!)),
  }
}

/** Puts reduced axes back with size 1. */
export function unreduce(reduced: Tensor, shape: Shape, axes: readonly number[]): Tensor {
  return reshape(
    reduced,
    shape.map((size, axis) => (axes.includes(axis) ? 1 : size)),
  )
}
