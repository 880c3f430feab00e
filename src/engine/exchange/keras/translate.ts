import type { LayerConfig } from '../../layers/layer.ts'
import type { Shape } from '../../tensor/shape.ts'
import { syntaxError } from '../python/tokens.ts'
import { type FlowValue, type LayerValue, type Value, isKind } from './values.ts'

/** Our layers for one of Keras's, and what should be known about the difference. */
export interface Translated {
  readonly layers: readonly LayerConfig[]
  readonly notes?: readonly string[]
}

/** Reads the arguments of a layer, and complains with its place. */
class Options {
  readonly layer: LayerValue

  constructor(layer: LayerValue) {
    this.layer = layer
  }

  fail(problem: string): never {
    throw syntaxError(this.layer, `${this.layer.type}: ${problem}`)
  }

  get(name: string): Value | undefined {
    return this.layer.options[name]
  }

  number(name: string, otherwise?: number): number {
    const value = this.get(name) ?? otherwise
    if (typeof value !== 'number')
      this.fail(value === undefined ? `${name} is missing` : `${name} is not a number`)
    return value
  }

  count(name: string, otherwise?: number): number {
    const value = this.number(name, otherwise)
    if (!Number.isInteger(value) || value < 1)
      this.fail(`${name} is ${value}; it is a whole number, 1 or more`)
    return value
  }

  flag(name: string, otherwise: boolean): boolean {
    const value = this.get(name) ?? otherwise
    if (typeof value !== 'boolean') this.fail(`${name} is True or False`)
    return value
  }

  pair(name: string, otherwise?: number | readonly [number, number]): [number, number] {
    const value = this.get(name) ?? otherwise
    const list = Array.isArray(value) ? value : [value, value]
    if (list.length !== 2 || !list.every((item) => Number.isInteger(item) && (item as number) > 0)) {
      this.fail(`${name} is one whole number or two, 1 or more`)
    }
    return list as [number, number]
  }

  channels(): void {
    const format = this.get('data_format')
    if (format !== undefined && format !== null && format !== 'channels_last') {
      this.fail("only data_format='channels_last' is understood; shapes are turned into (C, H, W) here")
    }
  }
}

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

const activations: Readonly<Record<string, LayerConfig>> = {
  relu: { type: 'ReLU' },
  sigmoid: { type: 'Sigmoid' },
  tanh: { type: 'Tanh' },
  softplus: { type: 'Softplus' },
  softsign: { type: 'Softsign' },
  elu: { type: 'ELU', alpha: 1 },
  gelu: { type: 'GELU', approximate: 'none' },
  silu: { type: 'SiLU' },
  swish: { type: 'SiLU' },
  leaky_relu: { type: 'LeakyReLU', negativeSlope: 0.2 },
  log_sigmoid: { type: 'LogSigmoid' },
}

/** Keras's last axis holds the channels of an image, which are the axis 1 here. */
const channelAxis = (shape: Shape): number => (shape.length === 3 ? 1 : -1)

function activation(o: Options, shape: Shape): LayerConfig[] {
  const name = o.get('activation') ?? 'linear'
  if (name === 'linear') return []
  if (name === 'softmax' || name === 'log_softmax') {
    return [{ type: name === 'softmax' ? 'Softmax' : 'LogSoftmax', axis: channelAxis(shape) }]
  }
  if (typeof name === 'string' && Object.hasOwn(activations, name)) return [activations[name]!]
  const known = [...Object.keys(activations), 'softmax', 'log_softmax', 'linear'].join(', ')
  return o.fail(`activation ${JSON.stringify(name)} is unknown. Known: ${known}`)
}

function image(o: Options, shape: Shape): void {
  o.channels()
  if (shape.length !== 3)
    o.fail(`needs images (height, width, channels), gets ${shape.length} axes after the batch`)
}

function conv2d(o: Options, shape: Shape, flow: FlowValue): Translated {
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
  return { layers: [config, ...activation(o, shape)] }
}

function conv2dTranspose(o: Options, shape: Shape): Translated {
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
  return { layers: [config, ...activation(o, shape)] }
}

function pool2d(o: Options, shape: Shape): Translated {
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
  return { layers: [config] }
}

function normalization(o: Options, shape: Shape): Translated {
  const axis = o.get('axis') ?? -1
  if (axis !== -1 && axis !== shape.length) o.fail('only axis=-1, the channels, is understood')
  const [center, scale] = [o.flag('center', true), o.flag('scale', true)]
  if (center !== scale) o.fail('center without scale, or the other way round, is not understood')
  const common = { eps: o.number('epsilon', 1e-3), affine: scale }
  const size = shape.length === 3 ? shape[0]! : shape.at(-1)!
  if (o.layer.type === 'GroupNormalization') {
    return { layers: [{ type: 'GroupNorm', numGroups: o.count('groups', 32), numChannels: size, ...common }] }
  }
  if (o.layer.type === 'LayerNormalization') {
    if (shape.length === 3) o.fail('of images normalizes over channels only, which no layer here does')
    return { layers: [{ type: 'LayerNorm', normalizedShape: [size], ...common }] }
  }
  if (shape.length === 2) o.fail('of sequences is not understood')
  const statistics = {
    momentum: o.number('momentum', 0.99),
    momentumConvention: 'keras',
    runningVariance: 'biased',
  }
  return {
    layers: [
      {
        type: shape.length === 3 ? 'BatchNorm2d' : 'BatchNorm1d',
        numFeatures: size,
        ...statistics,
        ...common,
      },
    ],
  }
}

