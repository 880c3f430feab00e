import { describe, expect, test } from 'vitest'
import * as engine from '../../../src/engine/index.ts'
import { Plan, type PlanOptions } from '../../../src/engine/plan/plan.ts'
import { type Case, bitsOf, byEager, byPlan, distance, featuresOf, modelOf, targetsOf } from './models.ts'

const { BatchNorm1d, Conv2d, Dropout, Flatten, Linear, MaxPool2d, ReLU, Tanh, compilePlan, rng, tensor } =
  engine

const mlp = (...middle: engine.Layer[]): engine.Module =>
  modelOf([new Linear(4, 6), ...middle, new Tanh(), new Linear(6, 3)])
const x = featuresOf([4], 10, 1)
const classes = targetsOf('crossEntropy', [10, 3], 2)
const options: PlanOptions = {
  loss: 'crossEntropy',
  optimizer: { type: 'Adam', learningRate: 0.05 },
  inputShape: [4],
  batchSize: 4,
  seed: 3,
}
const planOf = (changes: Partial<PlanOptions> = {}, ...middle: engine.Layer[]): Plan =>
  new Plan(mlp(...middle), { ...options, ...changes }).setData(x, classes)
const bits = (plan: Plan): string =>
  JSON.stringify(Object.values(plan.parameters()).map(({ data }) => [...data]))

describe('steps', () => {
  test('in one call or in many, the bits are the same; dropout and the ragged batch included', () => {
    const [one, many, mixed] = [
      planOf({}, new Dropout(0.4)),
      planOf({}, new Dropout(0.4)),
      planOf({}, new Dropout(0.4)),
    ]
    one.step(200)
    for (let i = 0; i < 200; i++) many.step()
    for (const n of [1, 63, 64, 65, 7]) mixed.step(n)
    expect(bits(many)).toBe(bits(one))
    expect(bits(mixed)).toBe(bits(one))
    expect([one.steps, one.epoch]).toEqual([200, many.epoch])
  })

  test('the loss is the mean of the losses before each update', () => {
    const [one, many] = [planOf(), planOf()]
    const losses = Array.from({ length: 9 }, () => many.step().loss)
    expect(one.step(9).loss).toBeCloseTo(losses.reduce((a, b) => a + b) / 9, 12)
  })

  test('another seed gives another order and another dropout', () => {
    const all = [planOf({}, new Dropout(0.4)), planOf({ seed: 4 }, new Dropout(0.4))]
    for (const plan of all) plan.step(3)
    expect(bits(all[0]!)).not.toBe(bits(all[1]!))
  })

  test('epochs count passes, and a smaller batch makes them longer', () => {
    const plan = planOf()
    plan.step(3)
    expect(plan.epoch).toBe(1)
    plan.batchSize = 2
    plan.step(4)
    expect(plan.epoch).toBe(1.8)
    expect(() => (plan.batchSize = 5)).toThrow('at most 4 were planned')
  })

  test('without shuffling the examples come as they are; dropLast leaves out what is left', () => {
    const plan = planOf().setData(x, classes, { shuffle: false, dropLast: true })
    plan.step(2)
    expect(plan.epoch).toBe(1)
    expect(() => planOf().setData(engine.takeRows(x, [0]), [1], { dropLast: true })).toThrow('no batch')
  })

  test('dropout zeroes the share it should, evenly over steps, and evaluation keeps all', () => {
    const plan = new Plan(modelOf([new Linear(1, 50), new Dropout(0.3), new Linear(50, 1)]), {
      ...options,
      loss: 'mse',
      inputShape: [1],
    })
    plan.setData(tensor([[1], [2], [3], [4]]), tensor([[0], [0], [0], [0]]))
    let zeros = 0
    let all = 0
    for (let i = 0; i < 100; i++) {
      const value = plan.ledger().values['1']!
      zeros += value.data.filter((v) => v === 0).length
      all += value.numel
    }
    expect(Math.abs(zeros / all - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / all)) // four standard deviations
    expect(plan.predict(x.data.slice(0, 1).length ? [[1]] : []).item()).toBe(plan.predict([[1]]).item())
  })

  test('dropout of maps zeroes whole maps, and evaluation keeps all', () => {
    const layers = [new Conv2d(1, 40, 3), new engine.Dropout2d(0.25), new Flatten(), new Linear(160, 3)]
    const plan = new Plan(modelOf(layers), { ...options, inputShape: [1, 4, 4] })
    plan.setData(featuresOf([1, 4, 4], 10, 7), classes)
    let zeros = 0
    let all = 0
    for (let i = 0; i < 50; i++) {
      const { data } = plan.ledger().values['1']!
      for (let at = 0; at < data.length; at += 4) {
        const lost = data.subarray(at, at + 4).filter((v) => v === 0).length
        expect([0, 4]).toContain(lost)
        zeros += Number(lost === 4)
        all++
      }
    }
    expect(Math.abs(zeros / all - 0.25)).toBeLessThan(4 * Math.sqrt((0.25 * 0.75) / all))
    const images = featuresOf([1, 4, 4], 2, 9)
    expect(plan.predict(images).toArray()).toEqual(plan.predict(images).toArray())
    expect(plan.predict(images).data.every((v) => v !== 0)).toBe(true)
  })

  test('augmentation gets the batch and chance of its own', () => {
    const seen: (readonly number[])[] = []
    const draws: number[] = []
    const plan = planOf().setData(x, classes, {
      augment: (batch, random) => {
        seen.push(batch.shape)
        draws.push(random.uniform())
        return engine.mul(batch, 0)
      },
    })
    const ledger = plan.ledger()
    expect([...ledger.values['input']!.data].every((v) => v === 0)).toBe(true)
    expect(seen[0]).toEqual([4, 4])
    expect(draws[1]).toBe(draws[0]) // the recorded step and the step itself are one
  })
})

