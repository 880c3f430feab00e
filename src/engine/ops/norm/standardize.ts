import { axesText } from '../axesText.ts'
import { checkKnownOptions, shapeError } from '../../errors.ts'
import type { Shape } from '../../tensor/shape.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { add, div, mul, sub } from '../elementwise/arithmetic.ts'
import { cast } from '../elementwise/cast.ts'
import { promote } from '../elementwise/map.ts'
import { sqrt, square } from '../elementwise/power.ts'
import { mean } from '../reduce/mean.ts'
import { reshape } from '../shape/reshape.ts'
import type { TensorLike } from '../../tensor/tensor.ts'

export interface NormOptions {
  /** Added to the variance under the root. Default 1e-5 (PyTorch; Keras has 1e-3). */
  readonly eps?: number
}

/** @throws RangeError for an impossible eps or an option that does not exist. */
export function epsOf(op: string, options: NormOptions): number {
  checkKnownOptions(op, options, ['eps'])
  const { eps = 1e-5 } = options
  checkEps(op, eps)
  return eps
}

/** Values brought to mean 0 and variance 1 over some axes, and what they had before (those axes of size 1). */
export interface Standardized {
  readonly normalized: Tensor
  readonly mean: Tensor
  /** Biased: divided by the count. */
  readonly variance: Tensor
}

/** The input and the optional scale and shift, of one float dtype. */
export interface NormOperands {
  readonly x: Tensor
  readonly weight: Tensor | null
  readonly bias: Tensor | null
}

/**
 * (x − mean) / √(variance + eps) over `axes`. The variance comes from the deviations, in a second pass, so that
 * large means cost no digits; everything runs in float64 whatever the dtype of x.
 */
export function standardize(x: Tensor, axes: readonly number[], eps: number): Standardized {
  const wide = cast(x, 'float64')
  const center = mean(wide, axes, { keepdim: true })
  const deviation = sub(wide, center)
  const variance = mean(square(deviation), axes, { keepdim: true })
  return { normalized: div(deviation, sqrt(add(variance, eps))), mean: center, variance }
}

/** Operands of one dtype; a missing scale or shift is `null`. */
export function normOperands(
  input: TensorLike,
  weight: TensorLike | null | undefined,
  bias: TensorLike | null | undefined,
): NormOperands {
  const given = [input, weight, bias].filter((value) => value !== null && value !== undefined)
  const promoted = promote(given, true)
  const take = (value: TensorLike | null | undefined): Tensor | null =>
    value === null || value === undefined ? null : promoted.shift()!
  return { x: take(input)!, weight: take(weight), bias: take(bias) }
}

/** weight · normalized + bias, arranged as `shape` to broadcast, in the dtype of the input. */
export function scaleAndShift(normalized: Tensor, { x, weight, bias }: NormOperands, shape: Shape): Tensor {
  const scaled = weight === null ? normalized : mul(normalized, reshape(cast(weight, 'float64'), shape))
  const shifted = bias === null ? scaled : add(scaled, reshape(cast(bias, 'float64'), shape))
  return cast(shifted, x.dtype)
}

/** The shape that makes one number per channel broadcast against (N, C, …): (C, 1, …). */
export function channelShape(input: Shape): number[] {
  return input.slice(1).map((size, axis) => (axis === 0 ? size : 1))
}

/** @throws ShapeError unless each given tensor holds one number per channel. */
export function checkPerChannel(
  op: string,
  channels: number,
  tensors: Readonly<Record<string, Shape | null | undefined>>,
): void {
  for (const [name, shape] of Object.entries(tensors)) {
    if (shape === null || shape === undefined || (shape.length === 1 && shape[0] === channels)) continue
    const problem = `${name} needs one number per channel, ${channels}`
    throw shapeError(op, problem, { [name]: shape }, `It must have shape (${channels}).`)
  }
}

/** @throws ShapeError unless `input` has a batch axis and a channel axis. */
export function checkChannelInput(op: string, input: Shape): void {
  if (input.length >= 2) return
  throw shapeError(op, `input has ${axesText(input.length)}, needs 2 or more (N, C, …)`, { input })
}

/** @throws RangeError unless eps is a finite number, 0 or more (`positive`: above 0). */
export function checkEps(op: string, eps: number, positive = false): void {
  if (Number.isFinite(eps) && (positive ? eps > 0 : eps >= 0)) return
  throw new RangeError(`${op}: eps is ${eps}; it is a ${positive ? 'positive number' : 'number, 0 or more'}.`)
}
