// The problems that everybody works on: sizes here, numbers from a generator, so that nothing has to be downloaded.

/** Uniform numbers in [−1, 1), the same in every run (a linear congruential generator, Numerical Recipes). */
export function uniform(count, seed) {
  let state = seed >>> 0
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 31 - 1
  })
}

/** Numbers of classes, below `classes`. */
export const classes = (count, classes_, seed) =>
  Float32Array.from(uniform(count, seed), (value) =>
    Math.min(classes_ - 1, Math.floor(((value + 1) / 2) * classes_)),
  )

/** Rows of one array, as arrays. */
export const rows = (data, width) =>
  Array.from({ length: data.length / width }, (_, i) => Array.from(data.subarray(i * width, (i + 1) * width)))

/** 1 at the class of each row. */
export function oneHot(target, count) {
  const out = new Float32Array(target.length * count)
  target.forEach((value, i) => (out[i * count + value] = 1))
  return out
}

/** A new order of 0 … n − 1 (Fisher–Yates), for libraries that do not shuffle by themselves. */
export function shuffled(count) {
  const order = Int32Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1))
    const kept = order[i]
    order[i] = order[j]
    order[j] = kept
  }
  return order
}

/** Batches of a shuffled order without end; a last batch of fewer examples is left out. */
export function batchesOf(count, size) {
  let order = shuffled(count)
  let at = 0
  return () => {
    if (at + size > count) {
      order = shuffled(count)
      at = 0
    }
    at += size
    return order.subarray(at - size, at)
  }
}

export const TINY = { sizes: [2, 4, 2, 1], count: 200, learningRate: 0.03 }
export const MLP = { sizes: [784, 128, 10], count: 512, batch: 32, learningRate: 0.01 }
/** 5 × 5 with 8 and 16 channels, each with ReLU and max pooling by 2; then 784 → 10. */
export const CNN = { size: 28, channels: [1, 8, 16], kernel: 5, count: 256, batch: 32, learningRate: 0.001 }
export const SEQUENCE = {
  features: 8,
  steps: 20,
  hidden: 32,
  classes: 4,
  count: 256,
  batch: 32,
  learningRate: 0.001,
}
export const ATTENTION = {
  features: 32,
  steps: 16,
  heads: 4,
  classes: 4,
  count: 256,
  batch: 32,
  learningRate: 0.001,
}
/** Dense layers, each with batch normalization, ReLU and dropout. */
export const NORM = { sizes: [64, 128, 64, 10], drop: 0.2, count: 512, batch: 32, learningRate: 0.001 }

/** Convolutions of a batch of images with zeros around them. */
const window = {
  batch: 8,
  size: 32,
  inputs: 16,
  outputs: 32,
  kernel: 3,
  stride: 1,
  dilation: 1,
  padding: 1,
  groups: 1,
}
export const CONVOLUTIONS = {
  padding: window,
  'three channels': { ...window, inputs: 3 },
  'stride 2': { ...window, stride: 2 },
  'dilation 2': { ...window, dilation: 2, padding: 2 },
  depthwise: { ...window, inputs: 32, groups: 32 },
}

/** Products (m, k) · (k, n): 256, and sizes that nobody tuned for. */
export const PRODUCTS = [
  [256, 256, 256],
  [48, 48, 48],
  [97, 97, 97],
  [127, 131, 137],
  [211, 223, 227],
  [333, 333, 333],
  [509, 509, 509],
  [640, 640, 640],
  [640, 640, 48],
  [48, 640, 640],
  [640, 48, 640],
  [101, 640, 53],
]

/** The examples of a training problem: features (count, …) and classes. */
export const examples = ({ count }, size, classes_) => ({
  x: uniform(count * size, 1),
  y: classes(count, classes_, 2),
})

/** Points of the plane and ±1, by the side of a circle. */
export function circle({ count }) {
  const x = uniform(count * 2, 3)
  const y = Float32Array.from({ length: count }, (_, i) =>
    Math.hypot(x[2 * i], x[2 * i + 1]) < 0.7 ? 1 : -1,
  )
  return { x, y }
}
