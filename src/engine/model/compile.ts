import { checkKnownOptions } from '../errors.ts'
import { clipGradNorm, clipGradValue } from '../optim/clip.ts'
import { type OptimizerConfig, makeOptimizer } from '../optim/byName.ts'
import { Optimizer } from '../optim/optimizer.ts'
import { add, mul } from '../ops/elementwise/arithmetic.ts'
import { square } from '../ops/elementwise/power.ts'
import { abs } from '../ops/elementwise/rounding.ts'
import { sum } from '../ops/reduce/sum.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { type LossFunction, type LossSpec, lossByName } from './losses.ts'
import {
  type Metric,
  accuracy,
  binaryAccuracy,
  f1Score,
  meanAbsoluteError,
  meanSquaredError,
  precision,
  r2Score,
  recall,
  topKAccuracy,
} from './metrics.ts'

/** A metric, or the name of one: `'accuracy'`, `'mse'`, `'mae'`, `'r2Score'`, `'precision'` … */
export type MetricSpec = string | Metric

/** How a model is to be trained. */
export interface CompileOptions {
  /** A name, a configuration, an optimizer over the model's parameters, or a function that makes one. */
  readonly optimizer: string | OptimizerConfig | Optimizer | ((params: Tensor[]) => Optimizer)
  /** One loss for all outputs, or one per output in order or by name. */
  readonly loss: LossSpec | readonly LossSpec[] | Readonly<Record<string, LossSpec>>
  /** Factors of the losses of several outputs. Default 1 each. */
  readonly lossWeights?: readonly number[] | Readonly<Record<string, number>>
  /** For every output, or by the name of the output. */
  readonly metrics?: readonly MetricSpec[] | Readonly<Record<string, readonly MetricSpec[]>>
  /** Limit of the joint norm of the gradients, see `clipGradNorm`. */
  readonly clipGradNorm?: number
  /** Limit of every element of the gradients, see `clipGradValue`. */
  readonly clipGradValue?: number
  /** Adds l1 · Σ|w| over all weights (not biases) to the loss. Default 0. */
  readonly l1?: number
  /** Adds l2 · Σw² over all weights (not biases), Keras's form without ½. Default 0. */
  readonly l2?: number
}

const compileOptions: readonly (keyof CompileOptions)[] = [
  'optimizer',
  'loss',
  'lossWeights',
  'metrics',
  'clipGradNorm',
  'clipGradValue',
  'l1',
  'l2',
]

/** One output of a model: what it is compared by. */
export interface Head {
  readonly name: string
  readonly loss: LossFunction
  readonly weight: number
  readonly metrics: readonly (readonly [name: string, metric: Metric])[]
}

/** Everything that training needs, with names resolved. */
export interface Compiled {
  /** As they were given. */
  readonly options: CompileOptions
  readonly optimizer: Optimizer
  readonly heads: readonly Head[]
  /** Changes the gradients before a step. */
  clip(): void
  /** The penalty added to the loss, `null` for none. */
  penalty(): Tensor | null
}

const namedMetrics: Readonly<Record<string, Metric>> = {
  accuracy: (output, target) => accuracy(output, target),
  binaryAccuracy: (output, target) => binaryAccuracy(output, target),
  topKAccuracy: (output, target) => topKAccuracy(output, target),
  precision: (output, target) => precision(output, target),
  recall: (output, target) => recall(output, target),
  f1Score: (output, target) => f1Score(output, target),
  mse: meanSquaredError,
  mae: meanAbsoluteError,
  r2Score,
}

/** Metrics that decide at 0.5; the output of a loss on logits is decided at 0. */
const onLogits: Readonly<Record<string, Metric>> = {
  accuracy: (output, target) => accuracy(output, target, 0),
  binaryAccuracy: (output, target) => binaryAccuracy(output, target, 0),
  precision: (output, target) => precision(output, target, { threshold: 0 }),
  recall: (output, target) => recall(output, target, { threshold: 0 }),
  f1Score: (output, target) => f1Score(output, target, { threshold: 0 }),
}

function resolveMetric(spec: MetricSpec, index: number, logits: boolean): [string, Metric] {
  if (typeof spec === 'function') return [spec.name || `metric${index}`, spec]
  const found = (logits && Object.hasOwn(onLogits, spec) ? onLogits[spec] : undefined) ?? namedMetrics[spec]
  if (found === undefined || !Object.hasOwn(namedMetrics, spec)) {
    throw new RangeError(
      `compile: metric '${spec}' is unknown. Known: ${Object.keys(namedMetrics).join(', ')}.`,
    )
  }
  return [spec, found]
}

/** The value for an output out of one for all, a list in order, or a record by name. */
function forOutput<T>(
  what: string,
  given: unknown,
  isValue: (value: unknown) => boolean,
  names: readonly string[],
  index: number,
): T | undefined {
  if (given === undefined || isValue(given)) return given as T | undefined
  if (Array.isArray(given)) {
    if (given.length !== names.length) {
      throw new RangeError(
        `compile: there are ${given.length} values of ${what} for ${names.length} outputs.`,
      )
    }
    return given[index] as T
  }
  const record = given as Record<string, T>
  const wrong = Object.keys(record).find((name) => !names.includes(name))
  if (wrong !== undefined) {
    throw new RangeError(`compile: ${what} names output '${wrong}'. The outputs are: ${names.join(', ')}.`)
  }
  return record[names[index]!]
}

function makeHead(name: string, index: number, names: readonly string[], options: CompileOptions): Head {
  const isLoss = (value: unknown): boolean => typeof value === 'string' || typeof value === 'function'
  const spec = forOutput<LossSpec>('loss', options.loss, isLoss, names, index)
  if (spec === undefined) throw new RangeError(`compile: output '${name}' has no loss.`)
  const loss = typeof spec === 'string' ? lossByName(spec) : spec
  const weight = forOutput<number>('lossWeights', options.lossWeights, () => false, names, index) ?? 1
  const list = Array.isArray(options.metrics) ? options.metrics : undefined
  const metrics =
    list ?? forOutput<readonly MetricSpec[]>('metrics', options.metrics, () => false, names, index) ?? []
  const logits = loss === lossByName('bceWithLogitsLoss')
  return { name, loss, weight, metrics: metrics.map((metric, i) => resolveMetric(metric, i, logits)) }
}

/**
 * Resolves what `compile` was given.
 *
 * @throws RangeError for unknown names, or losses, weights and metrics that do not fit the outputs.
 */
export function compileModel(
  params: () => Tensor[],
  outputNames: readonly string[],
  options: CompileOptions,
): Compiled {
  checkKnownOptions('compile', options, compileOptions)
  const { optimizer: given, l1 = 0, l2 = 0 } = options
  const optimizer =
    given instanceof Optimizer
      ? given
      : typeof given === 'function'
        ? given(params())
        : makeOptimizer(given, params())
  return {
    options,
    optimizer,
    heads: outputNames.map((name, index) => makeHead(name, index, outputNames, options)),
    clip() {
      if (options.clipGradValue !== undefined) clipGradValue(params(), options.clipGradValue)
      if (options.clipGradNorm !== undefined) clipGradNorm(params(), options.clipGradNorm)
    },
    penalty() {
      if (l1 === 0 && l2 === 0) return null
      const terms = params().flatMap((w) => {
        if (w.ndim < 2) return []
        return [...(l1 === 0 ? [] : [mul(sum(abs(w)), l1)]), ...(l2 === 0 ? [] : [mul(sum(square(w)), l2)])]
      })
      return terms.length === 0 ? null : terms.reduce((total, term) => add(total, term))
    },
  }
}
