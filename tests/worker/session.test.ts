import { describe, expect, test } from 'vitest'
import { Session } from '../../src/worker/session.ts'
import { bitsOf, neuronSpec, parametersOf, trained } from './specs.ts'

/** Gradient of the mean logistic loss of one neuron, written out: σ(z) − y, times the input. */
function byHand(
  spec: ReturnType<typeof neuronSpec>,
  [w1, w2, b]: number[],
  rows: readonly number[],
): number[] {
  const gradient = [0, 0, 0]
  for (const row of rows) {
    const [x1, x2] = [spec.features[2 * row]!, spec.features[2 * row + 1]!]
    const error = 1 / (1 + Math.exp(-(w1! * x1 + w2! * x2 + b!))) - spec.target[row]!
    gradient[0]! += (error * x1) / rows.length
    gradient[1]! += (error * x2) / rows.length
    gradient[2]! += error / rows.length
  }
  return gradient
}

test('a step is the gradient of the loss times the learning rate', () => {
  const spec = neuronSpec()
  const session = new Session(spec)
  const all = Array.from({ length: 10 }, (_, i) => i)
  let expected = [...parametersOf(session)]
  for (let step = 0; step < 5; step++) {
    const gradient = byHand(spec, expected, all)
    expected = expected.map((value, i) => value - 0.5 * gradient[i]!)
    session.step()
    parametersOf(session).forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 12))
  }
})

test('the same specification gives the same numbers to the last bit, another seed gives others', () => {
  const spec = neuronSpec({ batchSize: 3 })
  expect(bitsOf(trained(spec, 50))).toBe(bitsOf(trained(neuronSpec({ batchSize: 3 }), 50)))
  expect(bitsOf(trained(neuronSpec({ batchSize: 3, seed: 2 }), 50))).not.toBe(bitsOf(trained(spec, 50)))
  expect(bitsOf(trained(neuronSpec({ seed: 2 }), 0))).not.toBe(bitsOf(trained(neuronSpec(), 0)))
})

test('without a bias the neuron has two parameters', () => {
  const model = { type: 'Linear', inFeatures: 2, outFeatures: 1, bias: false, dtype: 'float64' }
  expect(new Session(neuronSpec()).parameterCount).toBe(3)
  expect(new Session(neuronSpec({ model })).parameterCount).toBe(2)
})

test('it reports the loss and the share of right answers over all examples', () => {
  const spec = neuronSpec()
  const session = trained(spec, 200)
  const { loss, accuracy } = session.evaluate()
  const [w1, w2, b] = [...parametersOf(session)]
  const sums = Array.from(
    spec.target,
    (_, n) => w1! * spec.features[2 * n]! + w2! * spec.features[2 * n + 1]! + b!,
  )
  const byDefinition =
    sums.reduce((sum, z, n) => sum - Math.log(1 / (1 + Math.exp(spec.target[n] === 1 ? -z : z))), 0) / 10
  expect(loss).toBeCloseTo(byDefinition, 12)
  expect(accuracy).toBe(sums.filter((z, n) => z > 0 === (spec.target[n] === 1)).length / 10)
  expect(accuracy).toBe(1)
})

test('a session of several classes and one of a regression train, too', () => {
  const model = { type: 'Linear', inFeatures: 2, outFeatures: 3, bias: true, dtype: 'float64' }
  const target = Float64Array.from({ length: 10 }, (_, i) => i % 3)
  const classes = trained(neuronSpec({ model, target, loss: 'crossEntropyLoss', batchSize: 4 }), 100)
  expect(classes.evaluate().loss).toBeLessThan(Math.log(3))
  expect(classes.evaluate().accuracy).toBeGreaterThan(1 / 3)
  const regression = trained(
    neuronSpec({ loss: 'mseLoss', optimizer: { type: 'SGD', learningRate: 0.1 } }),
    100,
  )
  expect(regression.evaluate().loss).toBeLessThan(0.2)
  expect(regression.evaluate().accuracy).toBeNaN()
})

describe('batches', () => {
  test('every example is seen once in a pass, the last batch holding what is left', () => {
    // One example each, with a learning rate so small that the steps tell which example was used.
    const spec = neuronSpec({ batchSize: 4, optimizer: { type: 'SGD', learningRate: 1e-9 } })
    const session = new Session(spec)
    const epochs: number[] = []
    const start = [...parametersOf(session)]
    for (let step = 0; step < 3; step++) {
      session.step()
      epochs.push(session.epoch)
    }
    expect(epochs).toEqual([0.4, 0.8, 1])
    // At one and the same point, the three batch gradients weighted by their sizes make the gradient of the whole.
    const whole = byHand(
      spec,
      start,
      Array.from({ length: 10 }, (_, i) => i),
    )
    const single = new Session(neuronSpec({ batchSize: 4, optimizer: { type: 'SGD', learningRate: 1e-9 } }))
    const steps = Array.from({ length: 3 }, () => {
      const before = parametersOf(single)
      single.step()
      return parametersOf(single).map((value, i) => (before[i]! - value) / 1e-9)
    })
    whole.forEach((value, i) => {
      const weighted = (4 * steps[0]![i]! + 4 * steps[1]![i]! + 2 * steps[2]![i]!) / 10
      expect(weighted).toBeCloseTo(value, 5)
    })
  })

  test('each pass has its own order', () => {
    const session = new Session(neuronSpec({ batchSize: 1, optimizer: { type: 'SGD', learningRate: 1e-9 } }))
    const pass = () =>
      Array.from({ length: 10 }, () => {
        const before = parametersOf(session)
        session.step()
        return parametersOf(session)
          .map((value, i) => Math.round((before[i]! - value) / 1e-12))
          .join()
      })
    const [first, second] = [pass(), pass()]
    expect(new Set(first).size).toBe(10)
    expect(first).not.toEqual(second)
    expect(session.epoch).toBe(2)
  })

  test('all examples in one batch count a pass for every step', () => {
    expect(trained(neuronSpec({ batchSize: 100 }), 3).epoch).toBe(3)
  })
})

