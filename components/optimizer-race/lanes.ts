import {
  Adagrad,
  Adam,
  CosineAnnealingLR,
  InverseTimeDecay,
  LinearLR,
  LRScheduler,
  RMSprop,
  SequentialLR,
  SGD,
  SubtractiveLR,
  Tensor,
  tensor,
  type Optimizer,
} from 'chainrule'
import { factorOf, slopeAt, SURFACE, type Point, type SurfaceName } from './surfaces.ts'

export const LANES = ['sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adam'] as const
export type LaneName = (typeof LANES)[number]

/** Conventions on which books and libraries differ; each changes the path of some optimizers and not of others. */
export interface Conventions {
  /** ½ before the squared error; only where there are examples. */
  half: boolean
  reduction: 'mean' | 'sum'
  /** μ of momentum and Nesterov. */
  momentum: number
  /** `torch`: dampening τ = μ, the first gradient whole; `all`: the first one, too. Nesterov knows none. */
  damping: 'no' | 'torch' | 'all'
  eps: number
  /** `keras`: Adam √v + ε with the correction in η, the others √(v + ε). */
  placement: 'outside' | 'inside' | 'keras'
  correction: 'divide' | 'none' | 'multiply'
  decay: DecayName
}

export const DECAYS = ['none', 'subtract', 'keras', 'inverse', 'cosine', 'warmup'] as const
export type DecayName = (typeof DECAYS)[number]

export const USUAL: Conventions = {
  half: false,
  reduction: 'mean',
  momentum: 0.9,
  damping: 'no',
  eps: 1e-8,
  placement: 'outside',
  correction: 'divide',
  decay: 'none',
}

/** Steps of a race, and those of the warm-up. */
export const MOST_STEPS = 300
export const WARM_UP = 30
/** The updates after which lr −= lr₀/200 is zero: the notes' `decay = lr/200`. */
export const DECAY_STEPS = 200
const LOST = 1e6

/** The engine's optimizer of a lane. */
export function optimizerOf(
  lane: LaneName,
  w: Tensor,
  learningRate: number,
  conventions: Conventions,
): Optimizer {
  const { momentum, damping, eps, placement, correction } = conventions
  const elsewhere = placement === 'outside' ? 'outside' : 'inside'
  switch (lane) {
    case 'sgd':
      return new SGD([w], { learningRate })
    case 'momentum':
      return new SGD([w], {
        learningRate,
        momentum,
        dampening: damping === 'no' ? 0 : momentum,
        dampenFirst: damping === 'all',
      })
    case 'nesterov':
      return new SGD([w], { learningRate, momentum, nesterov: true })
    case 'adagrad':
      return new Adagrad([w], { learningRate, eps, epsPlacement: elsewhere })
    case 'rmsprop':
      return new RMSprop([w], { learningRate, eps, epsPlacement: elsewhere })
    case 'adam':
      return new Adam([w], {
        learningRate,
        eps,
        epsPlacement: placement === 'keras' ? 'uncorrected' : placement,
        biasCorrection: correction,
      })
  }
}

/** The engine's schedule, stepped after every update; undefined for a constant rate. */
export function scheduleOf(
  decay: DecayName,
  optimizer: Optimizer | number,
  rate: number,
): LRScheduler | undefined {
  switch (decay) {
    case 'none':
      return undefined
    case 'subtract':
      return new SubtractiveLR(optimizer, { decay: rate / DECAY_STEPS })
    case 'keras':
      return new InverseTimeDecay(optimizer, { decayRate: rate / DECAY_STEPS })
    case 'inverse':
      return new InverseTimeDecay(optimizer, { decayRate: 1 / DECAY_STEPS })
    case 'cosine':
      return new CosineAnnealingLR(optimizer, { tMax: MOST_STEPS })
    case 'warmup':
      return new SequentialLR(
        optimizer,
        [
          new LinearLR(optimizer, { startFactor: 1 / WARM_UP, totalIters: WARM_UP }),
          new CosineAnnealingLR(optimizer, { tMax: MOST_STEPS - WARM_UP }),
        ],
        [WARM_UP],
      )
  }
}

/** What the step that led here was made of. */
export interface Made {
  /** The gradient at the place before. */
  gradient: Point
  /** What the optimizer remembers after it, in the shape of the weights. */
  memory: Readonly<Record<string, Point>>
  rate: number
  move: Point
}

export interface Visit {
  w: Point
  /** The surface's own cost: without ½, as a mean. */
  cost: number
  made: Made | undefined
}

const pair = ({ data }: Tensor): Point => [data[0]!, data[1]!]

/** One optimizer on its way, continued as far as it is asked for and never computed twice. */
export class Lane {
  readonly visits: Visit[]
  /** Whether its next place would be out of all numbers worth drawing. */
  isLost = false
  readonly #surface: SurfaceName
  readonly #factor: number
  readonly #w: Tensor
  readonly #optimizer: Optimizer
  readonly #schedule: LRScheduler | undefined
  /** Cost and gradient at the present place. */
  #here: { cost: number; gradient: Tensor }

  constructor(surface: SurfaceName, lane: LaneName, rate: number, conventions: Conventions) {
    this.#surface = surface
    this.#factor = surface === 'line' ? factorOf(conventions) : 1
    this.#w = tensor([...SURFACE[surface].start], { requiresGrad: true })
    this.#optimizer = optimizerOf(lane, this.#w, rate, conventions)
    this.#schedule = scheduleOf(conventions.decay, this.#optimizer, rate)
    this.#here = this.#slope()
    this.visits = [{ w: SURFACE[surface].start, cost: this.#here.cost, made: undefined }]
  }

  /** The cost without its convention, and the gradient with it. */
  #slope(): { cost: number; gradient: Tensor } {
    const { cost, gradient } = slopeAt(this.#surface, this.#w, this.#factor)
    return { cost: cost / this.#factor, gradient }
  }

  #step(): void {
    const before = pair(this.#w)
    const { gradient } = this.#here
    const rate = this.#optimizer.learningRate
    this.#w.grad = gradient
    this.#optimizer.step()
    this.#schedule?.step()
    const w = pair(this.#w)
    if (!w.every((value) => Math.abs(value) < LOST)) {
      this.isLost = true
      return
    }
    const memory = Object.entries(this.#optimizer.state(this.#w)).flatMap(([name, value]) =>
      value instanceof Tensor ? [[name, pair(value)] as const] : [],
    )
    const move: Point = [w[0] - before[0], w[1] - before[1]]
    const made = { gradient: pair(gradient), memory: Object.fromEntries(memory), rate, move }
    this.#here = this.#slope()
    this.visits.push({ w, cost: this.#here.cost, made })
  }

  /** The places of steps 0 … `step`; fewer where the lane is lost. */
  upTo(step: number): readonly Visit[] {
    while (!this.isLost && this.visits.length <= step) this.#step()
    return this.visits.slice(0, step + 1)
  }
}
