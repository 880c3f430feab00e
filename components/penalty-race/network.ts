import { crossEntropyLoss, linear, noGrad, relu, rng, tensor, type Tensor } from 'chainrule'
import {
  examplesOf,
  parametersOf,
  rowsOf,
  SETUP as TASK,
  shareRight,
  type Digits,
} from '../dropout-race/network.ts'
import { followerOf, type Way } from './ways.ts'

export type { Digits } from '../dropout-race/network.ts'
export type { Way } from './ways.ts'

/** The task is that of the lesson on dropout: few real digits, one label in five wrong on purpose. */
export const SETUP = { ...TASK, wrong: 0.2, updates: (TASK.epochs * TASK.training) / TASK.batch } as const

/** A network after its training. */
export interface Trained {
  /** Share of the given training labels that it answers, and of the true labels of other digits. */
  train: number
  test: number
  /** All weights, without biases: first those of the hidden layer (64 of each unit), then those of the output. */
  weights: Float64Array
  /** ‖w‖ of the weights whose pixel is blank in every training example, as a part of what it was before training. */
  silent: number
}

const logits = (x: Tensor, [w1, b1, w2, b2]: readonly Tensor[]): Tensor =>
  linear(relu(linear(x, w1!, b1!)), w2!, b2!)

const normOf = (values: ArrayLike<number>, places: readonly number[]): number =>
  Math.sqrt(places.reduce((total, place) => total + values[place]! ** 2, 0))

/** Where weights stand whose pixel is blank in all these examples: no gradient ever reaches them. */
export function silentPlaces({ features }: Digits, examples: readonly number[]): number[] {
  const { pixels, hidden } = SETUP
  const blank = Array.from({ length: pixels }, (_, k) => k).filter((k) =>
    examples.every((example) => features[example * pixels + k] === 0),
  )
  return Array.from({ length: hidden }, (_, unit) => blank.map((k) => unit * pixels + k)).flat()
}

/** One training. Trainings with one seed share data, labels, first weights and the order of the batches. */
export function train(digits: Digits, way: Way, seed: number): Trained {
  const { training, labels, test } = examplesOf(digits, seed, SETUP.wrong)
  const streams = rng(seed)
  const parameters = parametersOf(streams.stream('weights'))
  const silent = silentPlaces(digits, training)
  const before = normOf(parameters[0]!.data, silent)
  const follow = followerOf(parameters, way)
  const shuffle = streams.stream('order')
  for (let epoch = 0; epoch < SETUP.epochs; epoch++) {
    const order = shuffle.permutation(training.length)
    for (let at = 0; at < order.length; at += SETUP.batch) {
      const batch = order.slice(at, at + SETUP.batch)
      const x = rowsOf(
        digits,
        batch.map((i) => training[i]!),
      )
      for (const parameter of parameters) parameter.zeroGrad()
      crossEntropyLoss(logits(x, parameters), tensor(batch.map((i) => labels[i]!))).backward()
      follow()
    }
  }
  const [w1, , w2] = parameters
  return noGrad(() => ({
    train: shareRight(logits(rowsOf(digits, training), parameters), labels),
    test: shareRight(
      logits(rowsOf(digits, test), parameters),
      test.map((example) => digits.target[example]!),
    ),
    weights: Float64Array.from([...w1!.data, ...w2!.data]),
    silent: normOf(w1!.data, silent) / before,
  }))
}
