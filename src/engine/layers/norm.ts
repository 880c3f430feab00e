import { axesText } from '../ops/axesText.ts'
import { shapeError } from '../errors.ts'
import { type RunningOptions, batchNorm, checkBatchNormShape } from '../ops/norm/batchNorm.ts'
import { checkGroupNormShape, groupNorm, instanceNorm } from '../ops/norm/groupNorm.ts'
import { checkLayerNormShape, layerNorm } from '../ops/norm/layerNorm.ts'
import type { Rng } from '../random/rng.ts'
import { full, zeros } from '../tensor/create.ts'
import type { DType } from '../tensor/dtype.ts'
import type { Shape } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { Layer, checkCount, filled, resolveOptions } from './layer.ts'
import { checkEps } from '../ops/norm/standardize.ts'
import type { Parameter } from './parameter.ts'

/** Options of the normalization layers. */
export interface NormLayerOptions {
  /** Added to the variance under the root. Default 1e-5 (PyTorch; Keras has 1e-3). */
  readonly eps?: number
  /** Whether to scale and shift, by parameters that start as 1 and 0. Default true. */
  readonly affine?: boolean
  /** Default `'float64'`. */
  readonly dtype?: DType
}

export interface BatchNormLayerOptions extends NormLayerOptions, Omit<RunningOptions, 'momentum'> {
  /** See `batchNorm`; `null` keeps the plain average over all batches. Default 0.1, in Keras's convention 0.99. */
  readonly momentum?: number | null
  /** Keep running statistics for evaluation; without them evaluation uses each batch's own. Default true. */
  readonly trackRunningStats?: boolean
}

/** Weight and bias of a normalization: ones and zeros, or none. */
abstract class Affine extends Layer {
  readonly weight: Parameter | null
  readonly bias: Parameter | null
  readonly eps: number

  constructor(type: string, shape: Shape, options: NormLayerOptions, others: readonly string[] = []) {
    super()
    const defaults = { eps: 1e-5, affine: true, dtype: 'float64' as DType }
    const { eps, affine, dtype } = resolveOptions(type, options, defaults, others)
    checkEps(type, eps)
    this.eps = eps
    this.weight = affine ? filled(shape, 1, { dtype }) : null
    this.bias = affine ? filled(shape, 0, { dtype }) : null
  }

  override resetParameters(_rng: Rng): void {
    this.weight?.data.fill(1)
    this.bias?.data.fill(0)
  }

  protected affineOptions(): Record<string, unknown> {
    return { eps: this.eps, affine: this.weight !== null, dtype: this.weight?.dtype ?? 'float64' }
  }
}

const runningNames = ['momentum', 'momentumConvention', 'runningVariance', 'trackRunningStats']

abstract class BatchNorm extends Affine {
  readonly numFeatures: number
  readonly runningMean: Tensor | null
  readonly runningVar: Tensor | null
  readonly numBatchesTracked: Tensor | null
  readonly #options: BatchNormLayerOptions

  constructor(type: string, numFeatures: number, options: BatchNormLayerOptions) {
    super(type, [checkCount(type, 'numFeatures', numFeatures)], options, runningNames)
    this.numFeatures = numFeatures
    this.#options = options
    const { trackRunningStats = true, dtype = 'float64' } = options
    this.runningMean = this.registerBuffer(
      'runningMean',
      trackRunningStats ? zeros([numFeatures], { dtype }) : null,
    )
    this.runningVar = this.registerBuffer(
      'runningVar',
      trackRunningStats ? full([numFeatures], 1, { dtype }) : null,
    )
    const count = trackRunningStats ? zeros([], { dtype: 'int32' }) : null
    this.numBatchesTracked = this.registerBuffer('numBatchesTracked', count)
  }

  /** The shapes that this layer takes, for messages. */
  protected abstract readonly axes: readonly string[]

  outputShape(input: Shape): number[] {
    if (!this.axes.some((names) => names.split(',').length === input.length)) {
      const wanted = this.axes.map((names) => `(${names})`).join(' or ')
      throw shapeError(this.type, `input has ${axesText(input.length)}, needs ${wanted}`, { input })
    }
    if (input[1] !== this.numFeatures) {
      const problem = `input has ${input[1]} channels, the layer normalizes ${this.numFeatures}`
      throw shapeError(this.type, problem, { input }, `new ${this.type}(${input[1]}) would fit.`)
    }
    return checkBatchNormShape(input)
  }

  forward(input: Tensor): Tensor {
    this.outputShape(input.shape)
    const { runningMean, runningVar, numBatchesTracked, weight, bias, eps, training } = this
    if (training && numBatchesTracked !== null) numBatchesTracked.data[0]!++
    const { momentum, momentumConvention, runningVariance } = this.#options
    return batchNorm(input, runningMean, runningVar, weight, bias, {
      training: training || runningMean === null,
      eps,
      ...(momentum !== undefined && momentum !== null && { momentum }),
      ...(momentumConvention && { momentumConvention }),
      ...(runningVariance && { runningVariance }),
      // The plain average: batch number n has the share 1 / n.
      ...(momentum === null && {
        momentumConvention: 'pytorch',
        momentum: 1 / (numBatchesTracked?.data[0] || 1),
      }),
    })
  }

  override resetParameters(rng: Rng): void {
    super.resetParameters(rng)
    this.runningMean?.data.fill(0)
    this.runningVar?.data.fill(1)
    this.numBatchesTracked?.data.fill(0)
  }

