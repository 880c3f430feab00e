// What a wrong call to normalization, dropout and sequences says: the operation, what is wrong, every shape with its axes, what would fit.

import { expect, test } from 'vitest'
import * as engine from '../../../src/engine/index.ts'

const z = (...shape: number[]): engine.Tensor => engine.zeros(shape)

const cases: [run: () => unknown, kind: string, message: string][] = [
  [
    () => engine.batchNorm(z(2, 3), z(3), z(3), null, null, { train: true } as never),
    'RangeError',
    "batchNorm: there is no option 'train'. Known: training, eps, momentum, momentumConvention, runningVariance.",
  ],
  [
    () => engine.dropout(z(2), 0.5, { seed: 1 } as never),
    'RangeError',
    "dropout: there is no option 'seed'. Known: training, rng, scaling, probability.",
  ],
  [
    () => engine.scaledDotProductAttention(z(2, 1), z(2, 1), z(2, 1), { causal: true } as never),
    'RangeError',
    "scaledDotProductAttention: there is no option 'causal'. Known: attnMask, isCausal, scale, dropout, training, rng.",
  ],
  [
    () => engine.batchNorm(z(1, 3), null, null, null, null, { training: true }),
    'ShapeError',
    'batchNorm: training with one value per channel: its variance is 0. Got input (1, 3). Use a larger batch, or evaluation mode. (Keras accepts it: the output is then the bias.)',
  ],
  [
    () => engine.batchNorm(z(2, 3), null, null),
    'RangeError',
    'batchNorm: evaluation needs runningMean and runningVar; pass { training: true } without them.',
  ],
  [
    () => engine.batchNorm(z(2, 3), z(3), z(4)),
    'ShapeError',
    'batchNorm: runningVar needs one number per channel, 3. Got runningVar (4). It must have shape (3).',
  ],
  [
    () => engine.batchNorm(z(3), z(3), z(3)),
    'ShapeError',
    'batchNorm: input has 1 axis, needs 2 or more (N, C, …). Got input (3).',
  ],
  [
    () => engine.batchNorm(z(2, 3), z(3), z(3), null, null, { eps: 0 }),
    'RangeError',
    'batchNorm: eps is 0; it is a positive number.',
  ],
  [
    () => engine.batchNorm(z(2, 3), z(3), z(3), null, null, { training: true, momentum: 2 }),
    'RangeError',
    'batchNorm: momentum is 2; it is a number from 0 to 1.',
  ],
  [
    () =>
      engine.batchNorm(z(2, 3), z(3), z(3), null, null, {
        training: true,
        momentumConvention: 'tf' as never,
      }),
    'RangeError',
    "batchNorm: momentumConvention is 'tf'. Known: 'pytorch', 'keras'.",
  ],
  [
    () => engine.layerNorm(z(2, 3), [4]),
    'ShapeError',
    'layerNorm: the last axes do not fit. Got input (2, 3), normalizedShape (4). The last axis of the input must be normalizedShape.',
  ],
  [
    () => engine.layerNorm(z(2, 3), []),
    'RangeError',
    'layerNorm: normalizedShape is empty; it names the sizes of the last axes, 1 or more.',
  ],
  [
    () => engine.layerNorm(z(2, 3), [3], z(2)),
    'ShapeError',
    'layerNorm: weight must have normalizedShape. Got weight (2), normalizedShape (3).',
  ],
  [
    () => engine.layerNorm(z(2, 3), [3], null, null, { eps: -1 }),
    'RangeError',
    'layerNorm: eps is -1; it is a number, 0 or more.',
  ],
  [
    () => engine.groupNorm(z(2, 6), 4),
    'ShapeError',
    'groupNorm: 6 channels do not split into 4 groups. Got input (2, 6). Numbers of groups that would fit: 1, 2, 3, 6.',
  ],
  [
    () => engine.groupNorm(z(2, 6), 0),
    'RangeError',
    'groupNorm: numGroups is 0; it is a whole number, 1 or more.',
  ],
  [
    () => engine.instanceNorm(z(2, 3, 1)),
    'ShapeError',
    'instanceNorm: there is at most one position per channel. Got input (2, 3, 1). It normalizes over positions: (N, C, L) or (N, C, H, W) with more than one.',
  ],
  [() => engine.dropout(z(2), 1.5), 'RangeError', 'dropout: p is 1.5; a probability is between 0 and 1.'],
  [() => engine.dropout(z(2), NaN), 'RangeError', 'dropout: p is NaN; a probability is between 0 and 1.'],
  [
    () => engine.dropout(z(2), 0.5),
    'RangeError',
    'dropout: training needs a source of chance: pass { rng: rng(seed) }, or { training: false }.',
  ],
  [
    () => engine.dropout(z(2), 0.5, { scaling: 'test' as never }),
    'RangeError',
    "dropout: scaling is 'test'. Known: 'inverted', 'evaluation', 'none'.",
  ],
  [
    () => engine.dropout(z(2), 0.5, { probability: 'drop' as never }),
    'RangeError',
    "dropout: probability is 'drop'. Known: 'zeroing', 'keeping'.",
  ],
  [
    () => engine.dropout2d(z(2, 3), 0.5),
    'ShapeError',
    'dropout2d: input has 2 axes, needs 4 (N, C, H, W) or 3 (C, H, W). Got input (2, 3).',
  ],
  [
    () => engine.embedding([5], z(5, 2)),
    'RangeError',
    'embedding: index 5 is out of range; the axis has places 0 to 4.',
  ],
  [
    () => engine.embedding([0.5], z(5, 2)),
    'DTypeError',
    'embedding: the index holds 0.5; places are whole numbers.',
  ],
  [
    () => engine.embedding([0], z(5)),
    'ShapeError',
    'embedding: weight has 1 axis, needs 2 (numEmbeddings, embeddingDim). Got weight (5).',
  ],
  [
    () => engine.embedding([0], z(5, 2), { paddingIdx: 5 }),
    'RangeError',
    'embedding: paddingIdx is 5; there are 5 rows, 0 to 4.',
  ],
  [
    () => engine.rnnCell(z(2, 3), z(2, 4), { weightIh: z(4, 5), weightHh: z(4, 4) }),
    'ShapeError',
    'rnnCell: input has 3 features, weightIh expects 5. Got input (2, 3) as (B, D), weightIh (4, 5) as (gates · H, D). A weightIh (4, 3) would fit.',
  ],
  [
    () => engine.lstmCell(z(2, 3), [z(2, 4), z(2, 4)], { weightIh: z(12, 3), weightHh: z(12, 4) }),
    'ShapeError',
    'lstmCell: the weights need 4 · H rows for H hidden features. Got weightIh (12, 3) as (gates · H, D), weightHh (12, 4) as (gates · H, H).',
  ],
  [
    () => engine.gruCell(z(2, 3), z(3, 4), { weightIh: z(12, 3), weightHh: z(12, 4) }),
    'ShapeError',
    'gruCell: the state must be (2, 4). Got state (3, 4) as (B, H), input (2, 3) as (B, D).',
  ],
  [
    () =>
      engine.lstmCell(z(2, 3), [z(2, 4), z(2, 4)], { weightIh: z(16, 3), weightHh: z(16, 4), biasIh: z(4) }),
    'ShapeError',
    'lstmCell: biasIh needs 16 numbers. Got biasIh (4).',
  ],
  [
    () =>
      engine.rnnCell(
        z(2, 3),
        z(2, 4),
        { weightIh: z(4, 3), weightHh: z(4, 4) },
        { nonlinearity: 'sin' as never },
      ),
    'RangeError',
    "rnnCell: nonlinearity is 'sin'. Known: 'tanh', 'relu'.",
  ],
  [
    () => engine.rnn(z(3), null, { weightIh: z(4, 3), weightHh: z(4, 4) }),
    'ShapeError',
    'rnn: input has 1 axis, needs 3 (B, T, D) or 2 (T, D). Got input (3).',
  ],
  [
    () => engine.rnn(z(1, 0, 3), null, { weightIh: z(4, 3), weightHh: z(4, 4) }),
    'ShapeError',
    'rnn: the sequence has no step. Got input (1, 0, 3).',
  ],
  [
    () => engine.lstm(z(2, 5, 3), [z(2, 4), z(2, 4)], { weightIh: z(16, 3), weightHh: z(16, 4) }),
    'ShapeError',
    'lstm: the initial state does not fit. Got state (2, 4), input (2, 5, 3). It must have shape (1, 2, 4): layers and directions, batch, hidden features.',
  ],
  [
    () => engine.gru(z(2, 5, 3), null, { weightIh: z(12, 3), weightHh: z(12, 4) }, { bidirectional: true }),
    'RangeError',
    'gru: the number of weight sets is 1; each layer needs two, forward and backward.',
  ],
  [
    () => engine.scaledDotProductAttention(z(2, 3, 4), z(2, 3, 5), z(2, 3, 5)),
    'ShapeError',
    'scaledDotProductAttention: queries have 4 features, keys have 5. Got query (2, 3, 4) as (…, T, hs), key (2, 3, 5) as (…, S, hs). They are multiplied: they need the same.',
  ],
  [
    () => engine.scaledDotProductAttention(z(2, 3, 4), z(2, 3, 4), z(2, 2, 4)),
    'ShapeError',
    'scaledDotProductAttention: there are 3 keys and 2 values. Got key (2, 3, 4) as (…, S, hs), value (2, 2, 4) as (…, S, hv). Each key needs one value.',
  ],
  [
    () => engine.scaledDotProductAttention(z(4), z(3, 4), z(3, 4)),
    'ShapeError',
    'scaledDotProductAttention: query has 1 axis, needs 2 or more (…, T, hs). Got query (4).',
  ],
  [
    () => engine.scaledDotProductAttention(z(2, 3, 4), z(3, 3, 4), z(3, 3, 4)),
    'ShapeError',
    'scaledDotProductAttention: sizes 2 and 3 at axis -1 do not broadcast. Got a (2), b (3), c (3). Aligned at the last axis, sizes must be equal or 1.',
  ],
  [
    () =>
      engine.multiHeadAttention(
        z(1, 2, 5),
        z(1, 2, 5),
        z(1, 2, 5),
        { inProjWeight: z(15, 5), outProjWeight: z(5, 5) },
        { nHead: 2 },
      ),
    'ShapeError',
    'multiHeadAttention: 5 features do not split into 2 heads. Got query (1, 2, 5) as (B, T, E). nHead must divide E.',
  ],
  [
    () =>
      engine.multiHeadAttention(
        z(1, 2, 4),
        z(1, 2, 4),
        z(1, 2, 4),
        { inProjWeight: z(4, 4), outProjWeight: z(4, 4) },
        { nHead: 2 },
      ),
    'ShapeError',
    'multiHeadAttention: inProjWeight must be (12, 4), queries, keys and values for 4 features. Got inProjWeight (4, 4).',
  ],
  [
    () =>
      engine.multiHeadAttention(
        z(1, 2, 4),
        z(1, 2, 4),
        z(1, 2, 4),
        { inProjWeight: z(12, 4), outProjWeight: z(4, 4) },
        { nHead: 2, keyPaddingMask: [[0, 1, 1]] },
      ),
    'ShapeError',
    'multiHeadAttention: keyPaddingMask must be (1, 2). Got keyPaddingMask (1, 3).',
  ],
  [
    () =>
      engine.multiHeadAttention(
        z(1, 2, 4),
        z(1, 3, 4),
        z(1, 2, 4),
        { inProjWeight: z(12, 4), outProjWeight: z(4, 4) },
        { nHead: 2 },
      ),
    'ShapeError',
    'multiHeadAttention: batch, features or source steps differ. Got query (1, 2, 4) as (B, T, E), key (1, 3, 4) as (B, S, E), value (1, 2, 4) as (B, S, E).',
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
