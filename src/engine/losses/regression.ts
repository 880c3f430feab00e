import type { Tensor, TensorLike } from '../tensor/tensor.ts'
import { div, mul, sub } from '../ops/elementwise/arithmetic.ts'
import { less, lessEqual } from '../ops/elementwise/comparison.ts'
import { promote } from '../ops/elementwise/map.ts'
import { square } from '../ops/elementwise/power.ts'
import { abs, clamp } from '../ops/elementwise/rounding.ts'
import { where } from '../ops/elementwise/where.ts'
import { type LossOptions, checkLossShape, reduceLoss } from './reduction.ts'

function pair(
  op: string,
  input: TensorLike,
  target: TensorLike,
): { y: Tensor; t: Tensor; difference: Tensor } {
  const [y, t] = promote([input, target], true) as [Tensor, Tensor]
  checkLossShape(op, y.shape, t.shape)
  return { y, t, difference: sub(y, t) }
}

export interface MseOptions extends LossOptions {
  /** Multiplies by ½, so that the derivative is input − target: textbooks of backpropagation, Caffe. Default false. */
  readonly half?: boolean
}

/**
 * The mean squared error: mean of (input − target)².
 *
 * @throws ShapeError when the shapes differ.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.mse_loss.html
 *
 * @example
 * mseLoss([1, 2], [0, 4]).item()
 * // → 2.5
 */
export function mseLoss(input: TensorLike, target: TensorLike, options: MseOptions = {}): Tensor {
  const squares = square(pair('mseLoss', input, target).difference)
  return reduceLoss('mseLoss', options.half === true ? mul(squares, 0.5) : squares, options, ['half'])
}

/**
 * The mean absolute error: mean of |input − target|. Its derivative at equality is taken to be 0.
 *
 * @throws ShapeError when the shapes differ.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.l1_loss.html
 *
 * @example
 * l1Loss([1, 2], [0, 4]).item()
 * // → 1.5
 */
export function l1Loss(input: TensorLike, target: TensorLike, options: LossOptions = {}): Tensor {
  return reduceLoss('l1Loss', abs(pair('l1Loss', input, target).difference), options)
}

export interface MapeOptions extends LossOptions {
  /** Percent (true, default: Keras, the common definition) or a fraction of 1 (false: scikit-learn). */
  readonly percent?: boolean
  /** |target| is taken to be at least this. Default 1e-7 (Keras; scikit-learn 2.2e-16). */
  readonly eps?: number
}

/**
 * The mean absolute percentage error: 100 · mean of |input − target| / max(|target|, eps). Blows up for targets near 0.
 *
 * @throws ShapeError when the shapes differ.
 * @see https://keras.io/api/losses/regression_losses/
 *
 * @example
 * mapeLoss([90, 110], [100, 100]).item()
 * // → 10
 */
export function mapeLoss(input: TensorLike, target: TensorLike, options: MapeOptions = {}): Tensor {
  const { percent = true, eps = 1e-7 } = options
  const { t, difference } = pair('mapeLoss', input, target)
  const ratios = div(abs(difference), clamp(abs(t), eps))
  return reduceLoss('mapeLoss', percent ? mul(ratios, 100) : ratios, options, ['percent', 'eps'])
}

export interface HuberOptions extends LossOptions {
  /** Where the parabola becomes a line. Above 0, default 1. */
  readonly delta?: number
}

/**
 * The Huber loss, with d = input − target: d²/2 for |d| ≤ delta, else delta · (|d| − delta/2).
 *
 * @throws ShapeError when the shapes differ, RangeError when delta is not above 0.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.huber_loss.html
 *
 * @example
 * huberLoss([0.5, 3], [0, 0], { reduction: 'none' }).toArray()
 * // → [0.125, 2.5]
 */
export function huberLoss(input: TensorLike, target: TensorLike, options: HuberOptions = {}): Tensor {
  const { delta = 1 } = options
  if (!(delta > 0)) throw new RangeError(`huberLoss: delta is ${delta}; it must be above 0.`)
  const { difference } = pair('huberLoss', input, target)
  const size = abs(difference)
  const line = mul(sub(size, delta / 2), delta)
  const losses = where(lessEqual(size, delta), mul(square(difference), 0.5), line)
  return reduceLoss('huberLoss', losses, options, ['delta'])
}

export interface SmoothL1Options extends LossOptions {
  /** Where the parabola becomes a line; 0 gives the L1 loss. Default 1. */
  readonly beta?: number
}

/**
 * The smooth L1 loss, with d = input − target: d²/(2·beta) for |d| < beta, else |d| − beta/2. It is the Huber loss
 * divided by beta.
 *
 * @throws ShapeError when the shapes differ, RangeError when beta is negative.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.smooth_l1_loss.html
 *
 * @example
 * smoothL1Loss([0.5, 3], [0, 0], { reduction: 'none' }).toArray()
 * // → [0.125, 2.5]
 */
export function smoothL1Loss(input: TensorLike, target: TensorLike, options: SmoothL1Options = {}): Tensor {
  const { beta = 1 } = options
  if (!(beta >= 0)) throw new RangeError(`smoothL1Loss: beta is ${beta}; it must be 0 or more.`)
  const { difference } = pair('smoothL1Loss', input, target)
  const size = abs(difference)
  const line = sub(size, beta / 2)
  const losses = beta === 0 ? size : where(less(size, beta), div(square(difference), 2 * beta), line)
  return reduceLoss('smoothL1Loss', losses, options, ['beta'])
}

export interface HingeOptions extends LossOptions {
  /** The score that is safe. Default 1. */
  readonly margin?: number
}

/**
 * The hinge loss: mean of max(0, margin − target · input), targets −1 or 1.
 *
 * @throws ShapeError when the shapes differ, RangeError when a target is neither −1 nor 1.
 *
 * @example
 * hingeLoss([0.5, -2], [1, -1]).item()
 * // → 0.25
 */
export function hingeLoss(input: TensorLike, target: TensorLike, options: HingeOptions = {}): Tensor {
  const { margin = 1 } = options
  const { y, t } = pair('hingeLoss', input, target)
  const wrong = t.data.find((value) => value !== 1 && value !== -1)
  if (wrong !== undefined) {
    throw new RangeError(
      `hingeLoss: the target holds ${wrong}; classes are −1 and 1. From 0 and 1: 2 · t − 1.`,
    )
  }
  return reduceLoss('hingeLoss', clamp(sub(margin, mul(t, y)), 0), options, ['margin'])
}
