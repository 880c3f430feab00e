import { record } from '../autodiff/record.ts'
import { log as logNumber } from '../elementary/logarithm.ts'
import { add, div, mul, neg, sub } from '../ops/elementwise/arithmetic.ts'
import { softplus } from '../ops/elementwise/activations.ts'
import { log } from '../ops/elementwise/exponential.ts'
import { mapPairs, promote } from '../ops/elementwise/map.ts'
import { clamp } from '../ops/elementwise/rounding.ts'
import type { Tensor, TensorLike } from '../tensor/tensor.ts'
import { type LossOptions, checkLossShape, reduceLoss } from './reduction.ts'

export interface BceOptions extends LossOptions {
  /** Multiplies the loss of every element; broadcasts. */
  readonly weight?: TensorLike
}

const LOWEST_LOG = -100 // log 0 as PyTorch takes it, so that the loss stays finite

const clampedLog = (x: number): number => Math.max(LOWEST_LOG, logNumber(x))

function elementLosses(p: Tensor, t: Tensor): Tensor {
  const losses = mapPairs('bceLoss', p, t, (x, y) => (y - 1) * clampedLog(1 - x) - y * clampedLog(x))
  return record('bceLoss', [p, t], losses, [
    (grad) => div(mul(grad, sub(p, t)), clamp(mul(p, sub(1, p)), 1e-12)),
    (grad) => mul(grad, sub(clamp(log(sub(1, p)), LOWEST_LOG), clamp(log(p), LOWEST_LOG))),
  ])
}

/**
 * The binary cross-entropy of probabilities: mean of −(t · ln p + (1 − t) · ln(1 − p)), in nats. Logarithms are limited
 * to −100 from below, as in PyTorch. From logits, `bceWithLogitsLoss` is more exact.
 *
 * @throws ShapeError when the shapes differ, RangeError when a probability is outside [0, 1].
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.BCELoss.html
 *
 * @example
 * bceLoss([0.5, 1], [1, 1]).item()
 * // → 0.346573590279973
 */
export function bceLoss(input: TensorLike, target: TensorLike, options: BceOptions = {}): Tensor {
  const [p, t] = promote([input, target], true) as [Tensor, Tensor]
  checkLossShape('bceLoss', p.shape, t.shape)
  const outside = p.data.find((value) => value < 0 || value > 1)
  if (outside !== undefined) {
    const hint = 'For raw scores use bceWithLogitsLoss, or apply sigmoid first.'
    throw new RangeError(`bceLoss: the input holds ${outside}; probabilities are between 0 and 1. ${hint}`)
  }
  const losses = elementLosses(p, t)
  const { weight } = options
  return reduceLoss('bceLoss', weight === undefined ? losses : mul(losses, weight), options, ['weight'])
}

export interface BceWithLogitsOptions extends BceOptions {
  /** Multiplies the part of the positive class (t = 1); broadcasts, usually (numClasses). */
  readonly posWeight?: TensorLike
}

/**
 * The binary cross-entropy of logits: mean of −(w⁺ · t · ln σ(x) + (1 − t) · ln(1 − σ(x))), in nats, computed as
 * (1 − t) · x + (1 + (w⁺ − 1) · t) · softplus(−x), which neither overflows nor rounds to 0.
 *
 * @throws ShapeError when the shapes differ.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.BCEWithLogitsLoss.html
 *
 * @example
 * bceWithLogitsLoss([0, 1000], [1, 1]).item()
 * // → 0.346573590279973
 */
export function bceWithLogitsLoss(
  input: TensorLike,
  target: TensorLike,
  options: BceWithLogitsOptions = {},
): Tensor {
  const [x, t] = promote([input, target], true) as [Tensor, Tensor]
  checkLossShape('bceWithLogitsLoss', x.shape, t.shape)
  const { posWeight, weight } = options
  const tail = softplus(neg(x))
  const weighted = posWeight === undefined ? tail : mul(add(mul(t, sub(posWeight, 1)), 1), tail)
  const losses = add(mul(sub(1, t), x), weighted)
  const own = ['weight', 'posWeight']
  return reduceLoss('bceWithLogitsLoss', weight === undefined ? losses : mul(losses, weight), options, own)
}