function recurrent(o: Options, shape: Shape, bidirectional = false): Translated {
  if (shape.length !== 2)
    o.fail(`needs sequences (steps, features), gets ${shape.length} axes after the batch`)
  const { type } = o.layer
  const inner = o.get('activation') ?? 'tanh'
  if (inner !== 'tanh' && !(type === 'SimpleRNN' && inner === 'relu'))
    o.fail(`activation ${JSON.stringify(inner)} is not understood`)
  if ((o.get('recurrent_activation') ?? 'sigmoid') !== 'sigmoid') o.fail('recurrent_activation is sigmoid')
  if (type === 'GRU' && !o.flag('reset_after', true)) o.fail('reset_after=False is not understood')
  const notes = o.number('dropout', 0) > 0 ? [`${type}: dropout on the inputs is left out`] : []
  const config = {
    type: type === 'SimpleRNN' ? 'RNN' : type,
    inputSize: shape[1]!,
    hiddenSize: o.count('units'),
    bidirectional,
    bias: o.flag('use_bias', true),
    returnSequences: o.flag('return_sequences', false),
    ...(type === 'SimpleRNN' && { nonlinearity: inner }),
    ...(type === 'LSTM' && o.flag('unit_forget_bias', true) && { forgetBias: 1 }),
  }
  return { layers: [config], notes }
}

function reshape(o: Options, shape: Shape): Translated {
  const target = o.get('target_shape')
  if (!Array.isArray(target) || shape.length !== 1 || target.length > 2) {
    o.fail('only from features to sequences (steps, features) is understood')
  }
  return { layers: [{ type: 'Unflatten', axis: 1, sizes: target }] }
}

const flattenNote =
  'Flatten: features are ordered (channels, height, width) here and (height, width, channels) in Keras; ' +
  'the model is the same up to the order of the next weights'

/** Our layers for a layer of Keras applied to inputs of these shapes, without the batch and as (C, H, W). */
export function translateLayer(layer: LayerValue, flows: readonly FlowValue[]): Translated {
  const o = new Options(layer)
  const flow = flows[0]!
  const { shape } = flow.symbol
  const takesPadding = ['Conv2D', 'DepthwiseConv2D'].includes(layer.type)
  if (flows.some((other) => other.pad !== undefined) && !takesPadding)
    o.fail('after ZeroPadding2D comes a convolution')
  if (flows.some((other) => other.permuted) && layer.type !== 'Flatten') o.fail('after Permute comes Flatten')
  const one = (type: string, options: object = {}): Translated => ({ layers: [{ type, ...options }] })
  switch (layer.type) {
    case 'Dense': {
      if (shape.length === 3)
        o.fail('of images acts on channels in Keras; flatten first, or use Conv2D with kernel_size 1')
      const sizes = {
        inFeatures: shape.at(-1)!,
        outFeatures: o.count('units'),
        bias: o.flag('use_bias', true),
      }
      return { layers: [{ type: 'Linear', ...sizes }, ...activation(o, shape)] }
    }
    case 'Conv2D':
    case 'DepthwiseConv2D':
      return conv2d(o, shape, flow)
    case 'Conv2DTranspose':
      return conv2dTranspose(o, shape)
    case 'MaxPooling2D':
    case 'AveragePooling2D':
      return pool2d(o, shape)
    case 'GlobalAveragePooling2D':
    case 'GlobalMaxPooling2D':
      image(o, shape)
      return one(layer.type.startsWith('GlobalA') ? 'GlobalAvgPool2d' : 'GlobalMaxPool2d', {
        keepdim: o.flag('keepdims', false),
      })
    case 'Flatten':
      o.channels()
      return {
        ...one('Flatten'),
        notes: shape.length === 3 && !flow.permuted && shape[0] !== 1 ? [flattenNote] : [],
      }
    case 'Reshape':
      return reshape(o, shape)
    case 'Dropout':
      return one('Dropout', { p: o.number('rate') })
    case 'SpatialDropout2D':
      return one('Dropout2d', { p: o.number('rate') })
    case 'BatchNormalization':
    case 'LayerNormalization':
    case 'GroupNormalization':
      return normalization(o, shape)
    case 'Embedding':
      return one('Embedding', { numEmbeddings: o.count('input_dim'), embeddingDim: o.count('output_dim') })
    case 'SimpleRNN':
    case 'LSTM':
    case 'GRU':
      return recurrent(o, shape)
    case 'Bidirectional': {
      const inner = o.get('layer')
      const merged = o.get('merge_mode') ?? 'concat'
      if (
        !isKind(inner, 'layer') ||
        merged !== 'concat' ||
        !['SimpleRNN', 'LSTM', 'GRU'].includes(inner.type)
      ) {
        return o.fail("wraps a recurrent layer, with merge_mode='concat'")
      }
      return recurrent(new Options(inner), shape, true)
    }
    case 'Activation':
      return { layers: activation(o, shape) }
    case 'ReLU':
      if (o.get('max_value') !== undefined) o.fail('max_value is not understood')
      return one('ReLU')
    case 'LeakyReLU':
      return one('LeakyReLU', { negativeSlope: o.number('negative_slope', o.number('alpha', 0.3)) })
    case 'ELU':
      return one('ELU', { alpha: o.number('alpha', 1) })
    case 'Softmax':
      if (o.number('axis', -1) !== -1) o.fail('only axis=-1 is understood')
      return one('Softmax', { axis: channelAxis(shape) })
    case 'Add':
      return one('Add')
    case 'Concatenate':
      if (o.number('axis', -1) !== -1) o.fail('only axis=-1 is understood')
      return one('Concatenate', { axis: shape.length === 2 ? 2 : 1 })
    default:
      return o.fail('is not understood here')
  }
}
