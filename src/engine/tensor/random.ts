import type { Rng } from '../random/rng.ts'
import { type CreateOptions, zeros } from './create.ts'
import type { Shape } from './shape.ts'
import type { Tensor } from './tensor.ts'

export interface RandomOptions extends CreateOptions {
  /** The stream to draw from, in row-major order. There is no hidden global one. */
  readonly rng: Rng
}

function draw(shape: Shape, { rng: _, ...options }: RandomOptions, next: () => number): Tensor {
  const out = zeros(shape, options)
  for (let i = 0; i < out.numel; i++) out.data[i] = next()
  return out
}

/**
 * Independent uniform numbers in [0, 1). In float32 a number may round up to 1.
 *
 * @example
 * rand([2, 3], { rng: rng(1) }).shape
 * // → [2, 3]
 */
export function rand(shape: Shape, options: RandomOptions): Tensor {
  return draw(shape, options, () => options.rng.uniform())
}

/**
 * Independent normal numbers with mean 0 and standard deviation 1.
 *
 * @example
 * randn([4], { rng: rng(1) }).numel
 * // → 4
 */
export function randn(shape: Shape, options: RandomOptions): Tensor {
  return draw(shape, options, () => options.rng.normal())
}

/**
 * Independent integers, uniform in [low, high), int32 unless told otherwise.
 *
 * @example
 * randint(3, 4, [2], { rng: rng(1) }).toArray()
 * // → [3, 3]
 */
export function randint(low: number, high: number, shape: Shape, options: RandomOptions): Tensor {
  return draw(shape, { dtype: 'int32', ...options }, () => options.rng.integer(low, high))
}
