import type { Shape } from '../../tensor/shape.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { add } from '../elementwise/arithmetic.ts'
import { promote } from '../elementwise/map.ts'
import { reshape } from '../shape/reshape.ts'
import { type Conv1dOptions, type Conv2dOptions, type ResolvedConv, resolveConv } from './convShape.ts'
import { correlate } from './trilinear.ts'

/** Operands of one float dtype; the bias is optional. */
export function convOperands(
  input: TensorLike,
  weight: TensorLike,
  bias: TensorLike | null | undefined,
): { x: Tensor; w: Tensor; b: Tensor | undefined } {
  const given = bias === null || bias === undefined ? [input, weight] : [input, weight, bias]
  const [x, w, b] = promote(given, true) as [Tensor, Tensor, Tensor | undefined]
  return { x, w, b }
}

/** Adds one number per channel: (N, C, H, W) + (C). */
export function addPerChannel(y: Tensor, bias: Tensor | undefined): Tensor {
  return bias === undefined ? y : add(y, reshape(bias, [bias.numel, 1, 1]))
}

/** Runs the two-dimensional sum on an input of any accepted shape. */
function convolve(
  op: string,
  x: Tensor,
  w: Tensor,
  b: Tensor | undefined,
  { shape, geometry }: ResolvedConv,
): Tensor {
  const { batch, groups, inPerGroup, axes } = geometry
  const input4: Shape = [batch, groups * inPerGroup, axes[0].input, axes[1].input]
  const weight4: Shape = [w.shape[0]!, inPerGroup, axes[0].kernel, axes[1].kernel]
  const y = correlate(op, reshape(x, input4), reshape(w, weight4), geometry) // (N, O, oH, oW)
  return reshape(addPerChannel(y, b), shape)
}

/**
 * Two-dimensional convolution as neural networks use the word: the kernel is not flipped, so this computes the
 * *cross-correlation* y[n, o, i, j] = b[o] + Σ x[n, c, i·s + p·d − padding, j·s + q·d − padding] · w[o, c, p, q],
 * summed over c, p, q, with zeros outside the input. With groups, output channel o sums only over its group's c.
 *
 * input (N, C, H, W) or (C, H, W), weight (O, C / groups, kH, kW), bias (O) → (N, O, oH, oW), sizes as in
 * `checkConv2dShape`. Differentiable any number of times in all three. Sums run in float64.
 *
 * @throws ShapeError when channels, groups, bias or sizes do not fit; RangeError for an impossible option, such as
 * stride 0 or padding `'same'` with another stride than 1 (refused by PyTorch, done by Keras).
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.conv2d.html
 *
 * @example
 * const image = tensor([[0, 1, 2], [3, 4, 5], [6, 7, 8]]).reshape([1, 1, 3, 3])
 * const kernel = tensor([[0, 1], [2, 3]]).reshape([1, 1, 2, 2])
 * conv2d(image, kernel).toArray()
 * // → [[[[19, 25], [37, 43]]]]
 */
export function conv2d(
  input: TensorLike,
  weight: TensorLike,
  bias?: TensorLike | null,
  options: Conv2dOptions = {},
): Tensor {
  const { x, w, b } = convOperands(input, weight, bias)
  return convolve('conv2d', x, w, b, resolveConv('conv2d', 2, x.shape, w.shape, options, b?.shape))
}

/**
 * One-dimensional convolution (cross-correlation, see `conv2d`) along a sequence or signal.
 * input (N, C, L) or (C, L), weight (O, C / groups, k), bias (O) → (N, O, outSize).
 *
 * @throws ShapeError when channels, groups, bias or sizes do not fit; RangeError for an impossible option.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.conv1d.html
 *
 * @example
 * conv1d([[[1, 2, 4, 7]]], [[[-1, 1]]]).toArray()
 * // → [[[1, 2, 3]]]
 */
export function conv1d(
  input: TensorLike,
  weight: TensorLike,
  bias?: TensorLike | null,
  options: Conv1dOptions = {},
): Tensor {
  const { x, w, b } = convOperands(input, weight, bias)
  return convolve('conv1d', x, w, b, resolveConv('conv1d', 1, x.shape, w.shape, options, b?.shape))
}
