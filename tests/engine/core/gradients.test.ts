import { describe, expect, test } from 'vitest'
import * as c from '../../../src/engine/index.ts'
import { gradientErrors } from './checkGradients.ts'

const unaryOps: Readonly<Record<string, unknown>> = { ...c }

/** An operation of one operand by its name. */
const named = (name: string): c.TensorFunction => unaryOps[name] as c.TensorFunction

type Reduction = (x: c.Tensor, axis: number | number[], options?: c.ReduceOptions) => c.Tensor
const reduction = (name: string): Reduction => unaryOps[name] as Reduction

const stream = c.rng(11).stream('gradients')
const normal = (...shape: number[]): c.Tensor => c.randn(shape, { rng: stream })

/** Values in ±[0.3, 1.3]: away from the kinks at 0 and ±1.5. */
function awayFromZero(...shape: number[]): c.Tensor {
  const out = c.rand(shape, { rng: stream })
  for (let i = 0; i < out.numel; i++) out.data[i] = (stream.bernoulli() ? 1 : -1) * (0.3 + out.data[i]!)
  return out
}
const positive = (...shape: number[]): c.Tensor => c.abs(awayFromZero(...shape))

type Entry = [name: string, fn: c.TensorFunction, inputs: c.Tensor[]]

const elementwise: Entry[] = [
  ...(
    [
      'neg',
      'abs',
      'exp',
      'expm1',
      'square',
      'reciprocal',
      'sin',
      'cos',
      'tan',
      'arctan',
      'sinh',
      'cosh',
    ] as const
  ).map((name): Entry => [name, named(name), [awayFromZero(2, 3)]]),
  ...(
    [
      'sigmoid',
      'tanh',
      'softplus',
      'logsigmoid',
      'softsign',
      'silu',
      'erf',
      'relu',
      'elu',
      'sign',
      'floor',
    ] as const
  ).map((name): Entry => [name, (x) => named(name)(x), [awayFromZero(2, 3)]]),
  ...(['ceil', 'round', 'step', 'leakyRelu'] as const).map((name): Entry => [
    name,
    (x) => named(name)(x),
    [awayFromZero(5)],
  ]),
  ...(['log', 'log1p', 'sqrt'] as const).map((name): Entry => [name, named(name), [positive(2, 3)]]),
  ['gelu', (x) => c.gelu(x), [normal(5)]],
  ['gelu tanh', (x) => c.gelu(x, { approximate: 'tanh' }), [normal(5)]],
  ['clamp', (x) => c.clamp(x, -0.8, 0.2), [c.tensor([-1.2, -0.5, 0.1, 0.7])]],
  ['hardtanh', (x) => c.hardtanh(x), [c.tensor([-1.2, -0.5, 0.1, 1.7])]],
  ['add', c.add, [normal(2, 1, 3), normal(4, 1)]],
  ['sub', c.sub, [normal(2, 3), normal(3)]],
  ['mul', c.mul, [normal(2, 3), normal(2, 1)]],
  ['div', c.div, [normal(2, 3), awayFromZero(3)]],
  ['pow', c.pow, [positive(2, 3), normal(3)]],
  ['maximum', c.maximum, [normal(2, 3), normal(3)]],
  ['minimum', c.minimum, [normal(2, 3), normal(3)]],
  ['where', (a, b) => c.where([[1, 0, 1]], a, b), [normal(2, 3), normal(2, 1)]],
  ['cast', (x) => c.cast(c.mul(x, 2), 'float64'), [normal(3)]],
]

const reductions: Entry[] = [
  ...(['sum', 'mean', 'variance', 'std', 'logsumexp', 'amax', 'amin', 'prod', 'norm'] as const).flatMap(
    (name): Entry[] => [
      [`${name} of all`, (x) => named(name)(x), [awayFromZero(2, 3)]],
      [`${name} over axis 0`, (x) => reduction(name)(x, 0), [awayFromZero(3, 2)]],
      [
        `${name} over axes 0 and -1, kept`,
        (x) => reduction(name)(x, [0, -1], { keepdim: true }),
        [awayFromZero(2, 2, 3)],
      ],
    ],
  ),
  [
    'prod with a zero',
    (x) => c.prod(x, 1),
    [
      c.tensor([
        [2, 0, 3],
        [0, 0, 1],
      ]),
    ],
  ],
  ['norm p=1', (x) => c.norm(x, 0, { p: 1 }), [awayFromZero(3, 2)]],
  ['norm p=3', (x) => c.norm(x, 0, { p: 3 }), [awayFromZero(3, 2)]],
  ['norm p=∞', (x) => c.norm(x, 0, { p: Infinity }), [awayFromZero(3, 2)]],
  ['max', (x) => c.max(x, 1).values, [normal(2, 4)]],
  ['min', (x) => c.min(x), [normal(2, 4)]],
  ['cumsum', (x) => c.cumsum(x, 0), [normal(3, 2)]],
  ['softmax', (x) => c.softmax(x), [normal(2, 3)]],
  ['softmax over axis 0', (x) => c.softmax(x, 0), [normal(2, 3)]],
  ['logSoftmax', (x) => c.logSoftmax(x, 1), [normal(2, 3, 2)]],
]

