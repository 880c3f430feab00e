import { exportKeras, exportPytorch, pytorchStateDict, type Module } from '../../src/engine/index.ts'
import { buildNet } from '../../src/worker/playground/net.ts'
import type { PlaySpec } from '../../src/worker/playground/spec.ts'
import { layerPlaces, type FeatureName } from './model.ts'

export type Language = 'pytorch' | 'keras' | 'typescript'

/** Each input in the words of NumPy's and JavaScript's mathematics. */
const INPUT: Readonly<Record<FeatureName, readonly [python: string, script: string]>> = {
  x1: ['x1', 'x1'],
  x2: ['x2', 'x2'],
  x1sq: ['x1**2', 'x1 * x1'],
  x2sq: ['x2**2', 'x2 * x2'],
  x1x2: ['x1 * x2', 'x1 * x2'],
  sinx1: ['math.sin(x1)', 'Math.sin(x1)'],
  sinx2: ['math.sin(x2)', 'Math.sin(x2)'],
  cosx1: ['math.cos(x1)', 'Math.cos(x1)'],
  cosx2: ['math.cos(x2)', 'Math.cos(x2)'],
}

/** The network of a specification with these weights in it. */
function netWith(spec: PlaySpec, parameters: Float32Array): Module {
  const { model, dense } = buildNet(spec)
  layerPlaces(spec).forEach(({ weight, bias, units }, layer) => {
    const names = model.stateDict()
    const place = dense[layer]!
    const values = {
      [`${place}.weight`]: parameters.slice(weight, bias),
      [`${place}.bias`]: parameters.slice(bias, bias + units),
    }
    for (const [name, parameter] of model.namedParameters())
      if (values[name] && names[name]) parameter.data.set(values[name])
  })
  return model
}

const numbers = (data: ArrayLike<number>): string =>
  `[${Array.from(data, (value) => Number(value.toPrecision(7))).join(', ')}]`

const NORM_NOTE = 'Batch normalization starts with its first numbers here: train before you use it.'

/** Options of an optimizer, those that are not its own defaults: `lr=0.03, momentum=0.9`. */
function optimizerText(
  { optimizer }: PlaySpec,
  names: Readonly<Record<string, string>>,
  truth: readonly [string, string],
): string {
  return Object.entries(optimizer)
    .filter(([key, value]) => names[key] !== undefined && (value !== 0 || optimizer.type === 'AdamW'))
    .map(
      ([key, value]) => `${names[key]}=${typeof value === 'boolean' ? truth[value ? 1 : 0] : String(value)}`,
    )
    .join(', ')
}

const TORCH_LOSS: Readonly<Record<PlaySpec['loss'], string>> = {
  bceWithLogitsLoss: 'nn.BCEWithLogitsLoss()',
  crossEntropyLoss: 'nn.CrossEntropyLoss()',
  mseLoss: 'nn.MSELoss()',
  l1Loss: 'nn.L1Loss()',
  huberLoss: 'nn.HuberLoss()',
  hingeLoss: 'lambda output, target: torch.clamp(1 - target * output, min=0).mean()',
}

function torchCode(spec: PlaySpec, model: Module, inputs: string): string {
  const decoupled = spec.optimizer['weightDecayMode'] === 'decoupled'
  const type = decoupled && spec.optimizer.type === 'Adam' ? 'AdamW' : spec.optimizer.type
  const options = optimizerText(
    spec,
    { learningRate: 'lr', momentum: 'momentum', nesterov: 'nesterov', weightDecay: 'weight_decay' },
    ['False', 'True'],
  )
  const dense = buildNet(spec).dense.map(String)
  const own = Object.entries(pytorchStateDict(model)).filter(([name]) => dense.includes(name.split('.')[0]!))
  const state = own.map(
    ([name, { data, shape }]) =>
      `    "${name}": torch.tensor(${numbers(data)}).reshape(${shape.join(', ') || '()'}),`,
  )
  return [
    exportPytorch(model).trimEnd(),
    '',
    'model.load_state_dict({',
    ...state,
    spec.batchNorm ? '}, strict=False)' : '})',
    ...(spec.batchNorm ? [`# ${NORM_NOTE}`] : []),
    `optimizer = torch.optim.${type}(model.parameters(), ${options})`,
    ...(decoupled && !['Adam', 'AdamW'].includes(spec.optimizer.type)
      ? ['# The decay here was decoupled; this optimizer of PyTorch couples it.']
      : []),
    `loss_fn = ${TORCH_LOSS[spec.loss]}`,
    '',
    'import math',
    'def inputs(x1, x2):',
    `    return torch.tensor([${inputs}])`,
    '',
  ].join('\n')
}

