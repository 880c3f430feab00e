// jax-js on its WebAssembly backend: each update is one jitted function of parameters and a batch. `.ref` keeps an array
// that is used again.
import { blockUntilReady, defaultDevice, init, jit, lax, nn, numpy as np, tree } from '@jax-js/jax'
import * as data from '../data.mjs'
import { serve } from '../worker.mjs'
import { adam, classified, crossEntropy, sgd, trained, weights } from './jax-training.mjs'

function tiny(batch) {
  const { x, y } = data.circle(data.TINY)
  const given = {
    x: np.array(x, { shape: [data.TINY.count, 2] }),
    y: np.array(y, { shape: [data.TINY.count, 1] }),
  }
  const params = data.TINY.sizes.slice(1).map((to, i) => {
    const from = data.TINY.sizes[i]
    return [weights([from, to], from), weights([to], from)]
  })
  const loss = (layers, input, target) => {
    const out = layers.reduce((a, [w, b]) => np.tanh(np.dot(a, w).add(b)), input)
    const error = out.sub(target)
    return error.ref.mul(error).mean()
  }
  return trained(given, batch, params, loss, sgd(data.TINY.learningRate), data.TINY.count / batch)
}

const mlpParams = ([a, b, c] = data.MLP.sizes) => [
  weights([a, b], a),
  weights([b], a),
  weights([b, c], b),
  weights([c], b),
]
const mlp = ([w1, b1, w2, b2], x) => np.dot(nn.relu(np.dot(x, w1).add(b1)), w2).add(b2)

function cnnParams() {
  const { channels, kernel } = data.CNN
  const conv = (from, to) => {
    const fan = from * kernel * kernel
    return [weights([to, from, kernel, kernel], fan), weights([to, 1, 1], fan)]
  }
  return [
    ...conv(channels[0], channels[1]),
    ...conv(channels[1], channels[2]),
    weights([784, 10], 784),
    weights([10], 784),
  ]
}

/** ReLU comes after the maximum, which gives the same and is cheaper. */
const cnnBlock = (x, w, b) =>
  nn.relu(lax.reduceWindow(lax.conv(x, w, [1, 1], 'SAME').add(b), np.max, [2, 2], [2, 2]))
const cnn = ([w1, b1, w2, b2, w3, b3], x) =>
  np.dot(cnnBlock(cnnBlock(x, w1, b1), w2, b2).reshape([-1, 784]), w3).add(b3)

function rnn() {
  const { features, steps, hidden, classes, batch, learningRate } = data.SEQUENCE
  const params = [
    weights([features, hidden], hidden),
    weights([hidden, hidden], hidden),
    weights([hidden], hidden),
    weights([hidden, classes], hidden),
    weights([classes], hidden),
  ]
  const loss = ([wx, wh, b, w, c], x, target) => {
    let h = np.zeros([batch, hidden])
    const along = np.dot(x, wx).add(b)
    for (let t = 0; t < steps; t++) h = np.tanh(along.ref.slice([], t).add(np.dot(h, wh.ref)))
    return crossEntropy(np.dot(h, w).add(c), target)
  }
  return trained(
    classified(data.SEQUENCE, [steps, features], classes),
    batch,
    params,
    loss,
    adam(learningRate),
  )
}

function lstm() {
  const { features, steps, hidden, classes, batch, learningRate } = data.SEQUENCE
  const params = [
    weights([features, 4 * hidden], hidden),
    weights([hidden, 4 * hidden], hidden),
    weights([4 * hidden], hidden),
    weights([hidden, classes], hidden),
    weights([classes], hidden),
  ]
  const loss = ([wx, wh, b, w, out], x, target) => {
    let h = np.zeros([batch, hidden])
    let c = np.zeros([batch, hidden])
    const along = np.dot(x, wx).add(b)
    for (let t = 0; t < steps; t++) {
      const z = along.ref.slice([], t).add(np.dot(h, wh.ref))
      const gate = (i) => z.ref.slice([], [i * hidden, (i + 1) * hidden])
      c = nn
        .sigmoid(gate(1))
        .mul(c)
        .add(nn.sigmoid(gate(0)).mul(np.tanh(gate(2))))
      h = nn.sigmoid(gate(3)).mul(np.tanh(c.ref))
    }
    return crossEntropy(np.dot(h, w).add(out), target)
  }
  return trained(
    classified(data.SEQUENCE, [steps, features], classes),
    batch,
    params,
    loss,
    adam(learningRate),
  )
}

