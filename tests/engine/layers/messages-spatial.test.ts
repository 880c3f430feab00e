// What a wrong call to convolution and pooling says: the operation, what is wrong, every shape with its axes, what would fit.

import { expect, test } from 'vitest'
import * as engine from '../../../src/engine/index.ts'

const z = (...shape: number[]): engine.Tensor => engine.zeros(shape)

const cases: [run: () => unknown, kind: string, message: string][] = [
  [
    () => engine.conv2d(z(1, 1, 4, 4), z(1, 1, 2, 2), null, { strides: 2 } as never),
    'RangeError',
    "conv2d: there is no option 'strides'. Known: stride, padding, dilation, groups.",
  ],
  [
    () => engine.avgPool2d(z(1, 1, 4, 4), 2, { dilation: 2 } as never),
    'RangeError',
    "avgPool2d: there is no option 'dilation'. Known: stride, padding, ceilMode, countIncludePad, divisorOverride.",
  ],
  [
    () => engine.conv2d(z(1, 3, 28, 28), z(8, 1, 3, 3)),
    'ShapeError',
    'conv2d: input has 3 channels, weight expects 1. Got input (1, 3, 28, 28) as (N, C, H, W), weight (8, 1, 3, 3) as (O, I, kH, kW). A weight (8, 3, 3, 3) would fit this input.',
  ],
  [
    () => engine.conv2d(z(1, 28, 28, 3), z(8, 3, 3, 3)),
    'ShapeError',
    'conv2d: input has 28 channels, weight expects 3. Got input (1, 28, 28, 3) as (N, C, H, W), weight (8, 3, 3, 3) as (O, I, kH, kW). If the last axis holds the channels, as in Keras, permute(input, [0, 3, 1, 2]) puts them where they belong.',
  ],
  [
    () => engine.conv2d(z(28, 28), z(8, 1, 3, 3)),
    'ShapeError',
    'conv2d: input has 2 axes, needs 4 (N, C, H, W) or 3 (C, H, W). Got input (28, 28). A single map with one channel fits after reshape(input, [1, 1, 28, 28]).',
  ],
  [
    () => engine.conv2d(z(1, 1, 4, 4), z(1, 1, 3)),
    'ShapeError',
    'conv2d: weight has 3 axes, needs 4 (O, I, kH, kW). Got weight (1, 1, 3).',
  ],
  [
    () => engine.conv2d(z(1, 4, 5, 5), z(6, 4, 3, 3), null, { groups: 2 }),
    'ShapeError',
    'conv2d: input has 4 channels, weight expects 4 in each of 2 groups, 8 in all. Got input (1, 4, 5, 5) as (N, C, H, W), weight (6, 4, 3, 3) as (O, I, kH, kW). The second axis of weight must be 4 / 2 = 2.',
  ],
  [
    () => engine.conv2d(z(1, 5, 5, 5), z(6, 2, 3, 3), null, { groups: 2 }),
    'ShapeError',
    'conv2d: input has 5 channels, weight expects 2 in each of 2 groups, 4 in all. Got input (1, 5, 5, 5) as (N, C, H, W), weight (6, 2, 3, 3) as (O, I, kH, kW). groups must divide the 5 channels.',
  ],
  [
    () => engine.conv2d(z(1, 4, 5, 5), z(5, 2, 3, 3), null, { groups: 2 }),
    'ShapeError',
    'conv2d: 5 output channels do not split into 2 groups. Got input (1, 4, 5, 5) as (N, C, H, W), weight (5, 2, 3, 3) as (O, I, kH, kW). Each group needs the same number of output channels, 1 or more.',
  ],
  [
    () => engine.conv2d(z(1, 1, 4, 4), z(1, 1, 5, 5)),
    'ShapeError',
    'conv2d: the kernel spans 5, the padded input only 4. Got input (1, 1, 4, 4) as (N, C, H, W), weight (1, 1, 5, 5) as (O, I, kH, kW). Padding by 1 more in all, or a kernel of at most 4, would fit.',
  ],
  [
    () => engine.conv2d(z(1, 1, 4, 4), z(1, 1, 3, 3), null, { dilation: 2 }),
    'ShapeError',
    'conv2d: the kernel spans 5 (3 with dilation 2), the padded input only 4. Got input (1, 1, 4, 4) as (N, C, H, W), weight (1, 1, 3, 3) as (O, I, kH, kW). Padding by 1 more in all, or a kernel of at most 4, would fit.',
  ],
  [
    () => engine.conv2d(z(1, 1, 4, 4), z(2, 1, 3, 3), z(3)),
    'ShapeError',
    'conv2d: bias needs one number per output channel, 2. Got bias (3). It must have shape (2).',
  ],
  [
    () => engine.conv2d(z(1, 1, 4, 4), z(1, 1, 0, 3)),
    'ShapeError',
    'conv2d: the kernel is empty. Got weight (1, 1, 0, 3) as (O, I, kH, kW).',
  ],
  [
    () => engine.conv2d(z(1, 1, 4, 4), z(1, 1, 2, 2), null, { stride: 0 }),
    'RangeError',
    'conv2d: stride is 0; it is a whole number, 1 or more.',
  ],
  [
    () => engine.conv2d(z(1, 1, 4, 4), z(1, 1, 2, 2), null, { stride: [1, 1.5] }),
    'RangeError',
    'conv2d: stride is 1.5; it is a whole number, 1 or more.',
  ],
  [
    () => engine.conv2d(z(1, 1, 4, 4), z(1, 1, 2, 2), null, { padding: -1 }),
    'RangeError',
    'conv2d: padding is -1; it is a whole number, 0 or more.',
  ],
  [
    () => engine.conv2d(z(1, 1, 4, 4), z(1, 1, 2, 2), null, { dilation: 0 }),
    'RangeError',
    'conv2d: dilation is 0; it is a whole number, 1 or more.',
  ],
  [
    () => engine.conv2d(z(1, 1, 4, 4), z(1, 1, 2, 2), null, { groups: 0 }),
    'RangeError',
    'conv2d: groups is 0; it is a whole number, 1 or more.',
  ],
  [
    () => engine.conv2d(z(1, 1, 5, 6), z(1, 1, 3, 3), null, { padding: 'same', stride: 2 }),
    'RangeError',
    "conv2d: padding 'same' needs stride 1, stride is 2, 2 (PyTorch refuses it too). Keras and TensorFlow would pad this input by { top: 1, bottom: 1, left: 0, right: 1 }, which can be given as padding.",
  ],
  [
    () => engine.conv2d(z(1, 1, 5, 6), z(1, 1, 3, 3), null, { padding: 'full' as 'same' }),
    'RangeError',
    "conv2d: padding 'full' is unknown. Known: numbers, sides, 'valid', 'same'.",
  ],
  [
    () => engine.conv2d(z(1, 1, 5, 6), z(1, 1, 3, 3), null, { padding: { up: 1 } as object }),
    'RangeError',
    "conv2d: padding has no side 'up'. Known: top, bottom, left, right.",
  ],
  [
    () => engine.conv2d(z(1, 1, 5, 6), z(1, 1, 3, 3), null, { padding: [1, 2, 3] as never }),
    'RangeError',
    'conv2d: padding is [1, 2, 3]; it is a number or 2 numbers, vertical and horizontal.',
  ],
  [
    () => engine.conv1d(z(1, 2, 3), z(1, 2, 4)),
    'ShapeError',
    'conv1d: the kernel spans 4, the padded input only 3. Got input (1, 2, 3) as (N, C, L), weight (1, 2, 4) as (O, I, k). Padding by 1 more in all, or a kernel of at most 3, would fit.',
  ],
  [
    () => engine.conv1d(z(2, 2, 3, 3), z(1, 2, 4)),
    'ShapeError',
    'conv1d: input has 4 axes, needs 3 (N, C, L) or 2 (C, L). Got input (2, 2, 3, 3). Channels come before positions.',
  ],
  [
    () => engine.convTranspose2d(z(1, 3, 4, 4), z(2, 3, 2, 2)),
    'ShapeError',
    'convTranspose2d: input has 3 channels, weight expects 2. Got input (1, 3, 4, 4) as (N, C, H, W), weight (2, 3, 2, 2) as (I, O, kH, kW). Its weight starts with the input channels, unlike the weight of a convolution: (inChannels, outChannels / groups, …).',
  ],
  [
    () => engine.convTranspose2d(z(1, 2, 4, 4), z(2, 3, 2, 2), null, { outputPadding: 1 }),
    'RangeError',
    'convTranspose2d: outputPadding is 1; it must be smaller than stride or dilation, 1.',
  ],
  [
    () => engine.convTranspose2d(z(1, 2, 2, 2), z(2, 3, 2, 2), null, { padding: 4 }),
    'ShapeError',
    'convTranspose2d: padding 4 + 4 leaves an output of size -5. Got input (1, 2, 2, 2) as (N, C, H, W).',
  ],
  [
    () => engine.convTranspose2d(z(1, 2, 2, 2), z(2, 3, 2, 2), null, { padding: 'same' as never }),
    'RangeError',
    "convTranspose2d: padding is 'same'; here it is numbers or sides (Keras also has words).",
  ],
  [
    () => engine.convTranspose2d(z(1, 3, 2, 2), z(3, 1, 2, 2), null, { groups: 2 }),
    'ShapeError',
    'convTranspose2d: 3 input channels do not split into 2 groups. Got input (1, 3, 2, 2) as (N, C, H, W), weight (3, 1, 2, 2) as (I, O, kH, kW).',
  ],
  [
    () => engine.convTranspose2d(z(1, 2, 2, 2), z(2, 3, 2, 2), z(2)),
    'ShapeError',
    'convTranspose2d: bias needs one number per output channel, 3. Got bias (2).',
  ],
  [
    () => engine.maxPool2d(z(1, 1, 4, 4), 3, { padding: 2 }),
    'RangeError',
    'maxPool2d: padding is 2; it is at most half of kernelSize 3, 1, so that no window lies in the padding alone.',
  ],
  [
    () => engine.maxPool2d(z(1, 1, 2, 2), 3),
    'ShapeError',
    'maxPool2d: the window spans 3, the padded input only 2. Got input (1, 1, 2, 2) as (N, C, H, W). A kernelSize of at most 2 would fit.',
  ],
  [
    () => engine.maxPool2d(z(1, 1, 4, 4), 0),
    'RangeError',
    'maxPool2d: kernelSize is 0; it is a whole number, 1 or more.',
  ],
  [
    () => engine.maxPool2d(z(1, 1, 4, 4), 2, { stride: 0 }),
    'RangeError',
    'maxPool2d: stride is 0; it is a whole number, 1 or more.',
  ],
  [
    () => engine.avgPool2d(z(4), 2),
    'ShapeError',
    'avgPool2d: input has 1 axis, needs 4 (N, C, H, W) or 3 (C, H, W). Got input (4). Channels come before positions.',
  ],
  [
    () => engine.avgPool2d(z(1, 1, 4, 4), 2, { divisorOverride: 0 }),
    'RangeError',
    'avgPool2d: divisorOverride is 0; it is a number other than 0.',
  ],
  [
    () => engine.weightedPool2d(z(1, 1, 4, 4), 2, { sigma: 0 }),
    'RangeError',
    'weightedPool2d: sigma is 0; it is a positive number.',
  ],
  [
    () => engine.globalAvgPool2d(z(2, 3)),
    'ShapeError',
    'globalAvgPool2d: input has 2 axes, needs 4 (N, C, H, W) or 3 (C, H, W). Got input (2, 3). A single map with one channel fits after reshape(input, [1, 1, 2, 3]).',
  ],
  [
    () => engine.adaptiveAvgPool2d(z(1, 1, 4, 4), 0),
    'RangeError',
    'adaptiveAvgPool2d: outputSize is 0; it is a whole number, 1 or more.',
  ],
]

test.each(cases)('%#. %s', (run, kind, message) => {
  let thrown: unknown
  try {
    run()
  } catch (error) {
    thrown = error
  }
  expect(thrown).toBeInstanceOf(Error)
  expect([(thrown as Error).name, (thrown as Error).message]).toEqual([kind, message])
})
