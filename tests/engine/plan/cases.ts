import * as engine from '../../../src/engine/index.ts'
import type { Case } from './models.ts'

const {
  AvgPool2d,
  BatchNorm1d,
  BatchNorm2d,
  Conv1d,
  Conv2d,
  Dropout,
  ELU,
  Embedding,
  Flatten,
  GELU,
  GlobalAvgPool2d,
  GlobalMaxPool2d,
  Hardtanh,
  Identity,
  LayerNorm,
  LeakyReLU,
  Linear,
  LogSigmoid,
  LogSoftmax,
  MaxPool2d,
  MinPool2d,
  ReLU,
  Residual,
  Sequential,
  SiLU,
  Sigmoid,
  Softmax,
  Softplus,
  Softsign,
  Tanh,
  Unflatten,
} = engine

const between = (...middle: engine.Layer[]): Case => ({
  layers: () => [new Linear(3, 6), ...middle, new Linear(6, 2)],
  inputShape: [3],
})
const image = (layers: () => engine.Layer[], features: number, inputShape = [2, 6, 7]): Case => ({
  layers: () => [...layers(), new Flatten(), new Linear(features, 3)],
  inputShape,
})

/** One case at least for every layer that has a compiled form. */
export const LAYERS: Record<string, Case> = {
  Linear: between(),
  'Linear without bias': {
    layers: () => [new Linear(3, 5, { bias: false }), new Linear(5, 2, { bias: false })],
    inputShape: [3],
  },
  'Linear of a sequence': {
    layers: () => [new Linear(3, 5), new Tanh(), new Linear(5, 2)],
    inputShape: [4, 3],
  },
  Identity: between(new Identity()),
  ReLU: between(new ReLU()),
  LeakyReLU: between(new LeakyReLU(0.2)),
  ELU: between(new ELU(0.7)),
  Sigmoid: between(new Sigmoid()),
  LogSigmoid: between(new LogSigmoid()),
  Tanh: between(new Tanh()),
  Hardtanh: between(new Hardtanh(-0.6, 0.9)),
  GELU: between(new GELU()),
  'GELU by tanh': between(new GELU({ approximate: 'tanh' })),
  SiLU: between(new SiLU()),
  Softplus: between(new Softplus()),
  Softsign: between(new Softsign()),
  Softmax: between(new Softmax()),
  LogSoftmax: between(new LogSoftmax()),
  LayerNorm: between(new LayerNorm(6)),
  'LayerNorm without scale': between(new LayerNorm(6, { affine: false })),
  BatchNorm1d: between(new BatchNorm1d(6)),
  'BatchNorm1d in Keras’s convention': between(
    new BatchNorm1d(6, { momentumConvention: 'keras', runningVariance: 'biased' }),
  ),
  'BatchNorm1d with a plain average': between(new BatchNorm1d(6, { momentum: null, affine: false })),
  'Dropout that drops nothing': between(new Dropout(0)),
  Residual: between(new Residual(new Sequential(new Linear(6, 6), new Tanh()))),
  'Residual of a residual': between(
    new Residual(new Residual(new Sequential(new Linear(6, 6), new Tanh()), new Linear(6, 6))),
  ),
  Embedding: {
    layers: () => [new Embedding(7, 5, { paddingIdx: 2 }), new Flatten(), new Linear(20, 3)],
    inputShape: [4],
    tokens: 7,
  },
  Conv2d: image(() => [new Conv2d(2, 3, 3), new ReLU()], 60),
  'Conv2d twice, padded': image(
    () => [new Conv2d(2, 5, 3, { padding: 1 }), new Tanh(), new Conv2d(5, 4, 3, { padding: 1 }), new Tanh()],
    168,
  ),
  'Conv2d with stride': image(
    () => [new Conv2d(2, 5, 3, { padding: 1 }), new Tanh(), new Conv2d(5, 4, 3, { padding: 1, stride: 2 })],
    48,
  ),
  'Conv2d with stride above the kernel': image(
    () => [new Conv2d(2, 5, 1), new Tanh(), new Conv2d(5, 4, [1, 2], { stride: [2, 3] })],
    24,
  ),
  'Conv2d with dilation': image(
    () => [new Conv2d(2, 5, 3, { padding: 1 }), new Conv2d(5, 4, 3, { padding: 2, dilation: 2 })],
    168,
  ),
  'Conv2d with stride and dilation': image(
    () => [
      new Conv2d(2, 5, 3, { padding: 1 }),
      new Conv2d(5, 4, 3, { padding: 3, dilation: [2, 3], stride: [4, 2] }),
    ],
    32,
  ),
  'Conv2d padded more than its kernel': image(
    () => [new Conv2d(2, 5, 1), new Conv2d(5, 4, 2, { padding: 3 })],
    528,
  ),
  'Conv2d in groups': image(
    () => [new Conv2d(2, 6, 3, { padding: 1 }), new Conv2d(6, 4, 3, { padding: 1, groups: 2 })],
    168,
  ),
  'Conv2d, depthwise': image(
    () => [new Conv2d(2, 6, 3, { padding: 1 }), new Conv2d(6, 6, 3, { padding: 1, groups: 6, stride: 2 })],
    72,
  ),
  'Conv2d, depthwise of the input': image(() => [new Conv2d(2, 2, 3, { padding: 1, groups: 2 })], 84),
  'Conv2d without bias': image(() => [new Conv2d(2, 4, 2, { bias: false })], 120),
  'Conv2d, Sigmoid: channels that pad stay at zero': image(
    () => [new Conv2d(2, 5, 3), new Sigmoid(), new Conv2d(5, 6, 2), new Softplus()],
    72,
  ),
  'Sigmoid of flattened maps': {
    layers: () => [new Conv2d(2, 5, 3), new Flatten(), new LogSigmoid(), new Linear(100, 2)],
    inputShape: [2, 6, 7],
  },
  'Hardtanh above zero': image(() => [new Conv2d(2, 5, 3), new Hardtanh(0.1, 0.6)], 100),
  Conv1d: image(
    () => [new Conv1d(2, 5, 3, { padding: 1 }), new Tanh(), new Conv1d(5, 4, 3, { dilation: 2 })],
    20,
    [2, 9],
  ),
  'Conv2d, ReLU, MaxPool2d': image(
    () => [
      new Conv2d(2, 5, 3, { padding: 1 }),
      new ReLU(),
      new MaxPool2d(2),
      new Conv2d(5, 6, 2),
      new ReLU(),
      new MaxPool2d(2),
    ],
    6,
  ),
  MaxPool2d: image(
    () => [new Conv2d(2, 5, 3, { padding: 1 }), new MaxPool2d(3, { stride: 2, padding: 1 })],
    60,
  ),
  'MaxPool2d with dilation and ceiling': image(
    () => [new Conv2d(2, 5, 1), new MaxPool2d(2, { stride: 2, dilation: 2, ceilMode: true })],
    45,
  ),
  'MaxPool2d of the input': image(() => [new MaxPool2d(2)], 18),
  MinPool2d: image(() => [new Conv2d(2, 5, 1), new MinPool2d(2)], 45),
  AvgPool2d: image(() => [new Conv2d(2, 5, 1), new AvgPool2d(3, { stride: 2, padding: 1 })], 60),
  'AvgPool2d, padding not counted': image(
    () => [new Conv2d(2, 5, 1), new AvgPool2d(3, { padding: 1, countIncludePad: false, ceilMode: true })],
    45,
  ),
  GlobalAvgPool2d: {
    layers: () => [
      new Conv2d(2, 5, 3),
      new Tanh(),
      new GlobalAvgPool2d({ keepdim: false }),
      new Linear(5, 2),
    ],
    inputShape: [2, 5, 6],
  },
  GlobalMaxPool2d: image(() => [new Conv2d(2, 5, 3), new GlobalMaxPool2d()], 5),
  BatchNorm2d: image(
    () => [
      new Conv2d(2, 5, 3, { padding: 1 }),
      new BatchNorm2d(5),
      new ReLU(),
      new Conv2d(5, 3, 3, { padding: 1 }),
    ],
    126,
  ),
  'Residual of images': image(
    () => [
      new Conv2d(2, 5, 3, { padding: 1 }),
      new Residual(new Sequential(new Conv2d(5, 5, 3, { padding: 1 }), new Tanh())),
    ],
    210,
  ),
  Flatten: image(() => [new Conv2d(2, 5, 3, { padding: 1 })], 210),
  'Flatten of the input': image(() => [], 84),
  Unflatten: {
    layers: () => [new Linear(3, 24), new Tanh(), new Unflatten(1, [2, 3, 4]), new Conv2d(2, 3, 2)],
    inputShape: [3],
  },
  'an image as output': { layers: () => [new Conv2d(2, 3, 3, { padding: 1 })], inputShape: [2, 4, 5] },
}

