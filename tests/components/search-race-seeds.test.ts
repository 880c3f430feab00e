import { expect, test } from 'vitest'
import { INITIAL, repeated, REPEATS, type RaceSettings } from '../../components/search-race/model.ts'
import { METHODS, type MethodName } from '../../components/search-race/searches.ts'

const MINUTE = 60_000
const tallies = (settings: Partial<RaceSettings>, methods: readonly MethodName[] = METHODS) =>
  Object.fromEntries(methods.map((method) => [method, repeated({ ...INITIAL, ...settings }, method)]))

// What the lesson says of many seeds, in the order in which it says it.
test(
  'with two hidden neurons every method gets stuck in some of 20 runs, and SGD needs the fewest passes',
  () => {
    const two = tallies({ hidden: 2 })
    for (const method of METHODS) {
      expect(two[method]!.solved, method).toBeGreaterThan(0)
      expect(two[method]!.solved, method).toBeLessThan(REPEATS)
    }
    // Even if a backward pass is counted as three: the order does not change.
    const dear = tallies({ hidden: 2, backward: 3 }, ['sgd'])
    expect(dear['sgd']!.median!).toBeLessThan(two['genetic']!.median!)
    expect(dear['sgd']!.solved).toBeGreaterThan(two['climb']!.solved)
  },
  MINUTE,
)

test(
  'with eight all but random search succeed always, and random search nearly so',
  () => {
    const eight = tallies({ hidden: 8 })
    for (const method of ['climb', 'genetic', 'sgd'] as const) expect(eight[method]!.solved).toBe(REPEATS)
    expect(eight['random']!.solved).toBeGreaterThanOrEqual(REPEATS - 2)
    expect(eight['random']!.solved).toBeLessThan(REPEATS)
  },
  MINUTE,
)

test(
  'with η = 3 SGD fails more often than hill climbing',
  () => {
    for (const hidden of [2, 8]) {
      const { sgd, climb } = tallies({ hidden, learningRate: 3 }, ['sgd', 'climb'])
      expect(sgd!.solved, `${hidden} hidden`).toBeLessThan(climb!.solved)
    }
  },
  MINUTE,
)
