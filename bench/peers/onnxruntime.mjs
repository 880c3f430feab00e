// onnxruntime-web, one thread: it only goes forward.
import * as ort from 'onnxruntime-web/wasm'
import * as data from '../data.mjs'
import { onnxModel } from '../onnx.mjs'
import { serve } from '../worker.mjs'

ort.env.wasm.numThreads = 1
ort.env.wasm.wasmPaths = new URL('ort/', self.location.href).href

const random = (shape, seed) => ({
  shape,
  values: data
    .uniform(
      shape.reduce((a, b) => a * b),
      seed,
    )
    .map((value) => value / 10),
})

/** A time is one batch, numbers in and numbers out. */
async function running(model) {
  const session = await ort.InferenceSession.create(onnxModel(model))
  const numbers = data.uniform(
    model.input.reduce((a, b) => a * b),
    1,
  )
  return async (times) => {
    for (let n = 0; n < times; n++) await session.run({ x: new ort.Tensor('float32', numbers, model.input) })
  }
}

const gemm = (from, to, w, b) => ({ op: 'Gemm', inputs: [from, w, b], output: to })
const relu = (from, to) => ({ op: 'Relu', inputs: [from], output: to })

const mlp = () => ({
  nodes: [gemm('x', 'h', 'w1', 'b1'), relu('h', 'a'), gemm('a', 'y', 'w2', 'b2')],
  weights: { w1: random([784, 128], 2), b1: random([128], 3), w2: random([128, 10], 4), b2: random([10], 5) },
  input: [32, 784],
  output: [32, 10],
})

function cnn() {
  const conv = (from, to, w, b) => ({
    op: 'Conv',
    inputs: [from, w, b],
    output: to,
    attributes: { kernel_shape: [5, 5], pads: [2, 2, 2, 2] },
  })
  const pool = (from, to) => ({
    op: 'MaxPool',
    inputs: [from],
    output: to,
    attributes: { kernel_shape: [2, 2], strides: [2, 2] },
  })
  const block = (from, to, i) => [
    conv(from, `${to}c`, `k${i}`, `c${i}`),
    relu(`${to}c`, `${to}r`),
    pool(`${to}r`, to),
  ]
  const flatten = { op: 'Flatten', inputs: ['q'], output: 'f', attributes: { axis: 1 } }
  return {
    nodes: [...block('x', 'p', 1), ...block('p', 'q', 2), flatten, gemm('f', 'y', 'w', 'b')],
    weights: {
      k1: random([8, 1, 5, 5], 2),
      c1: random([8], 3),
      k2: random([16, 8, 5, 5], 4),
      c2: random([16], 5),
      w: random([784, 10], 6),
      b: random([10], 7),
    },
    input: [32, 1, 28, 28],
    output: [32, 10],
  }
}

function convolution(name) {
  const { batch, size, inputs, outputs, kernel, stride, dilation, padding, groups } = data.CONVOLUTIONS[name]
  const attributes = {
    kernel_shape: [kernel, kernel],
    pads: [padding, padding, padding, padding],
    strides: [stride, stride],
    dilations: [dilation, dilation],
    group: groups,
  }
  return {
    nodes: [{ op: 'Conv', inputs: ['x', 'w', 'b'], output: 'y', attributes }],
    weights: { w: random([outputs, inputs / groups, kernel, kernel], 2), b: random([outputs], 3) },
    input: [batch, inputs, size, size],
    output: [batch, outputs, size / stride, size / stride],
  }
}

function product(sizes) {
  const [m, k, n] = sizes.split('×').map(Number)
  return {
    nodes: [{ op: 'MatMul', inputs: ['x', 'w'], output: 'y' }],
    weights: { w: random([k, n], 2) },
    input: [m, k],
    output: [m, n],
  }
}

const MODELS = { 'forward mlp': mlp, 'forward cnn': cnn, convolution, product }

serve(async (task) => {
  const [name, detail] = task.split(': ')
  return MODELS[name] ? running(MODELS[name](detail)) : null
})
