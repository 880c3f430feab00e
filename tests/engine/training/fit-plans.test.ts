import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as engine from '../../../src/engine/index.ts'

const {
  BatchNorm1d,
  Dropout,
  Flatten,
  L2Pool2d,
  Linear,
  Softplus,
  Tanh,
  compilePlan,
  rng,
  sequential,
  usePlans,
} = engine

beforeEach(() => usePlans(compilePlan))
afterEach(() => usePlans(null))

const x = engine.randn([23, 3], { rng: rng(1) })
const classes = engine.tensor(Int32Array.from({ length: 23 }, (_, i) => i % 2))
const float32 = { dtype: 'float32' } as const

type Changes = Partial<engine.CompileOptions>
const make = (changes: Changes = {}, dtype: engine.DType = 'float32'): engine.SequentialModel => {
  const model = sequential([
    new Linear(3, 6, { dtype, seed: 1 }),
    new Tanh(),
    new BatchNorm1d(6, { dtype }),
    new Linear(6, 2, { dtype, seed: 2 }),
  ])
  return model.compile({
    optimizer: { type: 'Adam', learningRate: 0.02, eps: 1e-3 },
    loss: 'crossEntropy',
    metrics: ['accuracy'],
    ...changes,
  })
}
const farthest = (a: engine.Module<unknown>, b: engine.Module<unknown>): number => {
  const other = b.stateDict()
  return Math.max(
    ...Object.entries(a.stateDict()).flatMap(([name, { data }]) =>
      [...data].map((value, i) => Math.abs(value - other[name]!.data[i]!)),
    ),
  )
}
/** The same fit twice: by a plan, and eagerly in float64. */
function both(
  options: engine.FitOptions,
  changes: Changes = {},
  fit = (model: engine.SequentialModel) => model.fit(x, classes, options),
) {
  const [planned, eager] = [make(changes), make(changes, 'float64')]
  const histories = [fit(planned), fit(eager)] as const
  expect(planned.eagerBecause).toBeNull()
  expect(eager.eagerBecause).toBe('the layers are of float64, and plans compute in float32')
  return { planned, eager, histories }
}
const near = (a: engine.History, b: engine.History): void => {
  expect(a.epoch).toEqual(b.epoch)
  expect(Object.keys(a.history)).toEqual(Object.keys(b.history))
  for (const [name, values] of Object.entries(a.history))
    values.forEach((value, i) => expect(value, `${name} ${i}`).toBeCloseTo(b.history[name]![i]!, 4))
}

