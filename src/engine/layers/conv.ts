import { conv1d, conv2d } from '../ops/spatial/conv.ts'
import {
  type Conv1dOptions,
  type Conv2dOptions,
  checkConv1dShape,
  checkConv2dShape,
  resolveConv,
} from '../ops/spatial/convShape.ts'
import {
  type ConvTranspose1dOptions,
  type ConvTranspose2dOptions,
  checkConvTranspose1dShape,
  checkConvTranspose2dShape,
  convTranspose1d,
  convTranspose2d,
} from '../ops/spatial/convTranspose.ts'
import { type Size2d, perAxis } from '../ops/spatial/window.ts'
import type { Rng } from '../random/rng.ts'
import { type Shape, numelOf } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import {
  type InitOptions,
  Layer,
  type Reach,
  checkCount,
  filled,
  resetUniform,
  resolveOptions,
  rngOf,
} from './layer.ts'
import type { Parameter } from './parameter.ts'

interface BiasOption {
  /** Whether to add a bias per output channel. Default true. */
  readonly bias?: boolean
}

interface Grouped {
  readonly groups?: number
}

const convDefaults = { stride: 1, padding: 0, dilation: 1, groups: 1 }
const transposeDefaults = { stride: 1, padding: 0, outputPadding: 0, dilation: 1, groups: 1 }

/** What all convolution layers share: channels, window, weight and bias. */
abstract class Convolution<Options extends Grouped> extends Layer {
  readonly inChannels: number
  readonly outChannels: number
  readonly kernelSize: readonly number[]
  readonly weight: Parameter
  readonly bias: Parameter | null
  protected readonly windowOptions: Required<Options>

  constructor(
    type: string,
    [inChannels, outChannels]: readonly [number, number],
    kernelSize: readonly number[],
    given: Options & BiasOption & InitOptions,
    defaults: Required<Options>,
    transposed = false,
  ) {
    super()
    this.inChannels = checkCount(type, 'inChannels', inChannels)
    this.outChannels = checkCount(type, 'outChannels', outChannels)
    this.kernelSize = kernelSize
    this.windowOptions = resolveOptions(type, given, defaults, ['bias', 'rng', 'seed', 'dtype'])
    const groups = checkCount(type, 'groups', this.windowOptions.groups ?? 1)
    if (inChannels % groups !== 0 || outChannels % groups !== 0) {
      throw new RangeError(
        `${type}: groups is ${groups}; it must divide inChannels ${inChannels} and outChannels ${outChannels}.`,
      )
    }
    const [outer, inner] = transposed ? [inChannels, outChannels] : [outChannels, inChannels]
    this.weight = filled([outer, inner / groups, ...kernelSize], 0, given)
    this.bias = (given.bias ?? true) ? filled([outChannels], 0, given) : null
    this.resetParameters(rngOf(given))
  }

  override resetParameters(rng: Rng): void {
    resetUniform([this.weight, this.bias], numelOf(this.weight.shape.slice(1)), rng)
  }

  protected override options(): Record<string, unknown> {
    const { inChannels, outChannels, kernelSize, windowOptions, bias, weight } = this
    const size = kernelSize.length === 1 ? kernelSize[0] : [...kernelSize]
    return {
      inChannels,
      outChannels,
      kernelSize: size,
      ...windowOptions,
      bias: bias !== null,
      dtype: weight.dtype,
    }
  }

  /** Every output element sums over one group's channels under the whole kernel. */
  override macs(input: Shape): number {
    return numelOf(this.outputShape(input)) * numelOf(this.weight.shape.slice(1))
  }
}

/**
 * Convolution of images, see `conv2d`: (N, inChannels, H, W) → (N, outChannels, oH, oW). Weight
 * (outChannels, inChannels / groups, kH, kW) and bias (outChannels) start uniform in ±1/√fanIn, as in PyTorch.
 *
 * @throws RangeError for sizes that are not whole numbers, or groups that do not divide the channels.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv2d.html
 *
 * @example
 * new Conv2d(3, 8, 5, { padding: 'same', seed: 1 }).forward(zeros([1, 3, 16, 16])).shape
 * // → [1, 8, 16, 16]
 */
export class Conv2d extends Convolution<Conv2dOptions> {
  readonly type = 'Conv2d'

  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: Size2d,
    options: Conv2dOptions & BiasOption & InitOptions = {},
  ) {
    super(
      'Conv2d',
      [inChannels, outChannels],
      perAxis('Conv2d', 'kernelSize', kernelSize, 2, 1),
      options,
      convDefaults,
    )
  }

  forward(input: Tensor): Tensor {
    return conv2d(input, this.weight, this.bias, this.windowOptions)
  }

  outputShape(input: Shape): number[] {
    return checkConv2dShape(input, this.weight.shape, this.windowOptions)
  }

  override reach(input: Shape): Reach {
    const [h, w] = resolveConv('conv2d', 2, input, this.weight.shape, this.windowOptions).geometry.axes
    return {
      kernelSize: [h.kernel, w.kernel],
      stride: [h.stride, w.stride],
      dilation: [h.dilation, w.dilation],
      padding: [h.before, w.before],
    }
  }
}

