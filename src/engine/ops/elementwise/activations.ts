import { checkKnownOptions } from '../../errors.ts'
import { erf as erfNumber } from '../../elementary/errorFunction.ts'
import { sigmoid as sigmoidNumber, tanh as tanhNumber } from '../../elementary/hyperbolic.ts'
import { softplus as softplusNumber } from '../../elementary/softplus.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { add, div, mul, neg, sub } from './arithmetic.ts'
import { exp } from './exponential.ts'
import { asFloat, unary } from './map.ts'
import { square } from './power.ts'
import { abs } from './rounding.ts'

/**
 * The logistic function σ(x) = 1 / (1 + e⁻ˣ), stable at both ends. ∂/∂x = σ(1 − σ).
 *
 * @example
 * sigmoid([0, 1]).toArray()
 * // → [0.5, 0.731058578630005]
 */
export function sigmoid(x: TensorLike): Tensor {
  return unary('sigmoid', x, sigmoidNumber, (grad, _, output) => mul(grad, mul(output, sub(1, output))))
}

/**
 * tanh(x) = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ). ∂/∂x = 1 − tanh².
 *
 * @example
 * tanh([0, 1]).toArray()
 * // → [0, 0.761594155955765]
 */
export function tanh(x: TensorLike): Tensor {
  return unary('tanh', x, tanhNumber, (grad, _, output) => mul(grad, sub(1, square(output))))
}

/**
 * log(1 + eˣ), the smooth relu, stable at both ends. ∂/∂x = σ(x).
 *
 * @example
 * softplus([0, 100]).toArray()
 * // → [0.693147180559945, 100]
 */
export function softplus(x: TensorLike): Tensor {
  return unary('softplus', x, softplusNumber, (grad, input) => mul(grad, sigmoid(input)))
}

/**
 * log σ(x) = −softplus(−x), stable at both ends.
 *
 * @example
 * logsigmoid([0, -100]).toArray()
 * // → [-0.693147180559945, -100]
 */
export function logsigmoid(x: TensorLike): Tensor {
  return neg(softplus(neg(asFloat(x))))
}

/**
 * x / (1 + |x|).
 *
 * @example
 * softsign([-1, 3]).toArray()
 * // → [-0.5, 0.75]
 */
export function softsign(x: TensorLike): Tensor {
  const input = asFloat(x)
  return div(input, add(abs(input), 1))
}

/**
 * x · σ(x), also called swish.
 *
 * @example
 * silu([0, 1]).toArray()
 * // → [0, 0.731058578630005]
 */
export function silu(x: TensorLike): Tensor {
  const input = asFloat(x)
  return mul(input, sigmoid(input))
}

/**
 * The error function 2/√π · ∫₀ˣ e^(−t²) dt. ∂/∂x = 2/√π · e^(−x²).
 *
 * @example
 * erf([0, 0.5]).toArray()
 * // → [0, 0.520499877813047]
 */
export function erf(x: TensorLike): Tensor {
  return unary('erf', x, erfNumber, (grad, input) =>
    mul(grad, mul(exp(neg(square(input))), 1.1283791670955126)),
  )
}

export interface GeluOptions {
  /** `'none'`: with erf, exactly. `'tanh'`: the formula GPT-2 uses. Default `'none'`. */
  readonly approximate?: 'none' | 'tanh'
}

/**
 * x · Φ(x), Φ the normal distribution function: x/2 · (1 + erf(x/√2)), or with `approximate: 'tanh'`
 * x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))).
 *
 * @see https://arxiv.org/abs/1606.08415
 *
 * @example
 * gelu([0, 1]).toArray()
 * // → [0, 0.841344746068543]
 */
export function gelu(x: TensorLike, options: GeluOptions = {}): Tensor {
  checkKnownOptions('gelu', options, ['approximate'])
  const { approximate = 'none' } = options
  const input = asFloat(x)
  const half = mul(input, 0.5)
  if (approximate === 'none') return mul(half, add(erf(mul(input, Math.SQRT1_2)), 1))
  if (approximate !== 'tanh') {
    throw new RangeError(`gelu: approximate is '${String(approximate)}'; 'none' and 'tanh' are known.`)
  }
  const cubic = add(input, mul(mul(square(input), input), 0.044715))
  return mul(half, add(tanh(mul(cubic, 0.7978845608028654)), 1))
}
