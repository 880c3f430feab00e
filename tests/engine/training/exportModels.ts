import {
  AdaptiveAvgPool2d,
  Add,
  AvgPool2d,
  BatchNorm1d,
  BatchNorm2d,
  Concatenate,
  Conv1d,
  Conv2d,
  ConvTranspose1d,
  ConvTranspose2d,
  Dropout,
  Dropout2d,
  ELU,
  Embedding,
  Flatten,
  GELU,
  GRU,
  GlobalAvgPool2d,
  GlobalMaxPool2d,
  GroupNorm,
  Hardtanh,
  Identity,
  InstanceNorm2d,
  L2Pool2d,
  LSTM,
  LayerNorm,
  LeakyReLU,
  Linear,
  LogSigmoid,
  LogSoftmax,
  MaxPool2d,
  MinPool2d,
  type Model,
  MultiHeadAttention,
  RNN,
  ReLU,
  Residual,
  Sequential,
  SiLU,
  Sigmoid,
  Softmax,
  Softplus,
  Softsign,
  Tanh,
  type Tensor,
  TransformerBlock,
  Unflatten,
  applyLayer,
  input,
  model,
  noGrad,
  randint,
  randn,
  rng,
  sequential,
  tensor,
} from '../../../src/engine/index.ts'

/** A model, inputs for it, and its weights and running statistics drawn at random. */
export interface ExportCase {
  readonly name: string
  readonly model: Model<Tensor | Tensor[]>
  readonly inputs: readonly Tensor[]
}

/** The values of all outputs, without graph. */
export function outputsOf(
  model: Model<Tensor> | Model<Tensor | Tensor[]>,
  inputs: readonly Tensor[],
): unknown[] {
  const run = model as Model<Tensor | Tensor[]>
  return noGrad(() => [run.forward(...inputs)].flat().map((output) => output.toArray()))
}

const stream = rng(20261121)

/** Three decimals, so that the recorded inputs are short. */
const draw = (shape: number[]): Tensor =>
  tensor(
    Array.from(randn(shape, { rng: stream }).data, (v) => Math.round(v * 1000) / 1000),
    { shape },
  )

function ready(name: string, made: Model<Tensor> | Model<Tensor | Tensor[]>, inputs: Tensor[]): ExportCase {
  const target = made as Model<Tensor | Tensor[]>
  for (const value of target.parameters()) value.data.set(draw([value.numel]).data.map((v) => v / 2))
  for (const [path, value] of target.namedBuffers()) {
    if (path.endsWith('Mean')) value.data.set(draw([value.numel]).data)
    if (path.endsWith('Var')) value.data.set(draw([value.numel]).data.map((v) => 0.5 + v * v))
  }
  return { name, model: target.eval(), inputs }
}

function twoInputs(): Model<Tensor | Tensor[]> {
  const [image, extra] = [input([1, 6, 6], 'image'), input([3], 'extra')]
  const features = image
    .apply(new Conv2d(1, 2, 3))
    .apply(new ReLU())
    .apply(new Flatten(), 'features')
  const joined = applyLayer(new Concatenate(), [features, extra], 'joined')
  const dense = joined.apply(new Linear(35, 4)).apply(new Tanh())
  return model([image, extra], [dense.apply(new Linear(4, 3), 'kind'), dense.apply(new Linear(4, 1), 'size')])
}

function siamese(): Model<Tensor | Tensor[]> {
  const [a, b] = [input([4], 'a'), input([4], 'b')]
  const shared = new Linear(4, 3)
  const sum = applyLayer(new Add(), [a.apply(shared), b.apply(shared)])
  return model([a, b], sum.apply(new Softplus()).apply(new Linear(3, 2)))
}

const residual = () =>
  new Residual(
    new Sequential(
      new Conv2d(2, 4, 3, { padding: 1, bias: false }),
      new BatchNorm2d(4),
      new ReLU(),
      new Conv2d(4, 4, 3, { padding: 1 }),
    ),
    new Conv2d(2, 4, 1),
  )

