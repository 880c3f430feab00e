import {
  type GeluOptions,
  gelu,
  logsigmoid,
  sigmoid,
  silu,
  softplus,
  softsign,
  tanh,
} from '../ops/elementwise/activations.ts'
import { elu, leakyRelu, relu } from '../ops/elementwise/rectifiers.ts'
import { hardtanh } from '../ops/elementwise/rounding.ts'
import { logSoftmax, softmax } from '../ops/reduce/softmax.ts'
import { type Shape, checkAxis } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { Layer } from './layer.ts'

/** A layer that keeps the shape of its input. */
abstract class Elementwise extends Layer {
  outputShape(input: Shape): number[] {
    return [...input]
  }
}

/**
 * The input itself.
 *
 * @example
 * new Identity().forward(tensor([1, 2])).toArray()
 * // → [1, 2]
 */
export class Identity extends Elementwise {
  readonly type = 'Identity'

  forward(input: Tensor): Tensor {
    return input
  }
}

/**
 * max(0, x), see `relu`.
 *
 * @example
 * new ReLU().forward(tensor([-1, 2])).toArray()
 * // → [0, 2]
 */
export class ReLU extends Elementwise {
  readonly type = 'ReLU'

  forward(input: Tensor): Tensor {
    return relu(input)
  }
}

/**
 * x, or negativeSlope · x below zero, see `leakyRelu`.
 *
 * @example
 * new LeakyReLU(0.1).forward(tensor([-1, 2])).toArray()
 * // → [-0.1, 2]
 */
export class LeakyReLU extends Elementwise {
  readonly type = 'LeakyReLU'
  readonly negativeSlope: number

  /** @param negativeSlope default 0.01 (PyTorch; Keras has 0.3). */
  constructor(negativeSlope = 0.01) {
    super()
    this.negativeSlope = negativeSlope
  }

  forward(input: Tensor): Tensor {
    return leakyRelu(input, this.negativeSlope)
  }

  protected override options(): Record<string, unknown> {
    return { negativeSlope: this.negativeSlope }
  }
}

/**
 * x, or alpha · (eˣ − 1) below zero, see `elu`.
 *
 * @example
 * new ELU().forward(tensor([0, 2])).toArray()
 * // → [0, 2]
 */
export class ELU extends Elementwise {
  readonly type = 'ELU'
  readonly alpha: number

  /** @param alpha default 1. */
  constructor(alpha = 1) {
    super()
    this.alpha = alpha
  }

  forward(input: Tensor): Tensor {
    return elu(input, this.alpha)
  }

  protected override options(): Record<string, unknown> {
    return { alpha: this.alpha }
  }
}

/**
 * The logistic function 1 / (1 + e⁻ˣ), see `sigmoid`.
 *
 * @example
 * new Sigmoid().forward(tensor([0])).toArray()
 * // → [0.5]
 */
export class Sigmoid extends Elementwise {
  readonly type = 'Sigmoid'

  forward(input: Tensor): Tensor {
    return sigmoid(input)
  }
}

/**
 * ln of the logistic function, see `logsigmoid`.
 *
 * @example
 * new LogSigmoid().forward(tensor([0])).toArray()
 * // → [-0.693147]
 */
export class LogSigmoid extends Elementwise {
  readonly type = 'LogSigmoid'

  forward(input: Tensor): Tensor {
    return logsigmoid(input)
  }
}

/**
 * The hyperbolic tangent, see `tanh`.
 *
 * @example
 * new Tanh().forward(tensor([0])).toArray()
 * // → [0]
 */
export class Tanh extends Elementwise {
  readonly type = 'Tanh'

  forward(input: Tensor): Tensor {
    return tanh(input)
  }
}

/**
 * x cut to [minVal, maxVal], see `hardtanh`; by default [−1, 1].
 *
 * @example
 * new Hardtanh().forward(tensor([-3, 0.5])).toArray()
 * // → [-1, 0.5]
 */
export class Hardtanh extends Elementwise {
  readonly type = 'Hardtanh'
  readonly minVal: number
  readonly maxVal: number

  constructor(minVal = -1, maxVal = 1) {
    super()
    if (!(minVal < maxVal))
      throw new RangeError(`Hardtanh: minVal is ${minVal}, maxVal ${maxVal}; minVal is the smaller.`)
    this.minVal = minVal
    this.maxVal = maxVal
  }

  forward(input: Tensor): Tensor {
    return hardtanh(input, this.minVal, this.maxVal)
  }

  protected override options(): Record<string, unknown> {
    return { minVal: this.minVal, maxVal: this.maxVal }
  }
}

/**
 * x · Φ(x), see `gelu`.
 *
 * @example
 * new GELU().forward(tensor([0])).toArray()
 * // → [0]
 */
export class GELU extends Elementwise {
  readonly type = 'GELU'
  readonly approximate: 'none' | 'tanh'

  constructor({ approximate = 'none' }: GeluOptions = {}) {
    super()
    this.approximate = approximate
  }

  forward(input: Tensor): Tensor {
    return gelu(input, { approximate: this.approximate })
  }

  protected override options(): Record<string, unknown> {
    return { approximate: this.approximate }
  }
}

/**
 * x · σ(x), also called swish, see `silu`.
 *
 * @example
 * new SiLU().forward(tensor([0])).toArray()
 * // → [0]
 */
export class SiLU extends Elementwise {
  readonly type = 'SiLU'

  forward(input: Tensor): Tensor {
    return silu(input)
  }
}

/**
 * ln(1 + eˣ), see `softplus`.
 *
 * @example
 * new Softplus().forward(tensor([0])).toArray()
 * // → [0.693147]
 */
export class Softplus extends Elementwise {
  readonly type = 'Softplus'

  forward(input: Tensor): Tensor {
    return softplus(input)
  }
}

/**
 * x / (1 + |x|), see `softsign`.
 *
 * @example
 * new Softsign().forward(tensor([1, -3])).toArray()
 * // → [0.5, -0.75]
 */
export class Softsign extends Elementwise {
  readonly type = 'Softsign'

  forward(input: Tensor): Tensor {
    return softsign(input)
  }
}

abstract class AlongAxis extends Layer {
  readonly axis: number

  constructor(axis = -1) {
    super()
    this.axis = axis
  }

  outputShape(input: Shape): number[] {
    checkAxis(this.type, this.axis, input)
    return [...input]
  }

  protected override options(): Record<string, unknown> {
    return { axis: this.axis }
  }
}

/**
 * Probabilities along an axis, by default the last, see `softmax`.
 *
 * @example
 * new Softmax().forward(tensor([[1, 1]])).toArray()
 * // → [[0.5, 0.5]]
 */
export class Softmax extends AlongAxis {
  readonly type = 'Softmax'

  forward(input: Tensor): Tensor {
    return softmax(input, this.axis)
  }
}

/**
 * Logarithms of probabilities along an axis, by default the last, see `logSoftmax`.
 *
 * @example
 * new LogSoftmax().forward(tensor([[1, 1]])).toArray()
 * // → [[-0.693147, -0.693147]]
 */
export class LogSoftmax extends AlongAxis {
  readonly type = 'LogSoftmax'

  forward(input: Tensor): Tensor {
    return logSoftmax(input, this.axis)
  }
}
