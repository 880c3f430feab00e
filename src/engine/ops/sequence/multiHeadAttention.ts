// Letters: B batch; T target steps; S source steps; E features; nHead heads of hs = E / nHead features each.

import { checkKnownOptions, shapeError } from '../../errors.ts'
import { asTensor } from '../../tensor/create.ts'
import type { Shape } from '../../tensor/shape.ts'
import { Tensor, type TensorLike } from '../../tensor/tensor.ts'
import { sub } from '../elementwise/arithmetic.ts'
import { cast } from '../elementwise/cast.ts'
import { asFloat } from '../elementwise/map.ts'
import { linear } from '../matmul/linear.ts'
import { matmul } from '../matmul/matmul.ts'
import { chunk } from '../shape/concat.ts'
import { permute } from '../shape/permute.ts'
import { reshape } from '../shape/reshape.ts'
import { type AttentionOptions, allMasks, dropProbs, maskedProbs } from './attention.ts'

/** The parameters of multi-head attention, arranged as in PyTorch. */
export interface MultiHeadWeights {
  /** The projections to queries, keys and values, one below the other (3E, E). */
  readonly inProjWeight: TensorLike
  /** (3E) */
  readonly inProjBias?: TensorLike | null
  /** (E, E) */
  readonly outProjWeight: TensorLike
  /** (E) */
  readonly outProjBias?: TensorLike | null
}

/** How `multiHeadAttention` runs. */
export interface MultiHeadOptions extends Omit<AttentionOptions, 'scale'> {
  /** Number of heads; divides E. */
  readonly nHead: number
  /** (B, S): 1 where a source step is padding, which nobody looks at. */
  readonly keyPaddingMask?: TensorLike | null
}

/** What `multiHeadAttention` returns. */
export interface MultiHeadResult {
  /** (B, T, E) */
  readonly output: Tensor
  /** Who looks at whom, before dropout (B, nHead, T, S). PyTorch returns its mean over the heads. */
  readonly probs: Tensor
}

/**
 * The shape of the output of `multiHeadAttention`, the query's.
 *
 * @throws ShapeError when the heads do not divide the features, or an operand does not fit.
 *
 * @example
 * checkMultiHeadAttentionShape([2, 5, 8], [2, 7, 8], [2, 7, 8], 4)
 * // → [2, 5, 8]
 */
export function checkMultiHeadAttentionShape(
  query: Shape,
  key: Shape,
  value: Shape,
  nHead: number,
): number[] {
  const op = 'multiHeadAttention'
  const shapes = { query: [query, 'B, T, E'], key: [key, 'B, S, E'], value: [value, 'B, S, E'] } as const
  if ([query, key, value].some((shape) => shape.length !== 3)) {
    throw shapeError(op, 'query, key and value need 3 axes', shapes)
  }
  const [batch, , width] = query as [number, number, number]
  if (!Number.isInteger(nHead) || nHead < 1 || width % nHead !== 0) {
    throw shapeError(
      op,
      `${width} features do not split into ${nHead} heads`,
      { query: [query, 'B, T, E'] },
      'nHead must divide E.',
    )
  }
  const fits = [key, value].every((shape) => shape[0] === batch && shape[2] === width) && key[1] === value[1]
  if (!fits) throw shapeError(op, 'batch, features or source steps differ', shapes)
  return [...query]
}

const multiHeadOptions = ['nHead', 'keyPaddingMask', 'attnMask', 'isCausal', 'dropout', 'training', 'rng']

/** (B, T, E) → (B, nHead, T, hs). */
function splitHeads(x: Tensor, nHead: number): Tensor {
  const [batch, time, width] = x.shape as [number, number, number]
  return permute(reshape(x, [batch, time, nHead, width / nHead]), [0, 2, 1, 3])
}

/** A mask (B, T, S) meets (B, nHead, T, S) as (B, 1, T, S); others broadcast by themselves. */
function perHead(mask: TensorLike): TensorLike {
  const given = asTensor(mask)
  if (given.ndim !== 3) return mask
  const [batch, target, source] = given.shape as [number, number, number]
  const shape = [batch, 1, target, source]
  return mask instanceof Tensor ? reshape(mask, shape) : cast(reshape(given, shape), 'int32')
}

/** 1 where the key may be looked at, ready to meet (B, nHead, T, S). */
function visibleKeys(mask: TensorLike, batch: number, source: number): Tensor {
  const padding = asTensor(mask)
  if (padding.ndim !== 2 || padding.shape[0] !== batch || padding.shape[1] !== source) {
    throw shapeError('multiHeadAttention', `keyPaddingMask must be (${batch}, ${source})`, {
      keyPaddingMask: padding.shape,
    })
  }
  return cast(reshape(sub(1, padding), [batch, 1, 1, source]), 'int32')
}

/**
 * Attention by several heads side by side: query, key and value are projected, cut into `nHead` parts of hs = E / nHead
 * features, attended part by part, put together again and projected once more. Masks as in
 * `scaledDotProductAttention` (1 = may look; PyTorch's module has it the other way round), and a mask (T, S), (B, T, S)
 * or (B, nHead, T, S).
 *
 * query (B, T, E), key and value (B, S, E) → `{ output (B, T, E), probs (B, nHead, T, S) }`.
 *
 * @throws ShapeError when the heads do not divide the features, or an operand does not fit.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.MultiheadAttention.html
 *
 * @example
 * const weights = { inProjWeight: zeros([12, 4]), outProjWeight: eye(4) }
 * const x = ones([1, 3, 4])
 * multiHeadAttention(x, x, x, weights, { nHead: 2 }).probs.shape
 * // → [1, 2, 3, 3]
 */
export function multiHeadAttention(
  query: TensorLike,
  key: TensorLike,
  value: TensorLike,
  weights: MultiHeadWeights,
  options: MultiHeadOptions,
): MultiHeadResult {
  checkKnownOptions('multiHeadAttention', options, multiHeadOptions)
  const inputs = [query, key, value].map(asFloat) as [Tensor, Tensor, Tensor]
  const { nHead, keyPaddingMask, ...rest } = options
  const shape = checkMultiHeadAttentionShape(inputs[0].shape, inputs[1].shape, inputs[2].shape, nHead)
  const [batch, , width] = shape as [number, number, number]
  const inWeight = asTensor(weights.inProjWeight)
  if (inWeight.ndim !== 2 || inWeight.shape[0] !== 3 * width || inWeight.shape[1] !== width) {
    const problem = `inProjWeight must be (${3 * width}, ${width}), queries, keys and values for ${width} features`
    throw shapeError('multiHeadAttention', problem, { inProjWeight: inWeight.shape })
  }
  const projections = chunk(inWeight, 3)
  const shifts = weights.inProjBias ? chunk(weights.inProjBias, 3) : []
  const [q, k, v] = inputs.map((x, i) => splitHeads(linear(x, projections[i]!, shifts[i]), nHead)) as [
    Tensor,
    Tensor,
    Tensor,
  ]

  const masks = allMasks(shape[1]!, inputs[1].shape[1]!, rest).map(perHead)
  if (keyPaddingMask) masks.push(visibleKeys(keyPaddingMask, batch, inputs[1].shape[1]!))
  const probs = maskedProbs(q, k, 1 / Math.sqrt(width / nHead), masks) // (B, nHead, T, S)
  const heads = matmul(dropProbs(probs, rest), v) // (B, nHead, T, hs)
  const joined = reshape(permute(heads, [0, 2, 1, 3]), shape) // (B, T, E)
  return { output: linear(joined, weights.outProjWeight, weights.outProjBias ?? undefined), probs }
}
