import { axesText } from '../axesText.ts'
import { checkKnownOptions, shapeError } from '../../errors.ts'
import type { Shape } from '../../tensor/shape.ts'
import type { ConvGeometry } from './trilinear.ts'
import {
  type Sides,
  type Size2d,
  type WindowAxis,
  axisNames,
  asBatch,
  checkSpatialInput,
  flatAxis,
  paddingPerAxis,
  perAxis,
  span,
} from './window.ts'

/** Hyper-parameters of `conv2d`. */
export interface Conv2dOptions {
  /** Elements from one window to the next. Default 1. */
  readonly stride?: Size2d
  /**
   * Zeros around the input: a number for all sides, `[vertical, horizontal]` per side, sides one by one,
   * `'valid'` for none, or `'same'` (stride 1 only) for an output of the input's size. Default 0.
   */
  readonly padding?: Size2d | Sides | 'valid' | 'same'
  /** Elements from one kernel element to the next. Default 1. */
  readonly dilation?: Size2d
  /** Channel groups that do not see each other; as many as channels is *depthwise*. Default 1. */
  readonly groups?: number
}

/** Hyper-parameters of `conv1d`; the same words along one axis. */
export interface Conv1dOptions {
  /** Default 1. */
  readonly stride?: number
  /** Zeros at both ends, at each end, `'valid'` or `'same'` (stride 1 only). Default 0. */
  readonly padding?: number | Pick<Sides, 'left' | 'right'> | 'valid' | 'same'
  /** Default 1. */
  readonly dilation?: number
  /** Default 1. */
  readonly groups?: number
}

export interface ResolvedConv {
  readonly shape: number[]
  readonly geometry: ConvGeometry
}

type AnyOptions = Conv1dOptions | Conv2dOptions

/** Total padding of `'same'` is d · (k − 1), the odd zero at the end, as in PyTorch. */
function samePadding(
  op: string,
  sizes: Shape,
  kernel: number[],
  stride: number[],
  dilation: number[],
): [number, number][] {
  if (stride.some((s) => s !== 1)) {
    // Keras pads so that the output has ceil(in / stride) sizes; that depends on the input's size.
    const keras = sizes.map((size, i) => {
      const total = Math.max(
        0,
        (Math.ceil(size / stride[i]!) - 1) * stride[i]! + span(kernel[i]!, dilation[i]!) - size,
      )
      return [Math.floor(total / 2), Math.ceil(total / 2)]
    })
    const names =
      sizes.length === 1
        ? [['left', 'right']]
        : [
            ['top', 'bottom'],
            ['left', 'right'],
          ]
    const sides = keras.flatMap((pair, i) => pair.map((p, end) => `${names[i]![end]}: ${p}`)).join(', ')
    throw new RangeError(
      `${op}: padding 'same' needs stride 1, stride is ${stride.join(', ')} (PyTorch refuses it too). ` +
        `Keras and TensorFlow would pad this input by { ${sides} }, which can be given as padding.`,
    )
  }
  return kernel.map((k, i) => {
    const total = dilation[i]! * (k - 1)
    return [Math.floor(total / 2), Math.ceil(total / 2)]
  })
}

function convAxes(op: string, input: Shape, weight: Shape, count: number, options: AnyOptions): WindowAxis[] {
  const sizes = input.slice(-count)
  const kernel = weight.slice(-count)
  const stride = perAxis(op, 'stride', options.stride ?? 1, count, 1)
  const dilation = perAxis(op, 'dilation', options.dilation ?? 1, count, 1)
  const { padding = 0 } = options
  if (typeof padding === 'string' && padding !== 'same' && padding !== 'valid') {
    throw new RangeError(
      `${op}: padding '${String(padding)}' is unknown. Known: numbers, sides, 'valid', 'same'.`,
    )
  }
  const sides =
    padding === 'same'
      ? samePadding(op, sizes, kernel, stride, dilation)
      : paddingPerAxis(op, padding === 'valid' ? 0 : padding, count)
  return sizes.map((size, i) => {
    const [before, after] = sides[i]!
    const room = size + before + after - span(kernel[i]!, dilation[i]!)
    const output = Math.floor(room / stride[i]!) + 1
    return {
      input: size,
      kernel: kernel[i]!,
      stride: stride[i]!,
      dilation: dilation[i]!,
      before,
      after,
      output,
    }
  })
}

/** Weight axes: output channels, input channels of one group, kernel. */
const weightNames = (count: number): string => (count === 1 ? 'O, I, k' : 'O, I, kH, kW')

