import { describe, expect, test } from 'vitest'
import * as engine from '../../../src/engine/index.ts'
import { Code } from '../../../src/engine/plan/tiny/assembler.ts'
import { type Case, bitsOf, byEager, byPlan, distance } from './models.ts'

const { Linear, ReLU, Sigmoid, Tanh } = engine

const nets: Record<string, () => engine.Layer[]> = {
  '2-4-2-1 tanh': () => [
    new Linear(2, 4),
    new Tanh(),
    new Linear(4, 2),
    new Tanh(),
    new Linear(2, 1),
    new Tanh(),
  ],
  '2-5-3 relu, sigmoid': () => [new Linear(2, 5), new ReLU(), new Linear(5, 3), new Sigmoid()],
  'one neuron': () => [new Linear(2, 1)],
  '2-9-9-2': () => [new Linear(2, 9), new Tanh(), new Linear(9, 9), new Sigmoid(), new Linear(9, 2)],
}

describe.each(Object.entries(nets))('%s', (_, layers) => {
  // The ten examples leave a ragged batch for most of these.
  test.each([1, 2, 3, 4, 5, 7, 8, 10])('trains as the eager engine, batch %i', (batchSize) => {
    const given: Case = {
      layers,
      inputShape: [2],
      options: { batchSize, optimizer: { type: 'SGD', learningRate: 0.05 } },
    }
    const plan = byPlan(given, 30)
    expect(plan.plan.isTiny).toBe(true)
    expect(distance(plan, byEager(given, 30))).toBeLessThan(2e-5)
  })

  test.each(['Adam', 'AdamW', 'RMSprop', 'Adagrad'])('with %s, by the kernel of the optimizer', (type) => {
    for (const batchSize of [1, 3, 6]) {
      const given: Case = {
        layers,
        inputShape: [2],
        options: { batchSize, optimizer: { type, learningRate: 0.01 } },
      }
      const plan = byPlan(given, 12)
      expect(plan.plan.isTiny).toBe(true)
      expect(distance(plan, byEager(given, 12))).toBeLessThan(3e-4)
    }
  })

  test.each(['mse', 'bceWithLogits', 'crossEntropy'])('with relaxed arithmetic, %s', async (loss) => {
    await engine.loadRelaxedKernels()
    const given: Case = { layers, inputShape: [2], options: { batchSize: 6, loss } }
    expect(distance(byPlan(given, 20, 'relaxed'), byPlan(given, 20))).toBeLessThan(1e-5)
  })

  describe.each(['bceWithLogits', 'crossEntropyLoss'])('with %s', (loss) => {
    test.each([1, 2, 3, 4, 5, 7, 10])('trains as the eager engine, batch %i', (batchSize) => {
      const optimizer = { type: 'SGD', learningRate: 0.1 }
      const given: Case = { layers, inputShape: [2], options: { batchSize, optimizer, loss } }
      const plan = byPlan(given, 30)
      expect(plan.plan.isTiny).toBe(true)
      expect(distance(plan, byEager(given, 30))).toBeLessThan(2e-5)
    })

    test('with Adam, by its kernel', () => {
      const optimizer = { type: 'Adam', learningRate: 0.01 }
      const given: Case = { layers, inputShape: [2], options: { batchSize: 6, optimizer, loss } }
      expect(byPlan(given, 1).plan.isTiny).toBe(true)
      expect(distance(byPlan(given, 12), byEager(given, 12))).toBeLessThan(3e-4)
    })
  })
})

describe('cross-entropy of logits far from 0', () => {
  const far = [-200, -90, -80, -20, -1, 0, 1, 20, 80, 90, 200]
  const step = (loss: string, batchSize: number, weight: number[][], targets: number[], x: number[][]) => {
    const model = new Linear(x[0]!.length, weight.length)
    model.weight.data.set(weight.flat())
    model.bias!.data.fill(0)
    const settings = { loss, optimizer: { type: 'SGD', learningRate: 0.5 }, batchSize }
    const plan = engine.compilePlan(model, { ...settings, inputShape: [x[0]!.length] })
    const y = engine.tensor(targets, { shape: loss === 'crossEntropy' ? [x.length] : [x.length, 1] })
    plan.setData(engine.tensor(x), y, { shuffle: false })
    expect(plan.isTiny).toBe(true)
    const report = plan.step(Math.ceil(x.length / batchSize))
    return { loss: report.loss, weight: [...plan.parameter('weight').data] }
  }

  test.each([1, 3, 11])('of one output, batch %i: loss and update are finite and right', (batchSize) => {
    for (const target of [0, 1]) {
      // Each example weighs an input of its own, so that no update touches the next one.
      const x = far.map((_, i) => far.map((__, j) => Number(i === j)))
      const { loss, weight } = step(
        'bceWithLogits',
        batchSize,
        [far],
        far.map(() => target),
        x,
      )
      const sigma = (z: number) => 1 / (1 + Math.exp(-z))
      const terms = far.map((z) => Math.max(z, 0) - target * z + Math.log1p(Math.exp(-Math.abs(z))))
      expect(Number.isFinite(loss) && weight.every(Number.isFinite)).toBe(true)
      if (batchSize < far.length) continue // the bias has moved between the batches
      expect(loss).toBeCloseTo(terms.reduce((a, b) => a + b) / far.length, 4)
      far.forEach((z, i) => {
        expect(weight[i]! - z).toBeCloseTo((-0.5 / far.length) * (sigma(z) - target), Math.abs(z) > 1 ? 4 : 6)
      })
    }
  })

  test.each([1, 2, 5])('of three classes, batch %i', (batchSize) => {
    const x = [[1], [1], [1], [1], [1]]
    const { loss, weight } = step('crossEntropy', batchSize, [[100], [-100], [99]], [0, 1, 2, 0, 0], x)
    expect(Number.isFinite(loss)).toBe(true)
    expect(weight.every(Number.isFinite)).toBe(true)
    if (batchSize !== 5) return
    const tail = Math.log1p(Math.exp(-1) + Math.exp(-200))
    expect(loss).toBeCloseTo((3 * tail + (200 + tail) + (1 + tail)) / 5, 4)
    const p = [1 / (1 + Math.exp(-1)), 0, Math.exp(-1) / (1 + Math.exp(-1))]
    const wanted = [100 - 0.5 * (p[0]! - 0.6), -100 - 0.5 * (0 - 0.2), 99 - 0.5 * (p[2]! - 0.2)]
    weight.forEach((w, i) => expect(w).toBeCloseTo(wanted[i]!, 4))
  })
})

