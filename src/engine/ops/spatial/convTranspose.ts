import { axesText } from '../axesText.ts'
import { checkKnownOptions, shapeError } from '../../errors.ts'
import type { Shape } from '../../tensor/shape.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { reshape } from '../shape/reshape.ts'
import { addPerChannel, convOperands } from './conv.ts'
import type { ResolvedConv } from './convShape.ts'
import { correlateInput } from './trilinear.ts'
import {
  type Sides,
  type Size2d,
  type WindowAxis,
  asBatch,
  axisNames,
  checkSpatialInput,
  flatAxis,
  paddingPerAxis,
  perAxis,
  span,
} from './window.ts'

/** Hyper-parameters of `convTranspose2d`. */
export interface ConvTranspose2dOptions {
  /** Output elements from one input element to the next: how much the map grows. Default 1. */
  readonly stride?: Size2d
  /** Output elements cut away per side (the padding of the convolution that this transposes). Default 0. */
  readonly padding?: Size2d | Sides
  /** Output elements added at the bottom and right, to choose among the sizes that fit. Less than stride or dilation. Default 0. */
  readonly outputPadding?: Size2d
  /** Default 1. */
  readonly dilation?: Size2d
  /** Default 1. */
  readonly groups?: number
}

/** Hyper-parameters of `convTranspose1d`; the same words along one axis. */
export interface ConvTranspose1dOptions {
  /** Default 1. */
  readonly stride?: number
  /** Default 0. */
  readonly padding?: number | Pick<Sides, 'left' | 'right'>
  /** Default 0. */
  readonly outputPadding?: number
  /** Default 1. */
  readonly dilation?: number
  /** Default 1. */
  readonly groups?: number
}

type AnyOptions = ConvTranspose1dOptions | ConvTranspose2dOptions

function transposedAxes(
  op: string,
  input: Shape,
  kernel: Shape,
  count: number,
  options: AnyOptions,
): WindowAxis[] {
  const stride = perAxis(op, 'stride', options.stride ?? 1, count, 1)
  const dilation = perAxis(op, 'dilation', options.dilation ?? 1, count, 1)
  const extra = perAxis(op, 'outputPadding', options.outputPadding ?? 0, count, 0)
  if (typeof options.padding === 'string') {
    throw new RangeError(
      `${op}: padding is '${String(options.padding)}'; here it is numbers or sides (Keras also has words).`,
    )
  }
  const sides = paddingPerAxis(op, options.padding ?? 0, count)
  return input.slice(-count).map((size, i) => {
    const limit = Math.max(stride[i]!, dilation[i]!)
    if (extra[i]! >= limit) {
      throw new RangeError(
        `${op}: outputPadding is ${extra[i]}; it must be smaller than stride or dilation, ${limit}.`,
      )
    }
    const [before, after] = sides[i]!
    const grown = (size - 1) * stride[i]! - before - after + span(kernel[i]!, dilation[i]!) + extra[i]!
    if (size < 1 || grown < 1) {
      const problem =
        size < 1 ? 'the input is empty' : `padding ${before} + ${after} leaves an output of size ${grown}`
      throw shapeError(op, problem, { input: [input, axisNames(input, count)] })
    }
    // Seen from the convolution that is transposed, the result is the input.
    return {
      input: grown,
      kernel: kernel[i]!,
      stride: stride[i]!,
      dilation: dilation[i]!,
      before,
      after,
      output: size,
    }
  })
}

function resolve(
  op: string,
  count: 1 | 2,
  input: Shape,
  weight: Shape,
  options: AnyOptions,
  bias: Shape | undefined,
): ResolvedConv {
  checkKnownOptions(op, options, ['stride', 'padding', 'outputPadding', 'dilation', 'groups'])
  checkSpatialInput(op, input, count)
  const names = count === 1 ? 'I, O, k' : 'I, O, kH, kW'
  if (weight.length !== count + 2 || weight.slice(1).includes(0)) {
    const problem =
      weight.length === count + 2
        ? 'weight is empty'
        : `weight has ${axesText(weight.length)}, needs ${count + 2}`
    throw shapeError(op, problem, { weight: [weight, names] })
  }
  const groups = perAxis(op, 'groups', options.groups ?? 1, 1, 1)[0]!
  const channels = input.at(-count - 1)!
  const shapes = { input: [input, axisNames(input, count)], weight: [weight, names] } as const
  if (channels !== weight[0]) {
    const hint =
      weight[1] === channels
        ? 'Its weight starts with the input channels, unlike the weight of a convolution: (inChannels, outChannels / groups, …).'
        : `A weight (${[channels, ...weight.slice(1)].join(', ')}) would fit this input.`
    throw shapeError(op, `input has ${channels} channels, weight expects ${weight[0]}`, shapes, hint)
  }
  if (channels % groups !== 0) {
    throw shapeError(op, `${channels} input channels do not split into ${groups} groups`, shapes)
  }
  const outChannels = weight[1]! * groups
  if (bias !== undefined && (bias.length !== 1 || bias[0] !== outChannels)) {
    throw shapeError(op, `bias needs one number per output channel, ${outChannels}`, { bias })
  }
  const axes = transposedAxes(op, input, weight.slice(2), count, options)
  const geometry = {
    batch: asBatch(input, count)[0]!,
    groups,
    inPerGroup: weight[1]!,
    outPerGroup: channels / groups,
    axes: (count === 1 ? [flatAxis, axes[0]!] : [axes[0]!, axes[1]!]) as [WindowAxis, WindowAxis],
  }
  const spatial = axes.map((axis) => axis.input)
  return { shape: [...input.slice(0, -count - 1), outChannels, ...spatial], geometry }
}