const { GRU, LSTM, MultiHeadAttention, RNN, TransformerBlock } = engine
const sequence = (layer: () => engine.Layer, features: number, steps = 5): Case => ({
  layers: () => [new Linear(3, 6), layer(), new Flatten(), new Linear(features, 2)],
  inputShape: [steps, 3],
})
Object.assign(LAYERS, {
  RNN: sequence(() => new RNN(6, 5), 25),
  'RNN with relu, last step, no bias': sequence(
    () => new RNN(6, 5, { nonlinearity: 'relu', returnSequences: false, bias: false }),
    5,
  ),
  'RNN, two layers, both directions': sequence(
    () => new RNN(6, 5, { numLayers: 2, bidirectional: true }),
    50,
  ),
  LSTM: sequence(() => new LSTM(6, 5), 25),
  'LSTM of one step': sequence(() => new LSTM(6, 5), 5, 1),
  'LSTM, two layers, both directions, last step': sequence(
    () => new LSTM(6, 3, { numLayers: 2, bidirectional: true, returnSequences: false }),
    6,
  ),
  'LSTM of the input': {
    layers: () => [new LSTM(3, 8, { returnSequences: false }), new Linear(8, 2)],
    inputShape: [6, 3],
  },
  GRU: sequence(() => new GRU(6, 5), 25),
  'GRU, both directions, no bias': sequence(() => new GRU(6, 5, { bidirectional: true, bias: false }), 50),
  MultiHeadAttention: sequence(() => new MultiHeadAttention(6, 2), 30),
  'MultiHeadAttention, causal': sequence(
    () => new MultiHeadAttention(6, 3, { isCausal: true, bias: false }),
    30,
  ),
  TransformerBlock: sequence(() => new TransformerBlock(6, 2, { dimFeedforward: 10, dropout: 0 }), 30),
  'TransformerBlock, normalized first': sequence(
    () =>
      new TransformerBlock(6, 2, {
        dimFeedforward: 10,
        dropout: 0,
        normFirst: true,
        activation: 'gelu',
        isCausal: true,
      }),
    30,
  ),
} satisfies Record<string, Case>)

