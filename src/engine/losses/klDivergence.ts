import { mul, sub } from '../ops/elementwise/arithmetic.ts'
import { equal } from '../ops/elementwise/comparison.ts'
import { exp, log } from '../ops/elementwise/exponential.ts'
import { promote } from '../ops/elementwise/map.ts'
import { where } from '../ops/elementwise/where.ts'
import type { Tensor, TensorLike } from '../tensor/tensor.ts'
import { type LossOptions, checkLossShape, reduceLoss } from './reduction.ts'

export interface KlDivOptions extends LossOptions {
  /** The target holds log-probabilities too. Default false. */
  readonly logTarget?: boolean
}

/**
 * The Kullback–Leibler divergence from log-probabilities `input` to the target: mean of t · (ln t − input), 0 where
 * t = 0, in nats. As in PyTorch the default mean is over elements; `meanOver: 'examples'` (its `'batchmean'`) is the
 * divergence of the definition.
 *
 * @throws ShapeError when the shapes differ.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.KLDivLoss.html
 *
 * @example
 * klDivLoss(log([[0.5, 0.5]]), [[1, 0]], { meanOver: 'examples' }).item()
 * // → 0.693147180559945
 */
export function klDivLoss(input: TensorLike, target: TensorLike, options: KlDivOptions = {}): Tensor {
  const [logProbs, t] = promote([input, target], true) as [Tensor, Tensor]
  checkLossShape('klDivLoss', logProbs.shape, t.shape)
  const known = options.logTarget === true
  const logTarget = known ? t : log(where(equal(t, 0), 1, t)) // ln 1 = 0 stands in for 0 · ln 0
  const losses = mul(known ? exp(t) : t, sub(logTarget, logProbs))
  return reduceLoss('klDivLoss', losses, options, ['logTarget'])
}
