import { checkKnownOptions } from '../errors.ts'
import type { StateDict } from '../layers/module.ts'
import type { LRScheduler } from '../schedules/scheduler.ts'
import { ReduceLROnPlateau, isBetter } from '../schedules/plateau.ts'
import type { Model } from './model.ts'

/** The numbers of an epoch or batch: `loss`, the metrics, and the same with `val` in front (`valLoss`). */
export type Logs = Readonly<Record<string, number>>

/** What may be done during `fit`; every hook is optional. Epochs and batches count from 0. */
export interface Callback {
  onTrainBegin?(model: Model<unknown>): void
  onEpochBegin?(epoch: number, model: Model<unknown>): void
  /** After each update. */
  onBatchEnd?(batch: number, logs: Logs, model: Model<unknown>): void
  onEpochEnd?(epoch: number, logs: Logs, model: Model<unknown>): void
  onTrainEnd?(model: Model<unknown>): void
}

export interface MonitorOptions {
  /** The value that is watched. Default `'valLoss'`. */
  readonly monitor?: string
  /** Whether less or more is better. Default `'auto'`: more for accuracies, precision, recall, f1 and R². */
  readonly mode?: 'auto' | 'min' | 'max'
}

function watched(callback: string, monitor: string, logs: Logs): number {
  const value = logs[monitor]
  if (value !== undefined) return value
  throw new RangeError(
    `${callback}: there is no '${monitor}' to watch. Known: ${Object.keys(logs).join(', ')}.`,
  )
}

function direction({ monitor = 'valLoss', mode = 'auto' }: MonitorOptions): 'min' | 'max' {
  if (mode !== 'auto') return mode
  return /accuracy$|precision$|recall$|f1Score$|r2Score$/i.test(monitor) ? 'max' : 'min'
}

/** Remembers the weights of the best epoch, in memory. */
abstract class Best {
  readonly monitor: string
  readonly mode: 'min' | 'max'
  best: number
  /** The epoch of the best value, −1 before the first. */
  bestEpoch = -1
  /** Weights and buffers after the best epoch. */
  bestState: StateDict | null = null

  constructor(callback: string, options: MonitorOptions, own: readonly string[] = []) {
    checkKnownOptions(callback, options, ['monitor', 'mode', ...own])
    this.monitor = options.monitor ?? 'valLoss'
    this.mode = direction(options)
    this.best = this.mode === 'min' ? Infinity : -Infinity
  }
}

export interface EarlyStoppingOptions extends MonitorOptions {
  /** By how much a value must be better to count. Default 0. */
  readonly minDelta?: number
  /** How many epochs without improvement end the training. Default 0: the first one. */
  readonly patience?: number
  /** A value that must be bettered for an improvement to count. */
  readonly baseline?: number
  /** Give the model the weights of its best epoch when training ends. Default false. */
  readonly restoreBestWeights?: boolean
  /** Epochs before this one are not watched. Default 0. */
  readonly startFromEpoch?: number
}

/**
 * Ends training when the watched value has not improved for `patience` epochs. The semantics are those of Keras 3.
 *
 * @throws RangeError when the watched value does not exist.
 * @see https://keras.io/api/callbacks/early_stopping/
 *
 * @example
 * const x = tensor([[1], [2]])
 * const model = sequential([new Linear(1, 1)]).compile({ optimizer: { type: 'SGD', learningRate: 0 }, loss: 'mse' })
 * const stopping = new EarlyStopping({ monitor: 'loss', patience: 3 })
 * model.fit(x, x, { epochs: 50, callbacks: [stopping] }).epoch.length
 * // → 4
 */
export class EarlyStopping extends Best implements Callback {
  readonly #options: EarlyStoppingOptions
  #wait = 0
  /** The epoch that ended the training, −1 if none did. */
  stoppedEpoch = -1

  constructor(options: EarlyStoppingOptions = {}) {
    const own = ['minDelta', 'patience', 'baseline', 'restoreBestWeights', 'startFromEpoch']
    super('EarlyStopping', options, own)
    this.#options = options
  }

  onTrainBegin(): void {
    this.#wait = 0
    this.stoppedEpoch = this.bestEpoch = -1
    this.bestState = null
    this.best = this.mode === 'min' ? Infinity : -Infinity
  }

