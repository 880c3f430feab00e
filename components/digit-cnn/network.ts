import { Conv2d, Flatten, Linear, MaxPool2d, ReLU, rng, Sequential } from 'chainrule'

export const SIDE = 8
export const PIXELS = SIDE * SIDE
/** Counts of the data set: black points of 16. */
export const FULL = 16
export const CLASSES = 10

export const SETUP = {
  first: 8,
  second: 16,
  kernel: 3,
  pool: 2,
  batch: 32,
  learningRate: 0.003,
  /** Epochs of one run. */
  epochs: 20,
} as const

/** Side of a map behind the pool. */
export const POOLED = SIDE / SETUP.pool
/** What the dense layer takes. */
export const FLAT = SETUP.second * POOLED * POOLED

/** Convolution, ReLU, convolution, ReLU, max pooling, dense: (N, 1, 8, 8) → (N, 10). Weights start as PyTorch's do. */
export function networkOf(seed: number): Sequential {
  const { first, second, kernel, pool } = SETUP
  const random = rng(seed).stream('weights')
  const same = { padding: (kernel - 1) / 2, rng: random, dtype: 'float32' } as const
  return new Sequential(
    new Conv2d(1, first, kernel, same), // (N, 8, 8, 8)
    new ReLU(),
    new Conv2d(first, second, kernel, same), // (N, 16, 8, 8)
    new ReLU(),
    new MaxPool2d(pool), // (N, 16, 4, 4)
    new Flatten(), // (N, 256)
    new Linear(FLAT, CLASSES, { rng: random, dtype: 'float32' }), // (N, 10)
  )
}

/** Weights and biases, layer by layer. */
export const COUNTS = {
  first: SETUP.first * (SETUP.kernel ** 2 + 1),
  second: SETUP.second * (SETUP.first * SETUP.kernel ** 2 + 1),
  dense: CLASSES * (FLAT + 1),
} as const
export const PARAMETERS = COUNTS.first + COUNTS.second + COUNTS.dense

/** Where the kernels of the two convolutions stand among all parameters: weight, bias, weight, bias, … */
export const AT = {
  first: [0, COUNTS.first - SETUP.first],
  second: [COUNTS.first, COUNTS.first + COUNTS.second - SETUP.second],
} as const
