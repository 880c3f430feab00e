// Libraries that compute neuron by neuron: ConvNetJS, synaptic, brain.js.
import convnetjs from 'convnetjs'
import synaptic from 'synaptic'
import NeuralNetwork from 'brain.js/dist/neural-network.js'
import * as data from '../data.mjs'
import { serve } from '../worker.mjs'

/** A ConvNetJS network that trains example by example, a batch per update. A time is `updates` batches. */
function convnet(definition, volumes, targets, batch, options, updates = 1) {
  const net = new convnetjs.Net()
  net.makeLayers(definition)
  const trainer = new convnetjs.Trainer(net, { batch_size: batch, momentum: 0, ...options })
  const next = data.batchesOf(volumes.length, batch)
  return (times) => {
    for (let n = 0; n < times * updates; n++) for (const i of next()) trainer.train(volumes[i], targets[i])
  }
}

const flat = (row) => new convnetjs.Vol(row)

/** A picture (channels, size, size) as ConvNetJS wants it: (size, size, channels). */
function picture(row, size, channels) {
  const volume = new convnetjs.Vol(size, size, channels, 0)
  row.forEach(
    (value, i) => (volume.w[(i % (size * size)) * channels + Math.floor(i / (size * size))] = value),
  )
  return volume
}

const input = (size, depth) => ({ type: 'input', out_sx: size, out_sy: size, out_depth: depth })

function tinyConvnet(batch) {
  const { x, y } = data.circle(data.TINY)
  const [, a, b] = data.TINY.sizes
  const definition = [
    input(1, 2),
    { type: 'fc', num_neurons: a, activation: 'tanh' },
    { type: 'fc', num_neurons: b, activation: 'tanh' },
    { type: 'fc', num_neurons: 1, activation: 'tanh' },
    { type: 'regression', num_neurons: 1 },
  ]
  const targets = Array.from(y, (value) => [value])
  const options = { method: 'sgd', learning_rate: data.TINY.learningRate }
  return convnet(definition, data.rows(x, 2).map(flat), targets, batch, options, data.TINY.count / batch)
}

const mlpDefinition = () => [
  input(1, 784),
  { type: 'fc', num_neurons: 128, activation: 'relu' },
  { type: 'softmax', num_classes: 10 },
]

function cnnDefinition() {
  const { channels, kernel, size } = data.CNN
  const block = (filters) => [
    { type: 'conv', sx: kernel, filters, stride: 1, pad: (kernel - 1) / 2, activation: 'relu' },
    { type: 'pool', sx: 2, stride: 2 },
  ]
  return [input(size, 1), ...block(channels[1]), ...block(channels[2]), { type: 'softmax', num_classes: 10 }]
}

function convolution(name, isTrained) {
  const { batch, size, inputs, outputs, kernel, stride, dilation, padding, groups } = data.CONVOLUTIONS[name]
  if (dilation > 1 || groups > 1) return null
  const net = new convnetjs.Net()
  net.makeLayers([
    input(size, inputs),
    { type: 'conv', sx: kernel, filters: outputs, stride, pad: padding },
    { type: 'softmax', num_classes: 2 },
  ])
  const layer = net.layers[1]
  const volumes = data
    .rows(data.uniform(batch * inputs * size * size, 1), inputs * size * size)
    .map((row) => picture(row, size, inputs))
  return (times) => {
    for (let n = 0; n < times; n++) {
      for (const volume of volumes) {
        const maps = layer.forward(volume, isTrained)
        if (!isTrained) continue
        maps.dw.set(maps.w)
        layer.backward()
      }
    }
  }
}

function forward(definition, volumes) {
  const net = new convnetjs.Net()
  net.makeLayers(definition)
  return (times) => {
    for (let n = 0; n < times; n++) for (const volume of volumes) net.forward(volume, false)
  }
}

const CONVNETJS = {
  'tiny 10': () => tinyConvnet(10),
  'tiny 1': () => tinyConvnet(1),
  mlp() {
    const { x, y } = data.examples(data.MLP, 784, 10)
    return convnet(mlpDefinition(), data.rows(x, 784).map(flat), Array.from(y), 32, {
      method: 'sgd',
      learning_rate: 0.01,
    })
  },
  cnn() {
    // This release has no Adam; Adadelta keeps two memories too.
    const { x, y } = data.examples(data.CNN, 784, 10)
    const volumes = data.rows(x, 784).map((row) => picture(row, 28, 1))
    return convnet(cnnDefinition(), volumes, Array.from(y), 32, { method: 'adadelta' })
  },
  convolution: (name) => convolution(name, false),
  'convolution trained': (name) => convolution(name, true),
  'forward mlp': () => forward(mlpDefinition(), data.rows(data.uniform(32 * 784, 1), 784).map(flat)),
  'forward cnn': () =>
    forward(
      cnnDefinition(),
      data.rows(data.uniform(32 * 784, 1), 784).map((row) => picture(row, 28, 1)),
    ),
}

const SYNAPTIC = {
  'tiny 1'() {
    const { Architect, Neuron } = synaptic
    const network = new Architect.Perceptron(...data.TINY.sizes)
    for (const { neuron } of network.neurons()) neuron.squash = Neuron.squash.TANH
    const { x, y } = data.circle(data.TINY)
    const [inputs, targets] = [data.rows(x, 2), data.rows(y, 1)]
    return (times) => {
      for (let n = 0; n < times; n++) {
        for (const i of data.shuffled(inputs.length)) {
          network.activate(inputs[i])
          network.propagate(data.TINY.learningRate, targets[i])
        }
      }
    }
  },
}

const BRAIN = {
  'tiny 1'() {
    const net = new (NeuralNetwork.default ?? NeuralNetwork)({
      hiddenLayers: data.TINY.sizes.slice(1, -1),
      activation: 'tanh',
      learningRate: data.TINY.learningRate,
      momentum: 1e-9, // it refuses 0
    })
    const { x, y } = data.circle(data.TINY)
    const [inputs, targets] = [data.rows(x, 2), data.rows(y, 1)]
    net.train([{ input: inputs[0], output: targets[0] }], { iterations: 1 })
    return (times) => {
      for (let n = 0; n < times; n++)
        for (const i of data.shuffled(inputs.length))
          net.trainPattern({ input: inputs[i], output: targets[i] })
    }
  },
  /** One example per update, since it knows no batches; a time is 32 of them. */
  mlp() {
    const net = new (NeuralNetwork.default ?? NeuralNetwork)({
      hiddenLayers: [128],
      learningRate: 0.01,
      momentum: 1e-9,
    })
    const { x, y } = data.examples(data.MLP, 784, 10)
    const [inputs, targets] = [data.rows(x, 784), data.rows(data.oneHot(y, 10), 10)]
    net.train([{ input: inputs[0], output: targets[0] }], { iterations: 1 })
    const next = data.batchesOf(inputs.length, 32)
    return (times) => {
      for (let n = 0; n < times; n++)
        for (const i of next()) net.trainPattern({ input: inputs[i], output: targets[i] })
    }
  },
}

const LIBRARIES = { convnetjs: CONVNETJS, synaptic: SYNAPTIC, 'brain.js': BRAIN }

serve(async (task, variant) => {
  const [name, detail] = task.split(': ')
  return LIBRARIES[variant][name]?.(detail) ?? null
})
