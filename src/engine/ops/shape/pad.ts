import { checkKnownOptions, shapeError } from '../../errors.ts'
import { asTensor } from '../../tensor/create.ts'
import { type Shape, numelOf, stridesOf } from '../../tensor/shape.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { takeFlat } from './takeFlat.ts'

export type PadMode = 'constant' | 'reflect' | 'replicate' | 'circular'

export interface PadOptions {
  /**
   * `'constant'`: `value`. `'reflect'`: mirrored without repeating the edge. `'replicate'`: the edge repeated.
   * `'circular'`: the other side. Default `'constant'`.
   */
  readonly mode?: PadMode
  /** Default 0. */
  readonly value?: number
}

/**
 * The shape after `pad`. `padding` counts elements before and after, last axis first: [left, right, top, bottom, …].
 *
 * @throws ShapeError when there are more pairs than axes, or the mode needs more elements than the axis has.
 *
 * @example
 * checkPadShape([1, 28, 28], [2, 2, 1, 1])
 * // → [1, 30, 32]
 */
export function checkPadShape(
  shape: Shape,
  padding: readonly number[],
  mode: PadMode = 'constant',
): number[] {
  if (padding.length % 2 === 1 || padding.length > 2 * shape.length) {
    const hint = 'padding is [left, right, top, bottom, …]: one pair per axis, last axis first.'
    throw shapeError('pad', `${padding.length} paddings for ${shape.length} axes`, { input: shape }, hint)
  }
  return shape.map((size, axis) => {
    const [before, after] = pairOf(padding, axis, shape.length)
    const most = {
      constant: Infinity,
      reflect: size - 1,
      replicate: size > 0 ? Infinity : 0,
      circular: size,
    }[mode]
    if (most === undefined) {
      throw new RangeError(
        `pad: unknown mode '${mode}'. Known: 'constant', 'reflect', 'replicate', 'circular'.`,
      )
    }
    const whole = Number.isInteger(before) && Number.isInteger(after)
    const fits = before <= most && after <= most && size + before + after >= 0
    const signed = mode === 'constant' || (before >= 0 && after >= 0)
    if (!whole || (!fits && before + after !== 0) || !signed) {
      throw shapeError(
        'pad',
        `padding (${before}, ${after}) of axis ${axis} is not possible in mode '${mode}'`,
        {
          input: shape,
        },
      )
    }
    return size + before + after
  })
}

function pairOf(padding: readonly number[], axis: number, ndim: number): [number, number] {
  const at = 2 * (ndim - 1 - axis)
  return [padding[at] ?? 0, padding[at + 1] ?? 0]
}

/** The place of the input that fills place `at` (counted from the input's first), −1 for the constant. */
function source(at: number, size: number, mode: PadMode): number {
  if (at >= 0 && at < size) return at
  if (mode === 'constant') return -1
  if (mode === 'replicate') return at < 0 ? 0 : size - 1
  if (mode === 'circular') return (at + size) % size
  return at < 0 ? -at : 2 * (size - 1) - at
}

/**
 * Adds elements around a tensor (negative counts remove, in mode 'constant'). `padding` counts elements before and
 * after, last axis first, as in PyTorch: [left, right, top, bottom, …].
 *
 * @throws ShapeError when the padding does not fit the shape or the mode.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.pad.html
 *
 * @example
 * pad([1, 2, 3], [2, 1], { mode: 'reflect' }).toArray()
 * // → [3, 2, 1, 2, 3, 2]
 */
export function pad(value: TensorLike, padding: readonly number[], options: PadOptions = {}): Tensor {
  checkKnownOptions('pad', options, ['mode', 'value'])
  const { mode = 'constant', value: fill = 0 } = options
  const x = asTensor(value)
  const shape = checkPadShape(x.shape, padding, mode)
  const strides = stridesOf(x.shape)
  let index = new Int32Array([0])
  shape.forEach((size, axis) => {
    const [before] = pairOf(padding, axis, x.ndim)
    const grown = new Int32Array(index.length * size)
    index.forEach((base, i) => {
      for (let j = 0; j < size; j++) {
        const from = source(j - before, x.shape[axis]!, mode)
        grown[i * size + j] = base < 0 || from < 0 ? -1 : base + from * strides[axis]!
      }
    })
    index = grown
  })
  return takeFlat(x, index.subarray(0, numelOf(shape)), shape, fill, 'pad')
}