  protected override options(): Record<string, unknown> {
    const {
      momentumConvention = 'pytorch',
      runningVariance = 'unbiased',
      trackRunningStats = true,
    } = this.#options
    const momentum = this.#options.momentum
    const kept = momentum === undefined ? (momentumConvention === 'keras' ? 0.99 : 0.1) : momentum
    return {
      numFeatures: this.numFeatures,
      momentum: kept,
      momentumConvention,
      runningVariance,
      trackRunningStats,
      ...this.affineOptions(),
      dtype: this.runningMean?.dtype ?? this.weight?.dtype ?? 'float64',
    }
  }
}

/**
 * Batch normalization of feature vectors or sequences, see `batchNorm`: (N, C) or (N, C, L) → the same shape.
 *
 * @throws RangeError when numFeatures is not a whole number, 1 or more.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.BatchNorm1d.html
 *
 * @example
 * new BatchNorm1d(3).forward(zeros([4, 3])).shape
 * // → [4, 3]
 */
export class BatchNorm1d extends BatchNorm {
  readonly type = 'BatchNorm1d'
  protected readonly axes = ['N, C', 'N, C, L']

  constructor(numFeatures: number, options: BatchNormLayerOptions = {}) {
    super('BatchNorm1d', numFeatures, options)
  }
}

/**
 * Batch normalization of images, see `batchNorm`: (N, C, H, W) → the same shape.
 *
 * @throws RangeError when numFeatures is not a whole number, 1 or more.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.BatchNorm2d.html
 *
 * @example
 * const norm = new BatchNorm2d(1).eval()
 * norm.forward(ones([1, 1, 1, 2])).shape
 * // → [1, 1, 1, 2]
 */
export class BatchNorm2d extends BatchNorm {
  readonly type = 'BatchNorm2d'
  protected readonly axes = ['N, C, H, W']

  constructor(numFeatures: number, options: BatchNormLayerOptions = {}) {
    super('BatchNorm2d', numFeatures, options)
  }
}

/**
 * Layer normalization over the last axes, see `layerNorm`: (…, normalizedShape) → the same shape.
 *
 * @throws RangeError when normalizedShape is empty.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.LayerNorm.html
 *
 * @example
 * new LayerNorm(2, { eps: 0 }).forward(tensor([[1, 3]])).toArray()
 * // → [[-1, 1]]
 */
export class LayerNorm extends Affine {
  readonly type = 'LayerNorm'
  readonly normalizedShape: readonly number[]

  constructor(normalizedShape: number | Shape, options: NormLayerOptions = {}) {
    const shape = typeof normalizedShape === 'number' ? [normalizedShape] : normalizedShape
    super('LayerNorm', checkLayerNormShape(shape, shape), options)
    this.normalizedShape = shape
  }

  forward(input: Tensor): Tensor {
    return layerNorm(input, this.normalizedShape, this.weight, this.bias, { eps: this.eps })
  }

  outputShape(input: Shape): number[] {
    return checkLayerNormShape(input, this.normalizedShape)
  }

  protected override options(): Record<string, unknown> {
    return { normalizedShape: this.normalizedShape, ...this.affineOptions() }
  }
}

/**
 * Group normalization, see `groupNorm`: (N, numChannels, …) → the same shape.
 *
 * @throws ShapeError when the groups do not divide the channels.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.GroupNorm.html
 *
 * @example
 * new GroupNorm(2, 4).outputShape([1, 4, 8, 8])
 * // → [1, 4, 8, 8]
 */
export class GroupNorm extends Affine {
  readonly type = 'GroupNorm'
  readonly numGroups: number
  readonly numChannels: number

  constructor(numGroups: number, numChannels: number, options: NormLayerOptions = {}) {
    super('GroupNorm', [checkCount('GroupNorm', 'numChannels', numChannels)], options)
    checkGroupNormShape([1, numChannels], numGroups, {}, 'GroupNorm')
    this.numGroups = numGroups
    this.numChannels = numChannels
  }

  forward(input: Tensor): Tensor {
    this.outputShape(input.shape)
    return groupNorm(input, this.numGroups, this.weight, this.bias, { eps: this.eps })
  }

  outputShape(input: Shape): number[] {
    if (input.length >= 2 && input[1] !== this.numChannels) {
      throw shapeError(
        'GroupNorm',
        `input has ${input[1]} channels, the layer normalizes ${this.numChannels}`,
        { input },
      )
    }
    return checkGroupNormShape(input, this.numGroups)
  }

  protected override options(): Record<string, unknown> {
    return { numGroups: this.numGroups, numChannels: this.numChannels, ...this.affineOptions() }
  }
}

/**
 * Instance normalization of images, see `instanceNorm`: (N, numFeatures, H, W) → the same shape. No scale and shift
 * unless asked for, as in PyTorch.
 *
 * @throws RangeError when numFeatures is not a whole number, 1 or more.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.InstanceNorm2d.html
 *
 * @example
 * new InstanceNorm2d(4).parameterCount()
 * // → 0
 */
export class InstanceNorm2d extends Affine {
  readonly type = 'InstanceNorm2d'
  readonly numFeatures: number

  constructor(numFeatures: number, options: NormLayerOptions = {}) {
    super('InstanceNorm2d', [checkCount('InstanceNorm2d', 'numFeatures', numFeatures)], {
      affine: false,
      ...options,
    })
    this.numFeatures = numFeatures
  }

  forward(input: Tensor): Tensor {
    this.outputShape(input.shape)
    return instanceNorm(input, this.weight, this.bias, { eps: this.eps })
  }

  outputShape(input: Shape): number[] {
    if (input.length !== 4 || input[1] !== this.numFeatures) {
      throw shapeError('InstanceNorm2d', `input must be (N, ${this.numFeatures}, H, W)`, { input })
    }
    return [...input]
  }

  protected override options(): Record<string, unknown> {
    return { numFeatures: this.numFeatures, ...this.affineOptions() }
  }
}
