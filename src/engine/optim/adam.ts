import { pow } from '../elementary/power.ts'
import type { TensorData } from '../tensor/dtype.ts'
import { Tensor } from '../tensor/tensor.ts'
import { Optimizer, type ParameterState, type Params } from './optimizer.ts'
import { type OptimizerOptions, checkChoice, checkRange, commonDefaults } from './options.ts'

export interface AdamOptions extends OptimizerOptions {
  /** β₁, the memory of the mean gradient, in [0, 1). Default 0.9. */
  beta1: number
  /** β₂, the memory of the mean squared gradient, in [0, 1). Default 0.999. */
  beta2: number
  /** ε, keeps the quotient finite; 0 or more. Default 1e-8 (Keras 1e-7). */
  eps: number
  /** Use the largest v seen so far, so that steps never grow again. Default false. */
  amsgrad: boolean
  /**
   * `'outside'`: √v̂ + ε (the paper's algorithm 1, PyTorch). `'inside'`: √(v̂ + ε).
   * `'uncorrected'`: √v + ε with the corrections moved into η (the end of the paper's section 2; Keras, TensorFlow).
   */
  epsPlacement: 'outside' | 'inside' | 'uncorrected'
  /**
   * `'divide'`: m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ), right. `'multiply'`: the published mistake of ConvNetJS, to
   * show what it does. `'none'`: m̂ = m, v̂ = v, as BERT was trained. Default `'divide'`.
   */
  biasCorrection: 'divide' | 'multiply' | 'none'
}

const defaults = (): AdamOptions => ({
  ...commonDefaults,
  beta1: 0.9,
  beta2: 0.999,
  eps: 1e-8,
  amsgrad: false,
  epsPlacement: 'outside',
  biasCorrection: 'divide',
})

/** The factors that turn m into m̂ and v into v̂. */
function corrections({ beta1, beta2, biasCorrection }: AdamOptions, step: number): [number, number] {
  if (biasCorrection === 'none') return [1, 1]
  const [c1, c2] = [1 - pow(beta1, step), 1 - pow(beta2, step)]
  return biasCorrection === 'divide' ? [1 / c1, 1 / c2] : [c1, c2]
}

const scaled = ({ data, shape }: Tensor, factor: number): Tensor =>
  new Tensor(
    data.map((value) => value * factor),
    shape,
  )

/**
 * Adam: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ), w ← w − η m̂/(√v̂ + ε).
 * The first step is η in every direction (if ε is small). `state(w)` also gives m̂ and v̂.
 *
 * @throws RangeError for a learning rate, ε or decay below 0 and for a β outside [0, 1).
 * @see D. Kingma and J. Ba, https://arxiv.org/abs/1412.6980; S. Reddi et al. (AMSGrad), https://arxiv.org/abs/1904.09237
 *
 * @example
 * const w = tensor([1, 2], { requiresGrad: true })
 * const adam = new Adam([w], { learningRate: 0.1 })
 * w.mul(w).sum().backward()
 * adam.step()
 * w.toArray()
 * // → [0.9, 1.9]
 */
export class Adam extends Optimizer<AdamOptions> {
  constructor(params: Params<AdamOptions>, options: Partial<AdamOptions> = {}, type = 'Adam', own = {}) {
    super(type, params, { ...defaults(), ...own }, options)
  }

  protected override check(options: AdamOptions): void {
    super.check(options)
    checkRange(this.type, options, ['eps'])
    checkRange(this.type, options, ['beta1', 'beta2'], 0, 1, true)
    checkChoice(this.type, options, 'epsPlacement', ['outside', 'inside', 'uncorrected'])
    checkChoice(this.type, options, 'biasCorrection', ['divide', 'multiply', 'none'])
  }

  protected update(w: TensorData, g: TensorData, state: ParameterState, options: AdamOptions): void {
    const { beta1, beta2, eps, amsgrad, epsPlacement } = options
    const [m, v] = [this.slot(state, 'm', w), this.slot(state, 'v', w)]
    const vMax = amsgrad ? this.slot(state, 'vMax', w) : v
    const [c1, c2] = corrections(options, state.step)
    const inside = epsPlacement === 'inside' ? eps : 0
    const outside = epsPlacement === 'inside' ? 0 : epsPlacement === 'outside' ? eps : eps * Math.sqrt(c2)
    for (let i = 0; i < w.length; i++) {
      m[i] = beta1 * m[i]! + (1 - beta1) * g[i]!
      v[i] = beta2 * v[i]! + (1 - beta2) * g[i]! * g[i]!
      if (!(vMax[i]! >= v[i]!)) vMax[i] = v[i]! // so written, NaN passes
      w[i]! -= (options.learningRate * (m[i]! * c1)) / (Math.sqrt(vMax[i]! * c2 + inside) + outside)
    }
  }

  /** m and v (and vMax with AMSGrad), and m̂ and v̂ of the last step, in the shape of `param`. */
  override state(param: Tensor): { step: number } & Record<string, Tensor | number> {
    const state = super.state(param)
    if (state.step === 0) return state
    const group = this.paramGroups.find(({ params }) => params.includes(param))!
    const [c1, c2] = corrections(group, state.step)
    const [m, v] = [state['m'] as Tensor, (state['vMax'] ?? state['v']) as Tensor]
    return { ...state, mHat: scaled(m, c1), vHat: scaled(v, c2) }
  }
}

/**
 * Adam with decoupled weight decay: w ← w − ηλw before Adam's step, so that the decay is not divided by √v̂.
 * λ = `weightDecay` is 0.01 unless given (Keras 0.004).
 *
 * @throws RangeError as `Adam`.
 * @see I. Loshchilov and F. Hutter, https://arxiv.org/abs/1711.05101 (their decay is not multiplied by η).
 *
 * @example
 * const w = tensor([1], { requiresGrad: true })
 * const adamW = new AdamW([w], { learningRate: 0.1 })
 * w.sum().backward()
 * adamW.step()
 * w.toArray()
 * // → [0.899]
 */
export class AdamW extends Adam {
  constructor(params: Params<AdamOptions>, options: Partial<AdamOptions> = {}) {
    super(params, options, 'AdamW', { weightDecay: 0.01, weightDecayMode: 'decoupled' })
  }
}
