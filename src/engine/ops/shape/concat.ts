import { record } from '../../autodiff/record.ts'
import { shapeError } from '../../errors.ts'
import { allocate } from '../../tensor/dtype.ts'
import { asTensor } from '../../tensor/create.ts'
import { type Shape, checkAxis, numelOf, sameShape } from '../../tensor/shape.ts'
import { Tensor, type TensorLike } from '../../tensor/tensor.ts'
import { promote } from '../elementwise/map.ts'
import { unsqueeze } from './flatten.ts'
import { narrow } from './slice.ts'

/**
 * The shape of `concat` along `axis`: the sizes on that axis add up, all others must be equal.
 *
 * @throws ShapeError when another axis differs, or there is nothing to concatenate.
 *
 * @example
 * checkConcatShape([[2, 3], [4, 3]], 0)
 * // → [6, 3]
 */
export function checkConcatShape(shapes: readonly Shape[], axis = 0): number[] {
  const first = shapes[0]
  if (first === undefined) throw new RangeError('concat: there is no tensor to concatenate.')
  const at = checkAxis('concat', axis, first)
  shapes.forEach((shape, index) => {
    const wrong = first.findIndex((size, a) => a !== at && size !== shape[a])
    if (shape.length === first.length && wrong < 0) return
    const problem =
      shape.length === first.length
        ? `axis ${wrong} is ${first[wrong]} in the first tensor and ${shape[wrong]} in tensor ${index}`
        : `the first tensor has ${first.length} axes, tensor ${index} has ${shape.length}`
    const hint = `Only axis ${at} may differ.`
    throw shapeError('concat', problem, { first, [`tensor ${index}`]: shape }, hint)
  })
  return first.map((size, a) => (a === at ? shapes.reduce((total, shape) => total + shape[at]!, 0) : size))
}

/**
 * Joins tensors along an axis they have. The gradient is cut apart again.
 *
 * @throws ShapeError when the other axes differ.
 *
 * @example
 * concat([[[1, 2]], [[3, 4], [5, 6]]]).toArray()
 * // → [[1, 2], [3, 4], [5, 6]]
 */
export function concat(values: readonly TensorLike[], axis = 0): Tensor {
  const tensors = promote(values)
  const shape = checkConcatShape(
    tensors.map((t) => t.shape),
    axis,
  )
  const at = checkAxis('concat', axis, shape)
  const outer = numelOf(shape.slice(0, at))
  const inner = numelOf(shape.slice(at + 1))
  const data = allocate(tensors[0]!.dtype, numelOf(shape))
  const starts: number[] = []
  let start = 0
  for (const t of tensors) {
    starts.push(start)
    const block = t.shape[at]! * inner
    for (let i = 0; i < outer; i++) {
      data.set(t.data.subarray(i * block, (i + 1) * block), i * shape[at]! * inner + start * inner)
    }
    start += t.shape[at]!
  }
  const rules = tensors.map(
    (t, i) => (grad: Tensor) => narrow(grad, at, starts[i]!, starts[i]! + t.shape[at]!),
  )
  return record('concat', tensors, new Tensor(data, shape), rules)
}

/**
 * Joins tensors of one shape along a new axis.
 *
 * @throws ShapeError when the shapes differ.
 *
 * @example
 * stack([[1, 2], [3, 4]], 1).toArray()
 * // → [[1, 3], [2, 4]]
 */
export function stack(values: readonly TensorLike[], axis = 0): Tensor {
  const tensors = values.map((value) => asTensor(value))
  const wrong = tensors.findIndex((t) => !sameShape(t.shape, tensors[0]!.shape))
  if (wrong > 0) {
    const shapes = { first: tensors[0]!.shape, [`tensor ${wrong}`]: tensors[wrong]!.shape }
    throw shapeError(
      'stack',
      'all shapes must be equal',
      shapes,
      'Use concat to join along an axis they have.',
    )
  }
  return concat(
    promote(values).map((t) => unsqueeze(t, axis)),
    axis,
  )
}

/**
 * Cuts a tensor along an axis: into parts of `size` (the last may be smaller), or into parts of the given sizes.
 *
 * @throws ShapeError when the given sizes do not add up to the axis.
 *
 * @example
 * split([1, 2, 3, 4, 5], 2).map((part) => part.toArray())
 * // → [[1, 2], [3, 4], [5]]
 */
export function split(value: TensorLike, size: number | readonly number[], axis = 0): Tensor[] {
  const x = asTensor(value)
  const at = checkAxis('split', axis, x.shape)
  const length = x.shape[at]!
  if (typeof size === 'number' && !(Number.isInteger(size) && size > 0)) {
    throw new RangeError(`split: the size is ${size}; it must be a positive whole number.`)
  }
  const sizes =
    typeof size === 'number'
      ? Array.from({ length: Math.max(1, Math.ceil(length / size)) }, (_, i) =>
          Math.min(size, length - i * size),
        )
      : size
  const total = sizes.reduce((a, b) => a + b, 0)
  if (total !== length || sizes.some((s) => s < 0)) {
    throw shapeError('split', `sizes [${sizes.join(', ')}] do not add up to ${length} on axis ${at}`, {
      input: x.shape,
    })
  }
  let start = 0
  return sizes.map((s) => narrow(x, at, start, (start += s)))
}

/**
 * Cuts a tensor along an axis into at most `chunks` parts of equal size (the last may be smaller).
 *
 * @example
 * chunk([1, 2, 3, 4], 2).map((part) => part.toArray())
 * // → [[1, 2], [3, 4]]
 */
export function chunk(value: TensorLike, chunks: number, axis = 0): Tensor[] {
  const x = asTensor(value)
  const length = x.shape[checkAxis('chunk', axis, x.shape)]!
  if (!Number.isInteger(chunks) || chunks < 1) {
    throw new RangeError(`chunk: the number of chunks is ${chunks}; it must be a positive whole number.`)
  }
  return split(x, Math.max(1, Math.ceil(length / chunks)), axis)
}
