import type { PlayLoss, PlaySpec } from '../../../src/worker/playground/spec.ts'
import type { Points, Split } from './data.ts'
import { featureRows, gridPoints } from './features.ts'
import { lossOf, type LossName, type OptimizerName, type PlayState } from './state.ts'

const ENGINE_LOSS: Readonly<Record<LossName, PlayLoss>> = {
  crossEntropy: 'bceWithLogitsLoss',
  softmax: 'crossEntropyLoss',
  squared: 'mseLoss',
  hinge: 'hingeLoss',
  absolute: 'l1Loss',
  huber: 'huberLoss',
}

/** Each optimizer with the numbers that the page shows beside it. */
export const OPTIMIZER: Readonly<Record<OptimizerName, { type: string; [option: string]: unknown }>> = {
  sgd: { type: 'SGD' },
  momentum: { type: 'SGD', momentum: 0.9 },
  nesterov: { type: 'SGD', momentum: 0.9, nesterov: true },
  adagrad: { type: 'Adagrad' },
  rmsprop: { type: 'RMSprop' },
  adadelta: { type: 'Adadelta' },
  adam: { type: 'Adam' },
  adamw: { type: 'AdamW' },
}

/** λ as the optimizer takes it: the coupled penalty or decoupled decay; L1 is no business of the optimizer's. */
export const decayOf = ({ penalty, penaltyRate, optimizer }: PlayState): Record<string, unknown> => {
  if (penalty === 'l2') return { weightDecay: penaltyRate, weightDecayMode: 'coupled' }
  if (penalty === 'decoupled') return { weightDecay: penaltyRate, weightDecayMode: 'decoupled' }
  return optimizer === 'adamw' ? { weightDecay: 0 } : {}
}

/** What the worker trains. */
export function specOf(state: PlayState, { at, target, classes }: Points, split: Split): PlaySpec {
  const loss = lossOf(state.loss, classes)
  const of = (rows: readonly number[]) => ({
    features: featureRows(
      rows.flatMap((row) => [at[2 * row]!, at[2 * row + 1]!]),
      state.features,
    ),
    target: Float32Array.from(rows, (row) => target[row]!),
  })
  return {
    seed: state.seed,
    numFeatures: state.features.length,
    layers: state.layers,
    outputs: loss === 'softmax' ? classes : 1,
    head: loss === 'squared' && classes > 0 ? 'tanh' : 'linear',
    task: classes > 0 ? 'classes' : 'values',
    loss: ENGINE_LOSS[loss],
    init: state.init,
    dropout: state.dropout,
    batchNorm: state.batchNorm,
    optimizer: { ...OPTIMIZER[state.optimizer], learningRate: state.learningRate, ...decayOf(state) },
    schedule: state.schedule,
    l1: state.penalty === 'l1' ? state.penaltyRate : 0,
    batchSize: state.batchSize === 0 ? Math.max(1, split.train.length) : state.batchSize,
    patience: state.patience === 0 ? null : state.patience,
    train: of(split.train),
    test: of(split.test),
    grid: featureRows(gridPoints(), state.features),
  }
}

/** What can change while a run goes on; anything else begins it anew. */
const LIVE: readonly (keyof PlayState)[] = [
  'learningRate',
  'penaltyRate',
  'showTest',
  'discretize',
  'predict',
]

/** Whether going from one state to the other begins the run anew. */
export const beginsAnew = (before: PlayState, after: PlayState): boolean =>
  (Object.keys(after) as (keyof PlayState)[]).some(
    (key) => !LIVE.includes(key) && JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  )

/** Weights of layer l of a specification in the flat list of all parameters: where they begin, and how many come in. */
export function layerPlaces(spec: Pick<PlaySpec, 'numFeatures' | 'layers' | 'outputs'>) {
  let at = 0
  let inputs = spec.numFeatures
  return [...spec.layers.map(({ units }) => units), spec.outputs].map((units) => {
    const place = { weight: at, bias: at + inputs * units, inputs, units }
    at += (inputs + 1) * units
    inputs = units
    return place
  })
}
