import type { LayerConfig } from '../../layers/layer.ts'
import { type Place, syntaxError } from '../python/tokens.ts'

/** What an argument may be: numbers, words, switches, None, and tuples of numbers. */
export type TorchValue = number | string | boolean | null | readonly TorchValue[]

/** A module as written: its type, and its arguments by name with their places. */
export interface TorchModule extends Place {
  readonly type: string
  readonly options: ReadonlyMap<string, Place & { readonly value: TorchValue }>
}

/** The arguments of PyTorch's modules in order, as far as they are understood. Source: https://docs.pytorch.org/docs/stable/nn.html */
export const moduleArguments: Readonly<Record<string, string>> = {
  Conv2d: 'in_channels out_channels kernel_size stride padding dilation groups bias padding_mode',
  LazyConv2d: 'out_channels kernel_size stride padding dilation groups bias padding_mode',
  MaxPool2d: 'kernel_size stride padding dilation return_indices ceil_mode',
  AvgPool2d: 'kernel_size stride padding ceil_mode count_include_pad divisor_override',
  AdaptiveAvgPool2d: 'output_size',
  BatchNorm1d: 'num_features eps momentum affine track_running_stats',
  BatchNorm2d: 'num_features eps momentum affine track_running_stats',
  Linear: 'in_features out_features bias',
  LazyLinear: 'out_features bias',
  Flatten: 'start_dim end_dim',
  Dropout: 'p inplace',
  Dropout2d: 'p inplace',
  ReLU: 'inplace',
  LeakyReLU: 'negative_slope inplace',
  ELU: 'alpha inplace',
  SiLU: 'inplace',
  GELU: 'approximate',
  Sigmoid: '',
  LogSigmoid: '',
  Tanh: '',
  Softplus: '',
  Softsign: '',
  Softmax: 'dim',
  LogSoftmax: 'dim',
  Identity: '',
}

/** What changes nothing here: where numbers live, and whether memory is used again. */
export const ignoredArguments: readonly string[] = ['inplace', 'device', 'dtype', 'return_indices']

/** Reads the arguments of a module, and complains at their places. */
class Arguments {
  readonly module: TorchModule

  constructor(module: TorchModule) {
    this.module = module
  }

  fail(name: string, problem: string): never {
    throw syntaxError(this.module.options.get(name) ?? this.module, `nn.${this.module.type}: ${problem}`)
  }

  get(name: string): TorchValue | undefined {
    return this.module.options.get(name)?.value
  }

  #missing(name: string): never {
    const known = moduleArguments[this.module.type]!.split(' ').join(', ')
    return this.fail(name, `${name} is missing; the arguments are (${known})`)
  }

  number(name: string, otherwise?: number): number {
    const value = this.get(name) ?? otherwise
    if (value === undefined) return this.#missing(name)
    return typeof value === 'number' ? value : this.fail(name, `${name} is a number`)
  }

  count(name: string, otherwise?: number): number {
    const value = this.number(name, otherwise)
    if (!Number.isInteger(value) || value < 1)
      this.fail(name, `${name} is ${value}; it is a whole number, 1 or more`)
    return value
  }

  flag(name: string, otherwise: boolean): boolean {
    const value = this.get(name) ?? otherwise
    return typeof value === 'boolean' ? value : this.fail(name, `${name} is True or False`)
  }

  /** One whole number for both axes, or (vertical, horizontal). */
  pair(name: string, otherwise?: number | readonly [number, number], least = 1): [number, number] {
    const value = this.get(name) ?? otherwise
    if (value === undefined) return this.#missing(name)
    const list = Array.isArray(value) ? (value as readonly TorchValue[]) : [value, value]
    if (list.length !== 2 || !list.every((item) => Number.isInteger(item) && (item as number) >= least))
      this.fail(name, `${name} is one whole number or two, (vertical, horizontal), ${least} or more`)
    return list as unknown as [number, number]
  }
}

function convolution(a: Arguments, inChannels: number): LayerConfig {
  const padding = a.get('padding')
  if (typeof padding === 'string' && padding !== 'same' && padding !== 'valid')
    a.fail('padding', `padding is numbers, 'same' or 'valid', not '${padding}'`)
  const stride = a.pair('stride', 1)
  if (padding === 'same' && stride.some((s) => s !== 1)) {
    a.fail(
      'padding',
      "padding='same' is not supported for strided convolutions; give it in numbers, such as padding=1",
    )
  }
  if ((a.get('padding_mode') ?? 'zeros') !== 'zeros')
    a.fail('padding_mode', "only padding_mode='zeros' is understood")
  const [outChannels, groups] = [a.count('out_channels'), a.count('groups', 1)]
  if (inChannels % groups !== 0)
    a.fail('groups', `in_channels must be divisible by groups: ${inChannels} by ${groups} is not`)
  if (outChannels % groups !== 0)
    a.fail('groups', `out_channels must be divisible by groups: ${outChannels} by ${groups} is not`)
  return {
    type: 'Conv2d',
    inChannels,
    outChannels,
    kernelSize: a.pair('kernel_size'),
    stride,
    padding: typeof padding === 'string' ? padding : a.pair('padding', 0, 0),
    dilation: a.pair('dilation', 1),
    groups,
    bias: a.flag('bias', true),
  }
}

