import type { Rng } from '../random/rng.ts'
import { type CreateOptions, zeros as zerosTensor } from '../tensor/create.ts'
import type { Shape } from '../tensor/shape.ts'
import { Tensor } from '../tensor/tensor.ts'

/** A tensor to fill, or the shape of one to make. */
export type Fillable = Tensor | Shape

export interface FillOptions extends CreateOptions {
  /** The stream to draw from. */
  readonly rng: Rng
}

/** Fills in row-major order. Only for leaves: values of a recorded result would no longer fit its graph. */
export function fill(target: Fillable, next: (index: number) => number, options: CreateOptions = {}): Tensor {
  const tensor = target instanceof Tensor ? target : zerosTensor(target, options)
  if (tensor.node !== null) throw new Error('init: only parameters can be filled, this tensor was computed.')
  for (let i = 0; i < tensor.numel; i++) tensor.data[i] = next(i)
  return tensor
}

/**
 * Every element `value`.
 *
 * @example
 * init.constant([2], 0.1).toArray()
 * // → [0.1, 0.1]
 */
export function constant(target: Fillable, value: number, options: CreateOptions = {}): Tensor {
  return fill(target, () => value, options)
}

/**
 * Zeros: right for biases; as weights they keep all units of a layer alike for ever.
 *
 * @example
 * init.zeros(tensor([1, 2])).toArray()
 * // → [0, 0]
 */
export function zeros(target: Fillable, options: CreateOptions = {}): Tensor {
  return constant(target, 0, options)
}

/**
 * Ones.
 *
 * @example
 * init.ones([2]).toArray()
 * // → [1, 1]
 */
export function ones(target: Fillable, options: CreateOptions = {}): Tensor {
  return constant(target, 1, options)
}

/**
 * Uniform in [low, high), [0, 1) unless given.
 *
 * @throws RangeError unless low ≤ high.
 *
 * @example
 * init.uniform([2, 3], { rng: rng(1), low: -1 }).shape
 * // → [2, 3]
 */
export function uniform(
  target: Fillable,
  { rng, low = 0, high = 1, ...create }: FillOptions & { low?: number; high?: number },
): Tensor {
  if (!(low <= high))
    throw new RangeError(`init.uniform: low is ${low}, high ${high}; low must not be above high.`)
  return fill(target, () => rng.uniform(low, high), create)
}

/**
 * Normal with the given mean (0) and standard deviation (1).
 *
 * @throws RangeError when `std` is negative.
 *
 * @example
 * init.normal([2, 3], { rng: rng(1), std: 0.01 }).shape
 * // → [2, 3]
 */
export function normal(
  target: Fillable,
  { rng, mean = 0, std = 1, ...create }: FillOptions & { mean?: number; std?: number },
): Tensor {
  if (!(std >= 0)) throw new RangeError(`init.normal: std is ${std}; it must be 0 or more.`)
  return fill(target, () => rng.normal(mean, std), create)
}

/**
 * Normal with the given mean (0) and standard deviation (1), drawn again until it is in [low, high] ([−2, 2], in
 * units of the values as in PyTorch; Keras's TruncatedNormal cuts at mean ± 2 std).
 *
 * @throws RangeError unless low < high, or when hardly any draw can fall between them.
 *
 * @example
 * init.truncNormal([1000], { rng: rng(1) }).toArray().every((value) => Math.abs(value) <= 2)
 * // → true
 */
export function truncNormal(
  target: Fillable,
  options: FillOptions & { mean?: number; std?: number; low?: number; high?: number },
): Tensor {
  const { rng, mean = 0, std = 1, low = -2, high = 2, ...create } = options
  if (!(std > 0) || !(low < high) || low > mean + 4 * std || high < mean - 4 * std) {
    throw new RangeError(`init.truncNormal: mean ${mean} and std ${std} hardly reach [${low}, ${high}].`)
  }
  return fill(
    target,
    () => {
      for (;;) {
        const value = rng.normal(mean, std)
        if (value >= low && value <= high) return value
      }
    },
    create,
  )
}
