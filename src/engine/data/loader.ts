import { checkKnownOptions } from '../errors.ts'
import type { Rng } from '../random/rng.ts'
import type { Dataset } from './points.ts'
import { countRows, takeRows } from './split.ts'

export interface BatchOptions {
  /** Examples per batch. Default 32. */
  readonly batchSize?: number
  /** A new random order in every epoch; needs `rng`. Default false. */
  readonly shuffle?: boolean
  readonly rng?: Rng
  /** Leave out a last batch of fewer examples. Default false: the ragged batch is trained on too. */
  readonly dropLast?: boolean
}

/**
 * The rows of each batch of one epoch.
 *
 * @throws RangeError when `batchSize` is not 1 or more, or `shuffle` has no `rng`.
 *
 * @example
 * batchIndices(5, { batchSize: 2 })
 * // → [[0, 1], [2, 3], [4]]
 */
export function batchIndices(count: number, options: BatchOptions = {}): number[][] {
  checkKnownOptions('dataLoader', options, ['batchSize', 'shuffle', 'rng', 'dropLast'])
  const { batchSize = 32, shuffle = false, rng, dropLast = false } = options
  if (!Number.isInteger(batchSize) || batchSize < 1) {
    throw new RangeError(`dataLoader: batchSize is ${batchSize}; it is a count of examples, 1 or more.`)
  }
  if (shuffle && rng === undefined) throw new RangeError('dataLoader: shuffle needs { rng: rng(seed) }.')
  const order = shuffle ? rng!.permutation(count) : Array.from({ length: count }, (_, row) => row)
  const batches = Array.from({ length: Math.ceil(count / batchSize) }, (_, batch) =>
    order.slice(batch * batchSize, (batch + 1) * batchSize),
  )
  return dropLast ? batches.filter((batch) => batch.length === batchSize) : batches
}

/** Batches, again (and shuffled anew) each time it is iterated. */
export interface DataLoader extends Iterable<Dataset> {
  /** Batches per epoch. */
  readonly length: number
}

/**
 * Cuts a data set into batches of `batchSize` examples. Every epoch visits every example exactly once; the last
 * batch holds what is left unless `dropLast`.
 *
 * @throws RangeError when `batchSize` is not 1 or more, or `shuffle` has no `rng`; ShapeError when rows differ.
 *
 * @example
 * const data = { features: tensor([[1], [2], [3]]), target: tensor([1, 2, 3]) }
 * Array.from(dataLoader(data, { batchSize: 2 }), (batch) => batch.target.toArray())
 * // → [[1, 2], [3]]
 */
export function dataLoader({ features, target }: Dataset, options: BatchOptions = {}): DataLoader {
  const count = countRows('dataLoader', { features, target })
  const { length } = batchIndices(count, { ...options, shuffle: false })
  return {
    length,
    *[Symbol.iterator]() {
      for (const rows of batchIndices(count, options)) {
        yield { features: takeRows(features, rows), target: takeRows(target, rows) }
      }
    },
  }
}