function attention() {
  const { features, steps, heads, classes, batch, learningRate } = data.ATTENTION
  const [size, width] = [features / heads, features * steps]
  const square = () => [weights([features, features], features), weights([features], features)]
  const params = [
    ...square(),
    ...square(),
    ...square(),
    ...square(),
    weights([width, classes], width),
    weights([classes], width),
  ]
  const loss = ([wq, bq, wk, bk, wv, bv, wo, bo, w, b], x, target) => {
    const split = (m, shift) => np.dot(x.ref, m).add(shift).reshape([batch, steps, heads, size])
    const mixed = nn.dotProductAttention(split(wq, bq), split(wk, bk), split(wv, bv))
    const out = np.dot(mixed.reshape([batch, steps, features]), wo).add(bo)
    return crossEntropy(np.dot(out.reshape([batch, width]), w).add(b), target)
  }
  return trained(
    classified(data.ATTENTION, [steps, features], classes),
    batch,
    params,
    loss,
    adam(learningRate),
  )
}

/** Without dropout: in a jitted function chance is an argument, and making it outside would count against it. */
function norm() {
  const sizes = data.NORM.sizes
  const params = sizes
    .slice(1)
    .flatMap((to, i) => [
      weights([sizes[i], to], sizes[i]),
      weights([to], sizes[i]),
      np.ones([to]),
      np.zeros([to]),
    ])
  const loss = (all, x, target) => {
    let a = x
    for (let i = 0; i < all.length; i += 4) {
      const [w, b, scale, shift] = all.slice(i, i + 4)
      a = np.dot(a, w).add(b)
      if (i + 4 < all.length) a = nn.relu(nn.standardize(a, 0).mul(scale).add(shift))
    }
    return crossEntropy(a, target)
  }
  return trained(
    classified(data.NORM, [sizes[0]], sizes.at(-1)),
    data.NORM.batch,
    params,
    loss,
    adam(data.NORM.learningRate),
  )
}

function convolution(name, isTrained) {
  const { batch, size, inputs, outputs, kernel, stride, dilation, padding, groups } = data.CONVOLUTIONS[name]
  const x = np.array(data.uniform(batch * inputs * size * size, 1), { shape: [batch, inputs, size, size] })
  const params = [
    weights([outputs, inputs / groups, kernel, kernel], inputs * kernel * kernel),
    weights([outputs, 1, 1], inputs),
  ]
  const around = [
    [padding, padding],
    [padding, padding],
  ]
  const apply = ([w, b], input) =>
    lax
      .convGeneralDilated(input, w, [stride, stride], around, {
        rhsDilation: [dilation, dilation],
        featureGroupCount: groups,
      })
      .add(b)
  if (!isTrained) return reading(jit(apply), params, () => x.ref)
  const out = apply(tree.ref(params), x.ref)
  const y = np.array(data.uniform(out.size, 2), { shape: out.shape })
  const loss = ([scale, ...rest], input, target) => {
    const error = apply(rest, input.mul(scale)).sub(target)
    return error.ref.mul(error).mean()
  }
  return trained({ x, y }, batch, [weights([inputs, 1, 1], 1), ...params], loss, sgd(0.01))
}

/** A time is one result, read. */
const reading = (apply, params, input) => async (times) => {
  for (let n = 0; n < times; n++) await apply(tree.ref(params), input()).data()
}

const MAKERS = {
  'tiny 10': () => tiny(10),
  'tiny 1': () => tiny(1),
  mlp() {
    const loss = (params, x, y) => crossEntropy(mlp(params, x), y)
    return trained(classified(data.MLP, [784], 10), 32, mlpParams(), loss, sgd(data.MLP.learningRate))
  },
  cnn() {
    const loss = (params, x, y) => crossEntropy(cnn(params, x), y)
    return trained(classified(data.CNN, [1, 28, 28], 10), 32, cnnParams(), loss, adam(data.CNN.learningRate))
  },
  rnn,
  lstm,
  attention,
  norm,
  product(sizes) {
    const [m, k, n] = sizes.split('×').map(Number)
    const [a, b] = [
      np.array(data.uniform(m * k, 1), { shape: [m, k] }),
      np.array(data.uniform(k * n, 2), { shape: [k, n] }),
    ]
    const apply = jit((p, q) => np.matmul(p, q))
    return async (times) => {
      for (let i = 0; i < times; i++) (await blockUntilReady(apply(a.ref, b.ref))).dispose()
    }
  },
  convolution: (name) => convolution(name, false),
  'convolution trained': (name) => convolution(name, true),
  'forward mlp'() {
    const numbers = data.uniform(32 * 784, 1)
    return reading(jit(mlp), mlpParams(), () => np.array(numbers, { shape: [32, 784] }))
  },
  'forward cnn'() {
    const numbers = data.uniform(32 * 784, 1)
    return reading(jit(cnn), cnnParams(), () => np.array(numbers, { shape: [32, 1, 28, 28] }))
  },
}

serve(async (task) => {
  await init('wasm')
  defaultDevice('wasm')
  const [name, detail] = task.split(': ')
  return MAKERS[name]?.(detail) ?? null
})
