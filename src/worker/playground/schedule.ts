import {
  CosineAnnealingLR,
  ExponentialLR,
  InverseTimeDecay,
  LinearLR,
  LRScheduler,
  StepLR,
} from '../../engine/index.ts'
import type { ScheduleName } from './spec.ts'

/** Epochs of the cosine, from the full rate to none. */
export const COSINE_EPOCHS = 400

/** The curve of the learning rate over epochs, from the rate at the beginning. */
export function scheduleOf(name: ScheduleName, base: number): LRScheduler {
  switch (name) {
    case 'constant':
      return new LRScheduler(base, (_, rate) => rate)
    case 'halving':
      return new StepLR(base, { stepSize: 50, gamma: 0.5 })
    case 'exponential':
      return new ExponentialLR(base, { gamma: 0.99 })
    case 'inverse':
      return new InverseTimeDecay(base, { decayRate: 0.01 })
    case 'cosine':
      return new CosineAnnealingLR(base, { tMax: COSINE_EPOCHS })
    case 'warmup':
      return new LinearLR(base, { startFactor: 0.1, totalIters: 20 })
  }
}

/** The learning rate in epoch t, counted from 0. The cosine ends at its foot instead of climbing again. */
export const rateAt = (name: ScheduleName, base: number, epoch: number): number =>
  scheduleOf(name, base).at(name === 'cosine' ? Math.min(epoch, COSINE_EPOCHS) : epoch)
