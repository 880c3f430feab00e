import {
  add,
  crossEntropyLoss,
  dropout,
  linear,
  noGrad,
  relu,
  rng,
  SGD,
  tensor,
  type Rng,
  type Tensor,
} from 'chainrule'
import type { Scores } from './paired.ts'

/** What is done to the network while it trains; in evaluation all are the same network. */
export const LANES = ['none', 'hidden', 'inputs', 'noise'] as const
export type Lane = (typeof LANES)[number]

export interface RunSettings {
  /** Probability of dropping a hidden unit, in the lane `hidden`. */
  p: number
  /** Part of the training labels that are wrong on purpose. */
  wrong: number
}

/** Rows of 8 × 8 pixels, 0 … 16, and their classes. */
export interface Digits {
  features: ArrayLike<number>
  target: ArrayLike<number>
}

export type Result = Scores

export const SETUP = {
  pixels: 64,
  hidden: 64,
  classes: 10,
  training: 100,
  test: 500,
  batch: 20,
  epochs: 60,
  learningRate: 0.02,
  momentum: 0.9,
  /** Probability of dropping a pixel, and standard deviation of the noise on one (pixels lie between 0 and 1). */
  inputDrop: 0.2,
  inputNoise: 0.3,
} as const

const { pixels, hidden, classes } = SETUP

/** Weights uniform with variance 1/inputs, biases zero: the same for all lanes of a seed. */
export function parametersOf(stream: Rng): Tensor[] {
  const uniform = (out: number, inputs: number) => {
    const bound = Math.sqrt(3 / inputs)
    const values = Float64Array.from({ length: out * inputs }, () => stream.uniform(-bound, bound))
    return tensor(values, { shape: [out, inputs], requiresGrad: true })
  }
  const zeros = (out: number) => tensor(new Float64Array(out), { requiresGrad: true })
  return [uniform(hidden, pixels), zeros(hidden), uniform(classes, hidden), zeros(classes)]
}

/** The batch (N, 64) with pixels between 0 and 1. */
export function rowsOf({ features }: Digits, examples: readonly number[]): Tensor {
  const values = new Float64Array(examples.length * pixels)
  examples.forEach((example, i) => {
    for (let k = 0; k < pixels; k++) values[i * pixels + k] = features[example * pixels + k]! / 16
  })
  return tensor(values, { shape: [examples.length, pixels] })
}

/** The examples of a seed, and the labels that training is given for them. */
export function examplesOf({ target }: Digits, seed: number, wrong: number) {
  const streams = rng(seed)
  const order = streams.stream('data').permutation(target.length)
  const training = order.slice(0, SETUP.training)
  const stream = streams.stream('labels')
  const labels = training.map((example) => {
    const right = target[example]!
    return stream.uniform() < wrong ? (right + 1 + stream.integer(classes - 1)) % classes : right
  })
  return { training, labels, test: order.slice(SETUP.training, SETUP.training + SETUP.test) }
}

/** The logits (N, 10); chance is used in training only. */
function forward(
  x: Tensor,
  [w1, b1, w2, b2]: readonly Tensor[],
  lane: Lane,
  p: number,
  chance?: Rng,
): Tensor {
  let input = x
  if (chance && lane === 'inputs') input = dropout(input, SETUP.inputDrop, { rng: chance })
  if (chance && lane === 'noise') {
    const noise = Float64Array.from({ length: x.numel }, () => chance.normal(0, SETUP.inputNoise))
    input = add(input, tensor(noise, { shape: [...x.shape] }))
  }
  let features = relu(linear(input, w1!, b1!))
  if (chance && lane === 'hidden') features = dropout(features, p, { rng: chance })
  return linear(features, w2!, b2!)
}

export function shareRight(logits: Tensor, labels: readonly number[]): number {
  const rows = logits.toArray() as number[][]
  return rows.filter((row, i) => row.indexOf(Math.max(...row)) === labels[i]).length / labels.length
}

/** One training from its seed. Lanes of a seed share data, labels, first weights and the order of the batches. */
export function run(digits: Digits, lane: Lane, seed: number, { p, wrong }: RunSettings): Result {
  const { training, labels, test } = examplesOf(digits, seed, wrong)
  const streams = rng(seed)
  const parameters = parametersOf(streams.stream('weights'))
  const optimizer = new SGD(parameters, { learningRate: SETUP.learningRate, momentum: SETUP.momentum })
  const chance = streams.stream('chance')
  const shuffle = streams.stream('order')
  for (let epoch = 0; epoch < SETUP.epochs; epoch++) {
    const order = shuffle.permutation(training.length)
    for (let at = 0; at < order.length; at += SETUP.batch) {
      const batch = order.slice(at, at + SETUP.batch)
      const x = rowsOf(
        digits,
        batch.map((i) => training[i]!),
      )
      optimizer.zeroGrad()
      const loss = crossEntropyLoss(
        forward(x, parameters, lane, p, chance),
        tensor(batch.map((i) => labels[i]!)),
      )
      loss.backward()
      optimizer.step()
    }
  }
  return noGrad(() => ({
    train: shareRight(forward(rowsOf(digits, training), parameters, lane, p), labels),
    test: shareRight(
      forward(rowsOf(digits, test), parameters, lane, p),
      test.map((example) => digits.target[example]!),
    ),
  }))
}
