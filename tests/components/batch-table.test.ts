import { describe, expect, test } from 'vitest'
import {
  DEFAULTS,
  drawBatch,
  EXAMPLES,
  fromLink,
  INITIAL,
  outputsOf,
  pass,
  passes,
  POPULATION,
  refusal,
  setAffine,
  setCell,
  shareOf,
  shownAt,
  statisticsOf,
  tamed,
  toLink,
  undo,
  type TableState,
} from '../../components/batch-table/model.ts'
import { BatchNorm1d, tensor } from '../../src/engine/index.ts'

const state = (part: Partial<TableState>): TableState => ({ ...INITIAL, ...part })
const columnOf = (rows: readonly (readonly number[])[], k: number) => rows.map((row) => row[k]!)

/** The formula itself, without the engine: one column, with a mean and a variance. */
const normalized = (x: number[], mean: number, variance: number, eps: number, gamma = 1, beta = 0) =>
  x.map((value) => (gamma * (value - mean)) / Math.sqrt(variance + eps) + beta)

describe('outputs', () => {
  test('in training are those of the batch’s own statistics, whatever the running ones are', () => {
    for (const count of [2, 3, 6]) {
      const part = state({ count, gamma: [2, 1, -1, 0.5], beta: [0, 3, 1, -2], runningMean: [9, 9, 9, 9] })
      const y = outputsOf(part)!
      expect(y).toHaveLength(count)
      for (let k = 0; k < 4; k++) {
        const x = columnOf(part.x.slice(0, count), k)
        const mean = x.reduce((a, b) => a + b) / count
        const variance = x.reduce((a, b) => a + (b - mean) ** 2, 0) / count
        const expected = normalized(x, mean, variance, 1e-5, part.gamma[k], part.beta[k])
        columnOf(y, k).forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 9))
      }
    }
  })

  test('in evaluation are those of the running statistics, and ε is that of the library', () => {
    for (const library of ['pytorch', 'keras'] as const) {
      const part = state({ mode: 'eval', library, runningMean: [1, 2, 3, 4], runningVar: [1, 4, 0.01, 16] })
      const y = outputsOf(part)!
      part.runningMean.forEach((mean, k) => {
        const eps = library === 'keras' ? 1e-3 : 1e-5
        const expected = normalized(columnOf(part.x, k), mean, part.runningVar[k]!, eps)
        columnOf(y, k).forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 9))
      })
    }
  })

  test('of one example in training: PyTorch refuses, in the words of the engine; Keras gives β', () => {
    expect(outputsOf(state({ count: 1 }))).toBeNull()
    expect(refusal()).toContain('variance is 0')
    expect(pass(state({ count: 1 }))).toEqual(state({ count: 1 }))
    expect(outputsOf(state({ count: 1, library: 'keras', beta: [1, 2, 3, 4] }))).toEqual([[1, 2, 3, 4]])
    expect(outputsOf(state({ count: 1, mode: 'eval' }))).toEqual([
      [...INITIAL.x[0]!].map((x) => x / Math.sqrt(1 + 1e-5)),
    ])
  })

  test('of two examples in training are nearly 1 and −1', () => {
    const y = outputsOf(state({ count: 2 }))!
    for (const k of [0, 1, 3])
      expect(y.map((row) => Math.round(row[k]! * 1e3) / 1e3).toSorted()).toEqual([-1, 1])
  })
})

describe('an edit', () => {
  test('changes the whole column in training, one output in evaluation', () => {
    const edited = setCell(INITIAL, 2, 1, 50)
    const changed = shownAt(edited).changed!
    expect(changed.flat().filter(Boolean)).toHaveLength(EXAMPLES)
    expect(changed.every((row) => row[1])).toBe(true)
    const alone = shownAt({ ...edited, mode: 'eval' }).changed!
    expect(alone.flat().filter(Boolean)).toHaveLength(1)
    expect(alone[2]![1]).toBe(true)
    expect(shownAt(INITIAL).changed).toBeNull()
  })

  test('of a row outside the batch changes nothing', () => {
    const changed = shownAt(setCell(state({ count: 4 }), 5, 0, 99)).changed!
    expect(changed.flat().filter(Boolean)).toHaveLength(0)
  })

  test('keeps numbers in their range and to three decimals', () => {
    expect([tamed(1e9), tamed(-1e9), tamed(0.12345), Object.is(tamed(-0), 0)]).toEqual([
      999,
      -999,
      0.123,
      true,
    ])
  })
})