/**
 * The shape of `convTranspose2d(input, weight, bias, options)`: along H and W
 * outSize = (in − 1) · stride − padding on both sides + dilation · (kernelSize − 1) + outputPadding + 1.
 *
 * @throws ShapeError when channels, groups, bias or sizes do not fit; RangeError for an impossible option.
 *
 * @example
 * checkConvTranspose2dShape([1, 8, 7, 7], [8, 4, 3, 3], { stride: 2, padding: 1, outputPadding: 1 })
 * // → [1, 4, 14, 14]
 */
export function checkConvTranspose2dShape(
  input: Shape,
  weight: Shape,
  options: ConvTranspose2dOptions = {},
  bias?: Shape,
): number[] {
  return resolve('convTranspose2d', 2, input, weight, options, bias).shape
}

/**
 * The shape of `convTranspose1d(input, weight, bias, options)`, by the formula of `checkConvTranspose2dShape`.
 *
 * @throws ShapeError when channels, groups, bias or sizes do not fit; RangeError for an impossible option.
 *
 * @example
 * checkConvTranspose1dShape([1, 8, 7], [8, 4, 2], { stride: 2 })
 * // → [1, 4, 14]
 */
export function checkConvTranspose1dShape(
  input: Shape,
  weight: Shape,
  options: ConvTranspose1dOptions = {},
  bias?: Shape,
): number[] {
  return resolve('convTranspose1d', 1, input, weight, options, bias).shape
}

function spread(
  op: string,
  count: 1 | 2,
  operands: ReturnType<typeof convOperands>,
  options: AnyOptions,
): Tensor {
  const { x, w, b } = operands
  const { shape, geometry } = resolve(op, count, x.shape, w.shape, options, b?.shape)
  const [h, v] = geometry.axes
  const input4 = [geometry.batch, w.shape[0]!, h.output, v.output]
  const weight4 = [w.shape[0]!, geometry.inPerGroup, h.kernel, v.kernel]
  const y = correlateInput(op, reshape(x, input4), reshape(w, weight4), geometry) // (N, O, oH, oW)
  return reshape(addPerChannel(y, b), shape)
}

/**
 * Transposed convolution ("deconvolution"): each input element adds its multiple of the kernel to the output, at
 * steps of `stride`. It is the adjoint of `conv2d` with the same weight and options: ⟨conv2d(x), y⟩ = ⟨x, convTranspose2d(y)⟩.
 *
 * input (N, C, H, W) or (C, H, W), weight (C, O / groups, kH, kW), bias (O) → (N, O, oH, oW), sizes as in
 * `checkConvTranspose2dShape`.
 *
 * @throws ShapeError when channels, groups, bias or sizes do not fit; RangeError for an impossible option, such as
 * an outputPadding that is not smaller than stride or dilation.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.conv_transpose2d.html
 *
 * @example
 * convTranspose2d([[[[1, 2]]]], [[[[1, 10], [100, 1000]]]], null, { stride: 2 }).toArray()
 * // → [[[[1, 10, 2, 20], [100, 1000, 200, 2000]]]]
 */
export function convTranspose2d(
  input: TensorLike,
  weight: TensorLike,
  bias?: TensorLike | null,
  options: ConvTranspose2dOptions = {},
): Tensor {
  return spread('convTranspose2d', 2, convOperands(input, weight, bias), options)
}

/**
 * Transposed convolution along one axis, see `convTranspose2d`.
 * input (N, C, L) or (C, L), weight (C, O / groups, k), bias (O) → (N, O, outSize).
 *
 * @throws ShapeError when channels, groups, bias or sizes do not fit; RangeError for an impossible option.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.conv_transpose1d.html
 *
 * @example
 * convTranspose1d([[[1, 2, 3]]], [[[1, 1]]]).toArray()
 * // → [[[1, 3, 5, 3]]]
 */
export function convTranspose1d(
  input: TensorLike,
  weight: TensorLike,
  bias?: TensorLike | null,
  options: ConvTranspose1dOptions = {},
): Tensor {
  return spread('convTranspose1d', 1, convOperands(input, weight, bias), options)
}