describe('fit by a plan', () => {
  test.each<[string, engine.FitOptions, Changes]>([
    ['in a new order every epoch', { epochs: 4, batchSize: 5, seed: 3 }, {}],
    ['in the given order', { epochs: 3, batchSize: 8, shuffle: false }, {}],
    ['without the last batch', { epochs: 3, batchSize: 8, dropLast: true }, {}],
    ['with validation', { epochs: 3, batchSize: 4, validationSplit: 0.3 }, {}],
    ['with limited gradients', { epochs: 3, batchSize: 6 }, { clipGradNorm: 0.1 }],
    [
      'with momentum',
      { epochs: 3, batchSize: 6 },
      { optimizer: { type: 'SGD', learningRate: 0.1, momentum: 0.9 } },
    ],
    ['without metrics', { epochs: 3, batchSize: 6 }, { metrics: [] }],
    ['in batches larger than the data', { epochs: 3, batchSize: 64 }, {}],
  ])('%s: comes to the numbers of the eager one', (_, options, changes) => {
    const { planned, eager, histories } = both(options, changes)
    near(...histories)
    expect(farthest(planned, eager)).toBeLessThan(1e-4)
    expect(Object.values(histories[0].history).flat().every(Number.isFinite)).toBe(true)
  })

  test('a second fit goes on with what the optimizer remembers, by a plan or not', () => {
    const { planned, eager } = both({ epochs: 2, batchSize: 5 })
    for (const model of [planned, eager]) model.fit(x, classes, { epochs: 2, batchSize: 7, seed: 9 })
    expect(farthest(planned, eager)).toBeLessThan(1e-4)
    usePlans(null)
    for (const model of [planned, eager]) model.fit(x, classes, { epochs: 1, batchSize: 7 })
    expect(planned.eagerBecause).toBe('no planner is loaded')
    expect(farthest(planned, eager)).toBeLessThan(2e-4)
    const stepsOf = (model: engine.SequentialModel): number =>
      model.optimizer.state(model.parameters()[0]!).step
    expect(stepsOf(planned)).toBe(stepsOf(eager))
  })

  test('callbacks change the learning rate, and stop it', () => {
    const callbacks = (): engine.Callback[] => [
      new engine.LearningRateScheduler((epoch) => 0.05 / (epoch + 1)),
      { onEpochEnd: (epoch, _, model) => void (model.stopTraining = epoch === 2) },
    ]
    const { histories, planned, eager } = both({}, {}, (model) =>
      model.fit(x, classes, { epochs: 9, batchSize: 5, callbacks: callbacks() }),
    )
    near(...histories)
    expect(histories[0].epoch).toHaveLength(3)
    expect(farthest(planned, eager)).toBeLessThan(1e-4)
  })

  test('a callback after every update sees the weights', () => {
    const seen: [number, number][] = []
    const model = make()
    const onBatchEnd: engine.Callback['onBatchEnd'] = (batch, { loss }) =>
      void seen.push([loss!, model.parameters()[0]!.data[batch]!])
    model.fit(x, classes, { batchSize: 8, callbacks: [{ onBatchEnd }] })
    expect(model.eagerBecause).toBeNull()
    expect(new Set(seen.map(String)).size).toBe(3)
    expect(seen[2]![1]).toBe(model.parameters()[0]!.data[2])
  })

  test('a host between updates sees the weights, and may change the learning rate', () => {
    const watch = (model: engine.SequentialModel): number[] => {
      const seen: number[] = []
      const steps = model.fitSteps(x, classes, { epochs: 2, batchSize: 5 })
      for (const progress of steps) {
        if (progress.type !== 'batch') continue
        if (progress.step === 3) model.optimizer.learningRate = 0.1
        seen.push(model.parameters()[0]!.data[0]!)
      }
      return seen
    }
    const [planned, eager] = [make(), make({}, 'float64')]
    const [a, b] = [watch(planned), watch(eager)]
    expect(planned.eagerBecause).toBeNull()
    expect(new Set(a).size).toBe(10)
    a.forEach((value, i) => expect(value).toBeCloseTo(b[i]!, 4))
  })

  test('a number that is not finite is told as ever, with everything put back', () => {
    const model = sequential([new Linear(3, 1, { ...float32, seed: 1 })]).compile({
      optimizer: { type: 'SGD', learningRate: 1e30 },
      loss: 'mse',
    })
    let caught: unknown
    try {
      model.fit(x, engine.full([23, 1], 1e5), { epochs: 3, batchSize: 23 })
    } catch (error) {
      caught = error
    }
    expect(caught).toBeInstanceOf(engine.TrainingNonFiniteError)
    expect(model.eagerBecause).toBeNull()
    expect(model.parameters().every(({ data }) => data.every(Number.isFinite))).toBe(true)
  })

  test('frozen layers and dropout go with it', () => {
    const model = sequential([
      new Linear(3, 6, { ...float32, seed: 1 }),
      new Dropout(0.5, { seed: 3 }),
      new Linear(6, 2, { ...float32, seed: 2 }),
    ])
    model.parameters()[0]!.requiresGrad = false
    const [frozen, free] = [[...model.parameters()[0]!.data], [...model.parameters()[2]!.data]]
    model.compile({ optimizer: 'adam', loss: 'crossEntropy' }).fit(x, classes, { epochs: 20 })
    expect(model.eagerBecause).toBeNull()
    expect([...model.parameters()[0]!.data]).toEqual(frozen)
    expect([...model.parameters()[2]!.data]).not.toEqual(free)
  })
})

describe('what a plan cannot fit says why, and fits eagerly', () => {
  test.each<[string, Changes, engine.FitOptions]>([
    ['the loss is a function', { loss: engine.crossEntropyLoss as never }, {}],
    ['classes or examples are weighted', {}, { classWeight: 'balanced' }],
    ['weights are penalized by l1 or l2', { l2: 0.01 }, {}],
    ['gradients are limited in two ways', { clipGradNorm: 1, clipGradValue: 1 }, {}],
  ])('%s', (reason, changes, options) => {
    const model = make(changes)
    model.fit(x, classes, options)
    expect(model.eagerBecause).toBe(reason)
  })

  test('a layer without a compiled form is named', () => {
    const model = sequential([
      new L2Pool2d(2),
      new Softplus(),
      new Flatten(),
      new Linear(4, 2, { ...float32, seed: 1 }),
    ])
    model.compile({ optimizer: 'sgd', loss: 'crossEntropy' })
    model.fit(engine.randn([6, 1, 4, 4], { rng: rng(2), dtype: 'float32' }), [0, 1, 0, 1, 0, 1])
    expect(model.eagerBecause).toBe("layer '0': there is no compiled L2Pool2d")
  })
})
