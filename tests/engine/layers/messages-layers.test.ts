// What a wrong call to layers says: the operation, what is wrong, every shape with its axes, what would fit.

import { expect, test } from 'vitest'
import * as engine from '../../../src/engine/index.ts'

const z = (...shape: number[]): engine.Tensor => engine.zeros(shape)

const cases: [run: () => unknown, kind: string, message: string][] = [
  [() => new engine.Linear(0, 2), 'RangeError', 'Linear: inFeatures is 0; it is a whole number, 1 or more.'],
  [
    () => new engine.Linear(2, 2, { biass: false } as never),
    'RangeError',
    "Linear: there is no option 'biass'. Known: bias, rng, seed, dtype.",
  ],
  [
    () => new engine.Linear(3, 2).forward(z(4, 5)),
    'ShapeError',
    'linear: input has 5 features, weight expects 3. Got input (4, 5) as (…, inFeatures), weight (2, 3) as (outFeatures, inFeatures).',
  ],
  [
    () => new engine.Conv2d(3, 4, 3, { groups: 2 }),
    'RangeError',
    'Conv2d: groups is 2; it must divide inChannels 3 and outChannels 4.',
  ],
  [
    () => new engine.Conv2d(3, 4, 0),
    'RangeError',
    'Conv2d: kernelSize is 0; it is a whole number, 1 or more.',
  ],
  [
    () => new engine.Conv2d(1, 1, 3).forward(z(1, 1, 2, 2)),
    'ShapeError',
    'conv2d: the kernel spans 3, the padded input only 2. Got input (1, 1, 2, 2) as (N, C, H, W), weight (1, 1, 3, 3) as (O, I, kH, kW). Padding by 1 more in all, or a kernel of at most 2, would fit.',
  ],
  [
    () => new engine.BatchNorm2d(3).forward(z(2, 4, 2, 2)),
    'ShapeError',
    'BatchNorm2d: input has 4 channels, the layer normalizes 3. Got input (2, 4, 2, 2). new BatchNorm2d(4) would fit.',
  ],
  [
    () => new engine.BatchNorm1d(3).forward(z(2, 3, 2, 2)),
    'ShapeError',
    'BatchNorm1d: input has 4 axes, needs (N, C) or (N, C, L). Got input (2, 3, 2, 2).',
  ],
  [
    () => new engine.GroupNorm(2, 3),
    'ShapeError',
    'GroupNorm: 3 channels do not split into 2 groups. Got input (1, 3). Numbers of groups that would fit: 1, 3.',
  ],
  [() => new engine.Dropout(2), 'RangeError', 'Dropout: p is 2; a probability is between 0 and 1.'],
  [() => new engine.LSTM(3, 0), 'RangeError', 'LSTM: hiddenSize is 0; it is a whole number, 1 or more.'],
  [
    () => new engine.LSTM(3, 2).forward(z(1, 2, 4)),
    'ShapeError',
    'LSTM: input has 4 features, the layer takes 3. Got input (1, 2, 4) as (B, T, inputSize).',
  ],
  [
    () => new engine.RNN(3, 2, { nonlinearity: 'sin' as never }),
    'RangeError',
    "RNN: nonlinearity is 'sin'. Known: 'tanh', 'relu'.",
  ],
  [
    () => new engine.MultiHeadAttention(5, 2),
    'RangeError',
    'MultiHeadAttention: nHead is 2; it must divide embedDim 5.',
  ],
  [
    () => new engine.TransformerBlock(4, 2, { activation: 'tanh' as never }),
    'RangeError',
    "TransformerBlock: activation is 'tanh'. Known: 'relu', 'gelu'.",
  ],
  [
    () => new engine.Embedding(3, 2, { paddingIdx: 3 }),
    'RangeError',
    'embedding: paddingIdx is 3; there are 3 rows, 0 to 2.',
  ],
  [() => new engine.Sequential(engine.relu as never), 'TypeError', 'Sequential: argument 0 is not a layer.'],
  [() => new engine.Add().forward(), 'RangeError', 'Add: there is nothing to add.'],
  [
    () => new engine.Add().forward(z(2), z(3)),
    'ShapeError',
    'Add: sizes 2 and 3 at axis -1 do not broadcast. Got a (2), b (3). Aligned at the last axis, sizes must be equal or 1.',
  ],
  [
    () => new engine.Residual(new engine.Linear(3, 2)).forward(z(1, 3)),
    'ShapeError',
    'Residual: body and shortcut give different shapes. Got body (1, 2), shortcut (1, 3). A shortcut layer that gives the shape of the body would fit, such as a 1×1 convolution.',
  ],
  [
    () => new engine.Hardtanh(1, -1),
    'RangeError',
    'Hardtanh: minVal is 1, maxVal -1; minVal is the smaller.',
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
