import type { TrainingSpec } from '../../src/worker/client.ts'
import { numberFromLink, wordFromLink, type LinkState } from '../figure/state-link.ts'

/** A flower: petal length and width in centimeters, and its species (0 setosa, 1 versicolor, 2 virginica). */
export type Flower = readonly [length: number, width: number, species: number]

export const PAIRS = ['easy', 'hard'] as const
export type PairName = (typeof PAIRS)[number]

/** The species that the neuron answers with 0 and with 1. */
export const SPECIES: Record<PairName, readonly [number, number]> = { easy: [0, 1], hard: [1, 2] }

export const LEARNING_RATES = [0.01, 0.03, 0.1, 0.3, 1, 3] as const
export const PACES = [1, 10, 100] as const

export interface Settings {
  pair: PairName
  hasBias: boolean
  learningRate: number
  seed: number
}

export const DEFAULTS: Settings = { pair: 'easy', hasBias: true, learningRate: 0.3, seed: 1 }

/** The flowers of a pair, each with the answer that the neuron should give. */
export function examplesOf(flowers: readonly Flower[], pair: PairName): { flower: Flower; target: 0 | 1 }[] {
  const [zero, one] = SPECIES[pair]
  return flowers
    .filter(([, , species]) => species === zero || species === one)
    .map((flower) => ({ flower, target: flower[2] === one ? 1 : 0 }))
}

/** What the worker trains: one neuron on the raw centimeters, the whole data set in every step. */
export function trainingSpec(
  flowers: readonly Flower[],
  { pair, hasBias, learningRate, seed }: Settings,
): TrainingSpec {
  const examples = examplesOf(flowers, pair)
  return {
    seed,
    model: { type: 'Linear', inFeatures: 2, outFeatures: 1, bias: hasBias, dtype: 'float64' },
    loss: 'bceWithLogitsLoss',
    optimizer: { type: 'SGD', learningRate },
    batchSize: examples.length,
    features: Float64Array.from(examples.flatMap(({ flower: [length, width] }) => [length, width])),
    numFeatures: 2,
    target: Float64Array.from(examples, ({ target }) => target),
    precision: 'float64', // readers compute its first steps again, digit by digit
  }
}

export interface Neuron {
  weight: readonly [number, number]
  bias: number
}

/** The neuron in a snapshot's parameters: weight (1, 2), then bias (1) where there is one. */
export const neuronOf = (parameters: Float64Array): Neuron => ({
  weight: [parameters[0]!, parameters[1]!],
  bias: parameters[2] ?? 0,
})

export const answersOne = ({ weight: [w1, w2], bias }: Neuron, [length, width]: Flower): boolean =>
  w1 * length + w2 * width + bias > 0

/** Keeps a curve drawable: halves its points, every second one, when there are more than `most`. */
export function thinned<T>(points: readonly T[], most = 400): readonly T[] {
  return points.length <= most ? points : points.filter((_, i) => i % 2 === 0 || i === points.length - 1)
}

export const toLink = ({ pair, hasBias, learningRate, seed }: Settings): LinkState => ({
  pair,
  bias: hasBias ? 'yes' : 'no',
  rate: String(learningRate),
  seed: String(seed),
})

export const fromLink = (link: LinkState, initial: Settings): Settings => ({
  pair: wordFromLink(link['pair'], PAIRS, initial.pair),
  hasBias: wordFromLink(link['bias'], ['yes', 'no'], initial.hasBias ? 'yes' : 'no') === 'yes',
  learningRate: LEARNING_RATES.find((rate) => String(rate) === link['rate']) ?? initial.learningRate,
  seed: Math.round(numberFromLink(link['seed'], initial.seed, 1, 999_999)),
})
