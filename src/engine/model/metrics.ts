import { shapeError } from '../errors.ts'
import { argmax } from '../ops/reduce/extremes.ts'
import { zeros } from '../tensor/create.ts'
import { sameShape } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'

/** A number that says how good outputs are, computed over any number of examples at once. */
export type Metric = (output: Tensor, target: Tensor) => number

/**
 * Predicted and true classes, from what outputs and targets can be: logits or probabilities (N, numClasses, …) with
 * classes (N, …) or one-hot rows; one value per example with 0 or 1, compared with `threshold`; or classes (int32).
 */
export function classesOf(
  op: string,
  output: Tensor,
  target: Tensor,
  threshold = 0.5,
): { pred: number[]; truth: number[] } {
  const same = sameShape(output.shape, target.shape)
  const many = output.ndim >= 2 && output.shape[1]! > 1
  if (many && output.ndim === target.ndim + 1 && output.numel === target.numel * output.shape[1]!) {
    return { pred: [...argmax(output, 1).data], truth: [...target.data] }
  }
  if (many && same) return { pred: [...argmax(output, 1).data], truth: [...argmax(target, 1).data] }
  if (output.numel === target.numel) {
    const pred =
      output.dtype === 'int32' ? [...output.data] : Array.from(output.data, (v) => (v > threshold ? 1 : 0))
    return { pred, truth: [...target.data] }
  }
  const hint =
    'Outputs (N, numClasses) go with classes (N) or one-hot rows (N, numClasses), outputs (N) with (N).'
  throw shapeError(
    op,
    'the target does not fit the output',
    { output: output.shape, target: target.shape },
    hint,
  )
}

const share = (hits: number, count: number): number => (count === 0 ? Number.NaN : hits / count)

/**
 * The fraction of examples whose predicted class is the target, 0 to 1. Outputs with several columns predict the largest
 * one, outputs of one value predict 1 above `threshold` (0.5 for probabilities; use 0 for logits).
 *
 * @throws ShapeError when output and target do not fit.
 *
 * @example
 * accuracy(tensor([[2, 1], [0, 3], [5, 4]]), tensor([0, 1, 1]))
 * // → 0.666667
 */
export function accuracy(output: Tensor, target: Tensor, threshold = 0.5): number {
  const { pred, truth } = classesOf('accuracy', output, target, threshold)
  return share(pred.filter((value, i) => value === truth[i]).length, pred.length)
}

/**
 * The fraction of elements on the right side of `threshold` (0.5), each element a decision of its own.
 *
 * @throws ShapeError when the shapes differ.
 *
 * @example
 * binaryAccuracy(tensor([0.9, 0.2, 0.6]), tensor([1, 0, 0]))
 * // → 0.666667
 */
export function binaryAccuracy(output: Tensor, target: Tensor, threshold = 0.5): number {
  if (output.numel !== target.numel) {
    throw shapeError('binaryAccuracy', 'the shapes differ', { output: output.shape, target: target.shape })
  }
  let hits = 0
  output.data.forEach((value, i) => (hits += (value > threshold ? 1 : 0) === target.data[i] ? 1 : 0))
  return share(hits, output.numel)
}

/**
 * The fraction of examples whose class is among the `k` (5) largest outputs; of equal outputs the earlier counts as larger.
 *
 * @throws ShapeError unless output is (N, numClasses) and target (N).
 *
 * @example
 * topKAccuracy(tensor([[5, 4, 3], [1, 2, 3]]), tensor([1, 0]), 2)
 * // → 0.5
 */
export function topKAccuracy(output: Tensor, target: Tensor, k = 5): number {
  const [count, classes] = output.shape as [number, number]
  if (output.ndim !== 2 || target.numel !== count) {
    const shapes = { output: [output.shape, 'N, numClasses'], target: [target.shape, 'N'] } as const
    throw shapeError('topKAccuracy', 'the shapes do not fit', shapes)
  }
  let hits = 0
  for (let i = 0; i < count; i++) {
    const row = output.data.subarray(i * classes, (i + 1) * classes)
    const truth = target.data[i]!
    let above = 0
    row.forEach((value, c) => (above += value > row[truth]! || (value === row[truth]! && c < truth) ? 1 : 0))
    if (above < k) hits++
  }
  return share(hits, count)
}

/**
 * How often each true class (row) was predicted as each class (column): int32 (numClasses, numClasses).
 *
 * @param numClasses default: as many as the output has columns, or the largest class + 1, and 2 at least.
 * @throws ShapeError when output and target do not fit; RangeError for a class that does not exist.
 *
 * @example
 * confusionMatrix(tensor([[2, 1], [0, 3], [5, 4]]), tensor([0, 1, 1])).toArray()
 * // → [[1, 0], [1, 1]]
 */
