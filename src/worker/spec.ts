import type { LayerConfig } from '../engine/layers/layer.ts'
import type { LossName } from './objective.ts'

/** An optimizer as plain data: its type, its learning rate, and what else it knows, by its own names. */
export interface OptimizerSpec {
  readonly type: string
  readonly learningRate: number
  readonly [option: string]: unknown
}

/** Everything that determines a training, as plain data: the same specification gives the same numbers everywhere. */
export interface TrainingSpec {
  /** Of the initial weights and of the shuffling. */
  seed: number
  /** The model, as its layers describe themselves. */
  model: LayerConfig
  loss: LossName
  optimizer: OptimizerSpec
  /** Examples per step, ≥ 1. The last batch of an epoch holds what is left. */
  batchSize: number
  /** Row-major. */
  features: Float64Array // (N, D)
  numFeatures: number
  /** How the model takes an example, where that is not a row of numbers: (C, H, W), (T, D). Their product is numFeatures. */
  inputShape?: readonly number[]
  target: Float64Array // (N); class indices for crossEntropyLoss
  /**
   * `'float32'` trains by a compiled plan where the model has one; `'float64'` by the eager engine, for figures whose
   * numbers readers compute again. Default `'float32'`.
   */
  precision?: 'float32' | 'float64'
}

export const inputShapeOf = ({ inputShape, numFeatures }: TrainingSpec): readonly number[] =>
  inputShape ?? [numFeatures]

/** @throws RangeError for a specification that makes no sense. */
export function checkSpec(spec: TrainingSpec): void {
  const { features, numFeatures, target, batchSize, optimizer } = spec
  if (target.length === 0) throw new RangeError('TrainingSpec: there are no examples')
  if (features.length !== target.length * numFeatures) {
    throw new RangeError(
      `TrainingSpec: ${target.length} targets need ${target.length} × ${numFeatures} features, got ${features.length} numbers`,
    )
  }
  if (!Number.isSafeInteger(batchSize) || batchSize < 1) {
    throw new RangeError(`TrainingSpec: batchSize must be a whole number of at least 1, got ${batchSize}`)
  }
  if (!(optimizer.learningRate > 0)) {
    throw new RangeError(`TrainingSpec: learningRate must be above 0, got ${optimizer.learningRate}`)
  }
  const inside = inputShapeOf(spec).reduce((a, b) => a * b, 1)
  if (inside !== numFeatures) {
    throw new RangeError(`TrainingSpec: inputShape holds ${inside} numbers, numFeatures is ${numFeatures}`)
  }
}

/** What may change while a session runs. */
export interface HyperParameters {
  /** Length of a step against the gradient, > 0. */
  learningRate?: number
  /** How many examples a step averages over, ≥ 1. */
  batchSize?: number
}

/** @throws RangeError for values that make no sense. */
export function checkHyper({ learningRate, batchSize }: HyperParameters): void {
  if (learningRate !== undefined && !(learningRate > 0))
    throw new RangeError(`learningRate: expected a number above 0, got ${learningRate}`)
  if (batchSize !== undefined && (!Number.isSafeInteger(batchSize) || batchSize < 1))
    throw new RangeError(`batchSize: expected a whole number of at least 1, got ${batchSize}`)
}
