import { expect, test } from 'vitest'
import * as engine from '../../../src/engine/index.ts'
import { Plan } from '../../../src/engine/plan/plan.ts'
import { modelOf } from './models.ts'

const { BatchNorm1d, Conv2d, Flatten, LSTM, Linear, MaxPool2d, MultiHeadAttention, ReLU, Tanh } = engine

const BATCH = 32

interface Net {
  readonly layers: () => engine.Layer[]
  readonly inputShape: readonly number[]
  /** Numbers of one example besides the output of each layer and its gradient: what layers keep inside. */
  readonly inner?: number
}

const [T, D, H] = [20, 8, 32]
const [S, E, HEADS] = [16, 32, 4]

const nets: Record<string, Net> = {
  'MLP 784-128-10': {
    layers: () => [new Linear(784, 128), new ReLU(), new Linear(128, 10)],
    inputShape: [784],
  },
  'MLP with batch norm': {
    layers: () => [new Linear(64, 100), new BatchNorm1d(100), new Tanh(), new Linear(100, 9)],
    inputShape: [64],
    inner: 100, // what the normalization keeps
  },
  CNN: {
    layers: () => [
      new Conv2d(1, 8, 5, { padding: 2 }),
      new ReLU(),
      new MaxPool2d(2),
      new Conv2d(8, 16, 5, { padding: 2 }),
      new ReLU(),
      new MaxPool2d(2),
      new Flatten(),
      new Linear(784, 10),
    ],
    inputShape: [1, 28, 28],
    inner: 8 * 14 * 14 + 16 * 7 * 7, // which element was the largest
  },
  LSTM: {
    layers: () => [new LSTM(D, H, { returnSequences: false }), new Linear(H, 10)],
    inputShape: [T, D],
    // Of every step four gates and the cell; the state and its gradient; the gradient of the cell on its way.
    inner: T * (4 * H + H) + 2 * T * H + H,
  },
  attention: {
    layers: () => [new MultiHeadAttention(E, HEADS), new Flatten(), new Linear(S * E, 10)],
    inputShape: [S, E],
    // Queries, keys, values, what the heads give, and who looks at whom, each with its gradient.
    inner: 2 * (3 * S * E + S * E + HEADS * S * S),
  },
}

test.each(Object.entries(nets))('the arena of %s is at most 1.3 times the sum of its tensors', (_, net) => {
  const { layers, inputShape, inner = 0 } = net
  const model = modelOf(layers())
  const plan = new Plan(model, { loss: 'mse', optimizer: 'Adam', inputShape, batchSize: BATCH })
  const numel = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1)
  let shape = [1, ...inputShape]
  let values = numel(shape) + inner
  for (const layer of layers()) {
    shape = layer.outputShape(shape)
    if (layer.type !== 'Flatten') values += 2 * numel(shape)
  }
  values += numel(shape) // the target
  const parameters = model.parameters().reduce((sum, one) => sum + one.numel, 0)
  const buffers = model.namedBuffers().reduce((sum, [, one]) => sum + one.numel, 0)
  // Weights, gradients, Adam's two memories; and the weights once more, turned, for the way back.
  const sum = 5 * parameters + buffers + BATCH * values
  const ratio = plan.arenaBytes / 4 / sum
  expect(ratio).toBeLessThan(1.3)
  expect(ratio).toBeGreaterThan(0.2) // it is really this network's
})
