import {
  type ConvTranspose1dOptions,
  type ConvTranspose2dOptions,
  checkConvTranspose1dShape,
  checkConvTranspose2dShape,
  convTranspose1d,
  convTranspose2d,
} from '../ops/spatial/convTranspose.ts'
import { type Size2d, perAxis, paddingPerAxis, span } from '../ops/spatial/window.ts'
import { type Shape, numelOf } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { type BiasOption, Convolution } from './convolution.ts'
import type { InitOptions, Reach } from './layer.ts'

const transposeDefaults = () => ({ stride: 1, padding: 0, outputPadding: 0, dilation: 1, groups: 1 })

/** Convolutions that are backward: of images and sequences. */
abstract class Transposed<
  Options extends ConvTranspose1dOptions | ConvTranspose2dOptions,
> extends Convolution<Options> {
  /** Every input element is multiplied by its whole kernel. */
  override macs(input: Shape): number {
    return numelOf(input) * numelOf(this.weight.shape.slice(1))
  }

  /** An output sees the inputs whose kernels lie over it: at most ⌈span / stride⌉ along each axis, 1 / stride apart. */
  override reach(): Reach {
    const { stride = 1, dilation = 1, padding = 0 } = this.windowOptions
    const count = this.kernelSize.length
    const strides = perAxis(this.type, 'stride', stride, count, 1)
    const dilations = perAxis(this.type, 'dilation', dilation, count, 1)
    const sides = paddingPerAxis(this.type, padding, count)
    const axes = this.kernelSize.map((kernel, i) => {
      const [s, reach] = [strides[i]!, span(kernel, dilations[i]!)]
      return {
        kernel: Math.ceil(reach / s),
        stride: 1 / s,
        before: Math.floor((reach - 1 - sides[i]![0]) / s),
      }
    })
    const [h, w] = count === 1 ? [{ kernel: 1, stride: 1, before: 0 }, axes[0]!] : [axes[0]!, axes[1]!]
    return {
      kernelSize: [h.kernel, w.kernel],
      stride: [h.stride, w.stride],
      dilation: [1, 1],
      padding: [h.before, w.before],
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
export class ConvTranspose2d extends Transposed<ConvTranspose2dOptions> {
  readonly type = 'ConvTranspose2d'

  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: Size2d,
    options: ConvTranspose2dOptions & BiasOption & InitOptions = {},
  ) {
    const kernel = perAxis('ConvTranspose2d', 'kernelSize', kernelSize, 2, 1)
    super('ConvTranspose2d', [inChannels, outChannels], kernel, options, transposeDefaults(), true)
  }

  forward(input: Tensor): Tensor {
    return convTranspose2d(input, this.weight, this.bias, this.windowOptions)
  }

  outputShape(input: Shape): number[] {
    return checkConvTranspose2dShape(input, this.weight.shape, this.windowOptions)
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
export class ConvTranspose1d extends Transposed<ConvTranspose1dOptions> {
  readonly type = 'ConvTranspose1d'

  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: number,
    options: ConvTranspose1dOptions & BiasOption & InitOptions = {},
  ) {
    const kernel = perAxis('ConvTranspose1d', 'kernelSize', kernelSize, 1, 1)
    super('ConvTranspose1d', [inChannels, outChannels], kernel, options, transposeDefaults(), true)
  }

  forward(input: Tensor): Tensor {
    return convTranspose1d(input, this.weight, this.bias, this.windowOptions)
  }

  outputShape(input: Shape): number[] {
    return checkConvTranspose1dShape(input, this.weight.shape, this.windowOptions)
  }
}
