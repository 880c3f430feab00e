// Chainrule at the same problems: variant 'plain' or 'relaxed', as figures and cells use it.
import * as engine from '../src/engine/index.ts'
import { makeMachine } from '../src/engine/plan/machine.ts'
import * as data from './data.mjs'
import { makeLimit } from './limit.mjs'
import { playground } from './playground.mjs'
import { serve } from './worker.mjs'

const { Sequential, Linear, Conv2d, MaxPool2d, ReLU, Tanh, Flatten, BatchNorm1d, Dropout } = engine
const { RNN, LSTM, MultiHeadAttention, compilePlan, tensor } = engine

/** A plan with its examples; a time is one update, or as many as `updates` says. */
function trained(layers, { x, y }, inputShape, outputShape, options, updates = 1) {
  const count = y.length / outputShape.reduce((a, b) => a * b, 1)
  const plan = compilePlan(new Sequential(...layers), { seed: 1, inputShape, ...options })
  plan.setData(tensor(x, { shape: [count, ...inputShape] }), tensor(y, { shape: [count, ...outputShape] }))
  return (times) => plan.step(times * updates).loss
}

const classifier = (layers, problem, inputShape, classes, optimizer, backend) =>
  trained(
    layers,
    data.examples(
      problem,
      inputShape.reduce((a, b) => a * b),
      classes,
    ),
    inputShape,
    [],
    {
      loss: 'crossEntropy',
      optimizer: { type: optimizer, learningRate: problem.learningRate },
      batchSize: problem.batch,
      backend,
    },
  )

const tinyLayers = () => [
  new Linear(2, 4),
  new Tanh(),
  new Linear(4, 2),
  new Tanh(),
  new Linear(2, 1),
  new Tanh(),
]

/** A time is one epoch. */
const tiny = (batchSize, loss, layers, backend) => {
  const { x, y } = data.circle(data.TINY)
  const target = loss === 'mse' ? y : y.map((value) => (value + 1) / 2)
  const optimizer = { type: 'SGD', learningRate: data.TINY.learningRate }
  return trained(
    layers,
    { x, y: target },
    [2],
    [1],
    { loss, optimizer, batchSize, backend },
    data.TINY.count / batchSize,
  )
}

const mlpLayers = ([a, b, c] = data.MLP.sizes) => [new Linear(a, b), new ReLU(), new Linear(b, c)]

function cnnLayers() {
  const { channels, kernel, size } = data.CNN
  const block = (from, to) => [
    new Conv2d(from, to, kernel, { padding: (kernel - 1) / 2 }),
    new ReLU(),
    new MaxPool2d(2),
  ]
  return [
    ...block(channels[0], channels[1]),
    ...block(channels[1], channels[2]),
    new Flatten(),
    new Linear((channels[2] * size * size) / 16, 10),
  ]
}

function recurrent(Kind, backend) {
  const { features, steps, hidden, classes } = data.SEQUENCE
  const layers = [new Kind(features, hidden, { returnSequences: false }), new Linear(hidden, classes)]
  return classifier(layers, data.SEQUENCE, [steps, features], classes, 'Adam', backend)
}

function attention(backend) {
  const { features, steps, heads, classes } = data.ATTENTION
  const layers = [
    new MultiHeadAttention(features, heads),
    new Flatten(),
    new Linear(features * steps, classes),
  ]
  return classifier(layers, data.ATTENTION, [steps, features], classes, 'Adam', backend)
}

function norm(backend) {
  const [first, ...others] = data.NORM.sizes
  const last = others.pop()
  let width = first
  const layers = others.flatMap((next) => {
    const dense = new Linear(width, next)
    width = next
    return [dense, new BatchNorm1d(next), new ReLU(), new Dropout(data.NORM.drop)]
  })
  return classifier([...layers, new Linear(width, last)], data.NORM, [first], last, 'Adam', backend)
}

function convolution(name) {
  const { inputs, outputs, kernel, ...options } = data.CONVOLUTIONS[name]
  const { stride, dilation, padding, groups } = options
  return new Conv2d(inputs, outputs, kernel, { stride, dilation, padding, groups })
}

