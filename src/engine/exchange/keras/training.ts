import type { OptimizerConfig } from '../../optim/byName.ts'
import { type CallValue, type Value, isKind } from './values.ts'

/** What was compiled and fitted, in Keras's words except for the optimizer. */
export interface KerasTraining {
  readonly optimizer: OptimizerConfig | null
  /** Keras's name of the loss. */
  readonly loss: string | null
  readonly fromLogits: boolean
  readonly metrics: readonly string[]
  readonly epochs: number | null
  readonly batchSize: number | null
}

/** Keras's names of hyperparameters, and its defaults where they differ from ours. Source: https://keras.io/api/optimizers/ */
const names: Readonly<Record<string, string>> = {
  learning_rate: 'learningRate',
  lr: 'learningRate',
  first: 'learningRate',
  momentum: 'momentum',
  nesterov: 'nesterov',
  beta_1: 'beta1',
  beta_2: 'beta2',
  epsilon: 'eps',
  amsgrad: 'amsgrad',
  centered: 'centered',
  weight_decay: 'weightDecay',
  initial_accumulator_value: 'initialAccumulatorValue',
}

const defaults: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  SGD: { learningRate: 0.01, momentumOf: 'step', weightDecayMode: 'decoupled' },
  Adam: { learningRate: 0.001, eps: 1e-7, epsPlacement: 'uncorrected', weightDecayMode: 'decoupled' },
  AdamW: { learningRate: 0.001, eps: 1e-7, epsPlacement: 'uncorrected', weightDecay: 0.004 },
  RMSprop: {
    learningRate: 0.001,
    alpha: 0.9,
    eps: 1e-7,
    epsPlacement: 'inside',
    momentumOf: 'step',
    weightDecayMode: 'decoupled',
  },
  Adagrad: {
    learningRate: 0.001,
    initialAccumulatorValue: 0.1,
    eps: 1e-7,
    epsPlacement: 'inside',
    weightDecayMode: 'decoupled',
  },
  Adadelta: { learningRate: 0.001, rho: 0.95, eps: 1e-7, weightDecayMode: 'decoupled' },
}

/** An optimizer of ours that does what Keras's does, or null when there is none. */
function optimizerOf(value: Value | undefined): OptimizerConfig | null {
  const given = isKind(value, 'call') ? value : { name: typeof value === 'string' ? value : '', options: {} }
  const type = Object.keys(defaults).find((name) => name.toLowerCase() === given.name.toLowerCase())
  if (type === undefined) return null
  const own = Object.entries(given.options).flatMap(([key, option]): [string, unknown][] => {
    if (key === 'rho') return [[type === 'RMSprop' ? 'alpha' : 'rho', option]]
    if (!Object.hasOwn(names, key) || option === null || isKind(option, 'call')) return []
    return [[names[key]!, option]]
  })
  return { type, ...defaults[type], ...Object.fromEntries(own) }
}

const nameOf = (value: Value | undefined): string | null =>
  typeof value === 'string' ? value : isKind(value, 'call') ? value.name : null

/** What `compile` and `fit` said. */
export function trainingOf(compiled: CallValue | null, fitted: CallValue | null): KerasTraining {
  const options = compiled?.options ?? {}
  const { loss, metrics } = options
  const number = (name: string): number | null => {
    const value = fitted?.options[name]
    return typeof value === 'number' ? value : null
  }
  return {
    optimizer: optimizerOf(options['optimizer']),
    loss: nameOf(loss),
    fromLogits: isKind(loss, 'call') && loss.options['from_logits'] === true,
    metrics: (Array.isArray(metrics) ? (metrics as Value[]) : []).flatMap((metric) => nameOf(metric) ?? []),
    epochs: number('epochs'),
    batchSize: number('batch_size'),
  }
}
