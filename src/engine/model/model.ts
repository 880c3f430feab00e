import { checkKnownOptions } from '../errors.ts'
import { noGrad } from '../autodiff/record.ts'
import { batchIndices } from '../data/loader.ts'
import { Module } from '../layers/module.ts'
import { argmax } from '../ops/reduce/extremes.ts'
import type { Optimizer } from '../optim/optimizer.ts'
import { rng } from '../random/rng.ts'
import { tensor } from '../tensor/create.ts'
import type { DType } from '../tensor/dtype.ts'
import type { Tensor, TensorLike } from '../tensor/tensor.ts'
import { firstNonFinite } from '../autodiff/nonFinite.ts'
import { type Examples, type Many, asList, joinRows, makeExamples, rowsOf } from './batches.ts'
import type { Callback, Logs } from './callbacks.ts'
import { type CompileOptions, type Compiled, compileModel } from './compile.ts'
import { balancedClassWeight } from './losses.ts'
import { nonFiniteIn } from './nonFinite.ts'
import { planFit } from './planned.ts'
import { type History, type Progress, evaluateOn, runEpoch } from './training.ts'

/** How `fit` goes through the data. */
export interface FitOptions {
  /** Passes over the data, at least 1. Default 1. */
  readonly epochs?: number
  /** Examples per update. Default 32. */
  readonly batchSize?: number
  /** Whether every epoch has a new random order. Default true. */
  readonly shuffle?: boolean
  /** Determines the orders. Default 0. */
  readonly seed?: number
  /** The last part of the examples, as they are given, in [0, 1), is kept for validation. Default 0. */
  readonly validationSplit?: number
  /** Inputs, targets and, if wanted, sample weights to validate with. Wins over `validationSplit`. */
  readonly validationData?: readonly [x: Many, y: Many, sampleWeight?: TensorLike]
  /** Factor of the loss of each class (1 where left out), or `'balanced'`: N / (numClasses · count). */
  readonly classWeight?: Readonly<Record<number, number>> | readonly number[] | 'balanced'
  /** Factor of the loss of each example (N). */
  readonly sampleWeight?: TensorLike
  readonly callbacks?: readonly Callback[]
  /** Leave out a last batch of fewer examples. Default false. */
  readonly dropLast?: boolean
  /** Number of the first epoch, to continue a training. Default 0. */
  readonly initialEpoch?: number
}

const fitOptions: readonly (keyof FitOptions)[] = [
  ...(['epochs', 'batchSize', 'shuffle', 'seed', 'validationSplit', 'validationData'] as const),
  ...(['classWeight', 'sampleWeight', 'callbacks', 'dropLast', 'initialEpoch'] as const),
]

/**
 * A module that can be trained in Keras's words: `compile`, `fit`, `evaluate`, `predict`. Extend it and write `forward`
 * (several outputs as a list), or use `sequential([…])` and `model(inputs, outputs)`, which are of this class.
 *
 * @example
 * class Line extends Model {
 *   linear = new Linear(1, 1)
 *   forward(x) { return this.linear.forward(x) }
 * }
 * const line = new Line().compile({ optimizer: { type: 'SGD', learningRate: 0.1 }, loss: 'mse' })
 * line.fit(tensor([[0], [1]]), tensor([[1], [3]]), { epochs: 500, shuffle: false })
 * line.predict(tensor([[2]])).toArray().map(([y]) => Math.round(y * 1000) / 1000)
 * // → [5]
 */
export abstract class Model<Output = Tensor> extends Module<Output> {
  /** Set it to true in a callback to end `fit` after the present batch or epoch. */
  stopTraining = false
  /** What the last `fit` recorded. */
  history: History | null = null
  /** Why the last `fit` did not train by a compiled plan: the layer without one, float64 …; null if it did. */
  eagerBecause: string | null = null
  #compiled: Compiled | null = null

  /** The names of the outputs, used in logs when there are several. */
  get outputNames(): readonly string[] {
    return ['output']
  }

