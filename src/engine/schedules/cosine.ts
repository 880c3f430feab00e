import { cos } from '../elementary/trigonometric.ts'
import { LRScheduler, type Scheduled, checkCounts, scheduleOptions } from './scheduler.ts'

/** From `from` at progress 0 to `to` at progress 1 along half a cosine. */
export function cosineBetween(from: number, to: number, progress: number): number {
  return to + ((from - to) * (1 + cos(Math.PI * progress))) / 2
}

/**
 * η_min + ½(η − η_min)(1 + cos(πt / tMax)): from η to `etaMin` (0) in `tMax` steps, and back up after that.
 *
 * @throws RangeError when `tMax` is not a count of 1 or more.
 * @see I. Loshchilov and F. Hutter, https://arxiv.org/abs/1608.03983;
 * https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.CosineAnnealingLR.html
 *
 * @example
 * new CosineAnnealingLR(0.8, { tMax: 10 }).at(5)
 * // → 0.4
 */
export class CosineAnnealingLR extends LRScheduler {
  constructor(optimizer: Scheduled, options: { tMax: number; etaMin?: number }) {
    const { tMax, etaMin } = scheduleOptions('CosineAnnealingLR', { tMax: NaN, etaMin: 0 }, options)
    checkCounts('CosineAnnealingLR', { tMax })
    super(optimizer, (t, base) => cosineBetween(base, etaMin, t / tMax))
  }
}

/**
 * Cosine annealing that starts again at η after t0 steps, then after t0·tMult, t0·tMult², … more. `step(t)` takes
 * fractions of an epoch.
 *
 * @throws RangeError when `t0` or `tMult` is not a count of 1 or more.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.CosineAnnealingWarmRestarts.html
 *
 * @example
 * new CosineAnnealingWarmRestarts(0.8, { t0: 4, tMult: 2 }).at(8)
 * // → 0.4
 */
export class CosineAnnealingWarmRestarts extends LRScheduler {
  constructor(optimizer: Scheduled, options: { t0: number; tMult?: number; etaMin?: number }) {
    const defaults = { t0: NaN, tMult: 1, etaMin: 0 }
    const { t0, tMult, etaMin } = scheduleOptions('CosineAnnealingWarmRestarts', defaults, options)
    checkCounts('CosineAnnealingWarmRestarts', { t0, tMult })
    super(optimizer, (t, base) => {
      let [rest, period] = [tMult === 1 ? t % t0 : t, t0]
      while (rest >= period) {
        rest -= period
        period *= tMult
      }
      return cosineBetween(base, etaMin, rest / period)
    })
  }
}
