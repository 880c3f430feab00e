import * as engine from '../../../src/engine/index.ts'

type Tensor = engine.Tensor
type Make = (shape: readonly number[], kind?: 'normal' | 'positive' | 'unit') => Tensor
type Run = (make: Make, index: (shape: readonly number[], below: number) => Tensor) => Tensor

const e = engine

// By name: bundling may rename a function.
const unaries =
  'sigmoid tanh softplus logsigmoid softsign silu erf gelu exp expm1 neg sin cos arctan sinh cosh relu leakyRelu elu abs square hardtanh tan'
const positives = 'log log1p sqrt reciprocal'
const binaries = 'add sub mul div maximum minimum'
const reductions = 'sum mean variance std norm prod amax amin logsumexp'

const functions: Readonly<Record<string, unknown>> = { ...engine }

function named<F>(names: string, run: (fn: F) => Run): [string, Run][] {
  return names.split(' ').map((name) => [name, run(functions[name] as F)])
}

const recurrent = (make: Make, gates: number) =>
  [3, 4, 8, 8].map((inputs) => ({
    weightIh: make([gates * 4, inputs === 4 ? 3 : inputs]),
    weightHh: make([gates * 4, 4]),
    biasIh: make([gates * 4]),
    biasHh: make([gates * 4]),
  }))

/** Every differentiable operation, once or in a few configurations. */
export const OPERATIONS: readonly (readonly [name: string, run: Run])[] = [
  ...named<typeof e.sigmoid>(unaries, (fn) => (make) => fn(make([5, 7]))),
  ...named<typeof e.log>(positives, (fn) => (make) => fn(make([5, 7], 'positive'))),
  ...named<typeof e.add>(binaries, (fn) => (make) => fn(make([4, 1, 6]), make([3, 6], 'positive'))),
  ...named<typeof e.sum>(reductions, (fn) => (make) => fn(make([6, 37, 3], 'positive'), 1)),
  ['gelu, tanh', (make) => e.gelu(make([5, 7]), { approximate: 'tanh' })],
  ['pow', (make) => e.pow(make([40], 'positive'), make([40]))],
  ['clamp', (make) => e.clamp(make([40]), -0.5, 0.5)],
  ['where', (make) => e.where(e.greater(make([9]), 0), make([9]), make([9]))],
  ['cumsum', (make) => e.cumsum(make([5, 20]), 1)],
  ['softmax', (make) => e.softmax(make([6, 11]))],
  ['logSoftmax', (make) => e.logSoftmax(make([6, 11]), 0)],
  ['matmul', (make) => e.matmul(make([2, 3, 19]), make([19, 5]))],
  ['einsum', (make) => e.einsum('bij,bjk,k->bi', make([2, 3, 4]), make([2, 4, 5]), make([5]))],
  ['linear', (make) => e.linear(make([2, 3, 4]), make([5, 4]), make([5]))],
  ['outer', (make) => e.outer(make([7]), make([6]))],
  [
    'concat, slice, pad, flip, roll',
    (make) =>
      e.roll(
        e.flip(
          e.pad(e.slice(e.concat([make([3, 4]), make([2, 4])]), [[1, 4], null]), [1, 2], { mode: 'reflect' }),
          0,
        ),
        1,
      ),
  ],
  ['gather', (make, index) => e.gather(make([5, 4]), 0, index([3, 4], 5))],
  ['scatterAdd', (make, index) => e.scatterAdd(make([5, 4]), 0, index([3, 4], 5), make([3, 4]))],
  ['embedding', (make, index) => e.embedding(index([2, 3], 6), make([6, 4]))],
  [
    'conv2d',
    (make) =>
      e.conv2d(make([2, 4, 7, 6]), make([6, 2, 3, 2]), make([6]), {
        stride: [2, 1],
        padding: 1,
        dilation: [1, 2],
        groups: 2,
      }),
  ],
  ['conv1d', (make) => e.conv1d(make([2, 3, 9]), make([4, 3, 3]), make([4]), { padding: 'same' })],
  [
    'convTranspose2d',
    (make) =>
      e.convTranspose2d(make([2, 4, 3, 4]), make([4, 3, 3, 3]), make([6]), {
        stride: 2,
        padding: 1,
        outputPadding: 1,
        groups: 2,
      }),
  ],
  ['maxPool2d', (make) => e.maxPool2d(make([2, 3, 7, 8]), 3, { stride: 2, padding: 1, ceilMode: true })],
  [
    'avgPool2d',
    (make) => e.avgPool2d(make([2, 3, 7, 8]), 3, { stride: 2, padding: 1, countIncludePad: false }),
  ],
  ['l2Pool2d', (make) => e.l2Pool2d(make([2, 3, 6, 6]), 2)],
  ['weightedPool2d', (make) => e.weightedPool2d(make([2, 3, 6, 6]), 3)],
  ['adaptiveAvgPool2d', (make) => e.adaptiveAvgPool2d(make([2, 3, 7, 5]), [3, 2])],
  ['batchNorm', (make) => e.batchNorm(make([4, 3, 5]), null, null, make([3]), make([3]), { training: true })],
  ['layerNorm', (make) => e.layerNorm(make([4, 7]), [7], make([7]), make([7]))],
  ['groupNorm', (make) => e.groupNorm(make([2, 6, 3]), 3, make([6]), make([6]))],
  ['instanceNorm', (make) => e.instanceNorm(make([2, 3, 4]))],
  ['rnn', (make) => e.rnn(make([2, 5, 3]), null, recurrent(make, 1)[0]!).output],
  ['lstm', (make) => e.lstm(make([2, 5, 3]), null, recurrent(make, 4), { bidirectional: true }).output],
  ['gru', (make) => e.gru(make([2, 5, 3]), null, recurrent(make, 3)[0]!).output],
  [
    'attention',
    (make) =>
      e.scaledDotProductAttention(make([2, 5, 4]), make([2, 5, 4]), make([2, 5, 3]), { isCausal: true }),
  ],
  ['mseLoss', (make) => e.mseLoss(make([5, 3]), make([5, 3]))],
  ['huberLoss', (make) => e.huberLoss(make([5, 3]), make([5, 3]), { delta: 0.7 })],
  ['klDivLoss', (make) => e.klDivLoss(e.logSoftmax(make([5, 3])), e.softmax(make([5, 3])))],
  ['bceWithLogitsLoss', (make) => e.bceWithLogitsLoss(make([5, 3]), make([5, 3], 'unit'))],
  [
    'crossEntropyLoss',
    (make, index) =>
      e.crossEntropyLoss(make([7, 4]), index([7], 4), {
        weight: make([4], 'positive'),
        labelSmoothing: 0.1,
        ignoreIndex: 2,
      }),
  ],
]
