import { checkKnownOptions, shapeError } from '../errors.ts'
import type { Rng } from '../random/rng.ts'
import { allocate } from '../tensor/dtype.ts'
import { Tensor } from '../tensor/tensor.ts'
import type { Dataset } from './points.ts'

/**
 * The rows `index` along the first axis, as a new tensor without history (for data, not for graphs: `indexSelect`
 * has a gradient).
 *
 * @example
 * takeRows(tensor([[1, 2], [3, 4], [5, 6]]), [2, 0]).toArray()
 * // → [[5, 6], [1, 2]]
 */
export function takeRows(x: Tensor, index: ArrayLike<number>): Tensor {
  const size = x.numel / Math.max(1, x.shape[0]!)
  const data = allocate(x.dtype, index.length * size)
  for (let row = 0; row < index.length; row++) {
    data.set(x.data.subarray(index[row]! * size, (index[row]! + 1) * size), row * size)
  }
  return new Tensor(data, [index.length, ...x.shape.slice(1)])
}

/** @throws ShapeError unless all have the same number of rows; returns it. */
export function countRows(op: string, tensors: Readonly<Record<string, Tensor>>): number {
  const counts = Object.values(tensors).map((t) => t.shape[0] ?? 0)
  if (counts.some((count) => count !== counts[0])) {
    const shapes = Object.fromEntries(Object.entries(tensors).map(([name, t]) => [name, t.shape]))
    throw shapeError(op, 'the numbers of examples differ', shapes, 'The first axis counts the examples.')
  }
  return counts[0]!
}

export interface SplitOptions {
  /** The part that goes to validation, in (0, 1), rounded to whole examples. Default 0.2. */
  readonly validationFraction?: number
  /** Keep the proportion of classes in both parts. The target must be classes. Default false. */
  readonly stratify?: boolean
  readonly rng: Rng
}

/**
 * Splits examples at random into two parts that share none.
 *
 * @throws RangeError when a part would be empty.
 *
 * @example
 * const data = makeMoons({ count: 10, rng: rng(1) })
 * const { train, validation } = trainValidationSplit(data, { rng: rng(2), stratify: true })
 * validation.target.toArray()
 * // → [0, 1]
 */
export function trainValidationSplit(
  { features, target }: Dataset,
  options: SplitOptions,
): { train: Dataset; validation: Dataset } {
  checkKnownOptions('trainValidationSplit', options, ['validationFraction', 'stratify', 'rng'])
  const { validationFraction = 0.2, stratify = false, rng } = options
  const count = countRows('trainValidationSplit', { features, target })
  const order = rng.permutation(count)
  const kinds = stratify ? [...new Set(target.data)].toSorted((a, b) => a - b) : [null]
  if (stratify && target.numel !== count) {
    throw shapeError('trainValidationSplit', 'stratify needs one class per example', { target: target.shape })
  }
  const validation = kinds.flatMap((kind) => {
    const own = kind === null ? order : order.filter((row) => target.data[row] === kind)
    return own.slice(0, Math.round(own.length * validationFraction))
  })
  const taken = new Set(validation)
  const train = order.filter((row) => !taken.has(row))
  if (train.length === 0 || validation.length === 0) {
    throw new RangeError(
      `trainValidationSplit: ${count} examples and fraction ${validationFraction} leave an empty part.`,
    )
  }
  const part = (rows: number[]): Dataset => ({
    features: takeRows(features, rows),
    target: takeRows(target, rows),
  })
  return { train: part(train), validation: part(validation) }
}

/** A scaling learned from training data. */
export interface Standardization {
  readonly mean: Float64Array
  readonly std: Float64Array
  transform(features: Tensor): Tensor
  inverse(scaled: Tensor): Tensor
}

/**
 * Learns mean and standard deviation of every column of `train` (N, D); `transform` then gives (x − mean) / std.
 * Learn it from the training part only: what it knows of validation or test data, the model knows too. The standard
 * deviation divides by N; a constant column is only shifted.
 *
 * @throws ShapeError unless there are two axes and the columns agree.
 *
 * @example
 * standardize(tensor([[1, 5], [3, 5]])).transform(tensor([[5, 6]])).toArray()
 * // → [[3, 1]]
 */
export function standardize(train: Tensor): Standardization {
  const columns = checkColumns(train)
  const rows = train.shape[0]!
  const [mean, squares] = [new Float64Array(columns), new Float64Array(columns)]
  train.data.forEach((value, i) => {
    // Welford's update: no difference of large squares
    const column = i % columns
    const delta = value - mean[column]!
    mean[column]! += delta / (Math.floor(i / columns) + 1)
    squares[column]! += delta * (value - mean[column]!)
  })
  const std = squares.map((sum) => Math.sqrt(sum / rows) || 1)
  const map = (x: Tensor, fn: (value: number, column: number) => number): Tensor => {
    if (checkColumns(x) !== columns) {
      throw shapeError('standardize', `learned ${columns} columns`, { input: [x.shape, 'N, D'] })
    }
    return new Tensor(
      x.data.map((value, i) => fn(value, i % columns)),
      x.shape,
    )
  }
  return {
    mean,
    std,
    transform: (x) => map(x, (value, column) => (value - mean[column]!) / std[column]!),
    inverse: (x) => map(x, (value, column) => value * std[column]! + mean[column]!),
  }
}

function checkColumns(x: Tensor): number {
  if (x.ndim !== 2)
    throw shapeError('standardize', 'needs rows of features', { input: x.shape }, 'Shape (N, D).')
  if (x.dtype === 'int32')
    throw new TypeError('standardize: int32 columns cannot hold fractions; cast them first.')
  return x.shape[1]!
}
