import { DTypeError, shapeError } from '../../errors.ts'
import { asTensor } from '../../tensor/create.ts'
import { type Shape, checkAxis, numelOf, stridedIndex, stridesOf } from '../../tensor/shape.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { add } from '../elementwise/arithmetic.ts'
import { cast } from '../elementwise/cast.ts'
import { promote } from '../elementwise/map.ts'
import { slice } from './slice.ts'
import { scatterFlat, takeFlat } from './takeFlat.ts'

/** An index operand as whole numbers in 0 … size − 1. */
export function checkIndex(op: string, value: TensorLike, size: number): Tensor {
  const index = asTensor(value)
  for (const at of index.data) {
    if (!Number.isInteger(at)) throw new DTypeError(`${op}: the index holds ${at}; places are whole numbers.`)
    if (at < 0 || at >= size) {
      throw new RangeError(`${op}: index ${at} is out of range; the axis has places 0 to ${size - 1}.`)
    }
  }
  return cast(index, 'int32')
}

/**
 * The shape that `gather` gives: the index's, which may exceed the input's on `axis` only.
 *
 * @throws ShapeError when the numbers of axes differ or the index is larger on another axis.
 *
 * @example
 * checkGatherShape([4, 3], 1, [4, 1])
 * // → [4, 1]
 */
export function checkGatherShape(shape: Shape, axis: number, index: Shape, op = 'gather'): number[] {
  const at = checkAxis(op, axis, shape)
  const shapes = { input: shape, index }
  if (shape.length !== index.length)
    throw shapeError(op, 'input and index need the same number of axes', shapes)
  const wrong = index.findIndex((size, a) => a !== at && size > shape[a]!)
  if (wrong >= 0) throw shapeError(op, `the index is larger than the input on axis ${wrong}`, shapes)
  return [...index]
}

/** For each element of the index, the position in memory of the element of `shape` it points to. */
function positions(shape: Shape, axis: number, index: Tensor): Int32Array {
  const strides = stridesOf(shape)
  const flat = stridedIndex(
    index.shape,
    strides.map((stride, a) => (a === axis ? 0 : stride)),
  )
  for (let i = 0; i < flat.length; i++) flat[i] = flat[i]! + index.data[i]! * strides[axis]!
  return flat
}

/**
 * Picks elements along an axis: for axis 1, out[i][j] = x[i][index[i][j]].
 *
 * @throws ShapeError when the shapes do not fit.
 * @throws RangeError when an index is out of range.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.gather.html
 *
 * @example
 * gather([[1, 2], [3, 4]], 1, [[0], [1]]).toArray()
 * // → [[1], [4]]
 */
export function gather(value: TensorLike, axis: number, index: TensorLike): Tensor {
  const x = asTensor(value)
  const at = checkAxis('gather', axis, x.shape)
  const places = checkIndex('gather', index, x.shape[at]!)
  const shape = checkGatherShape(x.shape, at, places.shape)
  return takeFlat(x, positions(x.shape, at, places), shape, 0, 'gather')
}

/**
 * x with `source` added at the places that the index names: for axis 1, x[i][index[i][j]] += source[i][j].
 *
 * @throws ShapeError when the shapes do not fit, RangeError when an index is out of range.
 *
 * @example
 * scatterAdd([0, 0, 0], 0, [2, 2, 0], [1, 2, 3]).toArray()
 * // → [3, 0, 3]
 */
export function scatterAdd(value: TensorLike, axis: number, index: TensorLike, source: TensorLike): Tensor {
  const [x, y] = promote([value, source]) as [Tensor, Tensor]
  const at = checkAxis('scatterAdd', axis, x.shape)
  const places = checkIndex('scatterAdd', index, x.shape[at]!)
  checkGatherShape(x.shape, at, places.shape, 'scatterAdd')
  const tooSmall = places.shape.findIndex((size, a) => size > (y.shape[a] ?? 0))
  if (y.ndim !== places.ndim || tooSmall >= 0) {
    throw shapeError('scatterAdd', 'source must cover the index', { index: places.shape, source: y.shape })
  }
  const used = slice(
    y,
    places.shape.map((size) => [0, size] as const),
  )
  return add(x, scatterFlat(used, positions(x.shape, at, places), x.shape, 'scatterAdd'))
}

/**
 * The places `index` (K) of an axis, in that order: (…, size, …) → (…, K, …).
 *
 * @throws ShapeError when the index is not a vector, RangeError when a place does not exist.
 *
 * @example
 * indexSelect([[1, 2], [3, 4], [5, 6]], 0, [2, 0]).toArray()
 * // → [[5, 6], [1, 2]]
 */
export function indexSelect(value: TensorLike, axis: number, index: TensorLike): Tensor {
  const x = asTensor(value)
  const at = checkAxis('indexSelect', axis, x.shape)
  const places = checkIndex('indexSelect', index, x.shape[at]!)
  if (places.ndim !== 1)
    throw shapeError('indexSelect', 'the index must be a vector', { index: places.shape })
  const shape = x.shape.map((size, a) => (a === at ? places.numel : size))
  const [inner, size] = [numelOf(x.shape.slice(at + 1)), x.shape[at]!]
  const flat = new Int32Array(numelOf(shape))
  for (let i = 0; i < flat.length; i++) {
    const block = Math.floor(i / inner)
    const outer = Math.floor(block / places.numel)
    flat[i] = (outer * size + places.data[block % places.numel]!) * inner + (i % inner)
  }
  return takeFlat(x, flat, shape, 0, 'indexSelect')
}

/**
 * Elements by their position in row-major order, in the shape of the index.
 *
 * @throws RangeError when a position does not exist.
 *
 * @example
 * take([[1, 2], [3, 4]], [3, 0]).toArray()
 * // → [4, 1]
 */
export function take(value: TensorLike, index: TensorLike): Tensor {
  const x = asTensor(value)
  const places = checkIndex('take', index, x.numel)
  return takeFlat(x, places.data as Int32Array, places.shape, 0, 'take')
}
