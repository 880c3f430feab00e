import { type CreateOptions, asTensor, zeros } from '../../tensor/create.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { checkIndex } from './gather.ts'

/**
 * One-hot vectors of classes: (…) → (…, numClasses), int32 unless told otherwise. `numClasses` defaults to the
 * largest class + 1.
 *
 * @throws RangeError when a class is negative or not below `numClasses`.
 *
 * @example
 * oneHot([0, 2], 3).toArray()
 * // → [[1, 0, 0], [0, 0, 1]]
 */
export function oneHot(classes: TensorLike, numClasses?: number, options: CreateOptions = {}): Tensor {
  const given = asTensor(classes)
  let count = numClasses ?? 0
  if (numClasses === undefined) for (const c of given.data) count = Math.max(count, c + 1)
  const index = checkIndex('oneHot', given, count)
  const out = zeros([...index.shape, count], { dtype: 'int32', ...options })
  index.data.forEach((c, i) => (out.data[i * count + c] = 1))
  return out
}
