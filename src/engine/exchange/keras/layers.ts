import type { LayerConfig } from '../../layers/layer.ts'
import type { Shape } from '../../tensor/shape.ts'
import { call } from '../python/text.ts'

type Options = Readonly<Record<string, unknown>>
type Sides = { top?: number; bottom?: number; left?: number; right?: number }

/** Source of the layers, to be applied one after the other. */
export type KerasLayers = readonly string[]
type Keywords = Readonly<Record<string, readonly [value: unknown, otherwise?: unknown]>>

function cannot(type: string, why: string): never {
  throw new RangeError(`exportKeras: ${type} ${why}.`)
}

const pair = (value: unknown, otherwise: number): [number, number] => {
  const list = (Array.isArray(value) ? value : [value ?? otherwise, value ?? otherwise]) as [number, number]
  return [list[0], list[1]]
}

const short = ([a, b]: readonly [number, number]): number | [number, number] => (a === b ? a : [a, b])
const differs = ([a, b]: readonly [number, number], otherwise: number): boolean =>
  a !== otherwise || b !== otherwise

function sidesOf(padding: unknown): [top: number, bottom: number, left: number, right: number] {
  if (padding === undefined || padding === 'valid') return [0, 0, 0, 0]
  if (typeof padding === 'object' && !Array.isArray(padding)) {
    const { top = 0, bottom = 0, left = 0, right = 0 } = padding as Sides
    return [top, bottom, left, right]
  }
  const [y, x] = pair(padding, 0)
  return [y, y, x, x]
}

/** Whether TensorFlow's 'same' pads exactly so. */
function isSame(
  sides: readonly number[],
  input: Shape,
  kernel: readonly number[],
  stride: readonly number[],
): boolean {
  return [0, 1].every((axis) => {
    const size = input[axis + 1]!
    const total = Math.max(0, (Math.ceil(size / stride[axis]!) - 1) * stride[axis]! + kernel[axis]! - size)
    return sides[2 * axis] === Math.floor(total / 2) && sides[2 * axis + 1] === Math.ceil(total / 2)
  })
}

function conv2d(o: Options, activation: string | undefined): KerasLayers {
  if ((o['paddingMode'] ?? 'zeros') !== 'zeros')
    cannot('Conv2d', `pads with zeros only, not '${o['paddingMode']}'`)
  const [kernel, stride, dilation] = [pair(o['kernelSize'], 1), pair(o['stride'], 1), pair(o['dilation'], 1)]
  const same = o['padding'] === 'same'
  const [top, bottom, left, right] = same ? [0, 0, 0, 0] : sidesOf(o['padding'])
  const padding =
    top === bottom && left === right
      ? short([top, left])
      : [
          [top, bottom],
          [left, right],
        ]
  const made = call('layers.Conv2D', [o['outChannels'], short(kernel)], {
    strides: [differs(stride, 1) ? short(stride) : undefined],
    padding: [same ? 'same' : undefined],
    dilation_rate: [differs(dilation, 1) ? short(dilation) : undefined],
    groups: [o['groups'], 1],
    activation: [activation],
    use_bias: [o['bias'], true],
  })
  return padding === 0 ? [made] : [call('layers.ZeroPadding2D', [padding]), made]
}

function conv2dTranspose(o: Options, activation: string | undefined): KerasLayers {
  const [kernel, stride] = [pair(o['kernelSize'], 1), pair(o['stride'], 1)]
  const [output, dilation] = [pair(o['outputPadding'], 0), pair(o['dilation'], 1)]
  const sides = sidesOf(o['padding'])
  const fits = (crop: boolean): boolean =>
    [0, 1].every((axis) => {
      const rest = kernel[axis]! - stride[axis]!
      const total = crop ? Math.max(0, rest) : 0
      return (
        sides[2 * axis] === Math.floor(total / 2) &&
        sides[2 * axis + 1] === Math.ceil(total / 2) &&
        output[axis] === Math.max(0, -rest)
      )
    })
  if (differs(dilation, 1) || (o['groups'] ?? 1) !== 1)
    cannot('ConvTranspose2d', 'with dilation or groups has no form in Keras')
  if (!fits(false) && !fits(true)) cannot('ConvTranspose2d', "pads as neither 'valid' nor 'same' does")
  return [
    call('layers.Conv2DTranspose', [o['outChannels'], short(kernel)], {
      strides: [differs(stride, 1) ? short(stride) : undefined],
      padding: [fits(false) ? undefined : 'same'],
      activation: [activation],
      use_bias: [o['bias'], true],
    }),
  ]
}

