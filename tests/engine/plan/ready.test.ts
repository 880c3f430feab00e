import { expect, test } from 'vitest'
import * as engine from '../../../src/engine/index.ts'

const { Conv2d, Flatten, LSTM, Linear, MaxPool2d, ReLU, Sequential, Tanh, compilePlan } = engine

/** Milliseconds of the processor, not of the clock: other programs on the machine do not count. */
function processorTime(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

test.each<[string, () => engine.Layer[], number[]]>([
  [
    'a tiny network',
    () => [new Linear(2, 4), new Tanh(), new Linear(4, 2), new Tanh(), new Linear(2, 1)],
    [2],
  ],
  ['784-128-10', () => [new Linear(784, 128), new ReLU(), new Linear(128, 10)], [784]],
  [
    'a small CNN',
    () => [
      new Conv2d(1, 8, 5),
      new ReLU(),
      new MaxPool2d(2),
      new Conv2d(8, 16, 5),
      new ReLU(),
      new MaxPool2d(2),
      new Flatten(),
      new Linear(256, 10),
    ],
    [1, 28, 28],
  ],
  ['an LSTM', () => [new LSTM(8, 32, { returnSequences: false }), new Linear(32, 4)], [20, 8]],
])('the plan of %s is ready within 20 ms', (_, layers, inputShape) => {
  const model = new Sequential(...layers())
  const options = { loss: 'mse', optimizer: 'Adam', inputShape, batchSize: 32 }
  compilePlan(model, options) // the kernels are compiled once in a worker's life
  const times = Array.from({ length: 15 }, () => processorTime(() => compilePlan(model, options)))
  const median = times.toSorted((a, b) => a - b)[7]!
  expect(median).toBeLessThan(20)
})
