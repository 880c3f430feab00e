import { expect, test } from 'vitest'
import { irises, trainedOnIrises, untrained } from '../../components/train-neuron/at-build.ts'
import {
  answersOne,
  DEFAULTS,
  examplesOf,
  fromLink,
  LEARNING_RATES,
  neuronOf,
  thinned,
  toLink,
  trainingSpec,
  type Settings,
} from '../../components/train-neuron/model.ts'

const flowers = await irises()

test('the flowers are the 150 irises, petals in centimeters, 50 of each species', () => {
  expect(flowers).toHaveLength(150)
  expect(flowers[0]).toEqual([1.4, 0.2, 0])
  for (const species of [0, 1, 2]) expect(flowers.filter((flower) => flower[2] === species)).toHaveLength(50)
})

test('a pair has 50 flowers of each of its species, answered with 0 and 1', () => {
  for (const [pair, zero, one] of [
    ['easy', 0, 1],
    ['hard', 1, 2],
  ] as const) {
    const examples = examplesOf(flowers, pair)
    expect(examples).toHaveLength(100)
    expect(examples.every(({ flower, target }) => flower[2] === (target === 1 ? one : zero))).toBe(true)
  }
})

test('what the worker is given is every flower of the pair in one batch', () => {
  const spec = trainingSpec(flowers, {
    ...DEFAULTS,
    pair: 'hard',
    hasBias: false,
    learningRate: 0.1,
    seed: 5,
  })
  expect(spec).toMatchObject({ seed: 5, batchSize: 100, numFeatures: 2, optimizer: { learningRate: 0.1 } })
  expect([...spec.features.subarray(0, 2)]).toEqual([4.7, 1.4])
  expect(spec.target.reduce((a, b) => a + b)).toBe(50)
  expect(spec.model['bias']).toBe(false)
})

test('parameters are read as weights and, where there is one, a bias', () => {
  expect(neuronOf(Float64Array.of(1, 2, 3))).toEqual({ weight: [1, 2], bias: 3 })
  expect(neuronOf(Float64Array.of(1, 2))).toEqual({ weight: [1, 2], bias: 0 })
})

test('the count of right answers is that of the neuron’s own answers', async () => {
  const trained = await trainedOnIrises({ pair: 'hard', steps: 500 })
  const right = examplesOf(flowers, 'hard').filter(
    ({ flower, target }) => answersOne(trained, flower) === (target === 1),
  )
  expect(trained.right).toBe(right.length)
  expect(trained.total).toBe(100)
})

test('what the lesson says: with a bias all flowers of the easy pair, without one not, however long', async () => {
  expect((await trainedOnIrises({ pair: 'easy', steps: 100 })).right).toBe(100)
  const pinned = await trainedOnIrises({ pair: 'easy', hasBias: false, steps: 100 })
  const pinnedLong = await trainedOnIrises({ pair: 'easy', hasBias: false, steps: 3000 })
  expect(pinned.right).toBeLessThan(100)
  expect(pinnedLong.right).toBeLessThan(100)
  expect(pinned.bias).toBe(0)
  const { weight, bias } = await trainedOnIrises({ pair: 'easy', steps: 100 })
  expect(weight.every((w) => w > 0)).toBe(true)
  expect(bias).toBeLessThan(0)
})

test('the first face is the untrained neuron of the seed', () => {
  const face = untrained(flowers, DEFAULTS)
  expect(face.step).toBe(0)
  expect(face.neuron).not.toEqual(untrained(flowers, { ...DEFAULTS, seed: 2 }).neuron)
  expect(face).toEqual(untrained(flowers, DEFAULTS))
})

test('a link brings back the settings it was made of, and ignores nonsense', () => {
  for (const learningRate of LEARNING_RATES) {
    const settings: Settings = { pair: 'hard', hasBias: false, learningRate, seed: 42 }
    expect(fromLink(toLink(settings), DEFAULTS)).toEqual(settings)
  }
  expect(fromLink({ pair: 'both', bias: '1', rate: '1e999', seed: 'x' }, DEFAULTS)).toEqual(DEFAULTS)
  expect(fromLink({ rate: '0.2', seed: '-4' }, DEFAULTS)).toEqual({ ...DEFAULTS, seed: 1 })
})

test('a long curve keeps its ends and its order, and stays drawable', () => {
  let curve: readonly number[] = []
  for (let step = 0; step < 5000; step++) curve = thinned([...curve, step])
  expect(curve.length).toBeLessThanOrEqual(400)
  expect(curve[0]).toBe(0)
  expect(curve.at(-1)).toBe(4999)
  expect(curve.every((step, i) => i === 0 || step > curve[i - 1]!)).toBe(true)
})
