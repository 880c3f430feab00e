import type { TensorData } from '../tensor/dtype.ts'
import { Optimizer, type ParameterState, type Params } from './optimizer.ts'
import { type OptimizerOptions, checkChoice, checkRange, commonDefaults } from './options.ts'

/** Where ε stands: `'outside'` √v + ε (PyTorch), `'inside'` √(v + ε) (Keras, TensorFlow, ConvNetJS). */
export type EpsPlacement = 'outside' | 'inside'

export interface AdagradOptions extends OptimizerOptions {
  /** η shrinks to η / (1 + (t − 1)·learningRateDecay) by step t; 0 or more. Default 0. */
  learningRateDecay: number
  /** What the sum of squares starts at; 0 or more. Default 0 (Keras 0.1). */
  initialAccumulatorValue: number
  /** ε; 0 or more. Default 1e-10 (Keras 1e-7). */
  eps: number
  /** Default `'outside'`. */
  epsPlacement: EpsPlacement
}

const placements: readonly EpsPlacement[] = ['outside', 'inside']

const adagradDefaults = (): AdagradOptions => ({
  ...commonDefaults,
  learningRate: 0.01,
  learningRateDecay: 0,
  initialAccumulatorValue: 0,
  eps: 1e-10,
  epsPlacement: 'outside',
})

/**
 * Adagrad: s ← s + g², w ← w − η g/(√s + ε). Steps shrink with all that was seen. η is 0.01 unless given.
 *
 * @throws RangeError for values below 0.
 * @see J. Duchi, E. Hazan, Y. Singer, JMLR 12 (2011); https://docs.pytorch.org/docs/stable/generated/torch.optim.Adagrad.html
 *
 * @example
 * const w = tensor([3], { requiresGrad: true })
 * const adagrad = new Adagrad([w], { learningRate: 1 })
 * w.mul(5).sum().backward()
 * adagrad.step()
 * w.toArray()
 * // → [2]
 */
export class Adagrad extends Optimizer<AdagradOptions> {
  constructor(params: Params<AdagradOptions>, options: Partial<AdagradOptions> = {}) {
    super('Adagrad', params, adagradDefaults(), options)
  }

  protected override check(options: AdagradOptions): void {
    super.check(options)
    checkRange('Adagrad', options, ['learningRateDecay', 'initialAccumulatorValue', 'eps'])
    checkChoice('Adagrad', options, 'epsPlacement', placements)
  }

  protected update(w: TensorData, g: TensorData, state: ParameterState, options: AdagradOptions): void {
    const sum = this.slot(state, 'sum', w, options.initialAccumulatorValue)
    const rate = options.learningRate / (1 + (state.step - 1) * options.learningRateDecay)
    const [inside, outside] = options.epsPlacement === 'inside' ? [options.eps, 0] : [0, options.eps]
    for (let i = 0; i < w.length; i++) {
      sum[i]! += g[i]! * g[i]!
      w[i]! -= (rate * g[i]!) / (Math.sqrt(sum[i]! + inside) + outside)
    }
  }
}

export interface RMSpropOptions extends OptimizerOptions {
  /** α, the memory of the mean squared gradient, in [0, 1]. Default 0.99 (Keras's rho 0.9). */
  alpha: number
  /** ε; 0 or more. Default 1e-8 (Keras 1e-7). */
  eps: number
  /** Divide by the standard deviation √(v − ḡ²) instead of √v. Default false. */
  centered: boolean
  /** μ; 0 or more. Default 0. */
  momentum: number
  /** `'gradient'`: b ← μb + g/(√v + ε), w ← w − ηb (PyTorch). `'step'`: η inside the sum (Keras). */
  momentumOf: 'gradient' | 'step'
  /** Default `'outside'`. */
  epsPlacement: EpsPlacement
}

const rmspropDefaults = (): RMSpropOptions => ({
  ...commonDefaults,
  learningRate: 0.01,
  alpha: 0.99,
  eps: 1e-8,
  centered: false,
  momentum: 0,
  momentumOf: 'gradient',
  epsPlacement: 'outside',
})