function pooling(a: Arguments): LayerConfig {
  const kernelSize = a.pair('kernel_size')
  const padding = a.pair('padding', 0, 0)
  const axis = [0, 1].find((i) => padding[i]! > Math.floor(kernelSize[i]! / 2))
  if (axis !== undefined) {
    a.fail(
      'padding',
      `pad should be at most half of effective kernel size, but got pad=${padding[axis]}, kernel_size=${kernelSize[axis]}`,
    )
  }
  const window = {
    kernelSize,
    stride: a.pair('stride', kernelSize),
    padding,
    ceilMode: a.flag('ceil_mode', false),
  }
  if (a.module.type === 'MaxPool2d') return { type: 'MaxPool2d', ...window, dilation: a.pair('dilation', 1) }
  if ((a.get('divisor_override') ?? null) !== null)
    a.fail('divisor_override', 'divisor_override is not understood')
  return { type: 'AvgPool2d', ...window, countIncludePad: a.flag('count_include_pad', true) }
}

/** The number that `name` gives must be what the layer before hands over. */
function checkedWidth(a: Arguments, name: string, actual: number, what: string): number {
  const given = a.count(name)
  if (given !== actual)
    a.fail(
      name,
      `${name} is ${given}, but the input has ${actual} ${what}; nn.${a.module.type}(${actual}, …) would fit`,
    )
  return actual
}

/**
 * Our layer for a module of PyTorch, applied to an input of this shape (without the batch; (C, H, W) for images).
 *
 * @throws FormatError with the place of the argument that is wrong.
 */
export function layerOfModule(module: TorchModule, shape: readonly number[]): LayerConfig {
  const a = new Arguments(module)
  const { type } = module
  const image = (): number => {
    if (shape.length !== 3) {
      const sizes = ['1', ...shape].join(', ')
      throw syntaxError(
        module,
        `nn.${type}: expected 3D (unbatched) or 4D (batched) input, but got input of size: [${sizes}]. An image is (N, C, H, W); this comes after a Flatten or a Linear`,
      )
    }
    return shape[0]!
  }
  switch (type) {
    case 'Conv2d': {
      const channels = image()
      return convolution(a, checkedWidth(a, 'in_channels', channels, 'channels'))
    }
    case 'LazyConv2d':
      return convolution(a, image())
    case 'MaxPool2d':
    case 'AvgPool2d':
      image()
      return pooling(a)
    case 'AdaptiveAvgPool2d':
      image()
      return { type, outputSize: a.pair('output_size') }
    case 'BatchNorm1d':
    case 'BatchNorm2d': {
      if (type === 'BatchNorm2d') image()
      else if (shape.length !== 1)
        throw syntaxError(module, 'nn.BatchNorm1d: this input is an image; nn.BatchNorm2d would fit')
      const numFeatures = checkedWidth(a, 'num_features', shape[0]!, 'channels')
      return { type, numFeatures, eps: a.number('eps', 1e-5), affine: a.flag('affine', true) }
    }
    case 'Linear':
    case 'LazyLinear': {
      const inFeatures = shape.at(-1)!
      if (shape.length === 3)
        throw syntaxError(
          module,
          `nn.${type}: this input is an image (${shape.join(', ')}), and only its last axis would be weighted; nn.Flatten() in front makes ${shape.reduce((x, y) => x * y)} features of it`,
        )
      if (type === 'Linear') checkedWidth(a, 'in_features', inFeatures, 'features')
      return { type: 'Linear', inFeatures, outFeatures: a.count('out_features'), bias: a.flag('bias', true) }
    }
    case 'Flatten':
      if (a.number('start_dim', 1) !== 1 || a.number('end_dim', -1) !== -1)
        a.fail('start_dim', 'only nn.Flatten() is understood: all axes but the batch')
      return { type }
    case 'Dropout':
    case 'Dropout2d': {
      const p = a.number('p', 0.5)
      if (p < 0 || p >= 1)
        a.fail('p', `dropout probability has to be between 0 and 1 (and 1 drops all), but got ${p}`)
      return { type, p }
    }
    case 'LeakyReLU':
      return { type, negativeSlope: a.number('negative_slope', 0.01) }
    case 'ELU':
      return { type, alpha: a.number('alpha', 1) }
    case 'GELU':
      return { type, approximate: a.get('approximate') ?? 'none' }
    case 'Softmax':
    case 'LogSoftmax':
      return { type, axis: a.number('dim', shape.length === 3 ? 1 : -1) }
    default:
      return { type }
  }
}
