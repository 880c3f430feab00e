// What is measured, and what each must reach.
import { CNN, CONVOLUTIONS, MLP, PRODUCTS, TINY } from './data.mjs'

/** Who takes part: the script, the variant that it is told, the name in tables. `isOurs` is what goals are about. */
export const CONTENDERS = [
  { name: 'plain', script: 'ours', variant: 'plain', isOurs: true },
  { name: 'relaxed', script: 'ours', variant: 'relaxed', isOurs: true },
  { name: 'jax-js wasm', script: 'jax', variant: 'wasm' },
  { name: 'tfjs wasm', script: 'tfjs', variant: 'wasm' },
  { name: 'tfjs cpu', script: 'tfjs', variant: 'cpu' },
  { name: 'ConvNetJS', script: 'small', variant: 'convnetjs' },
  { name: 'synaptic', script: 'small', variant: 'synaptic' },
  { name: 'brain.js', script: 'small', variant: 'brain.js' },
  { name: 'onnxruntime-web', script: 'onnxruntime', variant: 'wasm' },
]

const LEARNERS = ['plain', 'relaxed', 'jax-js wasm', 'tfjs wasm', 'tfjs cpu', 'ConvNetJS']
const FORWARD = [...LEARNERS, 'onnxruntime-web']
const OURS = ['plain', 'relaxed']

const [a, b, c] = MLP.sizes
/** Products of an update of the dense network: forward, weights, and the gradient of the hidden layer. */
const mlpWork = 2 * MLP.batch * (2 * a * b + 3 * b * c)
const area = CNN.kernel ** 2
const cnnWork =
  2 *
  CNN.batch *
  (2 * 784 * area * CNN.channels[1] + 3 * 196 * area * CNN.channels[1] * CNN.channels[2] + 3 * 784 * 10)

/**
 * @typedef {{ id: string, title: string, unit: string, each?: number, work?: number, who: string[], isTime?: boolean }} Task
 * `each`: units in a time; `work`: floating-point operations in a time, of what has to be computed and no more.
 */

/** @type {Task[]} */
const training = [
  {
    id: 'tiny 10',
    title: 'MLP 2-4-2-1 tanh, batch 10, squared error',
    unit: 'samples/s',
    each: TINY.count,
    who: LEARNERS,
  },
  {
    id: 'tiny 10 cross-entropy',
    title: 'the same, cross-entropy',
    unit: 'samples/s',
    each: TINY.count,
    who: OURS,
  },
  {
    id: 'tiny 1',
    title: 'MLP 2-4-2-1 tanh, batch 1',
    unit: 'samples/s',
    each: TINY.count,
    who: [...OURS, 'synaptic', 'brain.js', 'ConvNetJS'],
  },
  {
    id: 'mlp',
    title: 'MLP 784-128-10, batch 32, SGD',
    unit: 'steps/s',
    work: mlpWork,
    who: [...LEARNERS, 'brain.js'],
  },
  {
    id: 'cnn',
    title: 'CNN 28×28, 8 and 16 filters 5×5, batch 32, Adam',
    unit: 'steps/s',
    work: cnnWork,
    who: LEARNERS,
  },
  ...['rnn', 'lstm', 'attention', 'norm'].map((id) => ({
    id,
    title: {
      rnn: 'RNN, 20 steps, 8 → 32, batch 32, Adam',
      lstm: 'LSTM, 20 steps, 8 → 32, batch 32, Adam',
      attention: 'Attention, 16 steps, 32 features, 4 heads, batch 32, Adam',
      norm: 'Dense 64-128-64-10 with batch norm and dropout, batch 32, Adam',
    }[id],
    unit: 'steps/s',
    who: ['plain', 'relaxed', 'jax-js wasm', 'tfjs wasm', 'tfjs cpu'],
  })),
]

const windows = Object.entries(CONVOLUTIONS).flatMap(
  ([name, { batch, size, inputs, outputs, kernel, stride, groups }]) => {
    const forward = (2 * batch * (size / stride) ** 2 * outputs * kernel ** 2 * inputs) / groups
    const what = `${inputs} → ${outputs} channels, 32×32, 3×3, batch ${batch}`
    return [
      {
        id: `convolution: ${name}`,
        title: `Convolution forward, ${name} (${what})`,
        unit: 'images/s',
        each: batch,
        work: forward,
        who: FORWARD,
      },
      {
        id: `convolution trained: ${name}`,
        title: `Convolution, update, ${name}`,
        unit: 'images/s',
        each: batch,
        work: 3 * forward,
        who: LEARNERS,
      },
    ]
  },
)

const products = PRODUCTS.map(([m, k, n]) => ({
  id: `product: ${m}×${k}×${n}`,
  title: `Product ${m}×${k} · ${k}×${n}`,
  unit: 'products/s',
  work: 2 * m * k * n,
  who: ['plain', 'relaxed', 'jax-js wasm', 'tfjs wasm', 'onnxruntime-web'],
}))

const forward = [
  { id: 'forward mlp', title: 'MLP 784-128-10, 32 examples forward', unit: 'batches/s', who: FORWARD },
  { id: 'forward cnn', title: 'The CNN, 32 images forward', unit: 'batches/s', who: FORWARD },
]

const ready = ['tiny', 'mlp', 'cnn', 'lstm', 'attention'].map((name) => ({
  id: `ready ${name}`,
  title: `A plan is ready, warm worker: ${name}`,
  unit: 'ms',
  isTime: true,
  who: OURS,
}))

const playground = {
  id: 'playground',
  title: 'The playground by its own session, default network, cross-entropy, pictures at 60 Hz',
  unit: 'samples/s',
  isReported: true,
  who: ['plain'],
}

/** @type {Task[]} */
export const TASKS = [...training, playground, ...windows, ...products, ...forward, ...ready]

/**
 * Each goal: in this task, ours is so many times `against`: the name of a contender, 'best' (the fastest of the others), or
 * 'limit' (a share of it). Of tasks in ms, and of fixed numbers, `atMost` and `atLeast` stand alone.
 */
export const GOALS = [
  { task: 'tiny 10', against: 'ConvNetJS', relaxed: 45, plain: 35 },
  { task: 'tiny 1', against: 'synaptic', relaxed: 1.2, plain: 1.2 },
  { task: 'mlp', against: 'jax-js wasm', relaxed: 2.6, plain: 2 },
  { task: 'mlp', against: 'tfjs wasm', relaxed: 10, plain: 10 },
  { task: 'cnn', against: 'best', relaxed: 60, plain: 50 },
  { task: 'cnn', against: 'limit', relaxed: 0.75, plain: 0.85 },
  ...products.map(({ id }, i) => {
    const share = i === 0 ? 0.9 : 0.75
    return { task: id, against: 'limit', relaxed: share, plain: share }
  }),
  ...windows.map(({ id }) => ({ task: id, against: 'best', relaxed: 2, plain: 2 })),
  ...['rnn', 'lstm', 'attention', 'norm'].map((task) => ({ task, against: 'best', relaxed: 5, plain: 5 })),
  { task: 'playground', against: '1.4 M/s', fixed: 1.4e6, plain: 10 },
  ...ready.map(({ id }) => ({ task: id, against: 'at most 20 ms', atMost: 20 })),
]
