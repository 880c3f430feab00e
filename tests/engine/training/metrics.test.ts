import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  accuracy,
  balancedClassWeight,
  binaryAccuracy,
  confusionMatrix,
  f1Score,
  meanAbsoluteError,
  meanSquaredError,
  oneHot,
  precision,
  r2Score,
  recall,
  rng,
  tensor,
  topKAccuracy,
} from '../../../src/engine/index.ts'

const int = (values: number[]) => tensor(values, { dtype: 'int32' })

/** Random scores (N, K) and classes (N). */
function sample(seed: number, count = 40, classes = 4) {
  const chance = rng(seed)
  const rows = Array.from({ length: count }, () => Array.from({ length: classes }, () => chance.normal()))
  const truth = rows.map(() => chance.integer(classes))
  return { rows, truth, output: tensor(rows), target: int(truth) }
}

describe('metrics of classes, counted by hand', () => {
  test('accuracy, top-k and confusion matrix of random scores', () => {
    expect(() =>
      fc.assert(
        fc.property(fc.nat(1e6), (seed) => {
          const { rows, truth, output, target } = sample(seed)
          const ranks = rows.map((row, i) => row.filter((value) => value > row[truth[i]!]!).length)
          const share = (k: number) => ranks.filter((rank) => rank < k).length / rows.length
          const matrix = confusionMatrix(output, target).toArray() as number[][]
          const diagonal = matrix.reduce((total, row, i) => total + row[i]!, 0)
          return (
            accuracy(output, target) === share(1) &&
            [1, 2, 3, 4].every((k) => topKAccuracy(output, target, k) === share(k)) &&
            diagonal / rows.length === share(1) &&
            matrix.every((row, c) => row.reduce((a, b) => a + b) === truth.filter((t) => t === c).length)
          )
        }),
        { numRuns: 50 },
      ),
    ).not.toThrow()
  })

  test('one-hot targets, classes as outputs, positions of sequences', () => {
    const { output, target } = sample(3)
    expect(accuracy(output, oneHot(target, 4))).toBe(accuracy(output, target))
    expect(accuracy(int([1, 2, 3]), int([1, 0, 3]))).toBeCloseTo(2 / 3, 15)
    // (N, C, T) with (N, T): one class per position
    const scores = tensor([
      [
        [0.9, 0.1],
        [0.1, 0.9],
      ],
    ])
    expect(accuracy(scores, int([0, 1]).reshape([1, 2]))).toBe(1)
    expect(accuracy(scores, int([0, 0]).reshape([1, 2]))).toBe(0.5)
  })

  test('outputs of one value decide at a threshold, shapes (N) and (N, 1) alike', () => {
    expect(accuracy(tensor([[0.9], [0.4]]), tensor([1, 0]))).toBe(1)
    expect(accuracy(tensor([[2], [-1], [0.3]]), tensor([[1], [0], [0]]), 0)).toBeCloseTo(2 / 3, 15)
    expect(
      binaryAccuracy(
        tensor([
          [0.9, 0.1],
          [0.4, 0.6],
        ]),
        tensor([
          [1, 1],
          [0, 1],
        ]),
      ),
    ).toBe(0.75)
  })

  test('precision, recall and F1 from counts: TP 2, FP 1, FN 3', () => {
    const [output, target] = [tensor([1, 1, 1, 0, 0, 0, 0]), tensor([1, 1, 0, 1, 1, 1, 0])]
    expect(precision(output, target)).toBeCloseTo(2 / 3, 15)
    expect(recall(output, target)).toBeCloseTo(2 / 5, 15)
    expect(f1Score(output, target)).toBeCloseTo(4 / 8, 15)
    expect(precision(output, target, { positive: 0 })).toBeCloseTo(1 / 4, 15)
    expect(recall(output, target, { positive: 'macro' })).toBeCloseTo((2 / 5 + 1 / 2) / 2, 15)
    expect(precision(tensor([0, 0]), tensor([1, 0]))).toBe(0)
    expect(recall(tensor([1, 0]), tensor([0, 0]))).toBe(0)
  })

  test('no examples give NaN, mistakes are refused', () => {
    expect(accuracy(tensor([]), tensor([]))).toBeNaN()
    expect(() => accuracy(tensor([[1, 2, 3]]), tensor([1, 2]))).toThrow(/target does not fit the output/)
    expect(() => confusionMatrix(tensor([[1, 2]]), int([5]))).toThrow(/class 5/)
    expect(() => topKAccuracy(tensor([1]), int([0]))).toThrow(/shapes do not fit/)
  })
})

describe('metrics of values', () => {
  test('MSE, MAE, R²', () => {
    const [output, target] = [tensor([1, 2, 4]), tensor([1, 3, 5])]
    expect(meanSquaredError(output, target)).toBeCloseTo(2 / 3, 15)
    expect(meanAbsoluteError(output, target)).toBeCloseTo(2 / 3, 15)
    expect(r2Score(output, target)).toBeCloseTo(1 - 2 / 8, 15)
    expect(r2Score(tensor([3, 3, 3]), target)).toBeCloseTo(0, 15)
    expect(r2Score(tensor([1, 2]), tensor([5, 5]))).toBeNaN()
    expect(() => meanSquaredError(tensor([[1], [2]]), tensor([1, 2]))).toThrow(/would broadcast/)
  })

  test('balanced class weights are N / (K · count): 900 and 100 give 0.5556 and 5', () => {
    const target = int(Array.from({ length: 1000 }, (_, i) => (i < 100 ? 1 : 0)))
    expect(balancedClassWeight(target)).toEqual([1000 / 1800, 5])
  })
})
