import { describe, expect, test } from 'vitest'
import * as engine from '../../../src/engine/index.ts'
import { LAYERS, LOSSES, OPTIMIZERS } from './cases.ts'
import type { Plan } from '../../../src/engine/plan/plan.ts'
import { type Case, byEager, byPlan, distance, featuresOf, modelOf, problemOf } from './models.ts'

const {
  BatchNorm1d,
  Conv1d,
  Conv2d,
  ConvTranspose1d,
  ConvTranspose2d,
  ELU,
  Embedding,
  Flatten,
  GRU,
  L2Pool2d,
  LSTM,
  LayerNorm,
  LeakyReLU,
  Linear,
  MultiHeadAttention,
  Softmax,
  Tanh,
  WeightedPool2d,
} = engine

const image = (layers: () => engine.Layer[], features: number): Case => ({
  layers: () => [...layers(), new Flatten(), new Linear(features, 2)],
  inputShape: [2, 4, 4],
})
const dense = (options: Case['options'], last: engine.Layer[] = []): Case => ({
  layers: () => [new Linear(3, 4), new Tanh(), new Linear(4, 2), ...last],
  inputShape: [3],
  options: options!,
})

/** What has no compiled form, and what a plan says of it. It trains eagerly. */
const REFUSED: readonly [name: string, given: Case, reason: string][] = [
  [
    'ConvTranspose2d',
    image(() => [new ConvTranspose2d(2, 3, 2)], 75),
    "layer '0': there is no compiled ConvTranspose2d",
  ],
  [
    'ConvTranspose1d',
    { layers: () => [new ConvTranspose1d(2, 3, 2), new Flatten(), new Linear(18, 2)], inputShape: [2, 5] },
    "layer '0': there is no compiled ConvTranspose1d",
  ],
  ['L2Pool2d', image(() => [new L2Pool2d(2)], 8), "layer '0': there is no compiled L2Pool2d"],
  [
    'WeightedPool2d',
    image(() => [new WeightedPool2d(2)], 8),
    "layer '0': there is no compiled WeightedPool2d",
  ],
  [
    'Conv2d that does not pad with zeros',
    image(() => [new Conv2d(2, 3, 3, { padding: 1, paddingMode: 'reflect' })], 48),
    "layer '0': Conv2d with paddingMode 'reflect'",
  ],
  [
    'Conv1d that does not pad with zeros',
    {
      layers: () => [
        new Conv1d(2, 3, 3, { padding: 1, paddingMode: 'circular' }),
        new Flatten(),
        new Linear(15, 2),
      ],
      inputShape: [2, 5],
    },
    "layer '0': Conv1d with paddingMode 'circular'",
  ],
  [
    'LeakyReLU that falls',
    { ...dense({}), layers: () => [new Linear(3, 2), new LeakyReLU(-0.1)] },
    "layer '1': LeakyReLU with such a slope below zero",
  ],
  [
    'ELU without a slope',
    { ...dense({}), layers: () => [new Linear(3, 2), new ELU(0)] },
    "layer '1': ELU with such a slope below zero",
  ],
  [
    'Softmax along another axis',
    { layers: () => [new Linear(3, 4), new Softmax(1), new Linear(4, 2)], inputShape: [2, 3] },
    "layer '1': Softmax along another axis than the last",
  ],
  [
    'LayerNorm over two axes',
    { layers: () => [new LayerNorm([2, 3]), new Linear(3, 2)], inputShape: [2, 3] },
    "layer '0': LayerNorm over more than the last axis",
  ],
  [
    'BatchNorm1d of a sequence of features',
    { layers: () => [new Linear(3, 4), new BatchNorm1d(2)], inputShape: [2, 3] },
    "layer '1': BatchNorm1d of such a layout",
  ],
  [
    'Linear of maps',
    { layers: () => [new Linear(4, 2)], inputShape: [2, 4, 4] },
    "layer '0': Linear of maps; put a Flatten before it",
  ],
  [
    'GRU that resets before the product',
    { layers: () => [new GRU(3, 4, { resetAfter: false })], inputShape: [5, 3] },
    "layer '0': GRU that resets before the product",
  ],
  [
    'LSTM with dropout',
    { layers: () => [new LSTM(3, 4, { numLayers: 2, dropout: 0.5 })], inputShape: [5, 3] },
    "layer '0': LSTM with dropout between its layers",
  ],
  ['mean of sums', dense({ loss: { type: 'mseLoss', meanOver: 'examples' } }), 'mseLoss with meanOver'],
  ['sums', dense({ loss: { type: 'mseLoss', reduction: 'sum' } }), 'mseLoss with reduction'],
  [
    'class weights',
    dense({ loss: { type: 'crossEntropyLoss', weight: [1, 2] } }),
    'crossEntropyLoss with weight',
  ],
  [
    'weights of positive examples',
    dense({ loss: { type: 'bceWithLogitsLoss', posWeight: [3, 3] } }),
    'bceWithLogitsLoss with posWeight',
  ],
  [
    'smooth L1 without a bend',
    dense({ loss: { type: 'smoothL1Loss', beta: 0 } }),
    'smoothL1Loss with beta 0',
  ],
  ['Adam with ε 0', dense({ optimizer: { type: 'Adam', eps: 0 } }), 'Adam with eps 0'],
]

describe('what has no compiled form', () => {
  test.each(REFUSED)('%s: is refused by name, and trains eagerly', (_, given, reason) => {
    const trained = byPlan(given, 3)
    expect([trained.plan.isCompiled, trained.plan.reason]).toEqual([false, reason])
    expect(distance(trained, byEager(given, 3))).toBeLessThan(1e-12)
  })
})

