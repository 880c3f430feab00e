// TensorFlow.js by its operations and optimizers (its layers where recurrence needs them): variant 'cpu' or 'wasm'.
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js'
import '@tensorflow/tfjs-core/dist/register_all_gradients.js'
import '@tensorflow/tfjs-backend-cpu'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import * as tfl from '@tensorflow/tfjs-layers'
import * as data from '../data.mjs'
import { serve } from '../worker.mjs'

setWasmPaths(new URL('tfjs/', self.location.href).href)

const weights = (shape, fan) => tf.variable(tf.randomUniform(shape, -1 / Math.sqrt(fan), 1 / Math.sqrt(fan)))
const cost = (labels, logits) => tf.losses.softmaxCrossEntropy(labels, logits)

/** Shuffled batches and updates; a time is `updates` of them. */
function trained({ x, y }, shape, batch, optimizer, loss, updates = 1) {
  const next = data.batchesOf(x.shape[0], batch)
  return async (times) => {
    for (let n = 0; n < times * updates; n++) {
      tf.tidy(() => {
        const rows = tf.tensor1d(next(), 'int32')
        optimizer.minimize(
          () => loss(tf.gather(x, rows).reshape([batch, ...shape]), tf.gather(y, rows)),
          false,
        )
      })
    }
    await tf.backend().read?.(x.dataId)
  }
}

function classified(problem, size, classes) {
  const { x, y } = data.examples(problem, size, classes)
  return {
    x: tf.tensor2d(x, [problem.count, size]),
    y: tf.tensor2d(data.oneHot(y, classes), [problem.count, classes]),
  }
}

function tiny(batch) {
  const { x, y } = data.circle(data.TINY)
  const given = { x: tf.tensor2d(x, [data.TINY.count, 2]), y: tf.tensor2d(y, [data.TINY.count, 1]) }
  const layers = data.TINY.sizes.slice(1).map((to, i) => {
    const from = data.TINY.sizes[i]
    return [weights([from, to], from), weights([to], from)]
  })
  const run = (input) => layers.reduce((a, [w, b]) => a.matMul(w).add(b).tanh(), input)
  const optimizer = tf.train.sgd(data.TINY.learningRate)
  return trained(
    given,
    [2],
    batch,
    optimizer,
    (input, target) => tf.losses.meanSquaredError(target, run(input)),
    data.TINY.count / batch,
  )
}

function mlp() {
  const [a, b, c] = data.MLP.sizes
  const [w1, b1, w2, b2] = [weights([a, b], a), weights([b], a), weights([b, c], b), weights([c], b)]
  return (x) => x.matMul(w1).add(b1).relu().matMul(w2).add(b2)
}

function cnn() {
  const { channels, kernel } = data.CNN
  const blocks = [1, 2].map((i) => {
    const [from, to] = [channels[i - 1], channels[i]]
    const fan = from * kernel * kernel
    return [weights([kernel, kernel, from, to], fan), weights([to], fan)]
  })
  const [w, b] = [weights([784, 10], 784), weights([10], 784)]
  return (x) => {
    const maps = blocks.reduce(
      (a, [k, shift]) => a.conv2d(k, 1, 'same').add(shift).relu().maxPool(2, 2, 'valid'),
      x,
    )
    return maps.reshape([maps.shape[0], 784]).matMul(w).add(b)
  }
}

const adam = ({ learningRate }) => tf.train.adam(learningRate)

/** By its layers; a time is one update of a shuffled batch. */
function layered(problem, shape, classes, layers) {
  const model = tfl.sequential({ layers })
  model.compile({ loss: 'categoricalCrossentropy', optimizer: adam(problem) })
  const size = shape.reduce((a, b) => a * b)
  const { x, y } = classified(problem, size, classes)
  const next = data.batchesOf(problem.count, problem.batch)
  return async (times) => {
    for (let n = 0; n < times; n++) {
      const rows = tf.tensor1d(next(), 'int32')
      const [input, target] = tf.tidy(() => [
        tf.gather(x, rows).reshape([problem.batch, ...shape]),
        tf.gather(y, rows),
      ])
      await model.trainOnBatch(input, target)
      tf.dispose([rows, input, target])
    }
  }
}

function recurrent(kind) {
  const { features, steps, hidden, classes } = data.SEQUENCE
  return layered(data.SEQUENCE, [steps, features], classes, [
    tfl.layers[kind]({ units: hidden, inputShape: [steps, features] }),
    tfl.layers.dense({ units: classes, activation: 'softmax' }),
  ])
}

