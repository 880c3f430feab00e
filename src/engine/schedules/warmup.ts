import { LRScheduler, type Scheduled, checkCounts, scheduleOptions } from './scheduler.ts'

/**
 * η times a factor that goes straight from `startFactor` (1/3) to `endFactor` (1) in `totalIters` (5) steps: warm-up.
 *
 * @throws RangeError when `startFactor` is not in (0, 1], `endFactor` not in [0, 1], or `totalIters` no count.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.LinearLR.html
 *
 * @example
 * new LinearLR(0.8, { startFactor: 0.25, totalIters: 6 }).at(2)
 * // → 0.4
 */
export class LinearLR extends LRScheduler {
  constructor(
    optimizer: Scheduled,
    options: { startFactor?: number; endFactor?: number; totalIters?: number } = {},
  ) {
    const defaults = { startFactor: 1 / 3, endFactor: 1, totalIters: 5 }
    const { startFactor, endFactor, totalIters } = scheduleOptions('LinearLR', defaults, options)
    checkCounts('LinearLR', { totalIters })
    if (!(startFactor > 0 && startFactor <= 1 && endFactor >= 0 && endFactor <= 1)) {
      throw new RangeError(
        `LinearLR: startFactor is ${startFactor}, endFactor ${endFactor}; they are in (0, 1] and [0, 1].`,
      )
    }
    super(optimizer, (t, base) => {
      const progress = Math.min(t, totalIters) / totalIters
      return base * (startFactor + (endFactor - startFactor) * progress)
    })
  }
}

/**
 * η·factor (1/3) for the first `totalIters` (5) steps, then η.
 *
 * @throws RangeError when `factor` is not in [0, 1] or `totalIters` no count.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ConstantLR.html
 *
 * @example
 * new ConstantLR(0.8, { factor: 0.25, totalIters: 3 }).at(2)
 * // → 0.2
 */
export class ConstantLR extends LRScheduler {
  constructor(optimizer: Scheduled, options: { factor?: number; totalIters?: number } = {}) {
    const { factor, totalIters } = scheduleOptions('ConstantLR', { factor: 1 / 3, totalIters: 5 }, options)
    checkCounts('ConstantLR', { totalIters }, 0)
    if (!(factor >= 0 && factor <= 1))
      throw new RangeError(`ConstantLR: factor is ${factor}; it is in [0, 1].`)
    super(optimizer, (t, base) => (t < totalIters ? base * factor : base))
  }
}

/**
 * Several schedules one after the other: the next begins, at its own step 0, at each milestone. Warm-up followed by
 * anything is `new SequentialLR(optimizer, [warmUp, decay], [warmUpSteps])`, the parts made over the same optimizer.
 *
 * @throws RangeError unless there is one milestone fewer than schedules, increasing.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.SequentialLR.html
 *
 * @example
 * const warmUp = new LinearLR(0.8, { startFactor: 0.25, totalIters: 6 })
 * const schedule = new SequentialLR(0.8, [warmUp, new ExponentialLR(0.8, { gamma: 0.5 })], [6])
 * schedule.at(8)
 * // → 0.2
 */
export class SequentialLR extends LRScheduler {
  constructor(optimizer: Scheduled, schedulers: readonly LRScheduler[], milestones: readonly number[]) {
    if (
      schedulers.length !== milestones.length + 1 ||
      milestones.some((milestone, index) => !(milestone > (milestones[index - 1] ?? 0)))
    ) {
      throw new RangeError(
        `SequentialLR: ${schedulers.length} schedules need ${schedulers.length - 1} increasing milestones, ` +
          `got [${milestones.join(', ')}].`,
      )
    }
    super(optimizer, (t, base) => {
      const part = milestones.filter((milestone) => milestone <= t).length
      return schedulers[part]!.at(t - (milestones[part - 1] ?? 0), base)
    })
  }
}