  /**
   * Chooses optimizer, loss and metrics; returns the model.
   *
   * @throws RangeError for unknown names or values that do not fit the outputs.
   */
  compile(options: CompileOptions): this {
    const count = Array.isArray(options.loss) ? options.loss.length : 1
    const own = this.outputNames
    const names = count > own.length ? Array.from({ length: count }, (_, i) => `output${i}`) : own
    this.#compiled = compileModel(() => this.parameters(), names, options)
    return this
  }

  get #ready(): Compiled {
    if (this.#compiled !== null) return this.#compiled
    throw new Error(
      "model: compile it first, for instance model.compile({ optimizer: 'adam', loss: 'mse' }).",
    )
  }

  /** The optimizer chosen by `compile`. @throws Error before that. */
  get optimizer(): Optimizer {
    return this.#ready.optimizer
  }

  get #dtype(): DType | undefined {
    return this.parameters()[0]?.dtype
  }

  /**
   * Trains, and returns the history: for every epoch the mean loss and the metrics of the outputs seen while training,
   * and the validation values with `val` in front. Runs to the end; `fitSteps` can be interrupted.
   *
   * @throws TrainingNonFiniteError when NaN or an infinity appears; ShapeError and RangeError for data and options.
   */
  fit(x: Many, y: Many, options: FitOptions = {}): History {
    const steps = this.#fit(x, y, options, false)
    for (;;) {
      const next = steps.next()
      if (next.done === true) return next.value
    }
  }

  /**
   * The same as a generator that pauses after every update and every epoch, so that a host can draw, change
   * hyperparameters, wait or stop between them. It returns the history.
   */
  fitSteps(x: Many, y: Many, options: FitOptions = {}): Generator<Progress, History> {
    return this.#fit(x, y, options, true)
  }

  *#fit(x: Many, y: Many, options: FitOptions, isWatched: boolean): Generator<Progress, History> {
    const compiled = this.#ready
    checkKnownOptions('fit', options, fitOptions)
    const {
      epochs = 1,
      batchSize = 32,
      shuffle = true,
      seed = 0,
      dropLast = false,
      initialEpoch = 0,
    } = options
    const callbacks = options.callbacks ?? []
    if (!Number.isInteger(epochs) || epochs < 1)
      throw new RangeError(`fit: epochs is ${epochs}; it is 1 or more.`)
    const { train, validation } = this.#split(x, y, options)
    const request = { train, batchSize, dropLast, shuffle, seed, callbacks, isWatched }
    const planned = planFit(this, compiled, request)
    this.eagerBecause = typeof planned === 'string' ? planned : null
    const order = shuffle ? rng(seed).stream('shuffle') : null
    const history: History = (this.history = { epoch: [], history: {} })
    const mode = this.training
    let step = 0
    this.stopTraining = false
    for (const callback of callbacks) callback.onTrainBegin?.(this)
    try {
      for (let epoch = initialEpoch; epoch < epochs && !this.stopTraining; epoch++) {
        for (const callback of callbacks) callback.onEpochBegin?.(epoch, this)
        const plan = { train, validation, batchSize, dropLast, rng: order }
        const result = yield* typeof planned === 'string'
          ? runEpoch(this, compiled, plan, epoch, step, (batch, logs) => {
              for (const callback of callbacks) callback.onBatchEnd?.(batch, logs, this)
            })
          : planned.epoch(plan, epoch, step)
        step = result.step
        history.epoch.push(epoch)
        for (const [name, value] of Object.entries(result.logs)) (history.history[name] ??= []).push(value)
        for (const callback of callbacks) callback.onEpochEnd?.(epoch, result.logs, this)
        yield { type: 'epoch', epoch, step, logs: result.logs }
      }
    } finally {
      this.train(mode)
      for (const callback of callbacks) callback.onTrainEnd?.(this)
    }
    return history
  }

  #examples(x: Many, y: Many, weights: Tensor | null): Examples {
    const [inputs, targets] = [asList(x, this.#dtype), asList(y, this.#dtype)]
    const { heads } = this.#ready
    if (targets.length !== heads.length) {
      throw new RangeError(
        `fit: there are targets for ${targets.length} outputs, the model has ${heads.length}.`,
      )
    }
    for (const [what, list] of [['input', inputs] as const, ['target', targets] as const]) {
      const found = firstNonFinite(
        Object.fromEntries(list.map((t, i) => [list.length > 1 ? `${what} ${i}` : what, t])),
      )
      if (found !== null) throw nonFiniteIn('fit', 'fit: the', found)
    }
    return makeExamples(inputs, targets, weights)
  }

  #split(x: Many, y: Many, options: FitOptions): { train: Examples; validation: Examples | null } {
    const all = this.#examples(x, y, null)
    const weights = exampleWeights(all.y, options)
    const weighted = makeExamples(all.x, all.y, weights)
    if (options.validationData !== undefined) {
      const [vx, vy, sampleWeight] = options.validationData
      const own = sampleWeight === undefined ? null : tensor(sampleWeight)
      return { train: weighted, validation: this.#examples(vx, vy, own) }
    }
    const { validationSplit = 0 } = options
    if (!(validationSplit >= 0 && validationSplit < 1)) {
      throw new RangeError(`fit: validationSplit is ${validationSplit}; it is a fraction in [0, 1).`)
    }
    const kept = Math.floor(all.count * (1 - validationSplit)) // as Keras rounds
    if (kept === all.count) return { train: weighted, validation: null }
    if (kept === 0)
      throw new RangeError(`fit: validationSplit ${validationSplit} leaves no example to train on.`)
    const range = (from: number, to: number): number[] =>
      Array.from({ length: to - from }, (_, i) => from + i)
    const sampled = makeExamples(
      all.x,
      all.y,
      options.sampleWeight === undefined ? null : tensor(options.sampleWeight),
    )
    return { train: rowsOf(weighted, range(0, kept)), validation: rowsOf(sampled, range(kept, all.count)) }
  }

  /** The losses and metrics on given examples, in evaluation mode and without training. */
  evaluate(
    x: Many,
    y: Many,
    options: { readonly batchSize?: number; readonly sampleWeight?: TensorLike } = {},
  ): Logs {
    const weights = options.sampleWeight === undefined ? null : tensor(options.sampleWeight)
    return evaluateOn(this, this.#ready, this.#examples(x, y, weights), options.batchSize ?? 32)
  }

  /** The outputs for given inputs, batch by batch, in evaluation mode and without history. */
  predict(x: Many, { batchSize = 32 }: { readonly batchSize?: number } = {}): Output {
    const data = makeExamples(asList(x, this.#dtype), [], null)
    const mode = this.training
    this.eval()
    try {
      const parts = noGrad(() =>
        batchIndices(data.count, { batchSize }).map((rows) => this.forward(...rowsOf(data, rows).x)),
      )
      if (!Array.isArray(parts[0])) return joinRows(parts as Tensor[]) as Output
      return parts[0].map((_, i) => joinRows(parts.map((part) => (part as Tensor[])[i]!))) as Output
    } finally {
      this.train(mode)
    }
  }
}

/** The product of the weight of each example and of its class; `null` when there are none. */
function exampleWeights(y: readonly Tensor[], { classWeight, sampleWeight }: FitOptions): Tensor | null {
  if (classWeight === undefined) return sampleWeight === undefined ? null : tensor(sampleWeight)
  const [target] = y as [Tensor]
  const count = target.shape[0]!
  if (y.length !== 1) throw new RangeError('fit: classWeight needs a model with one output.')
  const oneHot = target.ndim === 2 && target.shape[1]! > 1
  if (target.numel !== count && !oneHot) throw new RangeError('fit: classWeight needs one class per example.')
  const classes = oneHot ? argmax(target, 1) : target
  const factors = classWeight === 'balanced' ? balancedClassWeight(classes) : classWeight
  const weights = Float64Array.from(classes.data, (c) => (factors as Record<number, number>)[c] ?? 1)
  if (sampleWeight !== undefined) tensor(sampleWeight).data.forEach((value, i) => (weights[i]! *= value))
  return tensor(weights)
}
