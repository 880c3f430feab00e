import type { Rng } from '../random/rng.ts'
import { randn } from '../tensor/random.ts'
import type { Tensor, TensorLike } from '../tensor/tensor.ts'
import { add, mul } from '../ops/elementwise/arithmetic.ts'
import { asFloat } from '../ops/elementwise/map.ts'

/**
 * Adds independent normal noise with standard deviation `std`. Any shape → the same shape.
 *
 * @throws RangeError when std is negative.
 *
 * @example
 * augment.noise(zeros([1, 1, 2, 2]), 0.1, rng(1)).shape
 * // → [1, 1, 2, 2]
 */
export function noise(images: TensorLike, std: number, rng: Rng): Tensor {
  if (!(std >= 0)) throw new RangeError(`noise: std is ${std}; it is 0 or more.`)
  const x = asFloat(images)
  return add(x, mul(randn(x.shape, { rng, dtype: x.dtype }), std))
}

/**
 * Multiplies by `contrast` and adds `shift`: contrast · x + shift. Values are not clipped. Any shape → the same shape.
 *
 * @throws RangeError when an argument is not finite.
 *
 * @example
 * augment.brightness([0.25, 0.5], 0.25, 2).toArray()
 * // → [0.75, 1.25]
 */
export function brightness(images: TensorLike, shift: number, contrast = 1): Tensor {
  if (!Number.isFinite(shift) || !Number.isFinite(contrast)) {
    throw new RangeError(`brightness: shift is ${shift}, contrast ${contrast}; they are finite numbers.`)
  }
  return add(mul(asFloat(images), contrast), shift)
}
