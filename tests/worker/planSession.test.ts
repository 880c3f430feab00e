import { describe, expect, test } from 'vitest'
import { Session, type TrainingSession } from '../../src/worker/session.ts'
import { planSession } from '../../src/worker/planSession.ts'
import type { TrainingSpec } from '../../src/worker/spec.ts'
import { neuronSpec } from './specs.ts'

const dense = (inFeatures: number, outFeatures: number) => ({
  type: 'Linear',
  inFeatures,
  outFeatures,
  bias: true,
  dtype: 'float64',
})
const chain = (...layers: { type: string; [option: string]: unknown }[]): TrainingSpec['model'] => ({
  type: 'Sequential',
  layers,
})
const network = chain(dense(2, 4), { type: 'Tanh' }, dense(4, 2), { type: 'Tanh' }, dense(2, 1))
const specOf = (changes: Partial<TrainingSpec> = {}): TrainingSpec =>
  neuronSpec({
    model: network,
    loss: 'mseLoss',
    batchSize: 4,
    optimizer: { type: 'SGD', learningRate: 0.1 },
    precision: 'float32',
    ...changes,
  })

const parametersOf = (session: TrainingSession): number[] => {
  const parameters = new Float64Array(session.parameterCount)
  session.writeParameters(parameters)
  return [...parameters]
}
const farthest = (a: TrainingSession, b: TrainingSession): number => {
  const [p, q] = [parametersOf(a), parametersOf(b)]
  return Math.max(...p.map((value, i) => Math.abs(value - q[i]!)))
}

const classes = {
  model: chain(dense(2, 4), { type: 'ReLU' }, dense(4, 3)),
  loss: 'crossEntropyLoss',
  target: Float64Array.from({ length: 10 }, (_, i) => i % 3),
} as const

describe.each<[string, Partial<TrainingSpec>]>([
  ['a small network', {}],
  ['one example at a time', { batchSize: 1 }],
  ['all examples at once', { batchSize: 10 }],
  ['two classes', { loss: 'bceWithLogitsLoss' }],
  ['three classes', classes],
  ['Adam', { optimizer: { type: 'Adam', learningRate: 0.01 } }],
  [
    'an image',
    {
      model: chain(
        { type: 'Conv2d', inChannels: 1, outChannels: 2, kernelSize: [1, 2] },
        { type: 'Flatten' },
        dense(2, 1),
      ),
      inputShape: [1, 1, 2],
    },
  ],
])('a planned session of %s', (_, changes) => {
  const spec = specOf(changes)

  test('starts where the eager one does, takes the same batches and comes to the same numbers', () => {
    const [planned, eager] = [planSession(spec), new Session(spec)]
    expect(planned.isCompiled).toBe(true)
    expect(farthest(planned, eager)).toBeLessThan(1e-7)
    for (const count of [1, 2, 37]) {
      planned.step(count)
      eager.step(count)
      expect([planned.steps, planned.epoch]).toEqual([eager.steps, eager.epoch])
      expect(farthest(planned, eager)).toBeLessThan(2e-5)
      expect(planned.evaluate().loss).toBeCloseTo(eager.evaluate().loss, 5)
      expect(planned.evaluate().accuracy).toEqual(eager.evaluate().accuracy)
    }
  })

  test('does not depend on how steps are portioned', () => {
    const [one, many] = [planSession(spec), planSession(spec)]
    one.step(120)
    for (const count of [1, 100, 19]) many.step(count)
    expect(parametersOf(many)).toEqual(parametersOf(one))
  })
})

describe('what changes on the way', () => {
  test.each([1, 3, 9])('batches of %i from some step on: everything else goes on as it was', (batchSize) => {
    const optimizer = { type: 'Adam', learningRate: 0.01 }
    const [planned, eager] = [planSession(specOf({ optimizer })), new Session(specOf({ optimizer }))]
    for (const session of [planned, eager]) {
      session.step(7)
      session.set({ batchSize })
      session.step(20)
      session.set({ learningRate: 0.003, batchSize: 4 })
      session.step(9)
    }
    expect(planned.epoch).toBeCloseTo(eager.epoch, 12)
    expect(farthest(planned, eager)).toBeLessThan(1e-4)
  })

  test('a learning rate survives another batch size', () => {
    const session = planSession(specOf())
    session.set({ learningRate: 1e-30 })
    session.set({ batchSize: 2 })
    const before = parametersOf(session)
    session.step(3)
    expect(parametersOf(session)).toEqual(before)
  })

  test.each([{ learningRate: 0 }, { batchSize: 0 }, { batchSize: 2.5 }])('%j is refused', (hyper) => {
    const session = planSession(specOf())
    expect(() => session.set(hyper)).toThrow(Object.keys(hyper)[0]!)
  })
})

test('a layer without a compiled form is named, and the session trains eagerly', () => {
  const spec = specOf({
    model: chain({ type: 'L2Pool2d', kernelSize: [1, 2] }, { type: 'Flatten' }, dense(1, 1)),
    inputShape: [1, 1, 2],
  })
  const [session, eager] = [planSession(spec), new Session(spec)]
  expect(session.isCompiled).toBe(false)
  expect(session.reason).toBe("layer '0': there is no compiled L2Pool2d")
  session.step(5)
  eager.step(5)
  expect(farthest(session, eager)).toBe(0)
})

test('a number that leaves the finite range is named, and the state before it is kept', () => {
  const wild = specOf({ optimizer: { type: 'SGD', learningRate: 1e12 } })
  const session = planSession(wild)
  let steps = 0
  let before = parametersOf(session)
  let outcome = session.step()
  while (!outcome.stopped) {
    steps++
    before = parametersOf(session)
    outcome = session.step()
  }
  expect(outcome.where).toMatch(/^(?:output of \d|loss|gradient of \d\.\w+|\d\.\w+)$/)
  expect(session.steps).toBe(steps)
  expect(parametersOf(session)).toEqual(before)
  const atOnce = planSession(wild)
  expect(atOnce.step(1000)).toEqual(outcome)
  expect(parametersOf(atOnce)).toEqual(before)
})

test('mistakes are refused alike', () => {
  expect(() => planSession(specOf({ batchSize: 0 }))).toThrow('batchSize must be a whole number')
  expect(() => planSession(specOf({ inputShape: [3] }))).toThrow(
    'inputShape holds 3 numbers, numFeatures is 2',
  )
  expect(() => planSession(specOf({ model: dense(3, 1) }))).toThrow('3')
})
