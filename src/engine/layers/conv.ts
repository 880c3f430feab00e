import { conv1d, conv2d } from '../ops/spatial/conv.ts'
import {
  type Conv1dOptions,
  type Conv2dOptions,
  checkConv1dShape,
  checkConv2dShape,
  resolveConv,
} from '../ops/spatial/convShape.ts'
import { pad } from '../ops/shape/pad.ts'
import { type Size2d, type WindowAxis, perAxis } from '../ops/spatial/window.ts'
import type { Shape } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { type BiasOption, Convolution, type PaddingMode } from './convolution.ts'
import type { InitOptions, Reach } from './layer.ts'

interface PaddingModeOption {
  /**
   * What stands beyond the border: `'zeros'`, or the input mirrored without its edge (`'reflect'`), its edge repeated
   * (`'replicate'`), or its other side (`'circular'`). Default zeros.
   */
  readonly paddingMode?: PaddingMode
}

const modes: readonly PaddingMode[] = ['zeros', 'reflect', 'replicate', 'circular']

/** Convolutions whose output is no larger than their padded input: of images (count 2) and sequences (count 1). */
abstract class Forward<Options extends Conv1dOptions | Conv2dOptions> extends Convolution<Options> {
  readonly paddingMode: PaddingMode
  readonly #count: 1 | 2

  constructor(
    type: string,
    channels: readonly [number, number],
    kernelSize: readonly number[],
    given: Options & BiasOption & PaddingModeOption & InitOptions,
    count: 1 | 2,
  ) {
    const defaults = { stride: 1, padding: 0, dilation: 1, groups: 1 } as Required<Options>
    super(type, channels, kernelSize, given, defaults, false, ['paddingMode'])
    this.#count = count
    this.paddingMode = given.paddingMode ?? 'zeros'
    if (!modes.includes(this.paddingMode)) {
      throw new RangeError(
        `${type}: paddingMode is '${String(this.paddingMode)}'. Known: '${modes.join("', '")}'.`,
      )
    }
  }

  /** The window along H and W, or along L alone. */
  #axes(input: Shape): readonly WindowAxis[] {
    const options = this.windowOptions as Conv1dOptions | Conv2dOptions
    const { geometry } = resolveConv(this.type, this.#count, input, this.weight.shape, options)
    return geometry.axes.slice(2 - this.#count)
  }

  /** The input with its border, where that is not zeros, and the options that remain for the convolution. */
  protected bordered(input: Tensor): [x: Tensor, options: Options] {
    const mode = this.paddingMode
    if (mode === 'zeros') return [input, this.windowOptions]
    const sides = this.#axes(input.shape).toReversed() // pad counts from the last axis
    const x = pad(
      input,
      sides.flatMap(({ before, after }) => [before, after]),
      { mode },
    )
    return [x, { ...this.windowOptions, padding: 0 }]
  }

  override reach(input: Shape): Reach {
    const [first, second] = this.#axes(input) as [WindowAxis, WindowAxis?]
    const pair = (of: (axis: WindowAxis) => number, flat: number): [number, number] =>
      second === undefined ? [flat, of(first)] : [of(first), of(second)]
    return {
      kernelSize: pair(({ kernel }) => kernel, 1),
      stride: pair(({ stride }) => stride, 1),
      dilation: pair(({ dilation }) => dilation, 1),
      padding: pair(({ before }) => before, 0),
    }
  }

  protected override options(): Record<string, unknown> {
    const { dtype, bias, ...options } = super.options()
    return { ...options, paddingMode: this.paddingMode, bias, dtype }
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
export class Conv2d extends Forward<Conv2dOptions> {
  readonly type = 'Conv2d'

  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: Size2d,
    options: Conv2dOptions & BiasOption & PaddingModeOption & InitOptions = {},
  ) {
    super('Conv2d', [inChannels, outChannels], perAxis('Conv2d', 'kernelSize', kernelSize, 2, 1), options, 2)
  }

  forward(input: Tensor): Tensor {
    const [x, options] = this.bordered(input)
    return conv2d(x, this.weight, this.bias, options)
  }

  outputShape(input: Shape): number[] {
    return checkConv2dShape(input, this.weight.shape, this.windowOptions)
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
export class Conv1d extends Forward<Conv1dOptions> {
  readonly type = 'Conv1d'

  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: number,
    options: Conv1dOptions & BiasOption & PaddingModeOption & InitOptions = {},
  ) {
    super('Conv1d', [inChannels, outChannels], perAxis('Conv1d', 'kernelSize', kernelSize, 1, 1), options, 1)
  }

  forward(input: Tensor): Tensor {
    const [x, options] = this.bordered(input)
    return conv1d(x, this.weight, this.bias, options)
  }

  outputShape(input: Shape): number[] {
    return checkConv1dShape(input, this.weight.shape, this.windowOptions)
  }
}
