import { bceLoss, bceWithLogitsLoss } from '../losses/binaryCrossEntropy.ts'
import { crossEntropyLoss, nllLoss } from '../losses/crossEntropy.ts'
import { klDivLoss } from '../losses/klDivergence.ts'
import { hingeLoss, huberLoss, l1Loss, mapeLoss, mseLoss, smoothL1Loss } from '../losses/regression.ts'
import { div, mul } from '../ops/elementwise/arithmetic.ts'
import { mean } from '../ops/reduce/mean.ts'
import { sum } from '../ops/reduce/sum.ts'
import { reshape } from '../ops/shape/reshape.ts'
import type { Tensor } from '../tensor/tensor.ts'

/** A loss of outputs and targets: one number, or with `reduction: 'none'` one per element. */
export type LossFunction = (output: Tensor, target: Tensor, options?: { reduction: 'none' }) => Tensor

/** A loss, or its name: `'mseLoss'`, `'crossEntropyLoss'` … or short `'mse'`, `'crossEntropy'`. */
export type LossSpec = string | LossFunction

/**
 * The loss of that name.
 *
 * @throws RangeError for an unknown name.
 *
 * @example
 * lossByName('mse')(tensor([1, 3]), tensor([1, 1])).item()
 * // → 2
 */
export function lossByName(name: string): LossFunction {
  const losses: Record<string, LossFunction> = {
    mseLoss,
    l1Loss,
    mapeLoss,
    huberLoss,
    smoothL1Loss,
    hingeLoss,
    bceLoss,
    bceWithLogitsLoss,
    crossEntropyLoss,
    nllLoss,
    klDivLoss,
  }
  const short = name === 'mae' ? 'l1' : name
  const key = [name, `${short}Loss`].find((candidate) => Object.hasOwn(losses, candidate))
  if (key === undefined) {
    throw new RangeError(`compile: loss '${name}' is unknown. Known: ${Object.keys(losses).join(', ')}.`)
  }
  return losses[key]!
}

/**
 * The loss of a batch with a weight for every example: Σ wᵢ · lossᵢ / N, Keras's convention: divided by the number
 * of examples, not by the sum of the weights (PyTorch's class weights divide by that sum).
 */
export function weightedLoss(
  loss: LossFunction,
  output: Tensor,
  target: Tensor,
  weights: Tensor | null,
): Tensor {
  if (weights === null) return loss(output, target)
  const each = loss(output, target, { reduction: 'none' })
  const count = weights.numel
  if (each.ndim === 0 || each.shape[0] !== count) {
    throw new RangeError(
      "fit: class and sample weights need a loss that gives one value per example with { reduction: 'none' }.",
    )
  }
  const perExample = each.ndim === 1 ? each : mean(reshape(each, [count, each.numel / count]), 1)
  return div(sum(mul(perExample, weights)), count)
}

/**
 * Class weights that make every class count the same: N / (numClasses · number of its examples).
 *
 * @example
 * balancedClassWeight(tensor([0, 0, 0, 1]))
 * // → [0.666667, 2]
 */
export function balancedClassWeight(target: Tensor): number[] {
  const counts: number[] = []
  for (const c of target.data) counts[c] = (counts[c] ?? 0) + 1
  return Array.from(counts, (count) => (count === undefined ? 0 : target.numel / (counts.length * count)))
}