describe('the plan of a tiny network', () => {
  const x = engine.randn([13, 2], { rng: engine.rng(1) })
  const y = engine.randn([13, 1], { rng: engine.rng(2) })
  const make = (batchSize: number): engine.TrainingPlan => {
    const model = new engine.Sequential(...nets['2-4-2-1 tanh']!())
    model.resetParameters(engine.rng(4))
    return engine
      .compilePlan(model, {
        loss: 'mse',
        optimizer: { type: 'SGD', learningRate: 0.1 },
        inputShape: [2],
        batchSize,
        seed: 5,
      })
      .setData(x, y)
  }
  const trained = (plan: engine.TrainingPlan): string =>
    bitsOf({ losses: [], output: x, parameters: plan.parameters() })

  test.each([1, 2, 5, 13])('gives the same bits for any number of steps per call, batch %i', (batchSize) => {
    const [one, many] = [make(batchSize), make(batchSize)]
    one.step(1000)
    for (const n of [1, 2, 500, 490, 7]) many.step(n)
    expect(trained(many)).toBe(trained(one))
    expect(many.epoch).toBe(one.epoch)
  })

  test.each([1, 3, 5, 13])('finds what is not a number, batch %i', (batchSize) => {
    const wild = engine.tensor(x)
    wild.data[2 * 7 + 1] = Number.NaN
    const plan = make(batchSize).setData(wild, y, { shuffle: false })
    const report = plan.step(1000)
    expect(report.stopped).toEqual({ step: Math.floor(7 / batchSize), layer: '0', tensor: 'output' })
    expect(plan.parameters()['0.weight']!.data.every(Number.isFinite)).toBe(true)
  })

  test('takes a new learning rate, and decay by the kernels', () => {
    const plan = make(5)
    plan.step(3)
    plan.setHyper({ learningRate: 0 })
    const before = trained(plan)
    plan.step(3)
    expect(trained(plan)).toBe(before)
    plan.setHyper({ learningRate: 0.1, weightDecay: 0.5 })
    plan.step(200)
    expect(Math.max(...plan.parameter('0.weight').data.map(Math.abs))).toBeLessThan(0.2)
  })

  test('larger networks, other losses and frozen layers go the general way', () => {
    const options = { loss: 'mse', optimizer: 'SGD', inputShape: [2] }
    expect(engine.compilePlan(new engine.Sequential(new Linear(2, 100)), options).isTiny).toBe(false)
    expect(engine.compilePlan(new Linear(2, 1), { ...options, loss: 'huber' }).isTiny).toBe(false)
    const smoothed = { type: 'crossEntropy', labelSmoothing: 0.1 }
    expect(engine.compilePlan(new Linear(2, 3), { ...options, loss: smoothed }).isTiny).toBe(false)
    expect(engine.compilePlan(new Linear(2, 30), { ...options, loss: 'crossEntropy' }).isTiny).toBe(false)
    const frozen = new Linear(2, 1)
    frozen.bias!.requiresGrad = false
    expect(engine.compilePlan(frozen, options).isTiny).toBe(false)
    expect(engine.compilePlan(new Linear(2, 1), { ...options, backend: 'twin' }).isTiny).toBe(false)
  })
})

test('numbers are written as WebAssembly reads them', () => {
  for (const value of [0, 1, -1, 63, 64, -64, -65, 127, 128, 300, -300, 65536, 2 ** 31 - 1, -(2 ** 31)]) {
    const code = new Code([])
    code.integer(value)
    const bytes = code.module('i32')
    const memory = new WebAssembly.Memory({ initial: 1 })
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes as BufferSource), {
      env: { memory },
    })
    expect((exports['run'] as () => number)()).toBe(value)
  }
})
