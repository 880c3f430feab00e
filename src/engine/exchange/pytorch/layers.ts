import type { LayerConfig } from '../../layers/layer.ts'
import { call, literal } from '../python/text.ts'

/** A layer in PyTorch: how it is made (if it has a module) and how it is called. */
export interface TorchLayer {
  /** `nn.Linear(2, 3)`; null for what is only a function. */
  readonly module: string | null
  /** The call, when it is more than `self.name(x)`. */
  readonly call?: (self: string, inputs: readonly string[]) => string
  /** What PyTorch does otherwise, for a comment. */
  readonly note?: string
}

type Options = Readonly<Record<string, never>>
type Translate = (options: Options) => TorchLayer

interface Sides {
  readonly top?: number
  readonly bottom?: number
  readonly left?: number
  readonly right?: number
}

/** Padding side by side is a call of its own in PyTorch; otherwise it is an argument. */
function padded(
  padding: unknown,
  fill = '',
): { argument: unknown; pad: (x: string) => string; own: boolean } {
  const own = typeof padding === 'object' && padding !== null && !Array.isArray(padding)
  if (!own) return { argument: padding === 'valid' ? 0 : padding, pad: (x) => x, own }
  const { top = 0, bottom = 0, left = 0, right = 0 } = padding as Sides
  const sides = top === 0 && bottom === 0 ? [left, right] : [left, right, top, bottom]
  return { argument: undefined, pad: (x) => `nn.functional.pad(${x}, ${literal(sides)}${fill})`, own }
}

const simple = (module: string): TorchLayer => ({ module })
const first = (inputs: readonly string[]): string => inputs[0]!

/** (3, 3) as 3. */
const short = (size: unknown): unknown =>
  Array.isArray(size) && size.length === 2 && size[0] === size[1] ? size[0] : size

function windowed(module: string, positional: readonly string[], fill = ''): Translate {
  return (o) => {
    const mode = o['paddingMode'] ?? 'zeros'
    const { argument, pad, own } = padded(o['padding'], mode === 'zeros' ? fill : `, mode=${literal(mode)}`)
    const made = call(
      `nn.${module}`,
      positional.map((name) => short(o[name])),
      {
        stride: [short(o['stride']), module.includes('Pool') ? short(o['kernelSize']) : 1],
        padding: [short(argument), 0],
        output_padding: [o['outputPadding'], 0],
        dilation: [short(o['dilation']), 1],
        groups: [o['groups'], 1],
        padding_mode: [own ? 'zeros' : mode, 'zeros'],
        bias: [o['bias'], true],
        ceil_mode: [o['ceilMode'], false],
        count_include_pad: [o['countIncludePad'], true],
        divisor_override: [o['divisorOverride'], null],
      },
    )
    return own ? { module: made, call: (self, inputs) => `${self}(${pad(first(inputs))})` } : { module: made }
  }
}

function norm(module: string, positional: readonly string[], affine = 'affine'): Translate {
  return (o) => {
    const keras = o['momentumConvention'] === 'keras'
    const momentum = keras && o['momentum'] !== null ? 1 - o['momentum']! : o['momentum']
    const made = call(
      `nn.${module}`,
      positional.map((name) => o[name]),
      {
        eps: [o['eps'], 1e-5],
        momentum: [momentum, 0.1],
        [affine]: [o['affine'], module !== 'InstanceNorm2d'],
        track_running_stats: [o['trackRunningStats'], true],
      },
    )
    const biased = o['runningVariance'] === 'biased'
    return biased
      ? { module: made, note: 'its running variance is biased here, unbiased in PyTorch' }
      : { module: made }
  }
}

