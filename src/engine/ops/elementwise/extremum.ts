import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { add, mul } from './arithmetic.ts'
import { equal, greater } from './comparison.ts'
import { binary, promote } from './map.ts'

/** The part of the gradient that `a` gets: all where it beats `b`, half where they tie. */
function share(grad: Tensor, a: Tensor, b: Tensor): Tensor {
  return add(mul(grad, greater(a, b)), mul(mul(grad, equal(a, b)), 0.5))
}

/**
 * The larger of two, element by element, with broadcasting; NaN if either is. The gradient goes to the larger; a tie
 * splits it evenly, as in PyTorch.
 *
 * @example
 * maximum([1, 5], [3, 2]).toArray()
 * // → [3, 5]
 */
export function maximum(a: TensorLike, b: TensorLike): Tensor {
  const [x, y] = promote([a, b]) as [Tensor, Tensor]
  return binary(
    'maximum',
    x,
    y,
    Math.max,
    (grad) => share(grad, x, y),
    (grad) => share(grad, y, x),
  )
}

/**
 * The smaller of two, element by element, with broadcasting; NaN if either is. The gradient goes to the smaller; a
 * tie splits it evenly, as in PyTorch.
 *
 * @example
 * minimum([1, 5], [3, 2]).toArray()
 * // → [1, 2]
 */
export function minimum(a: TensorLike, b: TensorLike): Tensor {
  const [x, y] = promote([a, b]) as [Tensor, Tensor]
  return binary(
    'minimum',
    x,
    y,
    Math.min,
    (grad) => share(grad, y, x),
    (grad) => share(grad, x, y),
  )
}