/** The types of all layers of a case, blocks taken apart or not. */
const typesOf = (given: Case): string[] => {
  const types: string[] = []
  const walk = (module: engine.Module<unknown>): void => {
    if ('type' in module) types.push(String(module.type))
    for (const [, child] of module.namedChildren()) walk(child)
  }
  walk(problemOf(given).model)
  return types
}

/** The public classes that extend Layer. */
const layerTypes = Object.entries(engine)
  .filter(([, value]) => typeof value === 'function' && (value.prototype as unknown) instanceof engine.Layer)
  .map(([name]) => name)

describe('nothing is forgotten', () => {
  test('every layer is in the table of agreement, or refused by name', () => {
    const compiled = new Set(Object.values(LAYERS).flatMap(typesOf))
    const refused = new Set(REFUSED.flatMap(([, given]) => typesOf(given)))
    expect(layerTypes.length).toBeGreaterThan(40)
    expect(layerTypes.filter((name) => !compiled.has(name) && !refused.has(name))).toEqual([])
    expect(layerTypes.filter((name) => !compiled.has(name))).toEqual([
      'ConvTranspose1d',
      'ConvTranspose2d',
      'L2Pool2d',
      'WeightedPool2d',
    ])
  })

  test('every loss and every optimizer is in the table, and so is every pair of them', () => {
    const listed = (of: () => unknown): string[] => {
      try {
        of()
      } catch (error) {
        return /Known: (.*)\./.exec((error as Error).message)![1]!.split(', ')
      }
      throw new Error('an unknown name was accepted')
    }
    const losses = listed(() => engine.lossByName('?'))
    const tested = Object.values(LOSSES).map(({ options }) =>
      typeof options!.loss === 'string' ? options!.loss : options!.loss!.type,
    )
    const full = (name: string): string => (name === 'mae' ? 'l1Loss' : name.replace(/(?:Loss)?$/, 'Loss'))
    expect(new Set(tested.map(full))).toEqual(new Set(losses))
    const optimizers = listed(() => engine.makeOptimizer('?', []))
    expect(new Set(Object.values(OPTIMIZERS).map(({ type }) => type))).toEqual(new Set(optimizers))
  })
})

/**
 * Every layer with every loss and optimizer would be twenty thousand trainings. Layers meet losses and optimizers only at
 * the output and at the parameters, so each layer is trained with one loss and one optimizer, which take turns, besides
 * the tables in which each pair of loss and optimizer, and each layer, is trained alone.
 */
describe('layers with losses and optimizers in turn', () => {
  const optimizers = Object.values(OPTIMIZERS)
  const losses = ['mse', 'l1', 'huber', 'smoothL1', 'bceWithLogits']
  test.each(Object.entries(LAYERS).map(([name, given], i) => [name, given, i] as const))(
    '%s',
    (_, given, i) => {
      const optimizer = optimizers[i % optimizers.length]!
      // With a small ε, adaptive optimizers make a rounding error of a small gradient as large as a step.
      const steady = optimizer.type === 'SGD' ? optimizer : { ...optimizer, eps: 1e-3 }
      const loss = losses[i % losses.length]!
      const both: Case = { ...given, options: { ...given.options, loss, optimizer: steady } }
      const plan = byPlan(both, 4)
      expect(plan.plan.reason).toBeNull()
      expect(distance(plan, byEager(both, 4))).toBeLessThan(2e-4)
    },
  )
})

test.each([
  () => new engine.ReLU(),
  () => new LeakyReLU(0.2),
  () => new ELU(0.5),
  () => new engine.Hardtanh(0, 1),
  () => new engine.Hardtanh(-1, 0),
  () => new engine.Softsign(),
  () => new engine.GELU(),
  () => new engine.SiLU(),
])('at exactly 0, where a pixel of padding is, slopes are the eager engine’s: case %#', (activation) => {
  const layers = [new Linear(3, 4), activation(), new Linear(4, 2)]
  const model = modelOf(layers)
  for (const { data } of layers[0]!.parameters()) data.fill(0)
  const [x, y] = [featuresOf([3], 6, 1), featuresOf([2], 6, 2)]
  const options = { loss: 'mse', optimizer: 'SGD', inputShape: [3], batchSize: 6 }
  const plan = engine.compilePlan(model, options).setData(x, y, { shuffle: false })
  engine.mseLoss(model.forward(x), y).backward()
  const gradient = (plan as Plan).ledger().parameters['0.bias']!.gradient!
  const wanted = layers[0]!.parameters()[1]!.grad!
  gradient.data.forEach((value, i) => expect(value).toBeCloseTo(wanted.data[i]!, 6))
})

test('what a layer refuses beside its kind is told, too: attention between sequences, shared weights', () => {
  const { applyLayer, input, model } = engine
  const [x, shared] = [input([4]), new Linear(4, 4, { seed: 1 })]
  const twice = model(x, applyLayer(shared, [applyLayer(shared, [x])]))
  const options = { loss: 'mse', optimizer: 'SGD' }
  expect(engine.compilePlan(twice, { ...options, inputShape: [4] }).reason).toContain('is shared with')
  const s = input([3, 4])
  const attention = new MultiHeadAttention(4, 2, { seed: 1 })
  const cross = model(s, applyLayer(attention, [s, applyLayer(new Linear(4, 4, { seed: 2 }), [s]), s]))
  expect(engine.compilePlan(cross, { ...options, inputShape: [3, 4] }).reason).toContain(
    'attention between different sequences',
  )
  const e = input([4])
  const late = model(
    e,
    applyLayer(new Embedding(5, 2, { seed: 1 }), [applyLayer(new Linear(4, 4, { seed: 2 }), [e])]),
  )
  expect(engine.compilePlan(late, { ...options, inputShape: [4] }).reason).toContain(
    'Embedding takes the numbers of tokens',
  )
})
