// Letters: B batch; T target steps; S source steps; E features.

import { xavierUniform } from '../init/scaled.ts'
import { gelu } from '../ops/elementwise/activations.ts'
import { add } from '../ops/elementwise/arithmetic.ts'
import { relu } from '../ops/elementwise/rectifiers.ts'
import { dropout, keepProbability } from '../ops/dropout/dropout.ts'
import {
  type MultiHeadOptions,
  type MultiHeadResult,
  checkMultiHeadAttentionShape,
  multiHeadAttention,
} from '../ops/sequence/multiHeadAttention.ts'
import type { Rng } from '../random/rng.ts'
import type { Shape } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import {
  type InitOptions,
  Layer,
  type Reach,
  checkCount,
  filled,
  forkRng,
  resolveOptions,
  rngOf,
} from './layer.ts'
import { Linear } from './linear.ts'
import { LayerNorm } from './norm.ts'
import type { Parameter } from './parameter.ts'

export interface MultiHeadAttentionOptions extends InitOptions {
  /** Default true. */
  readonly bias?: boolean
  /** Probability of zeroing an attention weight while training. Default 0. */
  readonly dropout?: number
  /** Let step t look only at steps 0 … t. Default false. */
  readonly isCausal?: boolean
}

/**
 * Attention by several heads, see `multiHeadAttention`: query (B, T, E), key and value (B, S, E), which default to the
 * query → (B, T, E). `attend` takes masks and also gives who looks at whom.
 *
 * inProjWeight starts Xavier-uniform, outProj like `Linear`, biases 0, as in PyTorch.
 *
 * @throws RangeError when nHead does not divide embedDim.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.MultiheadAttention.html
 *
 * @example
 * new MultiHeadAttention(8, 2, { seed: 1 }).forward(zeros([1, 5, 8])).shape
 * // → [1, 5, 8]
 */
export class MultiHeadAttention extends Layer {
  readonly type = 'MultiHeadAttention'
  readonly embedDim: number
  readonly nHead: number
  readonly dropout: number
  readonly isCausal: boolean
  readonly inProjWeight: Parameter
  readonly inProjBias: Parameter | null
  readonly outProj: Linear
  #dropoutRng: Rng

  constructor(embedDim: number, nHead: number, options: MultiHeadAttentionOptions = {}) {
    super()
    this.embedDim = checkCount('MultiHeadAttention', 'embedDim', embedDim)
    this.nHead = checkCount('MultiHeadAttention', 'nHead', nHead)
    if (embedDim % nHead !== 0) {
      throw new RangeError(`MultiHeadAttention: nHead is ${nHead}; it must divide embedDim ${embedDim}.`)
    }
    const defaults = { bias: true, dropout: 0, isCausal: false }
    const { bias, dropout: p, isCausal } = resolveOptions('MultiHeadAttention', options, defaults)
    keepProbability('MultiHeadAttention', p, {})
    this.dropout = p
    this.isCausal = isCausal
    const rng = rngOf(options)
    this.#dropoutRng = rng
    this.inProjWeight = filled([3 * embedDim, embedDim], 0, options)
    this.inProjBias = bias ? filled([3 * embedDim], 0, options) : null
    this.outProj = new Linear(embedDim, embedDim, { bias, rng, dtype: this.inProjWeight.dtype })
    this.initialize(rng)
  }

  override resetParameters(rng: Rng): void {
    xavierUniform(this.inProjWeight, { rng })
    this.inProjBias?.data.fill(0)
    this.outProj.resetParameters(rng)
    this.outProj.bias?.data.fill(0)
    this.#dropoutRng = forkRng(rng)
  }

  /** Attention with masks; also gives the weights of each head (B, nHead, T, S). */
  attend(
    query: Tensor,
    key: Tensor = query,
    value: Tensor = key,
    masks: Pick<MultiHeadOptions, 'attnMask' | 'keyPaddingMask' | 'isCausal'> = {},
  ): MultiHeadResult {
    const { nHead, dropout: p, training, isCausal, inProjWeight, inProjBias, outProj } = this
    const weights = { inProjWeight, inProjBias, outProjWeight: outProj.weight, outProjBias: outProj.bias }
    const rng = this.#dropoutRng
    return multiHeadAttention(query, key, value, weights, {
      nHead,
      dropout: p,
      training,
      rng,
      isCausal,
      ...masks,
    })
  }

  forward(query: Tensor, key?: Tensor, value?: Tensor): Tensor {
    return this.attend(query, key, value).output
  }

  outputShape(query: Shape, key: Shape = query, value: Shape = key): number[] {
    return checkMultiHeadAttentionShape(query, key, value, this.nHead)
  }

  /** Four projections, and two products of queries with keys and values. */
  override macs(query: Shape, key: Shape = query): number {
    const [batch, target, width] = query as [number, number, number]
    const source = key[1]!
    return batch * (2 * target + 2 * source) * width * width + 2 * batch * target * source * width
  }

  override reach(): Reach {
    return 'global'
  }

  protected override options(): Record<string, unknown> {
    const { embedDim, nHead, inProjBias, dropout: p, isCausal, inProjWeight } = this
    return { embedDim, nHead, bias: inProjBias !== null, dropout: p, isCausal, dtype: inProjWeight.dtype }
  }
}

