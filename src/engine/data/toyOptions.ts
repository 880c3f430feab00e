import { checkKnownOptions } from '../errors.ts'
import type { Rng } from '../random/rng.ts'
import type { DType } from '../tensor/dtype.ts'

/** What all toy data sets take. */
export interface ToyOptions {
  /** N, the number of examples. Default 200. */
  readonly count?: number
  /** How far points stray; its unit is each data set's own. Default 0. */
  readonly noise?: number
  readonly rng: Rng
  /** Of the features. Default `'float64'`. */
  readonly dtype?: DType
}

/** @throws RangeError for an option that does not exist, no source of chance, or a count below 1. */
export function checkToyOptions(options: ToyOptions, own: readonly string[] = ['factor']): void {
  checkKnownOptions('data', options, ['count', 'noise', 'rng', 'dtype', ...own])
  const { count = 200 } = options
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`data: count is ${count}; it is 1 or more.`)
}
