import type { OptimizerConfig } from '../../engine/index.ts'

export const ACTIVATIONS = [
  'relu',
  'tanh',
  'sigmoid',
  'linear',
  'step',
  'leakyRelu',
  'elu',
  'softplus',
  'gelu',
  'silu',
  'arctan',
] as const
export type ActivationName = (typeof ACTIVATIONS)[number]

export const INITS = ['pytorch', 'xavier', 'he', 'playground', 'zeros', 'huge'] as const
/** How weights start; `net.ts` says what each means. */
export type InitName = (typeof INITS)[number]

export const SCHEDULES = ['constant', 'halving', 'exponential', 'inverse', 'cosine', 'warmup'] as const
/** How the learning rate changes by epoch; `schedule.ts` says how. */
export type ScheduleName = (typeof SCHEDULES)[number]

export interface PlayLayer {
  units: number
  activation: ActivationName
}

/** Examples as the network sees them. */
export interface PlayData {
  /** Row-major. */
  features: Float32Array // (N, D)
  /** Indices of classes, or values. */
  target: Float32Array // (N)
}

export type PlayLoss =
  'bceWithLogitsLoss' | 'crossEntropyLoss' | 'mseLoss' | 'l1Loss' | 'huberLoss' | 'hingeLoss'

/** Everything that determines a run of the playground, as plain data: the same specification gives the same bits. */
export interface PlaySpec {
  /** Of the first weights, the order of the examples and dropout. */
  seed: number
  numFeatures: number
  /** The hidden layers, first to last. */
  layers: readonly PlayLayer[]
  /** 1, or the number of classes for `crossEntropyLoss`. */
  outputs: number
  /** Squared error on classes squeezes the output by tanh and aims at −1 and 1. */
  head: 'linear' | 'tanh'
  task: 'classes' | 'values'
  loss: PlayLoss
  init: InitName
  /** The probability that a hidden activation is zeroed in training, 0 for no dropout. */
  dropout: number
  batchNorm: boolean
  optimizer: OptimizerConfig & { learningRate: number }
  schedule: ScheduleName
  /** λ of the L1 penalty on the weights; 0 for none. */
  l1: number
  batchSize: number
  /** Stop when the test loss has not fallen for so many epochs; null: never. */
  patience: number | null
  train: PlayData
  test: PlayData
  /** The points of the plane at which every neuron is drawn. */
  grid: Float32Array // (GRID², D)
}

/** Points along each side of a response map. */
export const GRID = 50

/** What may change while a run goes on. */
export interface PlayHyper {
  learningRate?: number
  weightDecay?: number
  l1?: number
}
