import { normal } from '../init/fill.ts'
import {
  type EmbeddingOptions,
  checkEmbeddingShape,
  checkPaddingIdx,
  embedding,
} from '../ops/sequence/embedding.ts'
import { checkLinearShape, linear } from '../ops/matmul/linear.ts'
import type { Rng } from '../random/rng.ts'
import { type Shape, numelOf } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { type InitOptions, Layer, checkCount, filled, resetUniform, resolveOptions, rngOf } from './layer.ts'
import type { Parameter } from './parameter.ts'

export interface LinearOptions extends InitOptions {
  /** Whether to add a bias. Default true. */
  readonly bias?: boolean
}

/**
 * A fully connected layer, y = x Wᵀ + b: (…, inFeatures) → (…, outFeatures). Weight (outFeatures, inFeatures) and bias
 * (outFeatures) start uniform in ±1/√inFeatures, as in PyTorch.
 *
 * @throws RangeError when a size is not a whole number, 1 or more.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html
 *
 * @example
 * new Linear(3, 2, { seed: 1 }).forward(ones([5, 3])).shape
 * // → [5, 2]
 */
export class Linear extends Layer {
  readonly type = 'Linear'
  readonly inFeatures: number
  readonly outFeatures: number
  readonly weight: Parameter
  readonly bias: Parameter | null

  constructor(inFeatures: number, outFeatures: number, options: LinearOptions = {}) {
    super()
    this.inFeatures = checkCount('Linear', 'inFeatures', inFeatures)
    this.outFeatures = checkCount('Linear', 'outFeatures', outFeatures)
    this.weight = filled([outFeatures, inFeatures], 0, options)
    this.bias = resolveOptions('Linear', options, { bias: true }).bias
      ? filled([outFeatures], 0, options)
      : null
    this.initialize(rngOf(options))
  }

  override resetParameters(rng: Rng): void {
    resetUniform([this.weight, this.bias], this.inFeatures, rng)
  }

  forward(input: Tensor): Tensor {
    return linear(input, this.weight, this.bias)
  }

  outputShape(input: Shape): number[] {
    return checkLinearShape(input, this.weight.shape)
  }

  override macs(input: Shape): number {
    return numelOf(this.outputShape(input)) * this.inFeatures
  }

  protected override options(): Record<string, unknown> {
    const { inFeatures, outFeatures, bias, weight } = this
    return { inFeatures, outFeatures, bias: bias !== null, dtype: weight.dtype }
  }
}

/**
 * A table of vectors, one per token: indices (…) → (…, embeddingDim). Weight (numEmbeddings, embeddingDim) starts
 * standard normal, the padding row zero, as in PyTorch.
 *
 * @throws RangeError when a size is not a whole number, 1 or more, or paddingIdx has no row.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.Embedding.html
 *
 * @example
 * new Embedding(10, 4, { paddingIdx: 0 }).forward(tensor([[1, 0]], { dtype: 'int32' })).shape
 * // → [1, 2, 4]
 */
export class Embedding extends Layer {
  readonly type = 'Embedding'
  readonly numEmbeddings: number
  readonly embeddingDim: number
  readonly weight: Parameter
  readonly #padding: EmbeddingOptions

  constructor(numEmbeddings: number, embeddingDim: number, options: EmbeddingOptions & InitOptions = {}) {
    super()
    this.numEmbeddings = checkCount('Embedding', 'numEmbeddings', numEmbeddings)
    this.embeddingDim = checkCount('Embedding', 'embeddingDim', embeddingDim)
    resolveOptions('Embedding', options, { paddingIdx: undefined })
    checkPaddingIdx(options.paddingIdx, numEmbeddings)
    this.#padding = options.paddingIdx === undefined ? {} : { paddingIdx: options.paddingIdx }
    this.weight = filled([numEmbeddings, embeddingDim], 0, options)
    this.initialize(rngOf(options))
  }

  override resetParameters(rng: Rng): void {
    normal(this.weight, { rng })
    const row = checkPaddingIdx(this.#padding.paddingIdx, this.numEmbeddings)
    if (row >= 0) this.weight.data.fill(0, row * this.embeddingDim, (row + 1) * this.embeddingDim)
  }

  forward(index: Tensor): Tensor {
    return embedding(index, this.weight, this.#padding)
  }

  outputShape(index: Shape): number[] {
    return checkEmbeddingShape(index, this.weight.shape)
  }

  protected override options(): Record<string, unknown> {
    const { numEmbeddings, embeddingDim, weight } = this
    return { numEmbeddings, embeddingDim, ...this.#padding, dtype: weight.dtype }
  }
}
