import { shapeError } from '../../errors.ts'
import { asTensor } from '../../tensor/create.ts'
import { checkAxis, stridedIndex, stridesOf } from '../../tensor/shape.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { takeFlat } from './takeFlat.ts'

/**
 * The main diagonal over two axes (by default the last two), appended as the last axis: (…, n, m) → (…, min(n, m)).
 *
 * @throws ShapeError when the axes are the same or do not exist.
 *
 * @example
 * diagonal([[1, 2], [3, 4]]).toArray()
 * // → [1, 4]
 */
export function diagonal(value: TensorLike, axis0 = -2, axis1 = -1): Tensor {
  const x = asTensor(value)
  const [first, second] = [checkAxis('diagonal', axis0, x.shape), checkAxis('diagonal', axis1, x.shape)]
  if (first === second) throw shapeError('diagonal', `needs two axes, both are ${first}`, { input: x.shape })
  const strides = stridesOf(x.shape)
  const rest = x.shape.map((_, axis) => axis).filter((axis) => axis !== first && axis !== second)
  const shape = [...rest.map((axis) => x.shape[axis]!), Math.min(x.shape[first]!, x.shape[second]!)]
  const steps = [...rest.map((axis) => strides[axis]!), strides[first]! + strides[second]!]
  return takeFlat(x, stridedIndex(shape, steps), shape, 0, 'diagonal')
}