describe('what changes while training', () => {
  test('hyper-parameters, without planning anew', () => {
    const plan = planOf({ optimizer: { type: 'SGD', learningRate: 0.1 } })
    plan.step(2)
    plan.setHyper({ learningRate: 0 })
    const before = bits(plan)
    plan.step(3)
    expect(bits(plan)).toBe(before)
    expect(plan.hyper['learningRate']).toBe(0)
    expect(() => plan.setHyper({ learningRate: -1 })).toThrow('learningRate is -1')
    expect(() => plan.setHyper({ lr: 1 })).toThrow("unknown option 'lr'")
    expect(() => plan.setHyper({ momentum: 0.9 })).toThrow('needs another memory')
  })

  test('parameters can be read one by one, loaded and copied back', () => {
    const model = mlp()
    const plan = new Plan(model, options).setData(x, classes)
    plan.step(5)
    expect(plan.parameter('0.weight').toArray()).not.toEqual(
      engine.cast(model.stateDict()['0.weight']!, 'float32').toArray(),
    )
    plan.copyTo()
    expect(plan.parameter('0.weight').toArray()).toEqual(model.stateDict()['0.weight']!.toArray())
    plan.load({ '0.bias': [1, 2, 3, 4, 5, 6] })
    expect(plan.parameter('0.bias').toArray()).toEqual([1, 2, 3, 4, 5, 6])
    const other = mlp()
    plan.copyTo(other)
    expect(other.stateDict()['0.bias']!.toArray()).toEqual([1, 2, 3, 4, 5, 6])
    expect(() => plan.parameter('0.gain')).toThrow("no '0.gain'. Known: 0.weight")
    expect(() => plan.load({ '0.bias': [1] })).toThrow('has 6 numbers, got 1')
  })

  test('frozen parameters stay, also under weight decay', () => {
    const model = mlp()
    const frozen = model.namedParameters()[0]![1]
    frozen.requiresGrad = false
    const before = [...Float32Array.from(frozen.data)]
    const plan = new Plan(model, {
      ...options,
      optimizer: { type: 'SGD', learningRate: 0.1, weightDecay: 0.5 },
    }).setData(x, classes)
    plan.step(5)
    expect([...plan.parameter('0.weight').data]).toEqual(before)
    expect(plan.parameter('2.weight').toArray()).not.toEqual(
      engine.cast(model.stateDict()['2.weight']!, 'float32').toArray(),
    )
  })

  test('evaluation is the eager one, on given and own examples', () => {
    const model = mlp()
    const plan = new Plan(model, options).setData(x, classes)
    const wanted = engine.crossEntropyLoss(model.forward(x), classes).item()
    expect(plan.evaluate().loss).toBeCloseTo(wanted, 6)
    expect(plan.evaluate(x, classes).loss).toBeCloseTo(wanted, 6)
    expect(plan.predict(x).shape).toEqual([10, 3])
  })
})