function attention() {
  const { features, steps, heads, classes, batch } = data.ATTENTION
  const [size, width] = [features / heads, features * steps]
  const [wq, wk, wv, wo] = [0, 1, 2, 3].map(() => [
    weights([features, features], features),
    weights([features], features),
  ])
  const [w, b] = [weights([width, classes], width), weights([classes], width)]
  const linear = (x, [m, shift]) => tf.matMul(x, m).add(shift)
  const split = (x) => x.reshape([batch, steps, heads, size]).transpose([0, 2, 1, 3])
  const loss = (input, target) => {
    const x = input.reshape([batch * steps, features])
    const [q, k, v] = [wq, wk, wv].map((m) => split(linear(x, m)))
    const looks = tf.softmax(tf.matMul(q, k, false, true).mul(1 / Math.sqrt(size)))
    const mixed = tf
      .matMul(looks, v)
      .transpose([0, 2, 1, 3])
      .reshape([batch * steps, features])
    return cost(target, linear(mixed, wo).reshape([batch, width]).matMul(w).add(b))
  }
  return trained(
    classified(data.ATTENTION, width, classes),
    [steps, features],
    batch,
    adam(data.ATTENTION),
    loss,
  )
}

function norm() {
  const [first, ...others] = data.NORM.sizes
  const last = others.pop()
  const hidden = others.flatMap((units, i) => [
    tfl.layers.dense({ units, ...(i === 0 ? { inputShape: [first] } : {}) }),
    tfl.layers.batchNormalization({}),
    tfl.layers.reLU({}),
    tfl.layers.dropout({ rate: data.NORM.drop }),
  ])
  return layered(data.NORM, [first], last, [
    ...hidden,
    tfl.layers.dense({ units: last, activation: 'softmax' }),
  ])
}

function convolution(name, isTrained) {
  const { batch, size, inputs, outputs, kernel, stride, dilation, groups } = data.CONVOLUTIONS[name]
  const x = tf.tensor4d(data.uniform(batch * inputs * size * size, 1), [batch, size, size, inputs])
  const k = weights([kernel, kernel, inputs, groups > 1 ? 1 : outputs], inputs * kernel * kernel)
  const b = weights([outputs], inputs)
  const apply = (input) =>
    (groups > 1
      ? input.depthwiseConv2d(k, stride, 'same', 'NHWC', dilation)
      : input.conv2d(k, stride, 'same', 'NHWC', dilation)
    ).add(b)
  if (!isTrained) return reading(() => apply(x))
  const y = tf.tidy(() => tf.randomNormal(apply(x).shape))
  const optimizer = tf.train.sgd(0.01)
  const scale = weights([inputs], 1)
  return (times) => {
    for (let n = 0; n < times; n++)
      tf.tidy(() => optimizer.minimize(() => tf.losses.meanSquaredError(y, apply(x.mul(scale))), false))
  }
}

/** A time is one result, read. */
const reading = (apply) => (times) => {
  for (let n = 0; n < times; n++) tf.tidy(() => apply().dataSync())
}

/** A time is one result, left where it is. */
const leaving = (apply) => (times) => {
  for (let n = 0; n < times; n++) tf.tidy(() => void apply())
}

const MAKERS = {
  'tiny 10': () => tiny(10),
  'tiny 1': () => tiny(1),
  mlp() {
    const run = mlp()
    const optimizer = tf.train.sgd(data.MLP.learningRate)
    return trained(classified(data.MLP, 784, 10), [784], 32, optimizer, (x, y) => cost(y, run(x)))
  },
  cnn() {
    const run = cnn()
    return trained(classified(data.CNN, 784, 10), [28, 28, 1], 32, adam(data.CNN), (x, y) => cost(y, run(x)))
  },
  rnn: () => recurrent('simpleRNN'),
  lstm: () => recurrent('lstm'),
  attention,
  norm,
  product(sizes) {
    const [m, k, n] = sizes.split('×').map(Number)
    const [a, b] = [tf.tensor2d(data.uniform(m * k, 1), [m, k]), tf.tensor2d(data.uniform(k * n, 2), [k, n])]
    return leaving(() => tf.matMul(a, b))
  },
  convolution: (name) => convolution(name, false),
  'convolution trained': (name) => convolution(name, true),
  'forward mlp'() {
    const run = mlp()
    const numbers = data.uniform(32 * 784, 1)
    return reading(() => run(tf.tensor2d(numbers, [32, 784])))
  },
  'forward cnn'() {
    const run = cnn()
    const numbers = data.uniform(32 * 784, 1)
    return reading(() => run(tf.tensor4d(numbers, [32, 28, 28, 1])))
  },
}

serve(async (task, variant) => {
  await tf.setBackend(variant)
  await tf.ready()
  const [name, detail] = task.split(': ')
  return MAKERS[name]?.(detail) ?? null
})