  onEpochEnd(epoch: number, logs: Logs, model: Model<unknown>): void {
    const {
      minDelta = 0,
      patience = 0,
      baseline,
      restoreBestWeights = false,
      startFromEpoch = 0,
    } = this.#options
    const value = watched('EarlyStopping', this.monitor, logs)
    if (epoch < startFromEpoch) return
    if (restoreBestWeights && this.bestState === null) {
      this.bestState = model.stateDict() // when nothing ever improves
      this.bestEpoch = epoch
    }
    this.#wait++
    if (isBetter(value, this.best, this.mode, Math.abs(minDelta))) {
      this.best = value
      this.bestEpoch = epoch
      if (restoreBestWeights) this.bestState = model.stateDict()
      if (baseline === undefined || isBetter(value, baseline, this.mode, Math.abs(minDelta))) this.#wait = 0
      return
    }
    if (this.#wait < patience || epoch === 0) return
    this.stoppedEpoch = epoch
    model.stopTraining = true
  }

  onTrainEnd(model: Model<unknown>): void {
    if (this.bestState !== null) model.loadStateDict(this.bestState)
  }
}

/**
 * Keeps the weights of the best epoch in memory, as `bestState`, without ending the training.
 *
 * @throws RangeError when the watched value does not exist.
 *
 * @example
 * const model = sequential([new Linear(1, 1)]).compile({ optimizer: 'sgd', loss: 'mse' })
 * const checkpoint = new ModelCheckpoint({ monitor: 'loss' })
 * model.fit(tensor([[1], [2]]), tensor([[2], [4]]), { epochs: 3, callbacks: [checkpoint] })
 * checkpoint.bestEpoch
 * // → 2
 */
export class ModelCheckpoint extends Best implements Callback {
  constructor(options: MonitorOptions = {}) {
    super('ModelCheckpoint', options)
  }

  onEpochEnd(epoch: number, logs: Logs, model: Model<unknown>): void {
    const value = watched('ModelCheckpoint', this.monitor, logs)
    if (!isBetter(value, this.best, this.mode)) return
    this.best = value
    this.bestEpoch = epoch
    this.bestState = model.stateDict()
  }
}

/**
 * Sets the learning rate during `fit`: by a function of epoch and present rate (at the beginning of each epoch, as in
 * Keras), or by a scheduler, stepped after each epoch or after each `'batch'`.
 *
 * @example
 * const model = sequential([new Linear(1, 1)]).compile({ optimizer: { type: 'SGD', learningRate: 1 }, loss: 'mse' })
 * const halve = new LearningRateScheduler((epoch, rate) => (epoch === 0 ? rate : rate / 2))
 * model.fit(tensor([[0]]), tensor([[0]]), { epochs: 3, callbacks: [halve] })
 * model.optimizer.learningRate
 * // → 0.25
 */
export class LearningRateScheduler implements Callback {
  readonly #schedule: ((epoch: number, learningRate: number) => number) | LRScheduler | ReduceLROnPlateau
  readonly #per: 'epoch' | 'batch'
  readonly #monitor: string

  constructor(
    schedule: ((epoch: number, learningRate: number) => number) | LRScheduler | ReduceLROnPlateau,
    {
      per = 'epoch',
      monitor = 'valLoss',
    }: { readonly per?: 'epoch' | 'batch'; readonly monitor?: string } = {},
  ) {
    this.#schedule = schedule
    this.#per = per
    this.#monitor = monitor
  }

  onEpochBegin(epoch: number, { optimizer }: Model<unknown>): void {
    if (typeof this.#schedule === 'function')
      optimizer.learningRate = this.#schedule(epoch, optimizer.learningRate)
  }

  onBatchEnd(): void {
    if (this.#per === 'batch' && 'at' in this.#schedule) this.#schedule.step()
  }

  onEpochEnd(_epoch: number, logs: Logs): void {
    if (this.#schedule instanceof ReduceLROnPlateau) {
      this.#schedule.step(watched('LearningRateScheduler', this.#monitor, logs))
    } else if (this.#per === 'epoch' && typeof this.#schedule === 'object') this.#schedule.step()
  }
}