function recurrent(module: 'RNN' | 'LSTM' | 'GRU'): Translate {
  return (o) => {
    const made = call(`nn.${module}`, [o['inputSize'], o['hiddenSize']], {
      num_layers: [o['numLayers'], 1],
      nonlinearity: [o['nonlinearity'], 'tanh'],
      bias: [o['bias'], true],
      batch_first: [true],
      dropout: [o['dropout'], 0],
      bidirectional: [o['bidirectional'], false],
    })
    if (o['returnSequences']) return { module: made, call: (self, inputs) => `${self}(${first(inputs)})[0]` }
    const state = module === 'LSTM' ? '[1][0]' : '[1]'
    const last = o['bidirectional'] ? '[-2:].transpose(0, 1).flatten(1)' : '[-1]'
    return { module: made, call: (self, inputs) => `${self}(${first(inputs)})${state}${last}` }
  }
}

function dropout(module: string): Translate {
  return (o) => {
    const made = call(`nn.${module}`, [o['probability'] === 'keeping' ? 1 - o['p']! : o['p']])
    const other = o['scaling'] !== undefined && o['scaling'] !== 'inverted'
    return other
      ? { module: made, note: `its scaling is '${String(o['scaling'])}' here, inverted in PyTorch` }
      : { module: made }
  }
}

const causalMask = (x: string): string => `torch.ones(${x}.shape[1], ${x}.shape[1], dtype=torch.bool).triu(1)`

function attention(o: Options): TorchLayer {
  const made = call('nn.MultiheadAttention', [o['embedDim'], o['nHead']], {
    dropout: [o['dropout'], 0],
    bias: [o['bias'], true],
    batch_first: [true],
  })
  const mask = (x: string): string => (o['isCausal'] ? `, attn_mask=${causalMask(x)}` : '')
  return {
    module: made,
    call: (self, [query, key = query, value = key]) =>
      `${self}(${query}, ${key}, ${value}, need_weights=False${mask(query!)})[0]`,
  }
}

function block(o: Options): TorchLayer {
  const made = call('nn.TransformerEncoderLayer', [o['dModel'], o['nHead']], {
    dim_feedforward: [o['dimFeedforward'], 2048],
    dropout: [o['dropout'], 0.1],
    activation: [o['activation'], 'relu'],
    layer_norm_eps: [o['eps'], 1e-5],
    batch_first: [true],
    norm_first: [o['normFirst'], false],
  })
  if (!o['isCausal']) return simple(made)
  return { module: made, call: (self, [x]) => `${self}(${x}, src_mask=${causalMask(x!)})` }
}

function globalPool(module: string, reduction: string): Translate {
  return ({ keepdim }) =>
    keepdim === false
      ? { module: null, call: (_, inputs) => `${first(inputs)}.${reduction}((2, 3))` }
      : simple(`nn.${module}(1)`)
}

function minPool(o: Options): TorchLayer {
  const { argument, pad } = padded(o['padding'], ", value=float('inf')")
  const options = call('', [o['kernelSize']], {
    stride: [o['stride'], o['kernelSize']],
    padding: [argument, 0],
    dilation: [o['dilation'], 1],
    ceil_mode: [o['ceilMode'], false],
  }).slice(1, -1)
  return {
    module: null,
    call: (_, inputs) => `-nn.functional.max_pool2d(-${pad(first(inputs))}, ${options})`,
  }
}

const activations = ['Identity', 'ReLU', 'Sigmoid', 'LogSigmoid', 'Tanh', 'SiLU', 'Softplus', 'Softsign']

