import type { LayerConfig } from '../../layers/layer.ts'
import type { Shape } from '../../tensor/shape.ts'
import { type Options, activation } from './options.ts'
import type { FlowValue } from './values.ts'

const short = ([a, b]: readonly [number, number]): number | [number, number] => (a === b ? a : [a, b])

/** TensorFlow's 'same': ceil(in / stride) outputs, the odd zero at the end. */
function sameSides(input: Shape, kernel: readonly number[], stride: readonly number[], dilation = [1, 1]) {
  const [[top, bottom], [left, right]] = [0, 1].map((axis) => {
    const size = input[axis + 1]!
    const reach = dilation[axis]! * (kernel[axis]! - 1) + 1
    const total = Math.max(0, (Math.ceil(size / stride[axis]!) - 1) * stride[axis]! + reach - size)
    return [Math.floor(total / 2), Math.ceil(total / 2)]
  }) as [[number, number], [number, number]]
  return { top, bottom, left, right }
}

function paddingOf(o: Options): 'valid' | 'same' {
  const padding = o.get('padding') ?? 'valid'
  const lower = typeof padding === 'string' ? padding.toLowerCase() : padding
  if (lower !== 'valid' && lower !== 'same') o.fail("padding is 'valid' or 'same'")
  return lower
}

/** @throws FormatError unless the input is an image. */
export function image(o: Options, shape: Shape): void {
  o.channels()
  if (shape.length !== 3)
    o.fail(`needs images (height, width, channels), gets ${shape.length} axes after the batch`)
}

export function conv2d(o: Options, shape: Shape, flow: FlowValue): LayerConfig[] {
  image(o, shape)
  const depthwise = o.layer.type === 'DepthwiseConv2D'
  const inChannels = shape[0]!
  const outChannels = depthwise ? inChannels * o.count('depth_multiplier', 1) : o.count('filters')
  const groups = depthwise ? inChannels : o.count('groups', 1)
  const kernelSize = o.pair('kernel_size')
  const [stride, dilation] = [o.pair('strides', 1), o.pair('dilation_rate', 1)]
  const same = paddingOf(o) === 'same'
  if (same && flow.pad !== undefined) o.fail("padding='same' after ZeroPadding2D is not understood")
  const unit = stride[0] === 1 && stride[1] === 1
  const sides = flow.pad ?? (same && !unit ? sameSides(shape, kernelSize, stride, dilation) : undefined)
  const { top, bottom, left, right } = sides ?? { top: 0, bottom: 0, left: 0, right: 0 }
  const even = top === bottom && left === right
  const padding = sides === undefined ? (same ? 'same' : 0) : even ? short([top, left]) : sides
  const config = {
    type: 'Conv2d',
    inChannels,
    outChannels,
    kernelSize: short(kernelSize),
    ...(unit ? {} : { stride: short(stride) }),
    ...(padding === 0 ? {} : { padding }),
    ...(dilation[0] === 1 && dilation[1] === 1 ? {} : { dilation: short(dilation) }),
    ...(groups === 1 ? {} : { groups }),
    bias: o.flag('use_bias', true),
  }
  return [config, ...activation(o, shape)]
}

export function conv2dTranspose(o: Options, shape: Shape): LayerConfig[] {
  image(o, shape)
  const [kernelSize, stride] = [o.pair('kernel_size'), o.pair('strides', 1)]
  if (o.pair('dilation_rate', 1).some((d) => d !== 1)) o.fail('dilation_rate is not understood here')
  const same = paddingOf(o) === 'same'
  const [[top, bottom, outY], [left, right, outX]] = [0, 1].map((axis) => {
    const rest = kernelSize[axis]! - stride[axis]!
    const crop = same ? Math.max(0, rest) : 0 // so that the output has in · stride sizes
    return [Math.floor(crop / 2), Math.ceil(crop / 2), Math.max(0, -rest)]
  }) as [[number, number, number], [number, number, number]]
  const even = top === bottom && left === right
  const padding = even ? short([top, left]) : { top, bottom, left, right }
  const config = {
    type: 'ConvTranspose2d',
    inChannels: shape[0]!,
    outChannels: o.count('filters'),
    kernelSize: short(kernelSize),
    ...(stride[0] === 1 && stride[1] === 1 ? {} : { stride: short(stride) }),
    ...(padding === 0 ? {} : { padding }),
    ...(outY === 0 && outX === 0 ? {} : { outputPadding: short([outY, outX]) }),
    bias: o.flag('use_bias', true),
  }
  return [config, ...activation(o, shape)]
}

export function pool2d(o: Options, shape: Shape): LayerConfig[] {
  image(o, shape)
  const kernelSize = o.pair('pool_size', 2)
  const stride = o.pair('strides', kernelSize)
  const sides = paddingOf(o) === 'same' ? sameSides(shape, kernelSize, stride) : undefined
  const none = sides === undefined || Object.values(sides).every((side) => side === 0)
  const even = sides !== undefined && sides.top === sides.bottom && sides.left === sides.right
  const average = o.layer.type === 'AveragePooling2D'
  const config = {
    type: average ? 'AvgPool2d' : 'MaxPool2d',
    kernelSize: short(kernelSize),
    ...(stride[0] === kernelSize[0] && stride[1] === kernelSize[1] ? {} : { stride: short(stride) }),
    ...(none ? {} : { padding: even ? short([sides.top, sides.left]) : sides }),
    ...(average && !none ? { countIncludePad: false } : {}),
  }
  return [config]
}
