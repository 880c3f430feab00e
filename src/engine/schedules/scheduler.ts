import type { Optimizer, ParamGroup } from '../optim/optimizer.ts'
import type { OptimizerOptions } from '../optim/options.ts'

/** The learning rate at step t (counted from 0) of a group that started with `base`. */
export type Schedule = (t: number, base: number) => number

/** What a scheduler steers: an optimizer, or only a starting learning rate, to draw the curve. */
export type Scheduled = Optimizer | number

/** What schedulers did to a group, so that another one over the same group starts from the same base. */
const scheduled = /* @__PURE__ */ new WeakMap<object, { base: number; set: number }>()

function initialRate(group: ParamGroup<OptimizerOptions>): number {
  const before = scheduled.get(group)
  return before?.set === group.learningRate ? before.base : group.learningRate
}

/**
 * Sets the learning rate of every group of an optimizer to a function of the number of `step()` calls. Call `step()`
 * after each epoch (or each update, where the schedule says so), after the optimizer's. `at(t)` is the pure curve.
 *
 * @see https://docs.pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate
 *
 * @example
 * const halved = new LRScheduler(0.8, (t, base) => base / (1 + t))
 * halved.at(3)
 * // → 0.2
 */
export class LRScheduler {
  /** How often `step()` was called. */
  lastEpoch = 0
  /** The learning rates at the beginning, one per group. */
  readonly baseLearningRates: readonly number[]
  protected readonly groups: readonly ParamGroup<OptimizerOptions>[]
  readonly #schedule: Schedule
  readonly #momentum: ((t: number) => number) | undefined

  constructor(optimizer: Scheduled, schedule: Schedule, base?: number, momentum?: (t: number) => number) {
    this.groups = typeof optimizer === 'number' ? [] : optimizer.paramGroups
    const rates = typeof optimizer === 'number' ? [optimizer] : this.groups.map(initialRate)
    this.baseLearningRates = base === undefined ? rates : rates.map(() => base)
    this.#schedule = schedule
    this.#momentum = momentum
    this.apply(0)
  }

  /** The learning rate after `t` steps, of the first group unless another base is given. */
  at(t: number, base = this.baseLearningRates[0]!): number {
    return this.#schedule(t, base)
  }

  protected apply(t: number): void {
    this.groups.forEach((group, index) => {
      const base = this.baseLearningRates[index]!
      group.learningRate = this.at(t, base)
      scheduled.set(group, { base, set: group.learningRate })
      if (this.#momentum === undefined) return
      const key = 'beta1' in group ? 'beta1' : 'momentum'
      Object.assign(group, { [key]: this.#momentum(t) })
    })
  }

  /** One step further, or to step `t` (fractions allowed where the curve is continuous). */
  step(t = this.lastEpoch + 1): void {
    this.lastEpoch = t
    this.apply(t)
  }

  /** The learning rates now, one per group. */
  getLastLR(): number[] {
    return this.baseLearningRates.map((base) => this.at(this.lastEpoch, base))
  }
}

/** @throws RangeError unless every value is a whole number of at least `low`. */
export function checkCounts(name: string, values: Readonly<Record<string, number>>, low = 1): void {
  for (const [key, value] of Object.entries(values)) {
    if (Number.isInteger(value) && value >= low) continue
    throw new RangeError(`${name}: ${key} is ${value}; it is a count, ${low} or more.`)
  }
}
