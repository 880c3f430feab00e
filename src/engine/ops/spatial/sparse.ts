// A linear map from the positions of one map to the positions of another, the same for every channel of every
// example: window averages, warps and their adjoints are all of this kind.

import { record } from '../../autodiff/record.ts'
import { allocate } from '../../tensor/dtype.ts'
import { Tensor } from '../../tensor/tensor.ts'

/** A sparse matrix by rows: output i is Σ weights[k] · input[columns[k]] for k from starts[i] to starts[i + 1]. */
export interface SparseMap {
  readonly starts: Int32Array
  readonly columns: Int32Array
  readonly weights: Float64Array
  /** Number of input positions. */
  readonly width: number
}

/** One output position's share: pairs of input position and weight. */
export type SparseRow = readonly (readonly [column: number, weight: number])[]

/** The map whose output i is described by `rows[i]`. */
export function sparseMap(rows: readonly SparseRow[], width: number): SparseMap {
  const starts = new Int32Array(rows.length + 1)
  rows.forEach((row, i) => (starts[i + 1] = starts[i]! + row.length))
  const columns = new Int32Array(starts[rows.length]!)
  const weights = new Float64Array(columns.length)
  rows.flat().forEach(([column, weight], k) => {
    columns[k] = column
    weights[k] = weight
  })
  return { starts, columns, weights, width }
}

/** The adjoint: rows and columns exchanged. */
function transposed({ starts, columns, weights, width }: SparseMap): SparseMap {
  const height = starts.length - 1
  const counts = new Int32Array(width + 1)
  for (const column of columns) counts[column + 1]!++
  for (let i = 0; i < width; i++) counts[i + 1]! += counts[i]!
  const next = counts.slice()
  const backColumns = new Int32Array(columns.length)
  const backWeights = new Float64Array(columns.length)
  for (let i = 0; i < height; i++) {
    for (let k = starts[i]!; k < starts[i + 1]!; k++) {
      const at = next[columns[k]!]!++
      backColumns[at] = i
      backWeights[at] = weights[k]!
    }
  }
  return { starts: counts, columns: backColumns, weights: backWeights, width: height }
}

/** Applies `map` to the last two axes of `x` (…, H, W) → (…, oH, oW). The gradient is the adjoint map. */
export function applyMap(op: string, x: Tensor, map: SparseMap, outSize: readonly [number, number]): Tensor {
  const { starts, columns, weights, width } = map
  const height = starts.length - 1
  const planes = width === 0 ? 0 : x.numel / width
  const data = allocate(x.dtype, planes * height)
  const source = x.data
  for (let plane = 0; plane < planes; plane++) {
    for (let i = 0; i < height; i++) {
      let total = 0
      for (let k = starts[i]!; k < starts[i + 1]!; k++)
        total += weights[k]! * source[plane * width + columns[k]!]!
      data[plane * height + i] = total
    }
  }
  const inSize = [x.shape.at(-2)!, x.shape.at(-1)!] as const
  return record(op, [x], new Tensor(data, [...x.shape.slice(0, -2), ...outSize]), [
    (grad) => applyMap(`${op} gradient`, grad, transposed(map), inSize),
  ])
}
