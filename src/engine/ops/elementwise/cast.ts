import { record } from '../../autodiff/record.ts'
import { asTensor } from '../../tensor/create.ts'
import { type DType, allocate } from '../../tensor/dtype.ts'
import { Tensor, type TensorLike } from '../../tensor/tensor.ts'

/**
 * The same values in another dtype; the tensor itself when it has that dtype already. To float32 rounds to
 * nearest; to int32 drops the fraction, and what does not fit wraps modulo 2³² (NaN and infinities give 0).
 * The gradient is cast back.
 *
 * @example
 * cast(tensor([1.7, -1.7]), 'int32').toArray()
 * // → [1, -1]
 */
export function cast(value: TensorLike, dtype: DType): Tensor {
  const x = asTensor(value)
  if (x.dtype === dtype) return x
  const data = allocate(dtype, x.numel)
  data.set(x.data)
  return record('cast', [x], new Tensor(data, x.shape), [(grad) => cast(grad, x.dtype)])
}
