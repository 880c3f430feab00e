import { checkKnownOptions, shapeError } from '../../errors.ts'
import type { Shape } from '../../tensor/shape.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { add, div, sub } from '../elementwise/arithmetic.ts'
import { cast } from '../elementwise/cast.ts'
import { sqrt } from '../elementwise/power.ts'
import { reshape } from '../shape/reshape.ts'
import {
  type Standardized,
  channelShape,
  checkChannelInput,
  checkEps,
  checkPerChannel,
  normOperands,
  scaleAndShift,
  standardize,
} from './standardize.ts'

/** How batch normalization keeps its running statistics. */
export interface RunningOptions {
  /** Default 0.1 in PyTorch's convention, 0.99 in Keras's. */
  readonly momentum?: number
  /**
   * `'pytorch'`: new = (1 − momentum) · old + momentum · batch. `'keras'` (also TensorFlow, ONNX, Caffe):
   * new = momentum · old + (1 − momentum) · batch. Default `'pytorch'`.
   */
  readonly momentumConvention?: 'pytorch' | 'keras'
  /**
   * Which variance of the batch enters the running one: `'unbiased'`, divided by count − 1, as in PyTorch; or
   * `'biased'`, divided by the count, as in Keras 3. Normalization itself always uses the biased one.
   * Default `'unbiased'`.
   */
  readonly runningVariance?: 'unbiased' | 'biased'
}

/** Hyper-parameters of `batchNorm`. */
export interface BatchNormOptions extends RunningOptions {
  /** Use the statistics of this batch and update the running ones, or use the running ones. Default false. */
  readonly training?: boolean
  /** Added to the variance under the root. Default 1e-5 (PyTorch; Keras has 1e-3). */
  readonly eps?: number
}

/**
 * The shape of `batchNorm`, which is the input's.
 *
 * @throws ShapeError when there is no channel axis, a statistic does not hold one number per channel, or training
 * has only one value per channel.
 *
 * @example
 * checkBatchNormShape([8, 3, 4, 4], { weight: [3], bias: [3] })
 * // → [8, 3, 4, 4]
 */
export function checkBatchNormShape(
  input: Shape,
  perChannel: Readonly<Record<string, Shape | null | undefined>> = {},
  training = false,
): number[] {
  checkChannelInput('batchNorm', input)
  checkPerChannel('batchNorm', input[1]!, perChannel)
  if (training && input.every((size, axis) => axis === 1 || size === 1)) {
    const hint = 'Use a larger batch, or evaluation mode. (Keras accepts it: the output is then the bias.)'
    throw shapeError('batchNorm', 'training with one value per channel: its variance is 0', { input }, hint)
  }
  return [...input]
}

const knownOptions = ['training', 'eps', 'momentum', 'momentumConvention', 'runningVariance']

/** The weight of the batch in the new running statistics. */
function batchShare({ momentumConvention = 'pytorch', momentum }: RunningOptions): number {
  if (momentumConvention !== 'pytorch' && momentumConvention !== 'keras') {
    throw new RangeError(
      `batchNorm: momentumConvention is '${String(momentumConvention)}'. Known: 'pytorch', 'keras'.`,
    )
  }
  const value = momentum ?? (momentumConvention === 'keras' ? 0.99 : 0.1)
  if (!(value >= 0 && value <= 1)) {
    throw new RangeError(`batchNorm: momentum is ${value}; it is a number from 0 to 1.`)
  }
  return momentumConvention === 'keras' ? 1 - value : value
}

/** Moves the running statistics towards those of the batch, in place: they are buffers, outside every graph. */
function updateRunning(
  statistics: Standardized,
  count: number,
  runningMean: Tensor | null,
  runningVar: Tensor | null,
  options: RunningOptions,
): void {
  const share = batchShare(options)
  const correction = options.runningVariance === 'biased' ? 1 : count / (count - 1)
  const blend = (running: Tensor | null, batch: Tensor, factor: number): void => {
    if (running === null) return
    for (let c = 0; c < running.numel; c++) {
      running.data[c] = (1 - share) * running.data[c]! + share * batch.data[c]! * factor
    }
  }
  blend(runningMean, statistics.mean, 1)
  blend(runningVar, statistics.variance, correction)
}

/**
 * Batch normalization: each channel brought to mean 0 and variance 1 over the batch and all positions, then scaled
 * and shifted, y = weight · (x − mean) / √(var + eps) + bias.
 *
 * In training the statistics are those of the batch (biased variance), part of the gradient, and `runningMean` and
 * `runningVar` are updated in place. In evaluation the running ones are used and stay as they are.
 * input (N, C) or (N, C, …), all others (C) or null → the input's shape.
 *
 * @throws ShapeError when shapes do not fit, or when training has only one value per channel; RangeError for an
 * impossible option, or evaluation without running statistics.
 * @see Ioffe and Szegedy, Batch Normalization, 2015, https://arxiv.org/abs/1502.03167
 *
 * @example
 * const runningMean = zeros([1])
 * const y = batchNorm([[1], [3]], runningMean, ones([1]), null, null, { training: true, eps: 1e-9 })
 * [y.toArray(), runningMean.toArray()]
 * // → [[[-1], [1]], [0.2]]
 */
export function batchNorm(
  input: TensorLike,
  runningMean: Tensor | null,
  runningVar: Tensor | null,
  weight?: TensorLike | null,
  bias?: TensorLike | null,
  options: BatchNormOptions = {},
): Tensor {
  const { training = false, eps = 1e-5 } = options
  checkKnownOptions('batchNorm', options, knownOptions)
  checkEps('batchNorm', eps, true)
  const operands = normOperands(input, weight, bias)
  const { x } = operands
  const perChannel = { runningMean, runningVar, weight: operands.weight, bias: operands.bias }
  const shapes = Object.fromEntries(Object.entries(perChannel).map(([name, t]) => [name, t?.shape]))
  checkBatchNormShape(x.shape, shapes, training)
  const shape = channelShape(x.shape) // (C, 1, …)
  if (training) {
    const axes = x.shape.flatMap((_, axis) => (axis === 1 ? [] : [axis]))
    const statistics = standardize(x, axes, eps)
    updateRunning(statistics, x.numel / x.shape[1]!, runningMean, runningVar, options)
    return scaleAndShift(statistics.normalized, operands, shape)
  }
  if (runningMean === null || runningVar === null) {
    throw new RangeError(
      'batchNorm: evaluation needs runningMean and runningVar; pass { training: true } without them.',
    )
  }
  const [center, variance] = [runningMean, runningVar].map((t) => reshape(cast(t, 'float64'), shape)) as [
    Tensor,
    Tensor,
  ]
  const normalized = div(sub(cast(x, 'float64'), center), sqrt(add(variance, eps)))
  return scaleAndShift(normalized, operands, shape)
}
