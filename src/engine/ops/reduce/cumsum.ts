import { record } from '../../autodiff/record.ts'
import { asTensor } from '../../tensor/create.ts'
import { allocate } from '../../tensor/dtype.ts'
import { checkAxis, numelOf } from '../../tensor/shape.ts'
import { Tensor, type TensorLike } from '../../tensor/tensor.ts'
import { flip } from '../shape/flip.ts'

/**
 * Running sums along an axis: outᵢ = x₀ + … + xᵢ, in float64. The gradient is the running sum from the other end.
 *
 * @throws ShapeError when the axis does not exist.
 *
 * @example
 * cumsum([1, 2, 3], 0).toArray()
 * // → [1, 3, 6]
 */
export function cumsum(value: TensorLike, axis: number): Tensor {
  const x = asTensor(value)
  const at = checkAxis('cumsum', axis, x.shape)
  const [inner, size] = [numelOf(x.shape.slice(at + 1)), x.shape[at]!]
  const data = allocate(x.dtype, x.numel)
  const lines = size === 0 ? 0 : data.length / size
  for (let line = 0; line < lines; line++) {
    const start = Math.floor(line / inner) * size * inner + (line % inner)
    let total = 0
    for (let i = 0; i < size; i++) {
      total += x.data[start + i * inner]!
      data[start + i * inner] = total
    }
  }
  return record('cumsum', [x], new Tensor(data, x.shape), [(grad) => flip(cumsum(flip(grad, at), at), at)])
}