/** A time is the gradient of weights, bias and input, and an update, by a loss on the maps of one batch. */
function convolutionTrained(name, backend) {
  const { batch, size, inputs } = data.CONVOLUTIONS[name]
  // A layer of 1 × 1 before it, so that the gradient of the input is wanted too.
  const layers = [new Conv2d(inputs, inputs, 1, { groups: inputs }), convolution(name)]
  const [, ...shape] = new Sequential(...layers).outputShape([1, inputs, size, size])
  const count = shape.reduce((a, b) => a * b)
  const given = { x: data.uniform(batch * inputs * size * size, 1), y: data.uniform(batch * count, 2) }
  const optimizer = { type: 'SGD', learningRate: 0.01 }
  return trained(layers, given, [inputs, size, size], shape, {
    loss: 'mse',
    optimizer,
    batchSize: batch,
    backend,
  })
}

/** A time is one batch forward, numbers in and numbers out. */
function forward(layers, inputShape, batchSize, backend) {
  const model = new Sequential(...layers)
  const plan = compilePlan(model, { loss: 'mse', optimizer: 'SGD', inputShape, batchSize, backend })
  const x = tensor(data.uniform(batchSize * inputShape.reduce((a, b) => a * b), 1), {
    shape: [batchSize, ...inputShape],
  })
  return (times) => {
    for (let i = 0; i < times; i++) plan.predict(x)
  }
}

/** A time is one product, in the arena. */
function product([m, k, n], backend) {
  const pitch = Math.ceil(n / 4) * 4
  const machine = makeMachine(backend, (m * k + k * pitch + m * pitch) * 4 + 65_536)
  const [a, b] = [machine.base, machine.base + m * k * 4 + 16]
  const c = b + k * pitch * 4
  machine.heap.f.set(data.uniform(m * k, 1), a / 4)
  machine.heap.f.set(data.uniform(k * pitch, 2), b / 4)
  return (times) => {
    for (let i = 0; i < times; i++)
      machine.kernels.multiply(m, pitch, 1, 1, k, a, k * 4, 4, 0, 0, b, pitch * 4, 0, 0, c, pitch * 4, 0, 0)
  }
}

/** A time is one plan, from the layers to the first update being possible. */
const ready = (layers, inputShape, backend) => {
  const model = new Sequential(...layers)
  return (times) => {
    for (let i = 0; i < times; i++)
      compilePlan(model, { loss: 'mse', optimizer: 'Adam', inputShape, batchSize: 32, backend })
  }
}

const MAKERS = {
  limit: (variant, sums) => makeLimit(Number(sums), variant === 'relaxed'),
  'tiny 10': (backend) => tiny(10, 'mse', tinyLayers(), backend),
  'tiny 1': (backend) => tiny(1, 'mse', tinyLayers(), backend),
  'tiny 10 cross-entropy': (backend) => tiny(10, 'bceWithLogits', tinyLayers().slice(0, -1), backend),
  mlp: (backend) => classifier(mlpLayers(), data.MLP, [784], 10, 'SGD', backend),
  cnn: (backend) => classifier(cnnLayers(), data.CNN, [1, 28, 28], 10, 'Adam', backend),
  rnn: (backend) => recurrent(RNN, backend),
  lstm: (backend) => recurrent(LSTM, backend),
  attention,
  norm,
  product: (backend, sizes) => product(sizes.split('×').map(Number), backend),
  convolution: (backend, name) => {
    const { batch, size, inputs } = data.CONVOLUTIONS[name]
    return forward([convolution(name)], [inputs, size, size], batch, backend)
  },
  'convolution trained': (backend, name) => convolutionTrained(name, backend),
  'forward mlp': (backend) => forward(mlpLayers(), [784], 32, backend),
  'forward cnn': (backend) => forward(cnnLayers(), [1, 28, 28], 32, backend),
  playground: (backend) => (backend === 'plain' ? playground() : null),
  'ready tiny': (backend) => ready(tinyLayers(), [2], backend),
  'ready mlp': (backend) => ready(mlpLayers(), [784], backend),
  'ready cnn': (backend) => ready(cnnLayers(), [1, 28, 28], backend),
  'ready lstm': (backend) =>
    ready([new LSTM(8, 32, { returnSequences: false }), new Linear(32, 4)], [20, 8], backend),
  'ready attention': (backend) =>
    ready([new MultiHeadAttention(32, 4), new Flatten(), new Linear(512, 4)], [16, 32], backend),
}

serve(async (task, variant) => {
  if (variant === 'relaxed' && !(await engine.loadRelaxedKernels())) return null
  const [name, detail] = task.split(': ')
  return MAKERS[name](variant, detail)
})
