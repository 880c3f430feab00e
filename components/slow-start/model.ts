import { bceWithLogitsLoss, linear, mseLoss, sigmoid, tensor, type Tensor } from 'chainrule'
import { numberFromLink, wordFromLink, type LinkState } from '../figure/state-link.ts'

/**
 * One sigmoid neuron with input 1 that is to answer 0, trained twice from the same start. M. Nielsen, Neural Networks and
 * Deep Learning, chapter 3, section "The cross-entropy cost function", draws the two runs with different learning rates.
 */
export const INPUT = 1
export const TARGET = 0
export const EPOCHS = 300

export const STARTS = { near: { w: 0.6, b: 0.9 }, far: { w: 2, b: 2 } } as const
export type StartName = keyof typeof STARTS
export const START_NAMES = ['near', 'far'] as const

export const COSTS = ['squared', 'crossEntropy'] as const
export type CostName = (typeof COSTS)[number]

/** The learning rates offered; Nielsen's are 0.15 for the squared error and 0.005 for the cross-entropy. */
export const RATES = [0.005, 0.05, 0.15, 0.5, 1.5] as const
export const NIELSEN: Record<CostName, number> = { squared: 0.15, crossEntropy: 0.005 }

export interface RaceState {
  start: StartName
  rates: Record<CostName, number>
  /** Epochs trained so far; with one example an epoch is one step. */
  epoch: number
}

export const INITIAL: RaceState = { start: 'far', rates: NIELSEN, epoch: 0 }

/** The neuron before the step of that epoch, and the slopes that the step will follow. */
export interface Moment {
  w: number
  b: number
  z: number
  /** The output σ(z). */
  a: number
  /** σ′(z) = a (1 − a). */
  steepness: number
  cost: number
  /** ∂C/∂w by the engine; equal to ∂C/∂b, because the input is 1. */
  slope: number
}

/** C = ½ (a − t)², or −(t ln a + (1 − t) ln(1 − a)) computed from z. */
const costOf = (cost: CostName, z: Tensor): Tensor =>
  cost === 'squared' ? mseLoss(sigmoid(z), [[TARGET]], { half: true }) : bceWithLogitsLoss(z, [[TARGET]])

/** The neuron with weight w and bias b under one cost, and the slopes by backward(). */
export function momentAt(cost: CostName, w: number, b: number): Moment & { slopeOfBias: number } {
  const weight = tensor([[w]], { requiresGrad: true })
  const bias = tensor([b], { requiresGrad: true })
  const z = linear(tensor([[INPUT]]), weight, bias) // (1, 1)
  const loss = costOf(cost, z)
  loss.backward()
  const a = sigmoid(z).item()
  return {
    w,
    b,
    z: z.item(),
    a,
    steepness: a * (1 - a),
    cost: loss.item(),
    slope: weight.grad!.item(),
    slopeOfBias: bias.grad!.item(),
  }
}

/** A run that is continued as far as it is asked for and never computed twice. */
export class Run {
  readonly #moments: (Moment & { slopeOfBias: number })[]
  readonly cost: CostName
  readonly rate: number

  constructor(cost: CostName, start: StartName, rate: number) {
    this.cost = cost
    this.rate = rate
    this.#moments = [momentAt(cost, STARTS[start].w, STARTS[start].b)]
  }

  /** The moments of epochs 0 … `epoch`, by w ← w − η ∂C/∂w and b ← b − η ∂C/∂b. */
  upTo(epoch: number): readonly Moment[] {
    while (this.#moments.length <= epoch) {
      const { w, b, slope, slopeOfBias } = this.#moments.at(-1)!
      this.#moments.push(momentAt(this.cost, w - this.rate * slope, b - this.rate * slopeOfBias))
    }
    return this.#moments.slice(0, epoch + 1)
  }
}

export const runsOf = ({ start, rates }: Pick<RaceState, 'start' | 'rates'>): Record<CostName, Run> => ({
  squared: new Run('squared', start, rates.squared),
  crossEntropy: new Run('crossEntropy', start, rates.crossEntropy),
})

/** For the prose: the outputs after these epochs. */
export function outputs(cost: CostName, start: StartName, rate: number, epochs: readonly number[]): number[] {
  const moments = new Run(cost, start, rate).upTo(Math.max(...epochs))
  return epochs.map((epoch) => moments[epoch]!.a)
}

export const toLink = ({ start, rates, epoch }: RaceState): LinkState => ({
  start,
  squared: String(rates.squared),
  cross: String(rates.crossEntropy),
  epoch: String(epoch),
})

const rateFromLink = (text: string | undefined, fallback: number): number =>
  RATES.find((rate) => String(rate) === text) ?? fallback

export const fromLink = (link: LinkState, initial: RaceState): RaceState => ({
  start: wordFromLink(link['start'], START_NAMES, initial.start),
  rates: {
    squared: rateFromLink(link['squared'], initial.rates.squared),
    crossEntropy: rateFromLink(link['cross'], initial.rates.crossEntropy),
  },
  epoch: Math.round(numberFromLink(link['epoch'], initial.epoch, 0, EPOCHS)),
})
