import { checkKnownOptions, shapeError } from '../errors.ts'
import { type Shape, sameShape } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { div } from '../ops/elementwise/arithmetic.ts'
import { mean } from '../ops/reduce/mean.ts'
import { sum } from '../ops/reduce/sum.ts'

/** `'mean'` and `'sum'` give one number, `'none'` the loss of every element. */
export type Reduction = 'mean' | 'sum' | 'none'

export interface LossOptions {
  /** Default `'mean'`. */
  readonly reduction?: Reduction
  /**
   * What `'mean'` divides by: the number of elements (`'elements'`, default: PyTorch, Keras), or the length of the first
   * axis (`'examples'`: losses written as a sum over outputs, averaged over the batch; PyTorch's `'batchmean'`).
   */
  readonly meanOver?: 'elements' | 'examples'
}

/** Applies the reduction to the losses of the elements. `own` are the options that the loss has besides. */
export function reduceLoss(
  op: string,
  losses: Tensor,
  options: LossOptions,
  own: readonly string[] = [],
): Tensor {
  checkKnownOptions(op, options, ['reduction', 'meanOver', ...own])
  const { reduction = 'mean', meanOver = 'elements' } = options
  if (reduction === 'none') return losses
  if (reduction === 'sum') return sum(losses)
  if (reduction !== 'mean') {
    throw new RangeError(`${op}: reduction is '${String(reduction)}'; 'mean', 'sum' and 'none' are known.`)
  }
  if (meanOver === 'elements') return mean(losses)
  if (meanOver !== 'examples') {
    throw new RangeError(`${op}: meanOver is '${String(meanOver)}'; 'elements' and 'examples' are known.`)
  }
  return div(sum(losses), losses.shape[0] ?? 1)
}

/**
 * Validates that input and target have one shape (no broadcasting: (N) against (N, 1) is a mistake, not a wish) and
 * returns the shape of the losses before reduction.
 *
 * @throws ShapeError when they differ.
 *
 * @example
 * checkLossShape('mseLoss', [32, 1], [32, 1])
 * // → [32, 1]
 */
export function checkLossShape(op: string, input: Shape, target: Shape): number[] {
  if (!sameShape(input, target)) {
    const hint = 'Both need the same shape; reshape one of them.'
    throw shapeError(op, 'input and target have different shapes', { input, target }, hint)
  }
  return [...input]
}
