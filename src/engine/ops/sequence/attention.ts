// Letters: B batch; T target steps (queries); S source steps (keys, values); E features; hs features of one head.

import { axesText } from '../axesText.ts'
import { checkKnownOptions, shapeError } from '../../errors.ts'
import type { Rng } from '../../random/rng.ts'
import { allocate, isFloat } from '../../tensor/dtype.ts'
import { type Shape, checkBroadcastShape } from '../../tensor/shape.ts'
import { Tensor, type TensorLike } from '../../tensor/tensor.ts'
import { dropout } from '../dropout/dropout.ts'
import { add, mul } from '../elementwise/arithmetic.ts'
import { promote } from '../elementwise/map.ts'
import { where } from '../elementwise/where.ts'
import { matmul } from '../matmul/matmul.ts'
import { softmax } from '../reduce/softmax.ts'
import { transpose } from '../shape/permute.ts'

/** How queries may look at keys. */
export interface AttentionOptions {
  /**
   * Broadcastable to (…, T, S). int32 (or numbers 0 and 1 in nested arrays): 1 where a query may look at a key. float
   * tensor: added to the scores. A query that may look at nothing gets zeros.
   */
  readonly attnMask?: TensorLike | null
  /** Let step t look only at steps 0 … t. Default false. */
  readonly isCausal?: boolean
  /** What scores are multiplied by. Default 1 / √hs. */
  readonly scale?: number
  /** Probability of zeroing an attention weight while training. Default 0. */
  readonly dropout?: number
  /** Default false. */
  readonly training?: boolean
  /** The source of chance for dropout. */
  readonly rng?: Rng
}

/**
 * The shape of `scaledDotProductAttention`: (…, T, features of a value).
 *
 * @throws ShapeError when queries and keys have different features, or keys and values different steps.
 *
 * @example
 * checkAttentionShape([2, 5, 8], [2, 7, 8], [2, 7, 3])
 * // → [2, 5, 3]
 */
export function checkAttentionShape(query: Shape, key: Shape, value: Shape): number[] {
  const op = 'scaledDotProductAttention'
  for (const [name, shape] of Object.entries({ query, key, value })) {
    if (shape.length < 2)
      throw shapeError(op, `${name} has ${axesText(shape.length)}, needs 2 or more (…, T, hs)`, {
        [name]: shape,
      })
  }
  if (query.at(-1) !== key.at(-1)) {
    const problem = `queries have ${query.at(-1)} features, keys have ${key.at(-1)}`
    throw shapeError(
      op,
      problem,
      { query: [query, '…, T, hs'], key: [key, '…, S, hs'] },
      'They are multiplied: they need the same.',
    )
  }
  if (key.at(-2) !== value.at(-2)) {
    const problem = `there are ${key.at(-2)} keys and ${value.at(-2)} values`
    throw shapeError(
      op,
      problem,
      { key: [key, '…, S, hs'], value: [value, '…, S, hv'] },
      'Each key needs one value.',
    )
  }
  const batch = checkBroadcastShape(op, query.slice(0, -2), key.slice(0, -2), value.slice(0, -2))
  return [...batch, query.at(-2)!, value.at(-1)!]
}

const attentionOptions = ['attnMask', 'isCausal', 'scale', 'dropout', 'training', 'rng']

/** 1 where step t may look at step s: s ≤ t. */
function causalMask(target: number, source: number): Tensor {
  const data = allocate('int32', target * source)
  for (let i = 0; i < data.length; i++) data[i] = i % source <= Math.floor(i / source) ? 1 : 0
  return new Tensor(data, [target, source])
}

// Far below every score that float32 can hold a neighbor of, yet finite: its exponential is exactly 0, and a row
// that holds nothing else still has a maximum to subtract.
const BANNED = -3e38

/** A float tensor is added to the scores; all else says with 0 and 1 who may look. */
function isAdded(mask: TensorLike): mask is Tensor {
  return mask instanceof Tensor && isFloat(mask.dtype)
}

/** softmax(scale · q · kᵀ) over the keys under any number of masks: (…, T, hs), (…, S, hs) → (…, T, S). */
export function maskedProbs(q: Tensor, k: Tensor, scale: number, masks: readonly TensorLike[]): Tensor {
  const added = masks.filter(isAdded)
  const banning = masks.filter((mask) => !isAdded(mask))
  let scores = mul(matmul(q, transpose(k)), scale)
  for (const mask of added) scores = add(scores, mask)
  for (const mask of banning) scores = where(mask, scores, BANNED)
  const probs = softmax(scores, -1)
  return banning.reduce<Tensor>((kept, mask) => where(mask, kept, 0), probs)
}

/** The masks of one call, the causal one included. */
export function allMasks(target: number, source: number, options: AttentionOptions): TensorLike[] {
  const causal = options.isCausal === true ? [causalMask(target, source)] : []
  return options.attnMask === null || options.attnMask === undefined ? causal : [...causal, options.attnMask]
}

/**
 * How much each query looks at each key: softmax over the keys of scale · query · keyᵀ, after masks. Rows sum to 1.
 * query (…, T, hs), key (…, S, hs) → (…, T, S).
 *
 * @throws ShapeError when queries and keys do not fit each other or the mask.
 *
 * @example
 * attentionProbs([[1], [1]], [[0], [0]], { isCausal: true }).toArray()
 * // → [[1, 0], [0.5, 0.5]]
 */
export function attentionProbs(query: TensorLike, key: TensorLike, options: AttentionOptions = {}): Tensor {
  const [q, k] = promote([query, key], true) as [Tensor, Tensor]
  checkAttentionShape(q.shape, k.shape, k.shape)
  const { scale = 1 / Math.sqrt(q.shape.at(-1)!) } = options
  return maskedProbs(q, k, scale, allMasks(q.shape.at(-2)!, k.shape.at(-2)!, options))
}

/**
 * Attention: each query gets the average of the values, weighted by how much it looks at their keys,
 * softmax(query · keyᵀ / √hs) · value. query (…, T, hs), key (…, S, hs), value (…, S, hv) → (…, T, hv).
 *
 * @throws ShapeError when the operands or the mask do not fit.
 * @see Vaswani et al., Attention Is All You Need, 2017, https://arxiv.org/abs/1706.03762
 *
 * @example
 * scaledDotProductAttention([[0, 0]], [[1, 2], [3, 4]], [[10], [20]]).toArray()
 * // → [[15]]
 */
export function scaledDotProductAttention(
  query: TensorLike,
  key: TensorLike,
  value: TensorLike,
  options: AttentionOptions = {},
): Tensor {
  checkKnownOptions('scaledDotProductAttention', options, attentionOptions)
  const [q, k, v] = promote([query, key, value], true) as [Tensor, Tensor, Tensor]
  checkAttentionShape(q.shape, k.shape, v.shape)
  return matmul(dropProbs(attentionProbs(q, k, options), options), v) // (…, T, hv)
}

/** Dropout of attention weights, as asked. */
export function dropProbs(
  probs: Tensor,
  { dropout: p = 0, training = false, rng }: AttentionOptions,
): Tensor {
  return p === 0 ? probs : dropout(probs, p, { training, ...(rng && { rng }) })
}