describe('what changes on the way', () => {
  test('a learning rate set in the middle holds from the next step on', () => {
    const changed = trained(neuronSpec(), 10)
    const before = parametersOf(changed)
    const gradient = byHand(
      neuronSpec(),
      [...before],
      Array.from({ length: 10 }, (_, i) => i),
    )
    changed.set({ learningRate: 0.01 })
    changed.step()
    parametersOf(changed).forEach((value, i) =>
      expect(value).toBeCloseTo(before[i]! - 0.01 * gradient[i]!, 12),
    )
  })

  test('a batch size set in the middle holds from the next batch on', () => {
    const session = trained(neuronSpec({ batchSize: 2 }), 1)
    session.set({ batchSize: 8 })
    session.step()
    expect(session.epoch).toBe(1)
    session.set({ batchSize: 10 })
    session.step()
    expect(session.epoch).toBe(2)
  })

  test.each([
    [{ learningRate: 0 }, 'learningRate'],
    [{ learningRate: -1 }, 'learningRate'],
    [{ learningRate: Number.NaN }, 'learningRate'],
    [{ batchSize: 0 }, 'batchSize'],
    [{ batchSize: 2.5 }, 'batchSize'],
  ])('%j is refused and changes nothing', (hyper, named) => {
    const session = trained(neuronSpec(), 3)
    expect(() => session.set(hyper)).toThrow(named)
    session.step()
    expect(bitsOf(session)).toBe(bitsOf(trained(neuronSpec(), 4)))
  })
})

describe('numbers that leave the finite range', () => {
  /** Squares of differences of 1e200 overflow. */
  const tooLarge = () =>
    neuronSpec({ loss: 'mseLoss', features: Float64Array.from({ length: 20 }, () => 1e200) })

  test('stop the step and leave the parameters as they were', () => {
    const session = new Session(tooLarge())
    const before = bitsOf(session)
    expect(session.step()).toEqual({ stopped: true, where: 'loss' })
    expect(bitsOf(session)).toBe(before)
    expect(session.steps).toBe(0)
  })

  test('are named where they appear first: in a gradient', () => {
    // Errors of 1e150 have squares of 1e300, which is finite; times an input of 1e160 they are not.
    const spec = neuronSpec({
      model: { type: 'Linear', inFeatures: 1, outFeatures: 1, bias: false, dtype: 'float64' },
      loss: 'mseLoss',
      features: Float64Array.of(1e160),
      numFeatures: 1,
      target: Float64Array.of(0),
    })
    const [weight] = parametersOf(new Session(spec))
    const session = new Session({ ...spec, target: Float64Array.of(weight! * 1e160 * (1 - 1e-10)) })
    expect(session.evaluate().loss).toBeLessThan(Infinity)
    expect(session.step()).toEqual({ stopped: true, where: 'gradient of weight' })
    expect([...parametersOf(session)]).toEqual([weight])
  })

  test('are never kept when the step itself makes them', () => {
    const session = new Session(
      neuronSpec({
        optimizer: { type: 'SGD', learningRate: 1e308 },
        features: Float64Array.from({ length: 20 }, () => 1e3),
      }),
    )
    const before = bitsOf(session)
    const outcome = session.step()
    expect(outcome).toEqual({ stopped: true, where: expect.stringContaining('weight') })
    expect(bitsOf(session)).toBe(before)
    expect(session.steps).toBe(0)
  })

  test('a training that diverges can go on from its last finite state', () => {
    const spec = neuronSpec({ loss: 'mseLoss', optimizer: { type: 'SGD', learningRate: 1e6, momentum: 0.9 } })
    const session = new Session(spec)
    const states: string[] = []
    for (let outcome = session.step(); !outcome.stopped; outcome = session.step())
      states.push(bitsOf(session))
    expect(states.length).toBeGreaterThan(10)
    expect(bitsOf(session)).toBe(states.at(-1))
    expect(parametersOf(session).every(Number.isFinite)).toBe(true)
    // Nothing of the step that failed is left: it fails again in the same way, and leaves the same state again.
    const steps = session.steps
    expect(session.step().stopped).toBe(true)
    expect(session.steps).toBe(steps)
    expect(bitsOf(session)).toBe(states.at(-1))
  })
})

test.each([
  [{ target: new Float64Array(0), features: new Float64Array(0) }, 'there are no examples'],
  [{ numFeatures: 3 }, '10 targets need 10 × 3 features, got 20 numbers'],
  [{ batchSize: 0 }, 'batchSize must be a whole number of at least 1, got 0'],
  [{ batchSize: 1.5 }, 'batchSize must be a whole number of at least 1, got 1.5'],
  [{ optimizer: { type: 'SGD', learningRate: 0 } as const }, 'learningRate must be above 0, got 0'],
])('a specification with %j is refused', (changes, message) => {
  expect(() => new Session(neuronSpec(changes))).toThrow(message)
})