/** A function, so that nothing of it is in a bundle that does not export. */
const translations = (): Readonly<Record<string, Translate>> => ({
  Linear: (o) => simple(call('nn.Linear', [o['inFeatures'], o['outFeatures']], { bias: [o['bias'], true] })),
  Conv1d: windowed('Conv1d', ['inChannels', 'outChannels', 'kernelSize']),
  Conv2d: windowed('Conv2d', ['inChannels', 'outChannels', 'kernelSize']),
  ConvTranspose1d: windowed('ConvTranspose1d', ['inChannels', 'outChannels', 'kernelSize']),
  ConvTranspose2d: windowed('ConvTranspose2d', ['inChannels', 'outChannels', 'kernelSize']),
  MaxPool2d: windowed('MaxPool2d', ['kernelSize'], ", value=float('-inf')"),
  AvgPool2d: windowed('AvgPool2d', ['kernelSize']),
  MinPool2d: minPool,
  L2Pool2d: (o) => {
    const { argument, pad } = padded(asSides(o['padding']))
    const made = call('nn.LPPool2d', [2, o['kernelSize']], {
      stride: [o['stride'], o['kernelSize']],
      padding: [argument],
      ceil_mode: [o['ceilMode'], false],
    })
    return { module: made, call: (self, inputs) => `${self}(${pad(first(inputs))})` }
  },
  GlobalAvgPool2d: globalPool('AdaptiveAvgPool2d', 'mean'),
  GlobalMaxPool2d: globalPool('AdaptiveMaxPool2d', 'amax'),
  AdaptiveAvgPool2d: ({ outputSize }) => simple(call('nn.AdaptiveAvgPool2d', [outputSize])),
  BatchNorm1d: norm('BatchNorm1d', ['numFeatures']),
  BatchNorm2d: norm('BatchNorm2d', ['numFeatures']),
  InstanceNorm2d: norm('InstanceNorm2d', ['numFeatures']),
  LayerNorm: norm('LayerNorm', ['normalizedShape'], 'elementwise_affine'),
  GroupNorm: norm('GroupNorm', ['numGroups', 'numChannels']),
  Dropout: dropout('Dropout'),
  Dropout2d: dropout('Dropout2d'),
  Embedding: (o) =>
    simple(
      call('nn.Embedding', [o['numEmbeddings'], o['embeddingDim']], { padding_idx: [o['paddingIdx'], null] }),
    ),
  RNN: recurrent('RNN'),
  LSTM: recurrent('LSTM'),
  GRU: recurrent('GRU'),
  MultiHeadAttention: attention,
  TransformerBlock: block,
  Flatten: (o) =>
    simple(call('nn.Flatten', [], { start_dim: [o['startAxis'], 1], end_dim: [o['endAxis'], -1] })),
  Unflatten: (o) => simple(call('nn.Unflatten', [o['axis'], o['sizes']])),
  Add: () => ({ module: null, call: (_, inputs) => inputs.join(' + ') }),
  Concatenate: ({ axis }) => ({
    module: null,
    call: (_, inputs) => `torch.cat((${inputs.join(', ')}), ${literal(axis)})`,
  }),
  LeakyReLU: (o) => simple(call('nn.LeakyReLU', [o['negativeSlope']])),
  ELU: (o) => simple(call('nn.ELU', [], { alpha: [o['alpha'], 1] })),
  Hardtanh: (o) => simple(call('nn.Hardtanh', [o['minVal'], o['maxVal']])),
  GELU: (o) => simple(call('nn.GELU', [], { approximate: [o['approximate'], 'none'] })),
  Softmax: ({ axis }) => simple(call('nn.Softmax', [], { dim: [axis] })),
  LogSoftmax: ({ axis }) => simple(call('nn.LogSoftmax', [], { dim: [axis] })),
})

/** Padding as sides, for a pooling that has none in PyTorch. */
function asSides(padding: unknown): Sides | undefined {
  if (padding === undefined || padding === 0) return undefined
  if (typeof padding === 'object' && !Array.isArray(padding)) return padding as Sides
  const [y, x] = (Array.isArray(padding) ? padding : [padding, padding]) as [number, number]
  return { top: y, bottom: y, left: x, right: x }
}

/** @throws RangeError for a layer that PyTorch does not have. */
export function torchLayer({ type, ...options }: LayerConfig): TorchLayer {
  if (activations.includes(type)) return simple(`nn.${type}()`)
  const known = translations()
  const translate = Object.hasOwn(known, type) ? known[type] : undefined
  if (translate === undefined) throw new RangeError(`exportPytorch: PyTorch has no layer like ${type}.`)
  return translate(options as Options)
}