const blockDefaults = {
  dimFeedforward: 2048,
  dropout: 0.1,
  activation: 'relu',
  normFirst: false,
  isCausal: false,
  eps: 1e-5,
} as const

export interface TransformerBlockOptions extends InitOptions {
  /** Width of the hidden layer. Default 2048. */
  readonly dimFeedforward?: number
  /** Probability of zeroing, after attention, inside and after the feed-forward part. Default 0.1. */
  readonly dropout?: number
  /** Default `'relu'`. */
  readonly activation?: 'relu' | 'gelu'
  /** Normalize before each part (GPT-2 and later) instead of after it (Vaswani et al. 2017). Default false. */
  readonly normFirst?: boolean
  /** Let step t look only at steps 0 … t, as in a language model. Default false. */
  readonly isCausal?: boolean
  /** Of the layer normalizations. Default 1e-5. */
  readonly eps?: number
}

/**
 * A transformer block, PyTorch's `TransformerEncoderLayer`: self-attention and a feed-forward network, each with a
 * residual connection, dropout and layer normalization. (B, T, dModel) → the same shape.
 *
 * @throws RangeError when nHead does not divide dModel or an option is impossible.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.TransformerEncoderLayer.html
 *
 * @example
 * new TransformerBlock(8, 2, { dimFeedforward: 16, seed: 1 }).eval().forward(zeros([1, 5, 8])).shape
 * // → [1, 5, 8]
 */
export class TransformerBlock extends Layer {
  readonly type = 'TransformerBlock'
  readonly selfAttn: MultiHeadAttention
  readonly linear1: Linear
  readonly linear2: Linear
  readonly norm1: LayerNorm
  readonly norm2: LayerNorm
  readonly dropout: number
  readonly activation: 'relu' | 'gelu'
  readonly normFirst: boolean
  #dropoutRng: Rng

  constructor(dModel: number, nHead: number, options: TransformerBlockOptions = {}) {
    super()
    const resolved = resolveOptions<Required<Omit<TransformerBlockOptions, keyof InitOptions>>>(
      'TransformerBlock',
      options,
      blockDefaults,
    )
    const { dimFeedforward, dropout: p, activation, normFirst, isCausal, eps } = resolved
    if (activation !== 'relu' && activation !== 'gelu') {
      throw new RangeError(`TransformerBlock: activation is '${String(activation)}'. Known: 'relu', 'gelu'.`)
    }
    const rng = rngOf(options)
    const init = { rng, dtype: options.dtype ?? 'float64' }
    this.selfAttn = new MultiHeadAttention(dModel, nHead, { ...init, dropout: p, isCausal })
    this.linear1 = new Linear(dModel, dimFeedforward, init)
    this.linear2 = new Linear(dimFeedforward, dModel, init)
    this.norm1 = new LayerNorm(dModel, { eps, dtype: init.dtype })
    this.norm2 = new LayerNorm(dModel, { eps, dtype: init.dtype })
    this.dropout = p
    this.activation = activation
    this.normFirst = normFirst
    this.#dropoutRng = forkRng(rng)
  }

  override resetParameters(rng: Rng): void {
    for (const part of [this.selfAttn, this.linear1, this.linear2, this.norm1, this.norm2])
      part.resetParameters(rng)
    this.#dropoutRng = forkRng(rng)
  }

  #drop(x: Tensor): Tensor {
    return dropout(x, this.dropout, { training: this.training, rng: this.#dropoutRng })
  }

  #feedForward(x: Tensor): Tensor {
    const z = this.linear1.forward(x) // (B, T, dimFeedforward)
    const a = this.activation === 'gelu' ? gelu(z) : relu(z)
    return this.#drop(this.linear2.forward(this.#drop(a)))
  }

  forward(input: Tensor): Tensor {
    const attend = (x: Tensor): Tensor => this.#drop(this.selfAttn.forward(x))
    if (this.normFirst) {
      const x = add(input, attend(this.norm1.forward(input)))
      return add(x, this.#feedForward(this.norm2.forward(x)))
    }
    const x = this.norm1.forward(add(input, attend(input)))
    return this.norm2.forward(add(x, this.#feedForward(x)))
  }

  outputShape(input: Shape): number[] {
    return this.linear2.outputShape(this.linear1.outputShape(this.selfAttn.outputShape(input)))
  }

  override macs(input: Shape): number {
    return (
      this.selfAttn.macs(input) +
      this.linear1.macs(input) +
      this.linear2.macs(this.linear1.outputShape(input))
    )
  }

  override reach(): Reach {
    return 'global'
  }

  protected override options(): Record<string, unknown> {
    const { selfAttn, linear1, dropout: p, activation, normFirst, norm1 } = this
    return {
      dModel: selfAttn.embedDim,
      nHead: selfAttn.nHead,
      dimFeedforward: linear1.outFeatures,
      dropout: p,
      activation,
      normFirst,
      isCausal: selfAttn.isCausal,
      eps: norm1.eps,
      dtype: linear1.weight.dtype,
    }
  }
}