function pool2d(type: string, o: Options, input: Shape): KerasLayers {
  const kernel = pair(o['kernelSize'], 1)
  const stride = pair(o['stride'] ?? o['kernelSize'], 1)
  const sides = sidesOf(o['padding'])
  const none = sides.every((side) => side === 0)
  if (
    differs(pair(o['dilation'], 1), 1) ||
    o['ceilMode'] === true ||
    (o['divisorOverride'] ?? null) !== null
  ) {
    cannot(type, 'with dilation, ceilMode or divisorOverride has no form in Keras')
  }
  if (
    !none &&
    (!isSame(sides, input, kernel, stride) || (type === 'AvgPool2d' && o['countIncludePad'] !== false))
  ) {
    cannot(
      type,
      "with padding has a form in Keras only where it is its 'same', and an average leaves the padding out",
    )
  }
  return [
    call(`layers.${type === 'AvgPool2d' ? 'AveragePooling2D' : 'MaxPooling2D'}`, [short(kernel)], {
      strides: [short(stride), short(kernel)],
      padding: [none ? undefined : 'same'],
    }),
  ]
}

function normalization(type: string, o: Options): KerasLayers {
  const { affine = true, eps, numGroups } = o
  const keras = o['momentumConvention'] === 'keras'
  if (type.startsWith('BatchNorm') && (o['momentum'] === null || o['trackRunningStats'] === false)) {
    cannot(type, 'without running averages has no form in Keras')
  }
  const momentum = o['momentum'] as number | undefined
  const made: Keywords = {
    momentum: [keras || momentum === undefined ? momentum : decimal(1 - momentum), 0.99],
    epsilon: [eps, 1e-3],
    ...(affine === false ? { center: [false], scale: [false] } : {}),
  }
  if (type === 'GroupNorm') return [call('layers.GroupNormalization', [numGroups], made)]
  const shape = o['normalizedShape']
  if (Array.isArray(shape) && shape.length !== 1) cannot(type, 'over several axes has no form in Keras')
  return [call(`layers.${type === 'LayerNorm' ? 'LayerNormalization' : 'BatchNormalization'}`, [], made)]
}

/** 1 − 0.1 as 0.9 and not 0.9000000000000000222. */
const decimal = (value: number): number => Number(value.toPrecision(12))

function recurrent(type: string, o: Options): KerasLayers {
  if (o['numLayers'] !== 1 || o['dropout'] !== 0)
    cannot(type, 'with several layers or dropout between them has no form in Keras')
  const made = call(`layers.${type === 'RNN' ? 'SimpleRNN' : type}`, [o['hiddenSize']], {
    activation: [o['nonlinearity'], 'tanh'],
    use_bias: [o['bias'], true],
    unit_forget_bias: [type === 'LSTM' && o['forgetBias'] !== 1 ? false : undefined],
    return_sequences: [o['returnSequences'], false],
  })
  return [o['bidirectional'] ? `layers.Bidirectional(${made})` : made]
}

const activations: Readonly<Record<string, string>> = {
  ReLU: 'relu',
  Sigmoid: 'sigmoid',
  Tanh: 'tanh',
  Softplus: 'softplus',
  Softsign: 'softsign',
  SiLU: 'silu',
  LogSigmoid: 'log_sigmoid',
}

