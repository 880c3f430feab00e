import { pow } from '../elementary/power.ts'
import { type OptimizerConfig, makeOptimizer } from '../optim/byName.ts'
import type { AdamOptions } from '../optim/adam.ts'
import type { AdadeltaOptions, AdagradOptions, RMSpropOptions } from '../optim/adaptive.ts'
import type { OptimizerOptions } from '../optim/options.ts'
import type { SGDOptions } from '../optim/sgd.ts'
import { tensor } from '../tensor/create.ts'
import { type Builder, NotCompiledError } from './builder.ts'
import type { Slot } from './value.ts'

/** Limits of the gradients, as in `Model.compile`. */
export interface ClipOptions {
  /** Of their joint 2-norm. */
  readonly clipGradNorm?: number
  /** Of every element. */
  readonly clipGradValue?: number
}

/** Where the parameters lie: one block each of weights, gradients and memories, `floats` numbers long. */
export interface Block {
  readonly floats: number
  readonly weights: number
  readonly gradients: number
}

/** The update of all parameters by one optimizer. */
export class Update {
  readonly type: string
  /** Present hyper-parameters, by the optimizer's own names. */
  options: OptimizerOptions & Record<string, unknown>
  readonly slots: Slot[]
  readonly #slotOf: (name: string) => number
  readonly #clip: ClipOptions
  readonly #b: Builder

  constructor(b: Builder, spec: string | OptimizerConfig, floats: number, clip: ClipOptions) {
    // The eager optimizer knows the defaults and refuses what makes no sense.
    const { type, ...options } = makeOptimizer(spec, [tensor([0], { requiresGrad: true })]).config()
    this.type = type
    this.options = options as unknown as Update['options']
    this.#clip = clip
    this.#b = b
    if ((options as unknown as AdamOptions).eps === 0) throw new NotCompiledError('', `${type} with eps 0`)
    this.slots = slotNames(type, this.options).map((name) => b.slot(`${name} of the optimizer`, floats))
    this.#slotOf = (name) => this.slots.find((slot) => slot.name === `${name} of the optimizer`)?.at ?? 0
  }

  /** What memories start at. */
  reset(): void {
    const { f } = this.#b.machine.heap
    const start = this.type === 'Adagrad' ? (this.options['initialAccumulatorValue'] as number) : 0
    for (const slot of this.slots) f.fill(start, slot.at / 4, slot.at / 4 + slot.floats)
  }

  /**
   * Changes hyper-parameters.
   *
   * @throws RangeError for values that the optimizer refuses, or that need another memory than was planned.
   */
  set(changes: Readonly<Record<string, unknown>>): void {
    const { type, ...options } = makeOptimizer({ type: this.type, ...this.options, ...changes }, [
      tensor([0], { requiresGrad: true }),
    ]).config()
    const needed = slotNames(type, options as unknown as Update['options'])
    if (needed.length !== this.slots.length)
      throw new RangeError(`plan: this change of ${type} needs another memory; compile it anew.`)
    this.options = options as unknown as Update['options']
  }

