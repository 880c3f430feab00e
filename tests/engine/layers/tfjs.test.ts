// Against an implementation of others, TensorFlow.js on its plain CPU backend (float32, channels last).

import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import { beforeAll, describe, expect, test } from 'vitest'
import * as engine from '../../../src/engine/index.ts'
import type { Tensor } from '../../../src/engine/index.ts'
import { distance } from './fixtures.ts'

beforeAll(async () => {
  await tf.setBackend('cpu')
})

const { permute, randn, rng } = engine
const float32 = { dtype: 'float32' } as const

const draw = (shape: number[], seed: number): Tensor => randn(shape, { rng: rng(seed), ...float32 })
const toTf4 = (x: Tensor): tf.Tensor4D =>
  tf.tensor4d(x.data as Float32Array, x.shape as [number, number, number, number])
/** (N, C, H, W) → tfjs (N, H, W, C). */
const channelsLast = (x: Tensor): tf.Tensor4D => toTf4(permute(x, [0, 2, 3, 1]))
/** (O, I, kH, kW) → tfjs (kH, kW, I, O). */
const kernelLast = (w: Tensor): tf.Tensor4D => toTf4(permute(w, [2, 3, 1, 0]))

/** The distance between our result, channels first, and theirs, channels last; infinite for other shapes. */
function apart(ours: Tensor, theirs: tf.Tensor): number {
  const moved = permute(ours, [0, 2, 3, 1])
  return String(moved.shape) === String(theirs.shape) ? distance(moved.data, theirs.dataSync()) : Infinity
}

describe('TensorFlow.js agrees', () => {
  test.each([
    ['plain', [2, 3, 6, 7], [4, 3, 3, 3], 1, 0, 1],
    ['stride and padding', [1, 2, 7, 5], [3, 2, 3, 2], 2, 1, 1],
    ['dilation', [1, 2, 8, 8], [3, 2, 2, 3], 1, 0, 2],
  ] as const)('conv2d, %s', (_, input, weight, stride, padding, dilation) => {
    const [x, w] = [draw([...input], 1), draw([...weight], 2)]
    // 'valid' and not 0: with a number, tfjs forgets the dilation when it computes the shape.
    const pad = padding === 0 ? 'valid' : padding
    const rounding = pad === 'valid' ? undefined : 'floor'
    const theirs = tf.conv2d(channelsLast(x), kernelLast(w), stride, pad, 'NHWC', dilation, rounding)
    expect(apart(engine.conv2d(x, w, null, { stride, padding, dilation }), theirs)).toBeLessThan(1e-5)
  })

  test('conv2d with padding that TensorFlow calls "same" at stride 2, given side by side', () => {
    const [x, w] = [draw([1, 2, 6, 5], 3), draw([2, 2, 3, 3], 4)]
    const theirs = tf.conv2d(channelsLast(x), kernelLast(w), 2, 'same')
    // 6 needs one zero, at the end; 5 needs two, one at each end: what the message of padding 'same' says.
    const sides = { top: 0, bottom: 1, left: 1, right: 1 }
    expect(() => engine.conv2d(x, w, null, { stride: 2, padding: 'same' })).toThrow(
      '{ top: 0, bottom: 1, left: 1, right: 1 }',
    )
    expect(apart(engine.conv2d(x, w, null, { stride: 2, padding: sides }), theirs)).toBeLessThan(1e-5)
  })

  test('depthwise convolution with multiplier 2', () => {
    const [x, w] = [draw([2, 3, 5, 6], 5), draw([6, 1, 2, 3], 6)]
    // Channel c, multiple m is output c · 2 + m in both; tfjs stores the kernel as (kH, kW, C, multiplier).
    const kernel = toTf4(permute(engine.reshape(w, [3, 2, 2, 3]), [2, 3, 0, 1]))
    expect(
      apart(
        engine.conv2d(x, w, null, { groups: 3, stride: 2 }),
        tf.depthwiseConv2d(channelsLast(x), kernel, 2, 'valid'),
      ),
    ).toBeLessThan(1e-5)
  })

  test('convTranspose2d', () => {
    const [x, w] = [draw([1, 3, 4, 5], 7), draw([3, 2, 3, 2], 8)]
    // tfjs stores the kernel as (kH, kW, out, in).
    const kernel = toTf4(permute(w, [2, 3, 1, 0]))
    const ours = engine.convTranspose2d(x, w, null, { stride: 2 })
    const shape = [1, ours.shape[2]!, ours.shape[3]!, 2] as [number, number, number, number]
    expect(apart(ours, tf.conv2dTranspose(channelsLast(x), kernel, shape, 2, 'valid'))).toBeLessThan(1e-5)
  })

  test('gradients of conv2d by input and weight', () => {
    const [x, w] = [draw([2, 2, 6, 5], 9), draw([3, 2, 3, 3], 10)]
    const [xs, ws] = [x, w].map((t) => engine.tensor(t, { requiresGrad: true })) as [Tensor, Tensor]
    const y = engine.conv2d(xs, ws, null, { stride: 2, padding: 1 })
    const cotangent = draw([...y.shape], 11)
    const [gradX, gradW] = engine.grad(y, [xs, ws], { gradOutputs: [cotangent] }) as [Tensor, Tensor]
    // The kernels themselves: the modular build does not register the gradient functions.
    const attributes = { strides: 2, pad: 1, dataFormat: 'NHWC', dimRoundingMode: 'floor' }
    const dy = channelsLast(cotangent)
    const [input, filter] = [channelsLast(x), kernelLast(w)]
    const { engine: run } = tf
    const tfX = run().runKernel(
      'Conv2DBackpropInput',
      { dy, filter },
      { ...attributes, inputShape: input.shape },
    )
    const tfW = run().runKernel(
      'Conv2DBackpropFilter',
      { x: input, dy },
      { ...attributes, filterShape: filter.shape },
    )
    expect(apart(gradX, tfX as tf.Tensor)).toBeLessThan(1e-5)
    expect(distance(permute(gradW, [2, 3, 1, 0]).data, (tfW as tf.Tensor).dataSync())).toBeLessThan(1e-5)
  })

  test('maxPool2d and avgPool2d', () => {
    const x = draw([2, 3, 7, 6], 11)
    const input = channelsLast(x)
    expect(apart(engine.maxPool2d(x, 3, { stride: 2 }), tf.maxPool(input, 3, 2, 'valid'))).toBeLessThan(1e-5)
    expect(
      apart(engine.avgPool2d(x, [2, 3], { stride: 1 }), tf.avgPool(input, [2, 3], 1, 'valid')),
    ).toBeLessThan(1e-5)
    // 'same' does not count the padding.
    const same = engine.avgPool2d(x, 3, { stride: 1, padding: 1, countIncludePad: false })
    expect(apart(same, tf.avgPool(input, 3, 1, 'same'))).toBeLessThan(1e-5)
  })

  test('batchNorm in evaluation', () => {
    const x = draw([2, 3, 2, 2], 12)
    const [mean, weight, bias] = [13, 14, 15].map((seed) => draw([3], seed)) as [Tensor, Tensor, Tensor]
    const variance = engine.add(engine.square(draw([3], 16)), 0.1)
    const ours = engine.batchNorm(x, mean, variance, weight, bias, { eps: 1e-3 })
    const [m, v, b, s] = [mean, variance, bias, weight].map((t) =>
      tf.tensor1d(t.data as Float32Array),
    ) as tf.Tensor1D[]
    expect(apart(ours, tf.batchNorm4d(channelsLast(x), m!, v!, b, s, 1e-3))).toBeLessThan(1e-5)
  })
})
