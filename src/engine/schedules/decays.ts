import { pow } from '../elementary/power.ts'
import { LRScheduler, type Schedule, type Scheduled, checkCounts, scheduleOptions } from './scheduler.ts'

/**
 * η·γ^⌊t / stepSize⌋: a drop every `stepSize` steps.
 *
 * @throws RangeError when `stepSize` is not a count of 1 or more.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.StepLR.html
 *
 * @example
 * new StepLR(0.8, { stepSize: 10, gamma: 0.5 }).at(25)
 * // → 0.2
 */
export class StepLR extends LRScheduler {
  constructor(optimizer: Scheduled, options: { stepSize: number; gamma?: number }) {
    const { stepSize, gamma } = scheduleOptions('StepLR', { stepSize: NaN, gamma: 0.1 }, options)
    checkCounts('StepLR', { stepSize })
    super(optimizer, (t, base) => base * pow(gamma, Math.floor(t / stepSize)))
  }
}

/**
 * η·γⁿ, n the number of milestones reached (m ≤ t; a milestone given twice counts twice).
 *
 * @see https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.MultiStepLR.html
 *
 * @example
 * new MultiStepLR(0.8, { milestones: [5, 8], gamma: 0.5 }).at(8)
 * // → 0.2
 */
export class MultiStepLR extends LRScheduler {
  constructor(optimizer: Scheduled, options: { milestones: readonly number[]; gamma?: number }) {
    const defaults = { milestones: [] as readonly number[], gamma: 0.1 }
    const { milestones, gamma } = scheduleOptions('MultiStepLR', defaults, options)
    super(optimizer, (t, base) => base * pow(gamma, milestones.filter((milestone) => milestone <= t).length))
  }
}

/**
 * η·γᵗ.
 *
 * @see https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ExponentialLR.html
 *
 * @example
 * new ExponentialLR(0.8, { gamma: 0.5 }).at(2)
 * // → 0.2
 */
export class ExponentialLR extends LRScheduler {
  constructor(optimizer: Scheduled, options: { gamma: number }) {
    const { gamma } = scheduleOptions('ExponentialLR', { gamma: NaN }, options)
    super(optimizer, (t, base) => base * pow(gamma, t))
  }
}

/**
 * η·λ(t) with a function of your own.
 *
 * @see https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.LambdaLR.html
 *
 * @example
 * new LambdaLR(0.8, (t) => 1 / (1 + t)).at(3)
 * // → 0.2
 */
export class LambdaLR extends LRScheduler {
  constructor(optimizer: Scheduled, lambda: (t: number) => number) {
    super(optimizer, (t, base) => base * lambda(t))
  }
}

/**
 * η·(1 − t / totalIters)^power, 0 from `totalIters` (default 5) on. `power` is 1 unless given.
 *
 * @throws RangeError when `totalIters` is not a count of 1 or more.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.PolynomialLR.html
 *
 * @example
 * new PolynomialLR(0.8, { totalIters: 10, power: 2 }).at(5)
 * // → 0.2
 */
export class PolynomialLR extends LRScheduler {
  constructor(optimizer: Scheduled, options: { totalIters?: number; power?: number } = {}) {
    const { totalIters, power } = scheduleOptions('PolynomialLR', { totalIters: 5, power: 1 }, options)
    checkCounts('PolynomialLR', { totalIters })
    super(optimizer, (t, base) => base * pow(Math.max(0, 1 - t / totalIters), power))
  }
}

/**
 * Time-based decay η / (1 + decayRate·t / decaySteps), t in updates: what `decay` meant in Keras's optimizers (there
 * decaySteps is 1). `staircase` rounds t / decaySteps down.
 *
 * @see https://keras.io/api/optimizers/learning_rate_schedules/inverse_time_decay/
 *
 * @example
 * new InverseTimeDecay(0.8, { decayRate: 0.5 }).at(6)
 * // → 0.2
 */
export class InverseTimeDecay extends LRScheduler {
  constructor(
    optimizer: Scheduled,
    options: { decayRate: number; decaySteps?: number; staircase?: boolean },
  ) {
    const defaults = { decayRate: NaN, decaySteps: 1, staircase: false }
    const { decayRate, decaySteps, staircase } = scheduleOptions('InverseTimeDecay', defaults, options)
    const periods: Schedule = (t) => (staircase ? Math.floor(t / decaySteps) : t / decaySteps)
    super(optimizer, (t, base) => base / (1 + decayRate * periods(t, base)))
  }
}

/**
 * η − decay·t: the learning rate loses `decay` at each update, as some lecture notes write it. Without a floor it
 * reaches zero after η / decay updates and then turns negative, so that the weights climb the loss.
 *
 * @example
 * new SubtractiveLR(0.5, { decay: 0.125 }).at(6)
 * // → -0.25
 */
export class SubtractiveLR extends LRScheduler {
  constructor(optimizer: Scheduled, options: { decay: number; floor?: number }) {
    const { decay, floor } = scheduleOptions('SubtractiveLR', { decay: NaN, floor: -Infinity }, options)
    super(optimizer, (t, base) => Math.max(floor, base - decay * t))
  }
}
