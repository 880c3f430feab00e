import { axesText } from '../axesText.ts'
import { checkKnownOptions, shapeError } from '../../errors.ts'
import { asTensor } from '../../tensor/create.ts'
import type { Shape } from '../../tensor/shape.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { asFloat } from '../elementwise/map.ts'
import { checkIndex } from '../shape/gather.ts'
import { scatterFlat, takeFlat } from '../shape/takeFlat.ts'
import { record } from '../../autodiff/record.ts'

export interface EmbeddingOptions {
  /** The row for padding tokens: it is looked up like any other but gets no gradient. Negative counts from the end. */
  readonly paddingIdx?: number
}

/**
 * The shape of `embedding`: the index's, with the width of a row behind it.
 *
 * @throws ShapeError when `weight` is not a matrix.
 *
 * @example
 * checkEmbeddingShape([2, 7], [100, 16])
 * // → [2, 7, 16]
 */
export function checkEmbeddingShape(index: Shape, weight: Shape): number[] {
  if (weight.length !== 2) {
    throw shapeError(
      'embedding',
      `weight has ${axesText(weight.length)}, needs 2 (numEmbeddings, embeddingDim)`,
      {
        weight,
      },
    )
  }
  return [...index, weight[1]!]
}

/** The padding row counted from the front, −1 for none. */
export function checkPaddingIdx(paddingIdx: number | undefined, rows: number): number {
  if (paddingIdx === undefined) return -1
  if (!Number.isInteger(paddingIdx) || paddingIdx < -rows || paddingIdx >= rows) {
    throw new RangeError(`embedding: paddingIdx is ${paddingIdx}; there are ${rows} rows, 0 to ${rows - 1}.`)
  }
  return paddingIdx < 0 ? paddingIdx + rows : paddingIdx
}

/**
 * Looks up rows of a table: out[…, j] = weight[index[…], j]. The gradient of a row is the sum over its uses.
 * index (…) of whole numbers below numEmbeddings, weight (numEmbeddings, embeddingDim) → (…, embeddingDim).
 *
 * @throws ShapeError when weight is not a matrix; RangeError when an index has no row; DTypeError when it is not whole.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.embedding.html
 *
 * @example
 * embedding([[0, 2]], [[1, 2], [3, 4], [5, 6]]).toArray()
 * // → [[[1, 2], [5, 6]]]
 */
export function embedding(index: TensorLike, weight: TensorLike, options: EmbeddingOptions = {}): Tensor {
  checkKnownOptions('embedding', options, ['paddingIdx'])
  const table = asFloat(weight)
  const shape = checkEmbeddingShape(asTensor(index).shape, table.shape)
  const [rows, width] = table.shape as [number, number]
  const places = checkIndex('embedding', index, rows)
  const padding = checkPaddingIdx(options.paddingIdx, rows)
  const from = new Int32Array(places.numel * width)
  for (let i = 0; i < from.length; i++) from[i] = places.data[Math.floor(i / width)]! * width + (i % width)
  if (padding < 0) return takeFlat(table, from, shape, 0, 'embedding')
  const back = from.map((at) => (Math.floor(at / width) === padding ? -1 : at))
  const looked = takeFlat(table.detach(), from, shape)
  return record('embedding', [table], looked, [(grad) => scatterFlat(grad, back, table.shape)])
}