const movements: Entry[] = [
  ['reshape', (x) => c.reshape(x, [3, -1]), [normal(2, 3)]],
  ['flatten', (x) => c.flatten(x, 1), [normal(2, 3, 2)]],
  ['squeeze', (x) => c.squeeze(x), [normal(2, 1, 2)]],
  ['unsqueeze', (x) => c.unsqueeze(x, 1), [normal(2, 2)]],
  ['permute', (x) => c.permute(x, [2, 0, 1]), [normal(2, 3, 2)]],
  ['transpose', (x) => c.transpose(x), [normal(2, 3)]],
  ['broadcastTo', (x) => c.broadcastTo(x, [2, 3, 2]), [normal(3, 1)]],
  ['concat', (a, b) => c.concat([a, b, a], 1), [normal(2, 1), normal(2, 2)]],
  ['stack', (a, b) => c.stack([a, b], -1), [normal(2, 2), normal(2, 2)]],
  ['split', (x) => c.mul(c.split(x, [1, 2], 1)[1]!, 2), [normal(2, 3)]],
  ['chunk', (x) => c.chunk(x, 2)[1]!, [normal(3, 2)]],
  ['slice', (x) => c.slice(x, [[0, null, 2], -1]), [normal(4, 3)]],
  ...(['constant', 'reflect', 'replicate', 'circular'] as const).map((mode): Entry => [
    `pad ${mode}`,
    (x) => c.pad(x, [1, 2, 1, 0], { mode }),
    [normal(2, 3)],
  ]),
  [
    'gather',
    (x) =>
      c.gather(x, 1, [
        [0, 0, 1],
        [2, 1, 2],
      ]),
    [normal(2, 3)],
  ],
  ['scatterAdd', (x, y) => c.scatterAdd(x, 0, [[0, 0, 1]], y), [normal(2, 3), normal(1, 3)]],
  ['indexSelect', (x) => c.indexSelect(x, 1, [2, 2, 0]), [normal(2, 3)]],
  [
    'take',
    (x) =>
      c.take(x, [
        [5, 0],
        [0, 1],
      ]),
    [normal(2, 3)],
  ],
  ['flip', (x) => c.flip(x), [normal(2, 3)]],
  ['roll', (x) => c.roll(x, -4, 1), [normal(2, 3)]],
  ['tril', (x) => c.tril(x), [normal(3, 3)]],
  ['triu', (x) => c.triu(x, 1), [normal(2, 2, 3)]],
  ['diagonal', (x) => c.diagonal(x, 0, 2), [normal(2, 2, 3)]],
]

const products: Entry[] = [
  ['matmul', c.matmul, [normal(2, 3), normal(3, 2)]],
  ['matmul, batched and broadcast', c.matmul, [normal(2, 1, 2, 3), normal(2, 3, 1)]],
  ['matmul of vectors', c.matmul, [normal(3), normal(3)]],
  ['linear', c.linear, [normal(2, 3), normal(4, 3), normal(4)]],
  ['dot', c.dot, [normal(4), normal(4)]],
  ['outer', c.outer, [normal(2), normal(3)]],
  ['einsum', (a, b) => c.einsum('bij,bkj->bik', a, b), [normal(2, 2, 3), normal(2, 1, 3)]],
  ['einsum trace', (a) => c.einsum('bii->b', a), [normal(2, 3, 3)]],
  ['einsum of three', (x, y, z) => c.einsum('i,ij,j', x, y, z), [normal(2), normal(2, 3), normal(3)]],
]

const classes = [0, 2, 1]
const bits = [
  [1, 0],
  [0.3, 1],
  [0, 0],
]
const losses: Entry[] = [
  ['mseLoss', (y, t) => c.mseLoss(y, t, { half: true, meanOver: 'examples' }), [normal(3, 2), normal(3, 2)]],
  ['l1Loss', (y, t) => c.l1Loss(y, t), [normal(3, 2), normal(3, 2)]],
  ['mapeLoss', (y, t) => c.mapeLoss(y, t), [normal(4), awayFromZero(4)]],
  ['huberLoss', (y, t) => c.huberLoss(y, t, { delta: 0.6 }), [normal(3, 2), normal(3, 2)]],
  ['smoothL1Loss', (y, t) => c.smoothL1Loss(y, t, { beta: 0.6 }), [normal(3, 2), normal(3, 2)]],
  ['hingeLoss', (y) => c.hingeLoss(y, [1, -1, 1]), [c.tensor([0.2, 0.4, 3])]],
  ['bceLoss', (p) => c.bceLoss(c.sigmoid(p), bits), [normal(3, 2)]],
  [
    'bceWithLogitsLoss',
    (x, t) => c.bceWithLogitsLoss(x, t, { posWeight: [2, 0.5] }),
    [normal(3, 2), positive(3, 2)],
  ],
  ['nllLoss', (x) => c.nllLoss(x, classes, { weight: [1, 2, 0.5] }), [normal(3, 3)]],
  ['crossEntropyLoss', (x) => c.crossEntropyLoss(x, classes, { labelSmoothing: 0.2 }), [normal(3, 3)]],
  [
    'crossEntropyLoss of probabilities',
    (x, t) => c.crossEntropyLoss(x, c.softmax(t)),
    [normal(2, 3), normal(2, 3)],
  ],
  ['klDivLoss', (x, t) => c.klDivLoss(c.logSoftmax(x), c.softmax(t)), [normal(2, 3), normal(2, 3)]],
]

describe('first and second derivatives agree with central differences', () => {
  test.each([...elementwise, ...reductions, ...movements, ...products, ...losses])('%s', (_, fn, inputs) => {
    expect(gradientErrors(fn, inputs)).toBe('')
  })
})