const KERAS_LOSS: Readonly<Record<PlaySpec['loss'], string>> = {
  bceWithLogitsLoss: 'keras.losses.BinaryCrossentropy(from_logits=True)',
  crossEntropyLoss: 'keras.losses.SparseCategoricalCrossentropy(from_logits=True)',
  mseLoss: 'keras.losses.MeanSquaredError()',
  l1Loss: 'keras.losses.MeanAbsoluteError()',
  huberLoss: 'keras.losses.Huber()',
  hingeLoss: 'keras.losses.Hinge()',
}

function kerasCode(spec: PlaySpec, model: Module, parameters: Float32Array, inputs: string): string {
  const options = optimizerText(
    spec,
    {
      learningRate: 'learning_rate',
      momentum: 'momentum',
      nesterov: 'nesterov',
      weightDecay: 'weight_decay',
    },
    ['False', 'True'],
  )
  const dense = layerPlaces(spec).flatMap(({ weight, bias, inputs: rows, units }) => {
    // Keras keeps its kernels (inputs, units), the transpose of ours.
    const kernel = Array.from(
      { length: rows * units },
      (_, k) => parameters[weight + (k % units) * rows + Math.floor(k / units)]!,
    )
    return [
      `    (np.array(${numbers(kernel)}).reshape(${rows}, ${units}), np.array(${numbers(parameters.slice(bias, bias + units))})),`,
    ]
  })
  return [
    exportKeras(model, [spec.numFeatures]).trimEnd(),
    '',
    'import math',
    'import numpy as np',
    'dense = [layer for layer in model.layers if isinstance(layer, layers.Dense)]',
    'for layer, (kernel, bias) in zip(dense, [',
    ...dense,
    ']):',
    '    layer.set_weights([kernel, bias])',
    ...(spec.batchNorm ? [`# ${NORM_NOTE}`] : []),
    ...(spec.optimizer['weightDecayMode'] === 'coupled'
      ? ['# The decay here was an L2 penalty; the weight_decay of Keras is decoupled.']
      : []),
    `model.compile(optimizer=keras.optimizers.${spec.optimizer.type}(${options}), loss=${KERAS_LOSS[spec.loss]})`,
    '',
    'def inputs(x1, x2):',
    `    return np.array([[${inputs}]])`,
    '',
  ].join('\n')
}

/** A layer as its constructor is written: `new LeakyReLU(0.01)`. */
function constructed({ type, ...options }: { type: string; [option: string]: unknown }): string {
  const { inFeatures, outFeatures, numFeatures, p, negativeSlope } = options
  const positional = [inFeatures, outFeatures, numFeatures, p, negativeSlope].filter(
    (value) => value !== undefined,
  )
  return `new ${type}(${positional.join(', ')})`
}

function scriptCode(
  spec: PlaySpec,
  model: Module & { layers: readonly unknown[] },
  parameters: Float32Array,
  inputs: string,
): string {
  const layers = model.layers as readonly { config(): { type: string } }[]
  const types = [...new Set(layers.map((layer) => layer.config().type))]
  const own = types.find((type) => type === 'Step' || type === 'Arctan')
  if (own) throw new RangeError(`there is no layer ${own}`)
  const { dense } = buildNet(spec)
  const weights = layerPlaces(spec).flatMap(({ weight, bias, inputs: columns, units }, layer) => [
    `  '${dense[layer]}.weight': tensor(${numbers(parameters.slice(weight, bias))}, { shape: [${units}, ${columns}] }),`,
    `  '${dense[layer]}.bias': tensor(${numbers(parameters.slice(bias, bias + units))}),`,
  ])
  return [
    `import { ${[...types.toSorted(), 'sequential', 'tensor'].join(', ')} } from 'chainrule'`,
    '',
    'const model = sequential([',
    ...layers.map((layer) => `  ${constructed(layer.config())},`),
    '])',
    'model.loadStateDict({',
    ...weights,
    '}, { strict: false })',
    ...(spec.batchNorm ? [`// ${NORM_NOTE}`] : []),
    `model.compile({ optimizer: ${JSON.stringify(spec.optimizer)}, loss: '${spec.loss}' })`,
    `const inputs = (x1: number, x2: number) => tensor([[${inputs}]])`,
    'model.eval().forward(inputs(1, 2))',
    '',
  ].join('\n')
}

/**
 * Source that builds the network with its weights and says how it was trained.
 *
 * @throws RangeError for a layer that the language's library does not have (step, arctan).
 */
export function exportCode(
  language: Language,
  spec: PlaySpec,
  features: readonly FeatureName[],
  parameters: Float32Array,
): string {
  const model = netWith(spec, parameters)
  const inputs = features.map((name) => INPUT[name][language === 'typescript' ? 1 : 0]).join(', ')
  if (language === 'pytorch') return torchCode(spec, model, inputs)
  if (language === 'keras') return kerasCode(spec, model, parameters, inputs)
  return scriptCode(spec, model as never, parameters, inputs)
}
