import { LRScheduler, type Scheduled, checkCounts, scheduleOptions } from './scheduler.ts'
import { cosineBetween } from './cosine.ts'

export interface OneCycleOptions {
  /** The top of the cycle. */
  maxLR: number
  /** How many updates the cycle takes. */
  totalSteps: number
  /** Which part of the cycle climbs. Default 0.3. */
  pctStart?: number
  /** Default `'cos'`. */
  annealStrategy?: 'cos' | 'linear'
  /** The start is maxLR / divFactor. Default 25. */
  divFactor?: number
  /** The end is start / finalDivFactor. Default 1e4. */
  finalDivFactor?: number
  /** Climb, come down to the start, then go to the end. Default false: down to the end at once. */
  threePhase?: boolean
  /** Whether momentum (or beta1) goes the other way, between the two values below. Default true. */
  cycleMomentum?: boolean
  /** Default 0.85. */
  baseMomentum?: number
  /** Default 0.95. */
  maxMomentum?: number
}

const oneCycleDefaults = (): Required<OneCycleOptions> => ({
  maxLR: NaN,
  totalSteps: NaN,
  pctStart: 0.3,
  annealStrategy: 'cos',
  divFactor: 25,
  finalDivFactor: 1e4,
  threePhase: false,
  cycleMomentum: true,
  baseMomentum: 0.85,
  maxMomentum: 0.95,
})

/**
 * One cycle: the learning rate climbs to `maxLR` and anneals far below the start, momentum does the opposite. Step it
 * after each update, not each epoch.
 *
 * @throws RangeError for counts and fractions out of range; when momentum should cycle and the optimizer has none.
 * @throws RangeError when stepped past `totalSteps`.
 * @see L. Smith and N. Topin, https://arxiv.org/abs/1708.07120;
 * https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.OneCycleLR.html
 *
 * @example
 * new OneCycleLR(1, { maxLR: 1, totalSteps: 11, pctStart: 5 / 11 }).at(4)
 * // → 1
 */
export class OneCycleLR extends LRScheduler {
  /** The momentum (or beta1) after `t` steps. */
  readonly momentumAt: (t: number) => number

  constructor(optimizer: Scheduled, options: OneCycleOptions) {
    const resolved = scheduleOptions<Required<OneCycleOptions>>('OneCycleLR', oneCycleDefaults(), options)
    const { maxLR, totalSteps, pctStart, divFactor, finalDivFactor } = resolved
    const { annealStrategy, threePhase, cycleMomentum, baseMomentum, maxMomentum } = resolved
    checkCounts('OneCycleLR', { totalSteps })
    if (!(pctStart >= 0 && pctStart <= 1)) {
      throw new RangeError(`OneCycleLR: pctStart is ${pctStart}; it is a fraction in [0, 1].`)
    }
    if (annealStrategy !== 'cos' && annealStrategy !== 'linear') {
      throw new RangeError(
        `OneCycleLR: annealStrategy is '${String(annealStrategy)}'. Known: 'cos', 'linear'.`,
      )
    }
    const cycles = cycleMomentum && typeof optimizer !== 'number'
    if (cycles && !['momentum', 'beta1'].some((key) => key in optimizer.defaults)) {
      throw new RangeError(`OneCycleLR: ${optimizer.type} has no momentum; pass { cycleMomentum: false }.`)
    }
    const peak = pctStart * totalSteps - 1
    const ends = threePhase ? [peak, 2 * peak, totalSteps - 1] : [peak, totalSteps - 1]
    const curve = (points: readonly number[]) => (t: number) => {
      if (t > totalSteps) throw new RangeError(`OneCycleLR: step ${t} is past totalSteps = ${totalSteps}.`)
      const found = ends.findIndex((end) => t <= end)
      const phase = found < 0 ? ends.length - 1 : found
      const start = phase === 0 ? 0 : ends[phase - 1]!
      const progress = ends[phase] === start ? 1 : (t - start) / (ends[phase]! - start)
      const [from, to] = [points[phase]!, points[phase + 1]!]
      return annealStrategy === 'cos' ? cosineBetween(from, to, progress) : from + (to - from) * progress
    }
    const low = maxLR / divFactor
    const middle = (value: number): number[] => (threePhase ? [value] : [])
    const momentumAt = curve([maxMomentum, baseMomentum, ...middle(maxMomentum), maxMomentum])
    const rateAt = curve([low, maxLR, ...middle(low), low / finalDivFactor])
    super(optimizer, rateAt, low, cycles ? momentumAt : undefined)
    this.momentumAt = momentumAt
  }
}
