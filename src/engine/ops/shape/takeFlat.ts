import { record } from '../../autodiff/record.ts'
import { allocate } from '../../tensor/dtype.ts'
import { type Shape, numelOf } from '../../tensor/shape.ts'
import { Tensor } from '../../tensor/tensor.ts'

// Every operation that only moves elements (slice, gather, pad, flip …) is this one with its own index.

/**
 * out[i] = x.data[index[i]], arranged as `shape`; `fill` where the index is −1. The gradient goes back to where
 * the element came from, added up where it was taken more than once. No bounds are checked.
 *
 * @example
 * takeFlat(tensor([10, 20, 30]), new Int32Array([2, 0, -1]), [3]).toArray()
 * // → [30, 10, 0]
 */
export function takeFlat(x: Tensor, index: Int32Array, shape: Shape, fill = 0, op = 'takeFlat'): Tensor {
  const data = allocate(x.dtype, numelOf(shape))
  for (let i = 0; i < data.length; i++) data[i] = index[i]! < 0 ? fill : x.data[index[i]!]!
  return record(op, [x], new Tensor(data, shape), [(grad) => scatterFlat(grad, index, x.shape)])
}

/**
 * The adjoint of `takeFlat`: zeros of `shape`, with x.data[i] added at position index[i]; −1 drops the element.
 * Sums run in float64.
 *
 * @example
 * scatterFlat(tensor([1, 2, 3]), new Int32Array([1, 1, 0]), [2]).toArray()
 * // → [3, 3]
 */
export function scatterFlat(x: Tensor, index: Int32Array, shape: Shape, op = 'scatterFlat'): Tensor {
  const total = new Float64Array(numelOf(shape))
  for (let i = 0; i < index.length; i++) {
    const target = index[i]!
    if (target >= 0) total[target] = total[target]! + x.data[i]!
  }
  const data = allocate(x.dtype, total.length)
  data.set(total)
  return record(op, [x], new Tensor(data, shape), [(grad) => takeFlat(grad, index, x.shape)])
}
