import { type DropoutOptions, dropout, dropout2d, keepProbability } from '../ops/dropout/dropout.ts'
import type { Rng } from '../random/rng.ts'
import type { Shape } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { type InitOptions, Layer, forkRng, resolveOptions, rngOf } from './layer.ts'

/** Conventions of dropout, and its own source of chance. */
export type DropoutLayerOptions = Pick<DropoutOptions, 'scaling' | 'probability'> & Omit<InitOptions, 'dtype'>

abstract class RandomZero extends Layer {
  readonly p: number
  /** The stream that the next training pass draws from. */
  rng: Rng
  protected readonly conventions: Required<Pick<DropoutOptions, 'scaling' | 'probability'>>

  constructor(type: string, p: number, options: DropoutLayerOptions) {
    super()
    const defaults = { scaling: 'inverted', probability: 'zeroing' } as const
    this.conventions = resolveOptions<typeof this.conventions>(type, options, defaults, ['rng', 'seed'])
    keepProbability(type, p, this.conventions)
    this.p = p
    this.rng = rngOf(options)
  }

  outputShape(input: Shape): number[] {
    return [...input]
  }

  override resetParameters(rng: Rng): void {
    this.rng = forkRng(rng)
  }

  protected override options(): Record<string, unknown> {
    return { p: this.p, ...this.conventions }
  }
}

/**
 * Zeroes elements with probability `p` while training, see `dropout`. Any shape → the same shape.
 *
 * @throws RangeError when p is not between 0 and 1.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.Dropout.html
 *
 * @example
 * new Dropout(0.5).eval().forward(tensor([1, 2])).toArray()
 * // → [1, 2]
 */
export class Dropout extends RandomZero {
  readonly type = 'Dropout'

  constructor(p = 0.5, options: DropoutLayerOptions = {}) {
    super('Dropout', p, options)
  }

  forward(input: Tensor): Tensor {
    return dropout(input, this.p, { ...this.conventions, training: this.training, rng: this.rng })
  }
}

/**
 * Zeroes whole feature maps with probability `p` while training, see `dropout2d`. (N, C, H, W) → the same shape.
 *
 * @throws RangeError when p is not between 0 and 1.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.Dropout2d.html
 *
 * @example
 * new Dropout2d(1, { seed: 1 }).forward(ones([1, 1, 1, 2])).toArray()
 * // → [[[[0, 0]]]]
 */
export class Dropout2d extends RandomZero {
  readonly type = 'Dropout2d'

  constructor(p = 0.5, options: DropoutLayerOptions = {}) {
    super('Dropout2d', p, options)
  }

  forward(input: Tensor): Tensor {
    return dropout2d(input, this.p, { ...this.conventions, training: this.training, rng: this.rng })
  }
}
