import type { Optimizer, ParamGroup } from '../optim/optimizer.ts'
import { type OptimizerOptions, resolveOptions } from '../optim/options.ts'

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
  baseLearningRates: readonly number[]
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

  /** Everything needed to continue, as plain data; the schedule itself is made again by the constructor. */
  stateDict(): SchedulerState {
    return { lastEpoch: this.lastEpoch, baseLearningRates: [...this.baseLearningRates] }
  }

  /**
   * Continues from a `stateDict()`, and sets the learning rates of that step.
   *
   * @throws RangeError when it is of an optimizer with another number of groups.
   */
  loadStateDict({ lastEpoch, baseLearningRates }: SchedulerState): void {
    const [given, wanted] = [baseLearningRates.length, this.baseLearningRates.length]
    if (given !== wanted) {
      throw new RangeError(`loadStateDict: the state is of ${given} groups, this scheduler steers ${wanted}.`)
    }
    this.baseLearningRates = [...baseLearningRates]
    this.step(lastEpoch)
  }

  /** The learning rates now, one per group. */
  getLastLR(): number[] {
    return this.baseLearningRates.map((base) => this.at(this.lastEpoch, base))
  }
}

/** What a scheduler needs to continue. The learning rate itself is part of the optimizer's state. */
export interface SchedulerState {
  lastEpoch: number
  baseLearningRates: number[]
}

/**
 * `options` over `defaults`; NaN stands for what has no default.
 *
 * @throws RangeError for a name that is not among the defaults, or a number that is missing or NaN.
 */
export function scheduleOptions<H extends object>(name: string, defaults: H, options: object): H {
  const resolved = resolveOptions<H>(name, defaults, options)
  const missing = Object.entries(resolved).find(([, value]) => Number.isNaN(value))
  if (missing !== undefined) throw new RangeError(`${name}: ${missing[0]} is missing; it is a number.`)
  return resolved
}

/** @throws RangeError unless every value is a whole number of at least `low`. */
export function checkCounts(name: string, values: Readonly<Record<string, number>>, low = 1): void {
  for (const [key, value] of Object.entries(values)) {
    if (Number.isInteger(value) && value >= low) continue
    throw new RangeError(`${name}: ${key} is ${value}; it is a count, ${low} or more.`)
  }
}