/**
 * Convolution of sequences, see `conv1d`: (N, inChannels, L) → (N, outChannels, outSize). Weight
 * (outChannels, inChannels / groups, k) and bias start as in `Conv2d`.
 *
 * @throws RangeError for sizes that are not whole numbers, or groups that do not divide the channels.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv1d.html
 *
 * @example
 * new Conv1d(2, 4, 3, { seed: 1 }).outputShape([1, 2, 10])
 * // → [1, 4, 8]
 */
export class Conv1d extends Convolution<Conv1dOptions> {
  readonly type = 'Conv1d'

  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: number,
    options: Conv1dOptions & BiasOption & InitOptions = {},
  ) {
    super(
      'Conv1d',
      [inChannels, outChannels],
      perAxis('Conv1d', 'kernelSize', kernelSize, 1, 1),
      options,
      convDefaults,
    )
  }

  forward(input: Tensor): Tensor {
    return conv1d(input, this.weight, this.bias, this.windowOptions)
  }

  outputShape(input: Shape): number[] {
    return checkConv1dShape(input, this.weight.shape, this.windowOptions)
  }

  override reach(input: Shape): Reach {
    const [, w] = resolveConv('conv1d', 1, input, this.weight.shape, this.windowOptions).geometry.axes
    return {
      kernelSize: [1, w.kernel],
      stride: [1, w.stride],
      dilation: [1, w.dilation],
      padding: [0, w.before],
    }
  }
}

/**
 * Transposed convolution of images, see `convTranspose2d`: (N, inChannels, H, W) → (N, outChannels, oH, oW). Weight
 * (inChannels, outChannels / groups, kH, kW) and bias start uniform in ±1/√fanIn with PyTorch's fanIn for this layer,
 * outChannels / groups · kH · kW.
 *
 * @throws RangeError for sizes that are not whole numbers, or groups that do not divide the channels.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.ConvTranspose2d.html
 *
 * @example
 * new ConvTranspose2d(8, 3, 2, { stride: 2, seed: 1 }).outputShape([1, 8, 7, 7])
 * // → [1, 3, 14, 14]
 */
export class ConvTranspose2d extends Convolution<ConvTranspose2dOptions> {
  readonly type = 'ConvTranspose2d'

  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: Size2d,
    options: ConvTranspose2dOptions & BiasOption & InitOptions = {},
  ) {
    const kernel = perAxis('ConvTranspose2d', 'kernelSize', kernelSize, 2, 1)
    super('ConvTranspose2d', [inChannels, outChannels], kernel, options, transposeDefaults, true)
  }

  forward(input: Tensor): Tensor {
    return convTranspose2d(input, this.weight, this.bias, this.windowOptions)
  }

  outputShape(input: Shape): number[] {
    return checkConvTranspose2dShape(input, this.weight.shape, this.windowOptions)
  }

  /** Every input element is multiplied by its whole kernel. */
  override macs(input: Shape): number {
    return numelOf(input) * numelOf(this.weight.shape.slice(1))
  }
}

/**
 * Transposed convolution of sequences, see `convTranspose1d`: (N, inChannels, L) → (N, outChannels, outSize).
 *
 * @throws RangeError for sizes that are not whole numbers, or groups that do not divide the channels.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.ConvTranspose1d.html
 *
 * @example
 * new ConvTranspose1d(2, 1, 2, { stride: 2, seed: 1 }).outputShape([1, 2, 5])
 * // → [1, 1, 10]
 */
export class ConvTranspose1d extends Convolution<ConvTranspose1dOptions> {
  readonly type = 'ConvTranspose1d'

  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: number,
    options: ConvTranspose1dOptions & BiasOption & InitOptions = {},
  ) {
    const kernel = perAxis('ConvTranspose1d', 'kernelSize', kernelSize, 1, 1)
    super('ConvTranspose1d', [inChannels, outChannels], kernel, options, transposeDefaults, true)
  }

  forward(input: Tensor): Tensor {
    return convTranspose1d(input, this.weight, this.bias, this.windowOptions)
  }

  outputShape(input: Shape): number[] {
    return checkConvTranspose1dShape(input, this.weight.shape, this.windowOptions)
  }

  override macs(input: Shape): number {
    return numelOf(input) * numelOf(this.weight.shape.slice(1))
  }
}
