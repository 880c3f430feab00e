import { ShapeError, shapeError, shapeText } from '../errors.ts'

/** The sizes along each axis; `[]` is a scalar. */
export type Shape = readonly number[]

/** The number of elements: the product of the sizes, 1 for a scalar. */
export function numelOf(shape: Shape): number {
  let count = 1
  for (const size of shape) count *= size
  return count
}

/** How many elements to step in memory for one step along each axis, row-major. */
export function stridesOf(shape: Shape): number[] {
  const strides: number[] = Array.from({ length: shape.length })
  let step = 1
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = step
    step *= shape[axis]!
  }
  return strides
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis])
}

/**
 * Validates that `shape` holds non-negative integers and returns a copy.
 *
 * @throws ShapeError naming the offending size.
 *
 * @example
 * checkShape('zeros', [2, 3])
 * // → [2, 3]
 */
export function checkShape(op: string, shape: Shape): number[] {
  for (const size of shape) {
    if (!Number.isInteger(size) || size < 0) {
      throw new ShapeError(`${op}: shape ${shapeText(shape)} holds ${size}; sizes are non-negative integers.`)
    }
  }
  return [...shape]
}

/**
 * An axis counted from the front; negative axes count from the back.
 *
 * @throws ShapeError when the tensor has no such axis.
 *
 * @example
 * checkAxis('sum', -1, [2, 3])
 * // → 1
 */
export function checkAxis(op: string, axis: number, shape: Shape): number {
  const ndim = shape.length
  if (!Number.isInteger(axis) || axis < -ndim || axis >= ndim) {
    const range = ndim === 0 ? 'A scalar has no axes.' : `Axes run from ${-ndim} to ${ndim - 1}.`
    throw shapeError(op, `axis ${axis} does not exist`, { input: shape }, range)
  }
  return axis < 0 ? axis + ndim : axis
}

/**
 * Several axes counted from the front, in ascending order; `undefined` means all of them.
 *
 * @throws ShapeError when an axis does not exist or is named twice.
 *
 * @example
 * checkAxes('sum', [-1, 0], [2, 3, 4])
 * // → [0, 2]
 */
export function checkAxes(op: string, axis: number | readonly number[] | undefined, shape: Shape): number[] {
  if (axis === undefined) return shape.map((_, index) => index)
  const axes = (typeof axis === 'number' ? [axis] : axis).map((a) => checkAxis(op, a, shape))
  axes.sort((a, b) => a - b)
  const twice = axes.find((a, index) => a === axes[index + 1])
  if (twice !== undefined) throw shapeError(op, `axis ${twice} is named twice`, { input: shape })
  return axes
}

/**
 * The shape that several shapes broadcast to. Shapes are aligned at the last axis; sizes must be equal or 1.
 * Source: NumPy and PyTorch broadcasting semantics.
 *
 * @throws ShapeError naming the axis (counted from the back) at which two sizes differ.
 *
 * @example
 * checkBroadcastShape('add', [2, 1], [3])
 * // → [2, 3]
 */
export function checkBroadcastShape(op: string, ...shapes: Shape[]): number[] {
  const ndim = Math.max(0, ...shapes.map((shape) => shape.length))
  const result = Array.from({ length: ndim }, () => 1)
  for (const shape of shapes) {
    for (let back = 1; back <= shape.length; back++) {
      const size = shape[shape.length - back]!
      const sofar = result[ndim - back]!
      if (size === sofar || size === 1) continue
      if (sofar === 1) result[ndim - back] = size
      else {
        throw shapeError(
          op,
          `sizes ${sofar} and ${size} at axis -${back} do not broadcast`,
          Object.fromEntries(shapes.map((s, index) => ['abcdefgh'[index] ?? `input${index}`, s])),
          'Aligned at the last axis, sizes must be equal or 1.',
        )
      }
    }
  }
  return result
}

/**
 * For every element of `target`, the position in memory of the element of `shape` that it is a copy of.
 * `null` when the two shapes are equal.
 */
export function broadcastIndex(shape: Shape, target: Shape): Int32Array | null {
  if (sameShape(shape, target)) return null
  const strides = stridesOf(shape)
  const lead = target.length - shape.length
  const steps = target.map((_, axis) => (axis < lead || shape[axis - lead] === 1 ? 0 : strides[axis - lead]!))
  return stridedIndex(target, steps)
}

/**
 * Memory positions in row-major order of `shape`, when a step along axis i moves by `steps[i]` from `start`.
 */
export function stridedIndex(shape: Shape, steps: readonly number[], start = 0): Int32Array {
  const index = new Int32Array(numelOf(shape))
  if (index.length === 0) return index
  index[0] = start
  let filled = 1
  // Innermost axis first: each pass repeats what is filled, moved by one more step.
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const block = filled
    for (let i = 1; i < shape[axis]!; i++) {
      const move = i * steps[axis]!
      for (let j = 0; j < block; j++) index[filled++] = index[j]! + move
    }
  }
  return index
}
