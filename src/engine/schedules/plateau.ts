import { checkKnownOptions } from '../errors.ts'
import type { Optimizer } from '../optim/optimizer.ts'

export interface PlateauOptions {
  /** Whether a smaller or a larger metric is better. Default `'min'`. */
  mode?: 'min' | 'max'
  /** The learning rate is multiplied by it; below 1. Default 0.1. */
  factor?: number
  /** How many steps without improvement are tolerated. Default 10. */
  patience?: number
  /** By how much a value must be better to count. Default 1e-4. */
  threshold?: number
  /** `'rel'`: a fraction of the best value; `'abs'`: an amount. Default `'rel'` (Keras's min_delta is an amount). */
  thresholdMode?: 'rel' | 'abs'
  /** How many steps to wait after a reduction. Default 0. */
  cooldown?: number
  /** Default 0. */
  minLR?: number
  /** Smaller reductions are not made. Default 1e-8. */
  eps?: number
}

/** What the plateau's counting needs to continue. The learning rate itself is part of the optimizer's state. */
export interface PlateauState {
  lastEpoch: number
  best: number
  numBadEpochs: number
  cooldownCounter: number
}

const plateauOptions: readonly (keyof PlateauOptions)[] = [
  'mode',
  'factor',
  'patience',
  'threshold',
  'thresholdMode',
  'cooldown',
  'minLR',
  'eps',
]

/**
 * Whether `value` is better than `best` by the threshold.
 *
 * @example
 * isBetter(0.95, 1, 'min', 0.1, 'rel')
 * // → false
 */
export function isBetter(
  value: number,
  best: number,
  mode: 'min' | 'max',
  threshold = 0,
  thresholdMode: 'rel' | 'abs' = 'abs',
): boolean {
  const sign = mode === 'min' ? -1 : 1
  const goal = thresholdMode === 'rel' ? best * (1 + sign * threshold) : best + sign * threshold
  return sign * value > sign * goal
}

/**
 * Multiplies the learning rate by `factor` when a metric has not improved for more than `patience` steps.
 *
 * @throws RangeError when `factor` is not below 1, or `mode` or `thresholdMode` is unknown.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ReduceLROnPlateau.html
 *
 * @example
 * const sgd = new SGD([tensor(1, { requiresGrad: true })], { learningRate: 0.5 })
 * const plateau = new ReduceLROnPlateau(sgd, { factor: 0.5, patience: 1 })
 * for (const loss of [3, 2, 2, 2]) plateau.step(loss)
 * sgd.learningRate
 * // → 0.25
 */
export class ReduceLROnPlateau {
  readonly #optimizer: Optimizer
  readonly #options: Required<PlateauOptions>
  lastEpoch = 0
  best: number
  numBadEpochs = 0
  cooldownCounter = 0

  constructor(optimizer: Optimizer, options: PlateauOptions = {}) {
    checkKnownOptions('ReduceLROnPlateau', options, plateauOptions)
    const { mode = 'min', factor = 0.1, patience = 10, threshold = 1e-4, thresholdMode = 'rel' } = options
    const { cooldown = 0, minLR = 0, eps = 1e-8 } = options
    if (!(factor < 1)) throw new RangeError(`ReduceLROnPlateau: factor is ${factor}; it must be below 1.`)
    if (!['min', 'max'].includes(mode) || !['rel', 'abs'].includes(thresholdMode)) {
      throw new RangeError(`ReduceLROnPlateau: mode is 'min' or 'max', thresholdMode 'rel' or 'abs'.`)
    }
    this.#optimizer = optimizer
    this.#options = { mode, factor, patience, threshold, thresholdMode, cooldown, minLR, eps }
    this.best = mode === 'min' ? Infinity : -Infinity
  }

  /** Call it once per epoch with the watched value; NaN never counts as better. */
  step(metric: number): void {
    const { mode, factor, patience, threshold, thresholdMode, cooldown, minLR, eps } = this.#options
    this.lastEpoch++
    const better = isBetter(metric, this.best, mode, threshold, thresholdMode)
    if (better) this.best = metric
    this.numBadEpochs = better ? 0 : this.numBadEpochs + 1
    if (this.cooldownCounter > 0) {
      this.cooldownCounter--
      this.numBadEpochs = 0
    }
    if (this.numBadEpochs <= patience) return
    for (const group of this.#optimizer.paramGroups) {
      const reduced = Math.max(group.learningRate * factor, minLR)
      if (group.learningRate - reduced > eps) group.learningRate = reduced
    }
    this.cooldownCounter = cooldown
    this.numBadEpochs = 0
  }

  /** Everything needed to continue, as plain data. */
  stateDict(): PlateauState {
    const { lastEpoch, best, numBadEpochs, cooldownCounter } = this
    return { lastEpoch, best, numBadEpochs, cooldownCounter }
  }

  /** Continues from a `stateDict()`; the learning rates come with the optimizer's own state. */
  loadStateDict({ lastEpoch, best, numBadEpochs, cooldownCounter }: PlateauState): void {
    Object.assign(this, { lastEpoch, best, numBadEpochs, cooldownCounter })
  }

  getLastLR(): number[] {
    return this.#optimizer.paramGroups.map((group) => group.learningRate)
  }
}