/** Every layer that has a PyTorch form, in models of several forms. */
export function exportCases(): ExportCase[] {
  const image = (channels: number, height = 7, width = 9) => draw([2, channels, height, width])
  const tokens = randint(0, 10, [2, 6], { rng: stream })
  return [
    ready(
      'mlp',
      sequential([
        new Linear(4, 8),
        new Tanh(),
        new Dropout(0.5),
        new Linear(8, 3, { bias: false }),
        new LogSoftmax(1),
      ]),
      [draw([5, 4])],
    ),
    ready(
      'cnn',
      sequential([
        new Conv2d(1, 4, 5),
        new ReLU(),
        new MaxPool2d(2),
        new Conv2d(4, 6, 3, { stride: 2, padding: [1, 0], dilation: [1, 2] }),
        new BatchNorm2d(6),
        new ELU(),
        new Flatten(),
        new Linear(36, 3),
      ]),
      [draw([2, 1, 14, 20])],
    ),
    ready(
      'windows',
      sequential([
        new Conv2d(2, 4, [3, 2], { padding: 'same', groups: 2 }),
        new LeakyReLU(0.2),
        new MaxPool2d(3, { stride: 2, padding: 1, ceilMode: true }),
        new AvgPool2d(2, { stride: 1, padding: 1, countIncludePad: false }),
        new Dropout2d(0.2),
      ]),
      [image(2)],
    ),
    ready(
      'sides',
      sequential([
        new Conv2d(1, 2, 3, { padding: { top: 2, left: 1 } }),
        new MaxPool2d(2, { padding: { right: 1 }, stride: 2 }),
        new MinPool2d(2, { stride: 1 }),
        new L2Pool2d(2, { stride: 1, padding: { left: 1 } }),
      ]),
      [image(1)],
    ),
    ready(
      'up',
      sequential([
        new ConvTranspose2d(2, 3, 3, { stride: 2, padding: 1, outputPadding: 1 }),
        new Hardtanh(-2, 2),
        new ConvTranspose2d(3, 2, [2, 3], { bias: false }),
      ]),
      [image(2, 3, 4)],
    ),
    ready(
      'norms',
      sequential([
        new Conv2d(1, 4, 1),
        new GroupNorm(2, 4),
        new GELU(),
        new InstanceNorm2d(4, { affine: true }),
        new GELU({ approximate: 'tanh' }),
        new BatchNorm2d(4, { eps: 1e-3, momentum: 0.01 }),
        new GlobalAvgPool2d(),
        new Flatten(),
      ]),
      [image(1)],
    ),
    ready(
      'global',
      sequential([
        new Conv2d(1, 4, 2),
        new AdaptiveAvgPool2d([3, 2]),
        new Softsign(),
        new GlobalMaxPool2d({ keepdim: false }),
        new Softmax(-1),
      ]),
      [image(1)],
    ),
    ready(
      'sequence1d',
      sequential([
        new Unflatten(1, [2, 6]),
        new Conv1d(2, 3, 3, { padding: 1 }),
        new SiLU(),
        new ConvTranspose1d(3, 2, 2, { stride: 2 }),
        new BatchNorm1d(2),
        new Flatten(),
        new LayerNorm([24]),
        new Sigmoid(),
        new Linear(24, 2),
        new LogSigmoid(),
        new Identity(),
      ]),
      [draw([3, 12])],
    ),
    ready(
      'lstm',
      sequential([
        new Embedding(10, 4),
        new LSTM(4, 3, { bidirectional: true, numLayers: 2 }),
        new LSTM(6, 3, { returnSequences: false }),
        new Linear(3, 2),
      ]),
      [tokens],
    ),
    ready(
      'gru',
      sequential([new GRU(3, 4, { bidirectional: true, returnSequences: false }), new Linear(8, 1)]),
      [draw([2, 5, 3])],
    ),
    ready(
      'rnn',
      sequential([
        new RNN(3, 4, { nonlinearity: 'relu' }),
        new RNN(4, 2, { bias: false, returnSequences: false }),
      ]),
      [draw([2, 5, 3])],
    ),
    ready(
      'transformer',
      sequential([
        new Embedding(10, 8),
        new TransformerBlock(8, 2, { dimFeedforward: 16 }),
        new TransformerBlock(8, 2, {
          dimFeedforward: 12,
          isCausal: true,
          normFirst: true,
          activation: 'gelu',
        }),
        new MultiHeadAttention(8, 4, { isCausal: true }),
        new LayerNorm([8]),
      ]),
      [tokens],
    ),
    ready(
      'residual',
      sequential([residual(), new ReLU(), new Residual(new Conv2d(4, 4, 3, { padding: 1 }))]),
      [image(2)],
    ),
    ready('two inputs, two outputs', twoInputs(), [draw([2, 1, 6, 6]), draw([2, 3])]),
    ready('shared', siamese(), [draw([2, 4]), draw([2, 4])]),
  ]
}