describe('running statistics', () => {
  test('move as the engine’s layers do, in both conventions, over many batches', () => {
    for (const library of ['pytorch', 'keras'] as const)
      for (const momentum of [0.1, 0.9]) {
        const layer = new BatchNorm1d(4, {
          momentum,
          momentumConvention: library,
          runningVariance: library === 'keras' ? 'biased' : 'unbiased',
        })
        const end = passes(state({ library, momentum }), 12)
        for (let number = 1; number <= 12; number++) layer.forward(tensor(drawBatch(1, number)))
        end.runningMean.forEach((value, k) => expect(value).toBeCloseTo(layer.runningMean!.data[k]!, 10))
        end.runningVar.forEach((value, k) => expect(value).toBeCloseTo(layer.runningVar!.data[k]!, 10))
        expect(end.passes).toBe(12)
      }
  })

  test('one step by hand: weight of the new and n − 1 in PyTorch, weight of the old and n in Keras', () => {
    const { mean, variance } = statisticsOf(INITIAL.x)
    const torch = pass(state({ momentum: 0.1 }))
    expect(torch.runningMean[1]).toBeCloseTo(0.1 * mean[1]!, 12)
    expect(torch.runningVar[1]).toBeCloseTo(0.9 + 0.1 * variance[1]! * (6 / 5), 12)
    const keras = pass(state({ library: 'keras', momentum: 0.1 }))
    expect(keras.runningMean[1]).toBeCloseTo(0.9 * mean[1]!, 12)
    expect(keras.runningVar[1]).toBeCloseTo(0.1 + 0.9 * variance[1]!, 12)
    expect([shareOf(INITIAL), shareOf(state({ library: 'keras', momentum: 0.99 }))]).toEqual([0.1, 0.01])
  })

  test('of one example in Keras move towards it with a variance of 0', () => {
    const one = pass(state({ count: 1, library: 'keras', momentum: 0.9 }))
    expect(one.runningMean[0]).toBeCloseTo(0.1 * 2, 12)
    expect(one.runningVar[0]).toBeCloseTo(0.9, 12)
  })

  test('come to the population, and biased ones of small batches stay too small', () => {
    const spread = (part: Partial<TableState>) => {
      // The mean of many running values takes out the noise of the last batches.
      const ends = Array.from({ length: 40 }, (_, i) => passes(state({ ...part, seed: i + 1 }), 120))
      const meanOf = (values: number[]) => values.reduce((a, b) => a + b) / values.length
      return POPULATION.map(({ mean, std }, k) => [
        (meanOf(ends.map(({ runningMean }) => runningMean[k]!)) - mean) / std,
        meanOf(ends.map(({ runningVar }) => runningVar[k]!)) / std ** 2,
      ])
    }
    for (const [mean, variance] of spread({ momentum: 0.1 })) {
      expect(Math.abs(mean!)).toBeLessThan(0.1)
      expect(Math.abs(variance! - 1)).toBeLessThan(0.1)
    }
    for (const [, variance] of spread({ momentum: 0.9, library: 'keras', count: 2 }))
      expect(Math.abs(variance! - 0.5)).toBeLessThan(0.12)
  })
})

test('γ and β that undo give back the batch, in both modes and with either ε', () => {
  for (const library of ['pytorch', 'keras'] as const)
    for (const mode of ['train', 'eval'] as const) {
      const undone = undo(passes(state({ library, mode, momentum: 0.5 }), 3))
      const back = outputsOf({ ...undone, mode: 'train' })!
      back.forEach((row, i) => row.forEach((y, k) => expect(y).toBeCloseTo(undone.x[i]![k]!, 8)))
    }
  const other = undo({ ...passes(INITIAL, 5), mode: 'eval' })
  outputsOf(other)!.forEach((row, i) => row.forEach((y, k) => expect(y).toBeCloseTo(other.x[i]![k]!, 8)))
})

test('defaults are those that the libraries document', () => {
  expect(DEFAULTS).toEqual({ pytorch: { momentum: 0.1, eps: 1e-5 }, keras: { momentum: 0.99, eps: 1e-3 } })
  const byEngine = new BatchNorm1d(1).config()
  expect(byEngine).toMatchObject({ momentum: 0.1, eps: 1e-5, runningVariance: 'unbiased' })
  expect(new BatchNorm1d(1, { momentumConvention: 'keras' }).config()).toMatchObject({ momentum: 0.99 })
})

test('a link brings back the state it was made of; nonsense changes nothing', () => {
  const made = setAffine(
    passes(state({ library: 'keras', momentum: 0.9, count: 3, seed: 4 }), 7),
    'beta',
    2,
    -1.5,
  )
  expect(fromLink(toLink(made), INITIAL)).toEqual(made)
  expect(Object.values(toLink(made)).every((value) => value.length < 1000)).toBe(true)
  expect(
    fromLink(
      { x: '1 2 3', count: 'x', gamma: 'a b c d', library: 'caffe', momentum: '3', passes: '' },
      INITIAL,
    ),
  ).toEqual(INITIAL)
})