export function confusionMatrix(
  output: Tensor,
  target: Tensor,
  numClasses?: number,
  threshold = 0.5,
): Tensor {
  const { pred, truth } = classesOf('confusionMatrix', output, target, threshold)
  const columns =
    output.ndim >= 2 && output.shape[1]! > 1 && output.dtype !== 'int32' ? output.shape[1]! : null
  const count = numClasses ?? columns ?? [...pred, ...truth].reduce((a, b) => Math.max(a, b + 1), 2)
  const matrix = zeros([count, count], { dtype: 'int32' })
  truth.forEach((row, i) => {
    const column = pred[i]!
    if (!Number.isInteger(row) || row < 0 || row >= count || column < 0 || column >= count) {
      throw new RangeError(`confusionMatrix: class ${row} or ${column} is not one of 0 to ${count - 1}.`)
    }
    matrix.data[row * count + column]!++
  })
  return matrix
}

export interface ClassMetricOptions {
  /** The class that counts as positive; default 1. `'macro'`: the mean over all classes. */
  readonly positive?: number | 'macro'
  /** For outputs of one value; default 0.5. */
  readonly threshold?: number
}

function overClasses(
  output: Tensor,
  target: Tensor,
  { positive = 1, threshold = 0.5 }: ClassMetricOptions,
  value: (truePositive: number, predicted: number, actual: number) => number,
): number {
  const matrix = confusionMatrix(output, target, undefined, threshold)
  const count = matrix.shape[0]!
  const at = (row: number, column: number): number => matrix.data[row * count + column]!
  const classes = Array.from({ length: count }, (_, c) => c)
  const of = (c: number): number => {
    const predicted = classes.reduce((sum, row) => sum + at(row, c), 0)
    const actual = classes.reduce((sum, column) => sum + at(c, column), 0)
    return value(at(c, c), predicted, actual)
  }
  if (positive === 'macro') return classes.reduce((sum, c) => sum + of(c), 0) / count
  if (positive >= count) throw new RangeError(`metric: class ${positive} is not one of 0 to ${count - 1}.`)
  return of(positive)
}

const ratio = (a: number, b: number): number => (b === 0 ? 0 : a / b)

/**
 * Of the examples predicted positive, the fraction that is: TP / (TP + FP), 0 when none is predicted.
 *
 * @example
 * precision(tensor([0.9, 0.8, 0.2]), tensor([1, 0, 1]))
 * // → 0.5
 */
export function precision(output: Tensor, target: Tensor, options: ClassMetricOptions = {}): number {
  return overClasses(output, target, options, (hits, predicted) => ratio(hits, predicted))
}

/**
 * Of the examples that are positive, the fraction found: TP / (TP + FN), 0 when there are none.
 *
 * @example
 * recall(tensor([0.9, 0.8, 0.2, 0.7]), tensor([1, 0, 1, 1]))
 * // → 0.666667
 */
export function recall(output: Tensor, target: Tensor, options: ClassMetricOptions = {}): number {
  return overClasses(output, target, options, (hits, _predicted, actual) => ratio(hits, actual))
}

/**
 * The harmonic mean of precision and recall, 2TP / (2TP + FP + FN).
 *
 * @example
 * f1Score(tensor([0.9, 0.8, 0.2]), tensor([1, 0, 1]))
 * // → 0.5
 */
export function f1Score(output: Tensor, target: Tensor, options: ClassMetricOptions = {}): number {
  return overClasses(output, target, options, (hits, predicted, actual) =>
    ratio(2 * hits, predicted + actual),
  )
}

/** Mean of fn(output − target) over all elements. */
function meanOf(op: string, output: Tensor, target: Tensor, fn: (difference: number) => number): number {
  if (!sameShape(output.shape, target.shape)) {
    const hint = 'Subtracting them would broadcast, which is not an error of predictions.'
    throw shapeError(op, 'the shapes differ', { output: output.shape, target: target.shape }, hint)
  }
  let total = 0
  output.data.forEach((value, i) => (total += fn(value - target.data[i]!)))
  return share(total, output.numel)
}

/**
 * The mean squared error, in the square of the target's unit.
 *
 * @throws ShapeError when the shapes differ.
 *
 * @example
 * meanSquaredError(tensor([1, 3]), tensor([1, 1]))
 * // → 2
 */
export function meanSquaredError(output: Tensor, target: Tensor): number {
  return meanOf('meanSquaredError', output, target, (d) => d * d)
}

/**
 * The mean absolute error, in the target's unit.
 *
 * @throws ShapeError when the shapes differ.
 *
 * @example
 * meanAbsoluteError(tensor([1, 3]), tensor([1, 1]))
 * // → 1
 */
export function meanAbsoluteError(output: Tensor, target: Tensor): number {
  return meanOf('meanAbsoluteError', output, target, Math.abs)
}

/**
 * The share of the target's variance that the outputs explain: 1 − Σ(output − target)² / Σ(target − mean)². 1 is
 * perfect, 0 no better than the mean, negative worse. NaN when the target is constant.
 *
 * @throws ShapeError when the shapes differ.
 *
 * @example
 * r2Score(tensor([1, 2, 4]), tensor([1, 2, 3]))
 * // → 0.5
 */
export function r2Score(output: Tensor, target: Tensor): number {
  const error = meanSquaredError(output, target)
  let mean = 0
  target.data.forEach((value, i) => (mean += (value - mean) / (i + 1)))
  let variance = 0
  for (const value of target.data) variance += (value - mean) * (value - mean)
  variance = share(variance, target.numel)
  return variance === 0 ? Number.NaN : 1 - error / variance
}
