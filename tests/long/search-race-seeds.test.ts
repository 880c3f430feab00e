import { beforeAll, expect, test } from 'vitest'
import {
  INITIAL,
  repeated,
  REPEATS,
  type RaceSettings,
  type Tally,
} from '../../components/search-race/model.ts'
import { METHODS, type MethodName } from '../../components/search-race/searches.ts'

const MINUTES = 120_000
const tally = (method: MethodName, settings: Partial<RaceSettings>) =>
  repeated({ ...INITIAL, ...settings }, method)
const all = (settings: Partial<RaceSettings>) =>
  Object.fromEntries(METHODS.map((method) => [method, tally(method, settings)])) as Record<MethodName, Tally>

let two: Record<MethodName, Tally>
let eight: Record<MethodName, Tally>
beforeAll(() => {
  two = all({ hidden: 2 })
  eight = all({ hidden: 8 })
}, MINUTES)

// What the lesson says of many seeds, in the order in which it says it.
test(
  'even if a backward pass counts as three, SGD needs the fewest passes',
  () => {
    const dear = tally('sgd', { hidden: 2, backward: 3 })
    expect(dear.median!).toBeLessThan(two.genetic.median!)
    expect(dear.solved).toBeGreaterThan(Math.max(two.climb.solved, two.genetic.solved, two.random.solved))
  },
  MINUTES,
)

test('with two hidden neurons every method gets stuck in some runs, SGD too', () => {
  for (const method of METHODS) {
    expect(two[method].solved, method).toBeGreaterThan(0)
    expect(two[method].solved, method).toBeLessThan(REPEATS)
  }
})

test('with eight all but random search succeed always, and random search nearly so', () => {
  for (const method of ['climb', 'genetic', 'sgd'] as const)
    expect(eight[method].solved, method).toBe(REPEATS)
  expect(eight.random.solved).toBeGreaterThanOrEqual(REPEATS - 2)
  expect(eight.random.solved).toBeLessThan(REPEATS)
})

test(
  'with η = 3 SGD fails more often than hill climbing',
  () => {
    // Hill climbing has no learning rate.
    expect(tally('sgd', { hidden: 2, learningRate: 3 }).solved).toBeLessThan(two.climb.solved)
    expect(tally('sgd', { hidden: 8, learningRate: 3 }).solved).toBeLessThan(eight.climb.solved)
  },
  MINUTES,
)