const {
  AdaptiveAvgPool2d,
  Add,
  Concatenate,
  Dropout2d,
  GroupNorm,
  InstanceNorm2d,
  applyLayer,
  input,
  model,
} = engine
/** A graph: two branches of the input, joined. */
const graph = (
  inputShape: readonly number[],
  branches: readonly [() => engine.Layer, () => engine.Layer],
  joint: () => engine.Layer,
  rest: () => engine.Layer[],
): Case => ({
  layers: () => [],
  inputShape,
  model: (): engine.Module => {
    const x = input([...inputShape])
    const both = branches.map((branch) => applyLayer(branch(), [x]))
    const graph = model(
      x,
      rest().reduce((symbol, layer) => applyLayer(layer, [symbol]), applyLayer(joint(), both)),
    )
    return graph as engine.Module<unknown> as engine.Module
  },
})
const seeded = { seed: 4 }
Object.assign(LAYERS, {
  AdaptiveAvgPool2d: image(() => [new Conv2d(2, 5, 1), new AdaptiveAvgPool2d([4, 3])], 60),
  'AdaptiveAvgPool2d to one': image(() => [new Conv2d(2, 5, 3), new Tanh(), new AdaptiveAvgPool2d(1)], 5),
  'Dropout2d that drops nothing': image(() => [new Conv2d(2, 5, 3), new Dropout2d(0)], 100),
  GroupNorm: image(
    () => [new Conv2d(2, 6, 3, { padding: 1 }), new GroupNorm(2, 6), new Tanh(), new Conv2d(6, 3, 3)],
    60,
  ),
  'GroupNorm of one group, without scale': image(
    () => [new Conv2d(2, 5, 3), new GroupNorm(1, 5, { affine: false }), new ReLU()],
    100,
  ),
  'GroupNorm of features': between(new GroupNorm(2, 6)),
  'GroupNorm of the input': image(() => [new GroupNorm(1, 2)], 84),
  InstanceNorm2d: image(
    () => [new Conv2d(2, 5, 3, { padding: 1 }), new InstanceNorm2d(5), new Conv2d(5, 3, 3)],
    60,
  ),
  'InstanceNorm2d with scale': image(
    () => [new Conv2d(2, 5, 3), new InstanceNorm2d(5, { affine: true })],
    100,
  ),
  Concatenate: graph(
    [3],
    [() => new Linear(3, 5, seeded), () => new Linear(3, 2, { seed: 5 })],
    () => new Concatenate(),
    () => [new Tanh(), new Linear(7, 2, { seed: 6 })],
  ),
  'Concatenate of channels': graph(
    [2, 5, 6],
    [() => new Conv2d(2, 3, 3, { padding: 1, ...seeded }), () => new Conv2d(2, 6, 1, { seed: 5 })],
    () => new Concatenate(),
    () => [
      new ReLU(),
      new Conv2d(9, 4, 3, { padding: 1, seed: 6 }),
      new Flatten(),
      new Linear(120, 2, { seed: 7 }),
    ],
  ),
  'Concatenate of rows of pixels, with the input itself': graph(
    [2, 3, 4],
    [() => new Conv2d(2, 2, 3, { padding: 1, ...seeded }), () => new Identity()],
    () => new Concatenate(2),
    () => [new Conv2d(2, 4, 3, { seed: 6 }), new Flatten(), new Linear(32, 2, { seed: 7 })],
  ),
  'Concatenate of columns': graph(
    [2, 3, 4],
    [() => new Conv2d(2, 2, 3, { padding: 1, ...seeded }), () => new Conv2d(2, 2, [1, 2], { seed: 5 })],
    () => new Concatenate(-1),
    () => [new Conv2d(2, 4, 3, { seed: 6 }), new Flatten(), new Linear(20, 2, { seed: 7 })],
  ),
  'Concatenate of steps': graph(
    [4, 3],
    [() => new Linear(3, 5, seeded), () => new Linear(3, 5, { seed: 5 })],
    () => new Concatenate(1),
    () => [new Tanh(), new Linear(5, 2, { seed: 6 })],
  ),
  Add: graph(
    [3],
    [() => new Linear(3, 5, seeded), () => new Linear(3, 5, { seed: 5 })],
    () => new Add(),
    () => [new Tanh(), new Linear(5, 2, { seed: 6 })],
  ),
} satisfies Record<string, Case>)