describe('a number that is not finite', () => {
  const wild: engine.Tensor = tensor([
    [1, 1, 1, 1],
    [1, 1, 1, 1],
    [1, 1, 1, 1],
    [1, 1, 1, 1],
    [1, Number.NaN, 1, 1],
    [1, 1, 1, 1],
  ])
  const regression = (rate: number): Plan =>
    new Plan(modelOf([new Linear(4, 6), new ReLU(), new Linear(6, 1)]), {
      ...options,
      loss: 'mse',
      optimizer: { type: 'SGD', learningRate: rate },
      batchSize: 1,
    })

  test.each([1, 3, 100])('is found in its step, in calls of %i, and the state before is kept', (perCall) => {
    const y = tensor(Array.from({ length: 6 }, () => [0.5]))
    const plan = regression(0.01).setData(wild, y, { shuffle: false })
    let report = plan.step(perCall)
    while (report.stopped === null) report = plan.step(perCall)
    expect(report.stopped).toEqual({ step: 4, layer: '0', tensor: 'output' })
    expect(plan.steps).toBe(4)
    const clean = regression(0.01).setData(
      engine.takeRows(wild, [0, 1, 2, 3]),
      engine.takeRows(y, [0, 1, 2, 3]),
      { shuffle: false },
    )
    clean.step(4)
    expect(bits(plan)).toBe(bits(clean))
    expect(plan.step().stopped?.step).toBe(4) // and it stops there again
  })

  test('an overflow is found where it happens', () => {
    const y = tensor(Array.from({ length: 6 }, () => [1e25]))
    const far = regression(1).setData(engine.mul(engine.takeRows(wild, [0, 1, 2, 3, 5, 5]), 1), y)
    expect(far.step(10).stopped).toEqual({ step: 0, layer: '', tensor: 'loss' })
    const fast = regression(1e30).setData(engine.takeRows(wild, [0, 1, 2, 3, 5, 5]), engine.mul(y, 1e-15), {
      shuffle: false,
    })
    const report = fast.step(10)
    expect(report.stopped?.step).toBe(0)
    expect(report.stopped?.tensor).toMatch(/weight|bias/)
    expect(report.steps).toBe(0)
    expect(report.loss).toBeNaN()
  })

  test('the loss of the steps before it is reported', () => {
    const y = tensor(Array.from({ length: 6 }, () => [0.5]))
    const report = regression(0.01).setData(wild, y, { shuffle: false }).step(100)
    const clean = regression(0.01)
      .setData(engine.takeRows(wild, [0, 1, 2, 3]), engine.takeRows(y, [0, 1, 2, 3]), { shuffle: false })
      .step(4)
    expect(report.steps).toBe(4)
    expect(report.loss).toBeCloseTo(clean.loss, 10)
  })
})

describe('the ledger', () => {
  const spatial = (): engine.Module =>
    modelOf([
      new Conv2d(1, 3, 3, { padding: 1 }),
      new ReLU(),
      new MaxPool2d(2),
      new Flatten(),
      new Linear(12, 3),
    ])
  const images = featuresOf([1, 4, 4], 10, 7)

  test('is the eager step, number by number, with what is fused taken apart', () => {
    const model = spatial()
    const plan = new Plan(model, {
      ...options,
      optimizer: { type: 'SGD', learningRate: 0.1, momentum: 0.9 },
      inputShape: [1, 4, 4],
      batchSize: 10,
    })
    plan.setData(images, classes, { shuffle: false })
    const ledger = plan.ledger()
    const [conv, relu, pool] = (model as engine.Sequential).layers.slice(0, 3) as [
      engine.Layer,
      engine.Layer,
      engine.Layer,
    ]
    const z = conv.forward(images)
    z.retainGrad()
    const a = relu.forward(z)
    const p = pool.forward(a)
    p.retainGrad()
    const logits = (model as engine.Sequential).layers.slice(3).reduce((v, layer) => layer.forward(v), p)
    const loss = engine.crossEntropyLoss(logits, classes)
    loss.backward()
    const near = (got: engine.Tensor | null | undefined, wanted: engine.Tensor | null): void => {
      expect(got!.shape).toEqual(wanted!.shape)
      got!.data.forEach((value, i) => expect(value).toBeCloseTo(wanted!.data[i]!, 5))
    }
    expect(ledger.loss).toBeCloseTo(loss.item(), 6)
    near(ledger.values['0'], z)
    near(ledger.values['1'], a)
    near(ledger.values['2'], p)
    near(ledger.gradients['0'], z.grad)
    near(ledger.gradients['2'], p.grad)
    for (const [name, parameter] of model.namedParameters()) {
      near(ledger.parameters[name]!.gradient, parameter.grad)
      near(ledger.memories[name]!['momentumBuffer'], parameter.grad) // the first step
      near(ledger.parameters[name]!.before, parameter)
    }
  })

  test('is one step like any other', () => {
    const make = (): Plan =>
      new Plan(spatial(), { ...options, inputShape: [1, 4, 4] }).setData(images, classes)
    const [recorded, plain] = [make(), make()]
    const ledger = recorded.ledger()
    plain.step()
    expect(recorded.steps).toBe(1)
    expect(bits(recorded)).toBe(bits(plain))
    expect(JSON.stringify([...ledger.parameters['4.weight']!.after.data])).toBe(
      JSON.stringify([...plain.parameter('4.weight').data]),
    )
  })
})

