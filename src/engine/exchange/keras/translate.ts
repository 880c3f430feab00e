import type { LayerConfig } from '../../layers/layer.ts'
import type { Shape } from '../../tensor/shape.ts'
import { Options, activation, channelAxis } from './options.ts'
import { type FlowValue, type LayerValue, isKind } from './values.ts'
import { conv2d, conv2dTranspose, image, pool2d } from './windows.ts'

/** Our layers for one of Keras's, and what should be known about the difference. */
export interface Translated {
  readonly layers: readonly LayerConfig[]
  readonly notes?: readonly string[]
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
      return { layers: conv2d(o, shape, flow) }
    case 'Conv2DTranspose':
      return { layers: conv2dTranspose(o, shape) }
    case 'MaxPooling2D':
    case 'AveragePooling2D':
      return { layers: pool2d(o, shape) }
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