const net = (loss: string | { type: string }, last: () => engine.Layer[] = () => []): Case => ({
  layers: () => [new Linear(4, 6), new Tanh(), new Linear(6, 3), ...last()],
  inputShape: [4],
  options: { loss },
})
/** One case at least for every loss. */
export const LOSSES: Record<string, Case> = {
  mse: net('mseLoss'),
  l1: net('mae'),
  mape: net('mapeLoss'),
  huber: net({ type: 'huberLoss', delta: 0.7 } as never),
  smoothL1: net({ type: 'smoothL1Loss', beta: 0.6 } as never),
  hinge: net({ type: 'hingeLoss', margin: 0.8 } as never),
  bce: net('bceLoss', () => [new Sigmoid()]),
  bceWithLogits: net('bceWithLogits'),
  crossEntropy: net('crossEntropyLoss'),
  'crossEntropy with smoothing': net({ type: 'crossEntropyLoss', labelSmoothing: 0.1 } as never),
  nll: net('nllLoss', () => [new LogSoftmax()]),
  klDiv: net('klDivLoss', () => [new LogSoftmax()]),
}

/** Every optimizer, with every option that changes its arithmetic. */
export const OPTIMIZERS: Record<string, { type: string; [option: string]: unknown }> = {
  SGD: { type: 'SGD', learningRate: 0.05 },
  'SGD that climbs': { type: 'SGD', learningRate: 0.01, maximize: true },
  'SGD with decay': { type: 'SGD', learningRate: 0.05, weightDecay: 0.1 },
  'SGD with decoupled decay': {
    type: 'SGD',
    learningRate: 0.05,
    weightDecay: 0.1,
    weightDecayMode: 'decoupled',
  },
  momentum: { type: 'SGD', learningRate: 0.05, momentum: 0.9 },
  'momentum of the step, dampened': {
    type: 'SGD',
    learningRate: 0.05,
    momentum: 0.9,
    momentumOf: 'step',
    dampening: 0.3,
  },
  'momentum dampened from the first step': {
    type: 'SGD',
    learningRate: 0.05,
    momentum: 0.9,
    dampening: 0.3,
    dampenFirst: true,
  },
  Nesterov: { type: 'SGD', learningRate: 0.05, momentum: 0.9, nesterov: true },
  Adam: { type: 'Adam', learningRate: 0.02 },
  'Adam, ε inside': { type: 'Adam', learningRate: 0.02, epsPlacement: 'inside', eps: 1e-4 },
  'Adam as Keras has it': { type: 'Adam', learningRate: 0.02, epsPlacement: 'uncorrected', eps: 1e-7 },
  'Adam without correction': { type: 'Adam', learningRate: 0.002, biasCorrection: 'none' },
  AMSGrad: { type: 'Adam', learningRate: 0.02, amsgrad: true },
  AdamW: { type: 'AdamW', learningRate: 0.02 },
  Adagrad: { type: 'Adagrad', learningRate: 0.05, learningRateDecay: 0.1 },
  'Adagrad as Keras has it': {
    type: 'Adagrad',
    learningRate: 0.05,
    initialAccumulatorValue: 0.1,
    epsPlacement: 'inside',
    eps: 1e-7,
  },
  RMSprop: { type: 'RMSprop', learningRate: 0.01 },
  'RMSprop, centered, with momentum': {
    type: 'RMSprop',
    learningRate: 0.01,
    centered: true,
    momentum: 0.5,
    momentumOf: 'step',
    eps: 1e-3,
  },
  Adadelta: { type: 'Adadelta', learningRate: 1 },
}
