import { ACTIVATIONS, INITS, SCHEDULES } from '../../../src/worker/playground/spec.ts'
import type {
  ActivationName,
  InitName,
  PlayLayer,
  ScheduleName,
} from '../../../src/worker/playground/spec.ts'

export { ACTIVATIONS, INITS, SCHEDULES }
export type { ActivationName, InitName, PlayLayer, ScheduleName }

/** Classes to tell apart, values to hit, tables of real measurements, and the reader's own points. */
export const TOY_CLASSES = ['circle', 'xor', 'gauss', 'spiral', 'moons', 'blobs', 'arms'] as const
export const TOY_VALUES = ['plane', 'hills'] as const
export const REAL = ['iris', 'wine', 'cancer', 'diabetes'] as const
export const DATA = [...TOY_CLASSES, ...TOY_VALUES, ...REAL, 'own'] as const
export type DataName = (typeof DATA)[number]

export const FEATURES = ['x1', 'x2', 'x1sq', 'x2sq', 'x1x2', 'sinx1', 'sinx2', 'cosx1', 'cosx2'] as const
export type FeatureName = (typeof FEATURES)[number]

export const LOSSES = ['crossEntropy', 'softmax', 'squared', 'hinge', 'absolute', 'huber'] as const
export type LossName = (typeof LOSSES)[number]

export const OPTIMIZERS = [
  'sgd',
  'momentum',
  'nesterov',
  'adagrad',
  'rmsprop',
  'adadelta',
  'adam',
  'adamw',
] as const
export type OptimizerName = (typeof OPTIMIZERS)[number]

export const PENALTIES = ['none', 'l1', 'l2', 'decoupled'] as const
export type PenaltyName = (typeof PENALTIES)[number]

export const RATES = [0.00001, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10] as const
export const PENALTY_RATES = [0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10] as const
export const DROPOUTS = [0, 0.1, 0.2, 0.3, 0.5] as const
export const PATIENCES = [0, 10, 50, 200] as const

export const MOST_LAYERS = 6
export const MOST_UNITS = 8
export const MOST_POINTS = 10_000
/** Classes that have a shape and a color of their own. */
export const MOST_CLASSES = 5
/** The plane reaches from −EDGE to EDGE along both axes. */
export const EDGE = 6

/** A point of the reader's own, its target a class or a value. */
export type OwnPoint = readonly [x1: number, x2: number, target: number]

export interface PlayState {
  data: DataName
  /** In percent. */
  noise: number
  /** Share of the examples that train, in percent. */
  trainShare: number
  /** Of the data, the split, the first weights and the order of the examples. */
  seed: number
  /** Examples per update; 0 stands for all of them. */
  batchSize: number
  features: readonly FeatureName[]
  layers: readonly PlayLayer[]
  loss: LossName
  optimizer: OptimizerName
  learningRate: number
  schedule: ScheduleName
  init: InitName
  penalty: PenaltyName
  penaltyRate: number
  dropout: number
  batchNorm: boolean
  /** Epochs without a better test loss after which it stops; 0: never. */
  patience: number
  showTest: boolean
  discretize: boolean
  own: readonly OwnPoint[]
  /** Whether the targets of the reader's own points are values rather than classes. */
  ownValues: boolean
  /** Which two columns of a real table span the plane, `2_3`; '' for the table's first choice. */
  columns: string
  /** Epochs after which the reader's prediction is asked for; 0 for none. */
  predict: number
  /** One thing in which a second run differs, `learningRate:0.3`; '' for no second run. */
  compare: string
}

export const DEFAULTS: PlayState = {
  data: 'circle',
  noise: 0,
  trainShare: 50,
  seed: 1,
  batchSize: 10,
  features: ['x1', 'x2'],
  layers: [
    { units: 4, activation: 'tanh' },
    { units: 2, activation: 'tanh' },
  ],
  loss: 'crossEntropy',
  optimizer: 'sgd',
  learningRate: 0.03,
  schedule: 'constant',
  init: 'pytorch',
  penalty: 'none',
  penaltyRate: 0,
  dropout: 0,
  batchNorm: false,
  patience: 0,
  showTest: false,
  discretize: false,
  own: [],
  ownValues: false,
  columns: '',
  predict: 0,
  compare: '',
}

/** Whether a data set asks for values; of the reader's own points the state says it. */
export const isOfValues = ({ data, ownValues }: Pick<PlayState, 'data' | 'ownValues'>): boolean =>
  data === 'own' ? ownValues : data === 'plane' || data === 'hills' || data === 'diabetes'

/** The losses that make sense for so many classes; 0 classes: values. */
export function lossesFor(classes: number): readonly LossName[] {
  if (classes === 0) return ['squared', 'absolute', 'huber']
  return classes === 2 ? ['crossEntropy', 'softmax', 'squared', 'hinge'] : ['softmax']
}

/** The loss of the state, or the first that makes sense. */
export const lossOf = (loss: LossName, classes: number): LossName => {
  const known = lossesFor(classes)
  return known.includes(loss) ? loss : known[0]!
}
