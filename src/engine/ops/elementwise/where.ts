import { record } from '../../autodiff/record.ts'
import { asTensor, zerosLike } from '../../tensor/create.ts'
import { allocate } from '../../tensor/dtype.ts'
import { broadcastIndex, checkBroadcastShape, numelOf } from '../../tensor/shape.ts'
import { Tensor, type TensorLike } from '../../tensor/tensor.ts'
import { sumTo } from '../reduce/sum.ts'
import { promote } from './map.ts'

/**
 * `a` where the condition is not zero, `b` elsewhere, with broadcasting. The gradient goes to the chosen operand
 * only; the other gets 0, also where it is NaN.
 *
 * @throws ShapeError when the three shapes do not broadcast.
 *
 * @example
 * where([1, 0, 1], [1, 2, 3], 0).toArray()
 * // → [1, 0, 3]
 */
export function where(condition: TensorLike, a: TensorLike, b: TensorLike): Tensor {
  const mask = asTensor(condition)
  const [x, y] = promote([a, b]) as [Tensor, Tensor]
  const shape = checkBroadcastShape('where', mask.shape, x.shape, y.shape)
  const [onMask, onX, onY] = [mask, x, y].map((t) => broadcastIndex(t.shape, shape)) as (Int32Array | null)[]
  const data = allocate(x.dtype, numelOf(shape))
  for (let i = 0; i < data.length; i++) {
    const chosen = mask.data[onMask?.[i] ?? i] !== 0
    data[i] = chosen ? x.data[onX?.[i] ?? i]! : y.data[onY?.[i] ?? i]!
  }
  return record('where', [x, y], new Tensor(data, shape), [
    (grad) => sumTo(where(mask, grad, zerosLike(grad)), x.shape),
    (grad) => sumTo(where(mask, zerosLike(grad), grad), y.shape),
  ])
}
