import type { TensorData } from '../tensor/dtype.ts'
import { Optimizer, type ParameterState, type Params } from './optimizer.ts'
import { type OptimizerOptions, checkChoice, checkRange, commonDefaults } from './options.ts'

export interface SGDOptions extends OptimizerOptions {
  /** μ, how much of the last direction is kept; 0 or more. Default 0. */
  momentum: number
  /** τ: the gradient enters the momentum times 1 − τ. Default 0. */
  dampening: number
  /** Look ahead along the momentum. Needs momentum and no dampening. Default false. */
  nesterov: boolean
  /**
   * What the momentum sums: `'gradient'`: b ← μb + g, w ← w − ηb (PyTorch). `'step'`: b ← μb + ηg, w ← w − b
   * (Keras, Caffe, Sutskever et al. 2013). They differ only when the learning rate changes. Default `'gradient'`.
   */
  momentumOf: 'gradient' | 'step'
  /**
   * Whether dampening applies to the first gradient too, so that b starts as an average from zero (A. Ng's course);
   * PyTorch starts with b = g. Default false.
   */
  dampenFirst: boolean
}

const defaults = (): SGDOptions => ({
  ...commonDefaults,
  momentum: 0,
  dampening: 0,
  nesterov: false,
  momentumOf: 'gradient',
  dampenFirst: false,
})

/**
 * Stochastic gradient descent, w ← w − ηg; with momentum b ← μb + (1 − τ)g (first b = g), w ← w − ηb; with
 * Nesterov's momentum w ← w − η(g + μb). Learning rate 0.001 unless given.
 *
 * @throws RangeError for values out of range; for `nesterov` without momentum or with dampening (as PyTorch; Keras
 * ignores the first and knows no dampening).
 * @see https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html
 *
 * @example
 * const w = tensor([1, 2], { requiresGrad: true })
 * const sgd = new SGD([w], { learningRate: 0.5 })
 * w.mul(w).sum().backward()
 * sgd.step()
 * w.toArray()
 * // → [0, 0]
 */
export class SGD extends Optimizer<SGDOptions> {
  constructor(params: Params<SGDOptions>, options: Partial<SGDOptions> = {}) {
    super('SGD', params, defaults(), options)
  }

  protected override check(options: SGDOptions): void {
    super.check(options)
    checkRange('SGD', options, ['momentum'])
    checkChoice('SGD', options, 'momentumOf', ['gradient', 'step'])
    if (options.nesterov && (options.momentum === 0 || options.dampening !== 0)) {
      throw new RangeError(
        `SGD: nesterov needs momentum above 0 and dampening 0, got momentum ${options.momentum}, ` +
          `dampening ${options.dampening}. (PyTorch refuses this too; Keras would ignore nesterov.)`,
      )
    }
  }

  protected update(w: TensorData, g: TensorData, state: ParameterState, options: SGDOptions): void {
    const { learningRate, momentum, dampening, nesterov, momentumOf, dampenFirst } = options
    if (momentum === 0) {
      for (let i = 0; i < w.length; i++) w[i]! -= learningRate * g[i]!
      return
    }
    const first = state.slots['momentumBuffer'] === undefined
    const buffer = this.slot(state, 'momentumBuffer', w)
    const [inner, outer] = momentumOf === 'step' ? [learningRate, 1] : [1, learningRate]
    const kept = first && !dampenFirst ? 1 : 1 - dampening
    for (let i = 0; i < w.length; i++) {
      const step = inner * g[i]!
      buffer[i] = momentum * buffer[i]! + kept * step
      w[i]! -= outer * (nesterov ? step + momentum * buffer[i]! : buffer[i]!)
    }
  }
}