describe('memory', () => {
  test('stays as it is over many steps and calls, and the arena holds little more than its tensors', () => {
    const plan = planOf({}, new BatchNorm1d(6))
    plan.step(10)
    const before = [plan.arenaBytes, plan.memoryBytes]
    plan.step(5000)
    for (let i = 0; i < 500; i++) plan.step()
    plan.evaluate()
    plan.predict(x)
    expect([plan.arenaBytes, plan.memoryBytes]).toEqual(before)
  })

  test('the arena is at most 1.3 times the sum of the tensors of a larger plan', () => {
    const plan = new Plan(modelOf([new Linear(784, 128), new ReLU(), new Linear(128, 10)]), {
      ...options,
      inputShape: [784],
      batchSize: 32,
    })
    const parameters = 784 * 128 + 128 + 128 * 10 + 10
    const values = 32 * (784 + 128 * 2 * 2 + 10 * 2 + 1)
    const floats = parameters * 4 + values + 128 * 10 // weights, gradients, Adam's m and v; the second weight also transposed
    expect(plan.arenaBytes / 4 / floats).toBeLessThan(1.3)
  })
})

describe('what cannot be compiled', () => {
  const eager = (layers: engine.Layer[], changes: Partial<PlanOptions>): engine.TrainingPlan =>
    compilePlan(modelOf(layers), { ...options, ...changes })

  test.each([
    [
      [new engine.L2Pool2d(2), new Flatten(), new Linear(4, 3)],
      { inputShape: [1, 4, 4] },
      "layer '0': there is no compiled L2Pool2d",
    ],
    [[new Linear(4, 3)], { optimizer: { type: 'Adam', eps: 0 } }, 'Adam with eps 0'],
    [
      [new Linear(4, 6), new engine.Softmax(1), new Linear(6, 3)],
      { inputShape: [2, 4] },
      "layer '1': Softmax along another axis than the last",
    ],
  ] as const)('says which layer and why, and runs eagerly: %#', (layers, changes, reason) => {
    const plan = eager([...layers] as engine.Layer[], changes as Partial<PlanOptions>)
    expect(plan.isCompiled).toBe(false)
    expect(plan.reason).toBe(reason)
  })

  test('trains like the eager engine, because it is', () => {
    const given: Case = {
      layers: () => [new engine.L2Pool2d(2), new Flatten(), new Linear(4, 3)],
      inputShape: [1, 4, 4],
    }
    expect(distance(byPlan(given, 5), byEager(given, 5))).toBeLessThan(1e-12)
  })

  test('a model of code of its own says so', () => {
    class Own extends engine.Module {
      readonly linear = new Linear(4, 3)
      forward(input: engine.Tensor): engine.Tensor {
        return this.linear.forward(input)
      }
    }
    const plan = compilePlan(new Own(), options)
    expect(plan.reason).toContain("'Own' is a Module whose forward is code")
  })

  test('mistakes are errors, not a slow path', () => {
    expect(() => compilePlan(mlp(), { ...options, inputShape: [5] })).toThrow('5')
    expect(() => compilePlan(mlp(), { ...options, loss: 'nonsense' })).toThrow("'nonsense' is unknown")
    expect(() => compilePlan(mlp(), { ...options, optimizer: 'nonsense' })).toThrow("'nonsense' is unknown")
    expect(() => compilePlan(mlp(), { ...options, batchSize: 0 })).toThrow('batchSize is 0')
    expect(() => planOf().setData([[1, 2]], [0])).toThrow('the examples must be (N, 4)')
    expect(() => planOf().setData(x, [[1]])).toThrow('the targets must be (10)')
    expect(() => new Plan(mlp(), options).step()).toThrow('setData')
  })
})

test('one plan on every backend', async () => {
  expect(await engine.loadRelaxedKernels()).toBe(true)
  const given: Case = {
    layers: () => [new Linear(4, 60), new Tanh(), new Linear(60, 3)],
    inputShape: [4],
    options: { loss: 'crossEntropy' },
  }
  const [plain, twin, relaxed] = [byPlan(given, 20), byPlan(given, 20, 'twin'), byPlan(given, 20, 'relaxed')]
  expect([plain.plan.backend, twin.plan.backend, relaxed.plan.backend]).toEqual(['plain', 'twin', 'relaxed'])
  expect(bitsOf(twin)).toBe(bitsOf(plain))
  expect(distance(relaxed, plain)).toBeLessThan(1e-5)
  expect(rng(1).integer(9)).toBeLessThan(9)
})
