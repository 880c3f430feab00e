// The models and optimizers of the recorded golden runs, for Node and browsers alike.

import {
  Adadelta,
  Adagrad,
  Adam,
  AdamW,
  BatchNorm2d,
  Conv2d,
  type DType,
  Flatten,
  GRU,
  LSTM,
  Linear,
  MaxPool2d,
  type Optimizer,
  RMSprop,
  RNN,
  ReLU,
  SGD,
  Sequential,
  Tanh,
  type Tensor,
  TransformerBlock,
  clipGradNorm,
  crossEntropyLoss,
  loadPytorchState,
  mseLoss,
  noGrad,
  slice,
  tensor,
} from '../../../src/engine/index.ts'

interface Packed {
  shape: number[]
  data: number[]
}

export interface GoldenCase {
  model: keyof typeof models
  dtype: 'float64' | 'float32'
  losses: number[]
  norms?: number[]
  final: Record<string, Packed>
  prediction: number[]
  initial?: Record<string, Packed>
  x?: Packed
  y?: Packed
}

const models = {
  mlp: (dtype: DType) =>
    new Sequential(
      new Linear(4, 8, { dtype }),
      new Tanh(),
      new Linear(8, 8, { dtype }),
      new ReLU(),
      new Linear(8, 3, { dtype }),
    ),
  cnn: (dtype: DType) =>
    new Sequential(
      new Conv2d(1, 4, 3, { padding: 1, dtype }),
      new ReLU(),
      new MaxPool2d(2),
      new Conv2d(4, 6, 3, { stride: 2, padding: 1, bias: false, dtype }),
      new BatchNorm2d(6, { dtype }),
      new ReLU(),
      new Flatten(),
      new Linear(24, 3, { dtype }),
    ),
  rnn: (dtype: DType) =>
    new Sequential(new RNN(3, 5, { returnSequences: false, dtype }), new Linear(5, 2, { dtype })),
  lstm: (dtype: DType) =>
    new Sequential(new LSTM(3, 5, { returnSequences: false, dtype }), new Linear(5, 2, { dtype })),
  gru: (dtype: DType) =>
    new Sequential(new GRU(3, 5, { returnSequences: false, dtype }), new Linear(5, 2, { dtype })),
  transformer: (dtype: DType) =>
    new Sequential(
      new TransformerBlock(8, 2, { dimFeedforward: 16, dropout: 0, dtype }),
      new Linear(8, 3, { dtype }),
    ),
}

const optimizers: Record<keyof typeof models, (params: Tensor[]) => Optimizer> = {
  mlp: (p) => new SGD(p, { learningRate: 0.1, momentum: 0.9, nesterov: true, weightDecay: 0.01 }),
  cnn: (p) => new Adam(p, { learningRate: 0.01 }),
  rnn: (p) => new RMSprop(p, { learningRate: 0.01, centered: true, momentum: 0.5 }),
  lstm: (p) => new Adagrad(p, { learningRate: 0.1 }),
  gru: (p) => new Adadelta(p, { learningRate: 1 }),
  transformer: (p) => new AdamW(p, { learningRate: 0.01, weightDecay: 0.1, eps: 1e-3 }),
}

const unpack = ({ shape, data }: Packed, dtype: DType) => tensor(data, { shape, dtype })

/** The model of a case with the recorded weights, its optimizer, and the two recorded batches (2, N, …). */
export function goldenSetup(one: GoldenCase, cases: readonly GoldenCase[]) {
  const { initial, x, y } = cases.find((other) => other.model === one.model && other.initial !== undefined)!
  const classes = one.model === 'mlp' || one.model === 'cnn'
  const model = models[one.model](one.dtype)
  const state = Object.entries(initial!).map(([name, value]) => [
    name.replace('0.layer.', '0.'),
    unpack(value, one.dtype),
  ])
  loadPytorchState(model, Object.fromEntries(state) as Record<string, Tensor>)
  const [inputs, targets] = [unpack(x!, one.dtype), unpack(y!, classes ? 'int32' : one.dtype)]
  return { model, inputs, targets, classes, optimizer: optimizers[one.model](model.parameters()) }
}

/** Ten steps of one case over the recorded batches from the recorded weights, which stand in one of the cases. */
export function goldenRun(one: GoldenCase, cases: readonly GoldenCase[]) {
  const { model, inputs, targets, classes, optimizer } = goldenSetup(one, cases)
  const losses: number[] = []
  const norms: number[] = []
  for (let step = 0; step < one.losses.length; step++) {
    optimizer.zeroGrad()
    const output = model.forward(slice(inputs, [step % 2]))
    const loss = (classes ? crossEntropyLoss : mseLoss)(output, slice(targets, [step % 2]))
    loss.backward()
    if (one.norms !== undefined) norms.push(clipGradNorm(model.parameters(), 1))
    optimizer.step()
    losses.push(loss.item())
  }
  model.eval()
  return { model, losses, norms, prediction: noGrad(() => model.forward(slice(inputs, [0]))) }
}