  /** One update, the `step`-th, counted from 1. Returns the norm of the gradients if it was needed, else 0. */
  run({ floats: n, weights: w, gradients: g }: Block, step: number): number {
    const norm = this.#prepare(n, w, g)
    const { k } = this.#b
    const { learningRate: rate } = this.options
    const at = this.#slotOf
    if (this.type === 'SGD') {
      const { momentum, dampening, nesterov, momentumOf, dampenFirst } = this.options as unknown as SGDOptions
      if (momentum === 0) k.sgd(n, w, g, rate)
      else {
        const keep = step === 1 && !dampenFirst ? 1 : 1 - dampening
        const [inner, outer] = momentumOf === 'step' ? [rate, 1] : [1, rate]
        k.momentum(n, w, g, at('momentumBuffer'), momentum, keep, inner, outer, nesterov ? 1 : 0)
      }
    } else if (this.type === 'Adam' || this.type === 'AdamW') {
      const { beta1, beta2, eps, epsPlacement, biasCorrection } = this.options as unknown as AdamOptions
      const [r1, r2] = [1 - pow(beta1, step), 1 - pow(beta2, step)]
      const [c1, c2] =
        biasCorrection === 'none' ? [1, 1] : biasCorrection === 'divide' ? [1 / r1, 1 / r2] : [r1, r2]
      const inside = epsPlacement === 'inside' ? eps : 0
      const outside = epsPlacement === 'inside' ? 0 : epsPlacement === 'outside' ? eps : eps * Math.sqrt(c2)
      k.adam(
        n,
        w,
        g,
        at('m'),
        at('v'),
        at('vMax'),
        rate * c1,
        beta1,
        beta2,
        1 - beta1,
        1 - beta2,
        c2,
        inside,
        outside,
      )
    } else if (this.type === 'Adagrad') {
      const { eps, epsPlacement, learningRateDecay } = this.options as unknown as AdagradOptions
      const [inside, outside] = epsPlacement === 'inside' ? [eps, 0] : [0, eps]
      k.adaptive(
        n,
        w,
        g,
        at('sum'),
        0,
        0,
        1,
        1,
        1,
        rate / (1 + (step - 1) * learningRateDecay),
        0,
        inside,
        outside,
      )
    } else if (this.type === 'RMSprop') {
      const { alpha, eps, epsPlacement, momentum, momentumOf } = this.options as unknown as RMSpropOptions
      const [inside, outside] = epsPlacement === 'inside' ? [eps, 0] : [0, eps]
      const [inner, outer] = momentumOf === 'step' ? [rate, 1] : [1, rate]
      k.adaptive(
        n,
        w,
        g,
        at('squareAvg'),
        at('gradAvg'),
        at('momentumBuffer'),
        alpha,
        1 - alpha,
        inner,
        outer,
        momentum,
        inside,
        outside,
      )
    } else {
      const { rho, eps } = this.options as unknown as AdadeltaOptions
      k.adadelta(n, w, g, at('squareAvg'), at('accDelta'), rate, rho, 1 - rho, eps)
    }
    return norm
  }

  /** Clipping, ascent and decay, where asked for. */
  #prepare(n: number, w: number, g: number): number {
    const { learningRate, weightDecay, weightDecayMode, maximize } = this.options
    const { clipGradNorm, clipGradValue } = this.#clip
    if (weightDecay === 0 && !maximize && clipGradNorm === undefined && clipGradValue === undefined) return 0
    const norm =
      clipGradNorm === undefined && clipGradValue === undefined ? 0 : Math.sqrt(this.#b.k.sumOfSquares(n, g))
    const shrinkNorm = clipGradNorm === undefined ? 1 : Math.min(1, clipGradNorm / (norm + 1e-6))
    const isDecoupled = weightDecayMode === 'decoupled'
    this.#b.k.prepare(
      n,
      w,
      g,
      isDecoupled ? 1 - learningRate * weightDecay : 1,
      maximize ? -shrinkNorm : shrinkNorm,
      clipGradValue ?? Infinity,
      isDecoupled ? 0 : weightDecay,
    )
    return norm
  }
}

/** The memories of an optimizer, by the names of the eager one. */
function slotNames(type: string, options: Record<string, unknown>): string[] {
  if (type === 'SGD') return options['momentum'] === 0 ? [] : ['momentumBuffer']
  if (type === 'Adam' || type === 'AdamW')
    return options['amsgrad'] === true ? ['m', 'v', 'vMax'] : ['m', 'v']
  if (type === 'Adagrad') return ['sum']
  if (type === 'Adadelta') return ['squareAvg', 'accDelta']
  return [
    'squareAvg',
    ...(options['centered'] === true ? ['gradAvg'] : []),
    ...(options['momentum'] === 0 ? [] : ['momentumBuffer']),
  ]
}