/**
 * RMSprop: v ← αv + (1 − α)g², w ← w − η g/(√v + ε), with optional centering and momentum. η is 0.01 unless given
 * (Keras 0.001).
 *
 * @throws RangeError for values out of range.
 * @see T. Tieleman and G. Hinton, lecture 6.5 (2012); https://docs.pytorch.org/docs/stable/generated/torch.optim.RMSprop.html
 *
 * @example
 * const w = tensor([3], { requiresGrad: true })
 * const rmsprop = new RMSprop([w], { learningRate: 0.1, alpha: 0.75 })
 * w.mul(5).sum().backward()
 * rmsprop.step()
 * w.toArray()
 * // → [2.8]
 */
export class RMSprop extends Optimizer<RMSpropOptions> {
  constructor(params: Params<RMSpropOptions>, options: Partial<RMSpropOptions> = {}) {
    super('RMSprop', params, rmspropDefaults(), options)
  }

  protected override check(options: RMSpropOptions): void {
    super.check(options)
    checkRange('RMSprop', options, ['eps', 'momentum'])
    checkRange('RMSprop', options, ['alpha'], 0, 1)
    checkChoice('RMSprop', options, 'epsPlacement', placements)
    checkChoice('RMSprop', options, 'momentumOf', ['gradient', 'step'])
  }

  protected update(w: TensorData, g: TensorData, state: ParameterState, options: RMSpropOptions): void {
    const { alpha, momentum } = options
    const v = this.slot(state, 'squareAvg', w)
    const mean = options.centered ? this.slot(state, 'gradAvg', w) : null
    const buffer = momentum > 0 ? this.slot(state, 'momentumBuffer', w) : null
    const [inside, outside] = options.epsPlacement === 'inside' ? [options.eps, 0] : [0, options.eps]
    const [inner, outer] =
      options.momentumOf === 'step' ? [options.learningRate, 1] : [1, options.learningRate]
    for (let i = 0; i < w.length; i++) {
      v[i] = alpha * v[i]! + (1 - alpha) * g[i]! * g[i]!
      let spread = v[i]!
      if (mean !== null) {
        mean[i] = alpha * mean[i]! + (1 - alpha) * g[i]!
        spread -= mean[i]! * mean[i]!
      }
      const step = (inner * g[i]!) / (Math.sqrt(spread + inside) + outside)
      if (buffer !== null) buffer[i] = momentum * buffer[i]! + step
      w[i]! -= outer * (buffer === null ? step : buffer[i]!)
    }
  }
}

export interface AdadeltaOptions extends OptimizerOptions {
  /** ρ, the memory of both averages, in [0, 1]. Default 0.9 (Keras 0.95). */
  rho: number
  /** ε, inside both roots; 0 or more. Default 1e-6 (Keras 1e-7). */
  eps: number
}

const adadeltaDefaults = (): AdadeltaOptions => ({ ...commonDefaults, learningRate: 1, rho: 0.9, eps: 1e-6 })

/**
 * Adadelta: v ← ρv + (1 − ρ)g², Δ = g √(u + ε)/√(v + ε), u ← ρu + (1 − ρ)Δ², w ← w − ηΔ: steps in the unit of the
 * weights. η is 1 unless given (Keras 0.001).
 *
 * @throws RangeError for values out of range.
 * @see M. Zeiler, https://arxiv.org/abs/1212.5701
 *
 * @example
 * const w = tensor([3], { requiresGrad: true })
 * const adadelta = new Adadelta([w], { rho: 0.75, eps: 1 })
 * w.mul(Math.sqrt(12)).sum().backward()
 * adadelta.step()
 * w.toArray()
 * // → [1.26795]
 */
export class Adadelta extends Optimizer<AdadeltaOptions> {
  constructor(params: Params<AdadeltaOptions>, options: Partial<AdadeltaOptions> = {}) {
    super('Adadelta', params, adadeltaDefaults(), options)
  }

  protected override check(options: AdadeltaOptions): void {
    super.check(options)
    checkRange('Adadelta', options, ['eps'])
    checkRange('Adadelta', options, ['rho'], 0, 1)
  }

  protected update(w: TensorData, g: TensorData, state: ParameterState, options: AdadeltaOptions): void {
    const { rho, eps } = options
    const [v, u] = [this.slot(state, 'squareAvg', w), this.slot(state, 'accDelta', w)]
    for (let i = 0; i < w.length; i++) {
      v[i] = rho * v[i]! + (1 - rho) * g[i]! * g[i]!
      const delta = (g[i]! * Math.sqrt(u[i]! + eps)) / Math.sqrt(v[i]! + eps)
      u[i] = rho * u[i]! + (1 - rho) * delta * delta
      w[i]! -= options.learningRate * delta
    }
  }
}
