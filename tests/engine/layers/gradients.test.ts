// First and second derivatives of every operation here against central differences in float64.

import { describe, expect, test } from 'vitest'
import * as engine from '../../../src/engine/index.ts'
import type { Tensor, TensorFunction } from '../../../src/engine/index.ts'
import { gradientErrors } from '../core/checkGradients.ts'

const draw = (seed: number, ...shape: number[]): Tensor => engine.randn(shape, { rng: engine.rng(seed) })
const recurrent = (gates: number, d: number, h: number): Tensor[] => [
  draw(1, gates * h, d),
  draw(2, gates * h, h),
  draw(3, gates * h),
  draw(4, gates * h),
]
const weights = (parts: Tensor[]): engine.RecurrentWeights => {
  const [weightIh, weightHh, biasIh, biasHh] = parts as [Tensor, Tensor, Tensor, Tensor]
  return { weightIh, weightHh, biasIh, biasHh }
}

const cases: [string, TensorFunction, Tensor[]][] = [
  [
    'conv2d',
    (x, w, b) => engine.conv2d(x!, w!, b, { stride: [1, 2], padding: [1, 0], dilation: [1, 2] }),
    [draw(1, 2, 2, 3, 5), draw(2, 2, 2, 2, 2), draw(3, 2)],
  ],
  [
    'conv2d with groups and padding side by side',
    (x, w) => engine.conv2d(x!, w!, null, { groups: 2, padding: { top: 1, right: 2 } }),
    [draw(1, 1, 4, 3, 3), draw(2, 4, 2, 2, 2)],
  ],
  [
    'conv1d',
    (x, w, b) => engine.conv1d(x!, w!, b, { padding: 'same' }),
    [draw(1, 2, 2, 4), draw(2, 3, 2, 3), draw(3, 3)],
  ],
  [
    'convTranspose2d',
    (x, w, b) => engine.convTranspose2d(x!, w!, b, { stride: 2, padding: 1, outputPadding: 1 }),
    [draw(1, 1, 2, 2, 3), draw(2, 2, 2, 3, 2), draw(3, 2)],
  ],
  ['maxPool2d', (x) => engine.maxPool2d(x!, 2, { stride: 1, padding: 1 }), [draw(1, 1, 2, 3, 4)]],
  ['minPool2d', (x) => engine.minPool2d(x!, 2), [draw(1, 1, 2, 4, 4)]],
  [
    'avgPool2d',
    (x) => engine.avgPool2d(x!, 3, { stride: 2, padding: 1, ceilMode: true }),
    [draw(1, 1, 2, 4, 5)],
  ],
  ['l2Pool2d', (x) => engine.l2Pool2d(x!, 2, { padding: 1 }), [draw(1, 1, 2, 3, 4)]],
  ['weightedPool2d', (x) => engine.weightedPool2d(x!, 3, { stride: 1, padding: 1 }), [draw(1, 1, 2, 3, 4)]],
  ['adaptiveAvgPool2d', (x) => engine.adaptiveAvgPool2d(x!, [2, 3]), [draw(1, 1, 2, 3, 5)]],
  [
    'batchNorm in training',
    (x, w, b) => engine.batchNorm(x!, null, null, w, b, { training: true }),
    [draw(1, 3, 2, 2), draw(2, 2), draw(3, 2)],
  ],
  [
    'batchNorm in evaluation',
    (x, w, b) => engine.batchNorm(x!, engine.tensor([0.3, -1]), engine.tensor([2, 0.5]), w, b),
    [draw(1, 3, 2), draw(2, 2), draw(3, 2)],
  ],
  ['layerNorm', (x, w, b) => engine.layerNorm(x!, [3], w, b), [draw(1, 2, 2, 3), draw(2, 3), draw(3, 3)]],
  ['groupNorm', (x, w, b) => engine.groupNorm(x!, 2, w, b), [draw(1, 2, 4, 2), draw(2, 4), draw(3, 4)]],
  ['instanceNorm', (x, w, b) => engine.instanceNorm(x!, w, b), [draw(1, 2, 2, 3), draw(2, 2), draw(3, 2)]],
  [
    'embedding',
    (w) =>
      engine.embedding(
        [
          [0, 2],
          [2, 1],
        ],
        w!,
      ),
    [draw(1, 3, 2)],
  ],
  [
    'rnnCell',
    (x, h, ...rest) => engine.rnnCell(x!, h!, weights(rest)),
    [draw(5, 2, 3), draw(6, 2, 2), ...recurrent(1, 3, 2)],
  ],
  [
    'lstmCell',
    (x, h, c, ...rest) => engine.concat(engine.lstmCell(x!, [h!, c!], weights(rest))),
    [draw(5, 2, 2), draw(6, 2, 2), draw(7, 2, 2), ...recurrent(4, 2, 2)],
  ],
  [
    'gruCell',
    (x, h, ...rest) => engine.gruCell(x!, h!, weights(rest)),
    [draw(5, 2, 2), draw(6, 2, 2), ...recurrent(3, 2, 2)],
  ],
  [
    'gruCell with the reset before the product',
    (x, h, ...rest) => engine.gruCell(x!, h!, weights(rest), { resetAfter: false }),
    [draw(5, 2, 2), draw(6, 2, 2), ...recurrent(3, 2, 2)],
  ],
  [
    'lstm over a sequence',
    (x, ...rest) => engine.lstm(x!, null, weights(rest)).output,
    [draw(5, 2, 3, 2), ...recurrent(4, 2, 2)],
  ],
  [
    'scaledDotProductAttention',
    (q, k, v) => engine.scaledDotProductAttention(q!, k!, v!, { isCausal: true }),
    [draw(1, 2, 3, 2), draw(2, 2, 3, 2), draw(3, 2, 3, 2)],
  ],
  [
    'multiHeadAttention',
    (x, inProjWeight, outProjWeight) => {
      const parts = { inProjWeight: inProjWeight!, outProjWeight: outProjWeight! }
      return engine.multiHeadAttention(x!, x!, x!, parts, { nHead: 2 }).output
    },
    [draw(1, 1, 3, 4), draw(2, 12, 4), draw(3, 4, 4)],
  ],
  ['augment.rotate', (x) => engine.augment.rotate(x!, 25), [draw(1, 1, 1, 3, 4)]],
  ['dropout', (x) => engine.dropout(x!, 0.4, { rng: engine.rng(8) }), [draw(1, 3, 4)]],
]

describe('gradients and gradients of gradients', () => {
  test.each(cases)('%s', (_, fn, inputs) => {
    expect(gradientErrors(fn, inputs)).toBe('')
  })
})
