import { axesText } from '../axesText.ts'
import { checkKnownOptions, shapeError } from '../../errors.ts'
import type { Rng } from '../../random/rng.ts'
import { allocate } from '../../tensor/dtype.ts'
import { numelOf } from '../../tensor/shape.ts'
import { Tensor, type TensorLike } from '../../tensor/tensor.ts'
import { mul } from '../elementwise/arithmetic.ts'
import { asFloat } from '../elementwise/map.ts'

/** How `dropout` behaves. */
export interface DropoutOptions {
  /** Zero elements at random, or pass everything through. Default true. */
  readonly training?: boolean
  /** The source of chance; needed in training. */
  readonly rng?: Rng
  /**
   * What keeps the expected sum the same. `'inverted'`: training divides what is kept by the probability of
   * keeping (PyTorch, Keras). `'evaluation'`: evaluation multiplies by the probability of keeping (Srivastava et
   * al. 2014, and libraries before 2015). `'none'`: nothing does, evaluation then sees larger sums than training.
   * Default `'inverted'`.
   */
  readonly scaling?: 'inverted' | 'evaluation' | 'none'
  /**
   * What `p` is the probability of: `'zeroing'` (PyTorch, Keras) or `'keeping'` (Srivastava et al. 2014,
   * TensorFlow 1's `keep_prob`). Default `'zeroing'`.
   */
  readonly probability?: 'zeroing' | 'keeping'
}

/**
 * The probability of keeping an element.
 *
 * @throws RangeError when p is not a probability or an option is unknown.
 */
export function keepProbability(
  op: string,
  p: number,
  { probability = 'zeroing', scaling }: DropoutOptions,
): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`${op}: p is ${p}; a probability is between 0 and 1.`)
  if (probability !== 'zeroing' && probability !== 'keeping') {
    throw new RangeError(`${op}: probability is '${String(probability)}'. Known: 'zeroing', 'keeping'.`)
  }
  if (scaling !== undefined && !['inverted', 'evaluation', 'none'].includes(scaling)) {
    throw new RangeError(`${op}: scaling is '${String(scaling)}'. Known: 'inverted', 'evaluation', 'none'.`)
  }
  return probability === 'keeping' ? p : 1 - p
}

/** One random decision for each run of `run` elements of x. */
function drop(op: string, x: Tensor, run: number, p: number, options: DropoutOptions): Tensor {
  checkKnownOptions(op, options, ['training', 'rng', 'scaling', 'probability'])
  const { training = true, rng, scaling = 'inverted' } = options
  const keep = keepProbability(op, p, options)
  if (!training) return scaling === 'evaluation' ? mul(x, keep) : x
  if (keep === 1) return x
  if (rng === undefined) {
    throw new RangeError(
      `${op}: training needs a source of chance: pass { rng: rng(seed) }, or { training: false }.`,
    )
  }
  const mask = allocate(x.dtype, x.numel)
  const kept = scaling === 'inverted' && keep > 0 ? 1 / keep : 1
  for (let start = 0; start < mask.length; start += run) {
    if (rng.uniform() < keep) mask.fill(kept, start, start + run)
  }
  return mul(x, new Tensor(mask, x.shape))
}

/**
 * Dropout: in training each element is zeroed with probability `p`, independently, and the others are divided by
 * 1 − p, so that the expected value stays the same; in evaluation nothing happens. The gradient passes where the
 * value passed. Any shape → the same shape.
 *
 * @throws RangeError when `p` is not between 0 and 1, an option is unknown, or training has no `rng`.
 * @see Srivastava et al., Dropout, JMLR 15 (2014), https://jmlr.org/papers/v15/srivastava14a.html
 *
 * @example
 * const kept = dropout(ones([1000]), 0.5, { rng: rng(3) })
 * new Set(kept.toArray()).size
 * // → 2
 */
export function dropout(input: TensorLike, p = 0.5, options: DropoutOptions = {}): Tensor {
  return drop('dropout', asFloat(input), 1, p, options)
}

/**
 * Dropout of whole feature maps: in training each channel of each example is zeroed with probability `p`.
 * (N, C, H, W) or (C, H, W) → the same shape.
 *
 * @throws ShapeError for another number of axes; RangeError as in `dropout`.
 * @see Tompson et al., Efficient Object Localization Using Convolutional Networks, 2015, https://arxiv.org/abs/1411.4280
 *
 * @example
 * const y = dropout2d(ones([1, 3, 2, 2]), 0.5, { rng: rng(5) })
 * sum(y, [2, 3]).toArray()[0].every((total) => total === 0 || total === 8)
 * // → true
 */
export function dropout2d(input: TensorLike, p = 0.5, options: DropoutOptions = {}): Tensor {
  const x = asFloat(input)
  if (x.ndim !== 4 && x.ndim !== 3) {
    const problem = `input has ${axesText(x.ndim)}, needs 4 (N, C, H, W) or 3 (C, H, W)`
    throw shapeError('dropout2d', problem, { input: x.shape })
  }
  return drop('dropout2d', x, numelOf(x.shape.slice(-2)), p, options)
}
