import { shapeError } from '../../errors.ts'
import { type Shape, numelOf } from '../../tensor/shape.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { reshape } from '../shape/reshape.ts'
import {
  type NormOptions,
  channelShape,
  checkChannelInput,
  checkPerChannel,
  epsOf,
  normOperands,
  scaleAndShift,
  standardize,
} from './standardize.ts'

/**
 * The shape of `groupNorm`, which is the input's.
 *
 * @throws ShapeError when there is no channel axis, or the channels do not split into `numGroups`.
 *
 * @example
 * checkGroupNormShape([2, 6, 4, 4], 3)
 * // → [2, 6, 4, 4]
 */
export function checkGroupNormShape(
  input: Shape,
  numGroups: number,
  perChannel: Readonly<Record<string, Shape | null | undefined>> = {},
  op = 'groupNorm',
): number[] {
  checkChannelInput(op, input)
  if (!Number.isInteger(numGroups) || numGroups < 1) {
    throw new RangeError(`${op}: numGroups is ${numGroups}; it is a whole number, 1 or more.`)
  }
  if (input[1]! % numGroups !== 0) {
    const divisors = Array.from({ length: input[1]! }, (_, i) => i + 1).filter((d) => input[1]! % d === 0)
    const hint = `Numbers of groups that would fit: ${divisors.join(', ')}.`
    throw shapeError(op, `${input[1]} channels do not split into ${numGroups} groups`, { input }, hint)
  }
  checkPerChannel(op, input[1]!, perChannel)
  return [...input]
}

function normalizeGroups(
  op: string,
  numGroups: number,
  operands: ReturnType<typeof normOperands>,
  options: NormOptions,
): Tensor {
  const eps = epsOf(op, options)
  const { x, weight, bias } = operands
  checkGroupNormShape(x.shape, numGroups, { weight: weight?.shape, bias: bias?.shape }, op)
  const size = (x.shape[1]! / numGroups) * numelOf(x.shape.slice(2))
  if (x.shape[0] === 1 && size === 1) {
    const hint = 'Use fewer groups. (PyTorch refuses it too; Keras gives the bias.)'
    throw shapeError(op, 'each group is a single value: its variance is 0', { input: x.shape }, hint)
  }
  const groups = reshape(x, [x.shape[0]!, numGroups, size]) // (N, G, C / G · positions)
  const { normalized } = standardize(groups, [2], eps)
  return scaleAndShift(reshape(normalized, x.shape), operands, channelShape(x.shape))
}

/**
 * Group normalization: the channels of each example split into `numGroups` groups, each brought to mean 0 and
 * variance 1 over its channels and positions, then scaled and shifted per channel.
 * input (N, C, …), weight and bias (C) or null → the input's shape.
 *
 * @throws ShapeError when the groups do not divide the channels, or one example has one value per group; RangeError
 * for an impossible eps or group count.
 * @see Wu and He, Group Normalization, 2018, https://arxiv.org/abs/1803.08494
 *
 * @example
 * groupNorm([[1, 3, 10, 30]], 2, null, null, { eps: 0 }).toArray()
 * // → [[-1, 1, -1, 1]]
 */
export function groupNorm(
  input: TensorLike,
  numGroups: number,
  weight?: TensorLike | null,
  bias?: TensorLike | null,
  options: NormOptions = {},
): Tensor {
  return normalizeGroups('groupNorm', numGroups, normOperands(input, weight, bias), options)
}

/**
 * Instance normalization: each channel of each example brought to mean 0 and variance 1 over its positions, then
 * scaled and shifted. It is `groupNorm` with as many groups as channels.
 * input (N, C, L) or (N, C, H, W), weight and bias (C) or null → the input's shape.
 *
 * @throws ShapeError when the input has no positions to normalize over (PyTorch refuses a single one as well).
 * @see Ulyanov, Vedaldi, Lempitsky, Instance Normalization, 2016, https://arxiv.org/abs/1607.08022
 *
 * @example
 * instanceNorm([[[1, 3], [10, 30]]], null, null, { eps: 0 }).toArray()
 * // → [[[-1, 1], [-1, 1]]]
 */
export function instanceNorm(
  input: TensorLike,
  weight?: TensorLike | null,
  bias?: TensorLike | null,
  options: NormOptions = {},
): Tensor {
  const operands = normOperands(input, weight, bias)
  const { shape } = operands.x
  if (shape.length < 3 || numelOf(shape.slice(2)) <= 1) {
    const hint = 'It normalizes over positions: (N, C, L) or (N, C, H, W) with more than one.'
    throw shapeError('instanceNorm', 'there is at most one position per channel', { input: shape }, hint)
  }
  return normalizeGroups('instanceNorm', shape[1]!, operands, options)
}