/** The name that Keras's `activation=` has for a layer, if it has one. */
export function activationName({ type, ...o }: LayerConfig, shape: Shape): string | null {
  if (Object.hasOwn(activations, type)) return activations[type]!
  if (type === 'ELU' && o['alpha'] === 1) return 'elu'
  if (type === 'GELU' && o['approximate'] === 'none') return 'gelu'
  if (type !== 'Softmax' && type !== 'LogSoftmax') return null
  const wanted = shape.length === 3 ? [1, -3] : [-1, shape.length]
  if (!wanted.includes(o['axis'] as number)) cannot(type, 'is over the channels in Keras')
  return type === 'Softmax' ? 'softmax' : 'log_softmax'
}

/** Layers that take `activation=`. */
export const takesActivation = ['Linear', 'Conv2d', 'ConvTranspose2d']

/** @throws RangeError for what Keras has no layer for. */
export function kerasLayers(config: LayerConfig, inputs: readonly Shape[], activation?: string): KerasLayers {
  const { type, ...o } = config
  const shape = inputs[0]!
  const name = activationName(config, shape)
  if (name !== null) return [call('layers.Activation', [name])]
  switch (type) {
    case 'Linear':
      if (shape.length === 3) cannot('Linear', 'over the width of images has no form in Keras')
      return [
        call('layers.Dense', [o['outFeatures']], { activation: [activation], use_bias: [o['bias'], true] }),
      ]
    case 'Conv2d':
      return conv2d(o, activation)
    case 'ConvTranspose2d':
      return conv2dTranspose(o, activation)
    case 'MaxPool2d':
    case 'AvgPool2d':
      return pool2d(type, o, shape)
    case 'GlobalAvgPool2d':
    case 'GlobalMaxPool2d':
      return [
        call(`layers.Global${type === 'GlobalAvgPool2d' ? 'Average' : 'Max'}Pooling2D`, [], {
          keepdims: [o['keepdim'] ?? true, false],
        }),
      ]
    case 'BatchNorm1d':
    case 'BatchNorm2d':
    case 'GroupNorm':
    case 'LayerNorm':
      return normalization(type, o)
    case 'Dropout':
    case 'Dropout2d': {
      const rate = o['probability'] === 'keeping' ? 1 - (o['p'] as number) : o['p']
      return [call(`layers.${type === 'Dropout' ? 'Dropout' : 'SpatialDropout2D'}`, [rate])]
    }
    case 'Embedding':
      return [call('layers.Embedding', [o['numEmbeddings'], o['embeddingDim']])]
    case 'RNN':
    case 'LSTM':
    case 'GRU':
      return recurrent(type, o)
    case 'Flatten':
      if (
        (o['startAxis'] ?? 1) !== 1 ||
        ![-1, shape.length].includes((o['endAxis'] as number | undefined) ?? -1)
      ) {
        cannot('Flatten', 'of some axes only has no form in Keras')
      }
      return [
        ...(shape.length === 3 && shape[0] !== 1 ? ['layers.Permute((3, 1, 2))'] : []),
        'layers.Flatten()',
      ]
    case 'Unflatten':
      if (o['axis'] !== 1 || shape.length !== 1 || (o['sizes'] as number[]).length > 2)
        cannot('Unflatten', 'to images has no form here')
      return [call('layers.Reshape', [o['sizes']])]
    case 'LeakyReLU':
      return [call('layers.LeakyReLU', [], { negative_slope: [o['negativeSlope']] })]
    case 'ELU':
      return [call('layers.ELU', [], { alpha: [o['alpha']] })]
    case 'Identity':
      return ["layers.Activation('linear')"]
    case 'Add':
      return ['layers.Add()']
    case 'Concatenate':
      if (o['axis'] !== (shape.length === 2 ? 2 : 1))
        cannot('Concatenate', 'joins channels or features in Keras')
      return ['layers.Concatenate()']
    default:
      return cannot(type, 'has no form in Keras')
  }
}