function checkChannels(op: string, input: Shape, weight: Shape, count: number, groups: number): void {
  const channels = input.at(-count - 1)!
  const [outChannels, perGroup] = [weight[0]!, weight[1]!]
  const shapes = { input: [input, axisNames(input, count)], weight: [weight, weightNames(count)] } as const
  if (channels === perGroup * groups && outChannels % groups === 0 && outChannels > 0) return
  if (outChannels % groups !== 0 || outChannels === 0) {
    const problem = `${outChannels} output channels do not split into ${groups} group${groups === 1 ? '' : 's'}`
    throw shapeError(op, problem, shapes, 'Each group needs the same number of output channels, 1 or more.')
  }
  if (groups > 1) {
    const problem = `input has ${channels} channels, weight expects ${perGroup} in each of ${groups} groups, ${perGroup * groups} in all`
    const hint =
      channels % groups === 0
        ? `The second axis of weight must be ${channels} / ${groups} = ${channels / groups}.`
        : `groups must divide the ${channels} channels.`
    throw shapeError(op, problem, shapes, hint)
  }
  const last = input.at(-1)!
  const order = input.length === 4 ? '[0, 3, 1, 2]' : '[2, 0, 1]'
  const hint =
    count === 2 && last === perGroup
      ? `If the last axis holds the channels, as in Keras, permute(input, ${order}) puts them where they belong.`
      : `A weight (${[outChannels, channels, ...weight.slice(2)].join(', ')}) would fit this input.`
  throw shapeError(op, `input has ${channels} channels, weight expects ${perGroup}`, shapes, hint)
}

function checkBias(op: string, bias: Shape | undefined, channels: number): void {
  if (bias === undefined || (bias.length === 1 && bias[0] === channels)) return
  throw shapeError(
    op,
    `bias needs one number per output channel, ${channels}`,
    { bias },
    `It must have shape (${channels}).`,
  )
}

function checkWeight(op: string, weight: Shape, count: number): void {
  if (weight.length !== count + 2) {
    const problem = `weight has ${axesText(weight.length)}, needs ${count + 2} (${weightNames(count)})`
    throw shapeError(op, problem, { weight })
  }
  if (weight.slice(2).includes(0))
    throw shapeError(op, 'the kernel is empty', { weight: [weight, weightNames(count)] })
}

/** Everything `conv1d` (count 1) and `conv2d` (count 2) need to know before they compute. */
export function resolveConv(
  op: string,
  count: 1 | 2,
  input: Shape,
  weight: Shape,
  options: AnyOptions = {},
  bias?: Shape,
): ResolvedConv {
  checkKnownOptions(op, options, ['stride', 'padding', 'dilation', 'groups'])
  checkSpatialInput(op, input, count)
  checkWeight(op, weight, count)
  const groups = perAxis(op, 'groups', options.groups ?? 1, 1, 1)[0]!
  checkChannels(op, input, weight, count, groups)
  checkBias(op, bias, weight[0]!)
  const axes = convAxes(op, input, weight, count, options)
  const small = axes.find((axis) => axis.output < 1)
  if (small !== undefined) {
    const padded = small.input + small.before + small.after
    const shapes = { input: [input, axisNames(input, count)], weight: [weight, weightNames(count)] } as const
    const reach = span(small.kernel, small.dilation)
    const dilated = small.dilation > 1 ? ` (${small.kernel} with dilation ${small.dilation})` : ''
    const hint = `Padding by ${reach - padded} more in all, or a kernel of at most ${padded}, would fit.`
    throw shapeError(op, `the kernel spans ${reach}${dilated}, the padded input only ${padded}`, shapes, hint)
  }
  const [batch] = asBatch(input, count) as [number]
  const spatial = axes.map((axis) => axis.output)
  const geometry: ConvGeometry = {
    batch,
    groups,
    inPerGroup: weight[1]!,
    outPerGroup: weight[0]! / groups,
    axes: count === 1 ? [flatAxis, axes[0]!] : [axes[0]!, axes[1]!],
  }
  return { shape: [...input.slice(0, -count - 1), weight[0]!, ...spatial], geometry }
}

/**
 * The shape of `conv2d(input, weight, bias, options)`:
 * outSize = floor((in + padding on both sides − dilation · (kernelSize − 1) − 1) / stride) + 1 along H and W.
 *
 * @throws ShapeError when channels, groups, bias or sizes do not fit; RangeError for an impossible option.
 *
 * @example
 * checkConv2dShape([1, 3, 28, 28], [8, 3, 5, 5], { stride: 2, padding: 1 })
 * // → [1, 8, 13, 13]
 */
export function checkConv2dShape(
  input: Shape,
  weight: Shape,
  options: Conv2dOptions = {},
  bias?: Shape,
): number[] {
  return resolveConv('conv2d', 2, input, weight, options, bias).shape
}

/**
 * The shape of `conv1d(input, weight, bias, options)`, by the formula of `checkConv2dShape` along L.
 *
 * @throws ShapeError when channels, groups, bias or sizes do not fit; RangeError for an impossible option.
 *
 * @example
 * checkConv1dShape([1, 3, 28], [8, 3, 5])
 * // → [1, 8, 24]
 */
export function checkConv1dShape(
  input: Shape,
  weight: Shape,
  options: Conv1dOptions = {},
  bias?: Shape,
): number[] {
  return resolveConv('conv1d', 1, input, weight, options, bias).shape
}
