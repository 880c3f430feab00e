import type { Digit, ShownTensor } from '../../../src/notebook/protocol/shown.ts'

/** A tensor cut into matrices: every pair of last axes, with the indices before them. */
export interface Slice {
  /** `2, 0, :, :`; empty for a matrix or a vector. */
  index: string
  rows: number
  columns: number
  values: readonly Digit[]
}

/** Matrices of a larger tensor that are drawn. */
const MOST_SLICES = 8

export function slicesOf({ shape, values }: ShownTensor): Slice[] {
  const columns = shape.at(-1) ?? 1
  const rows = shape.length > 1 ? shape.at(-2)! : 1
  const outer = shape.slice(0, -2)
  const size = rows * columns
  const count = Math.min(MOST_SLICES, size === 0 ? 0 : Math.ceil(values.length / size))
  return Array.from({ length: count }, (_, i) => ({
    index: outer.length > 0 ? [...unravel(i, outer), ':', ':'].join(', ') : '',
    rows,
    columns,
    values: values.slice(i * size, (i + 1) * size),
  }))
}

function unravel(position: number, shape: readonly number[]): number[] {
  const index: number[] = []
  let rest = position
  for (const size of shape.toReversed()) {
    index.unshift(rest % size)
    rest = Math.floor(rest / size)
  }
  return index
}

/** The largest magnitude among finite values; 0 where there is none. */
export function magnitudeOf(values: readonly Digit[]): number {
  let most = 0
  for (const value of values) if (typeof value === 'number') most = Math.max(most, Math.abs(value))
  return most
}

/** How strongly a cell is colored, in percent: by magnitude, with the sign as `positive` or `negative`. */
export function shade(
  value: Digit,
  magnitude: number,
): { sign: '' | 'positive' | 'negative'; percent: number } {
  const number = Number(value)
  if (!(magnitude > 0) || Number.isNaN(number) || number === 0) return { sign: '', percent: 0 }
  const share = Math.min(1, Math.abs(number) / magnitude)
  return { sign: number > 0 ? 'positive' : 'negative', percent: Math.round(share * 100) }
}
