import { Tensor, type TensorLike } from '../../tensor/tensor.ts'
import { asTensor } from '../../tensor/create.ts'
import { numelOf } from '../../tensor/shape.ts'
import { takeFlat } from '../shape/takeFlat.ts'
import { type MaxPool2dOptions, resolvePool } from './poolShape.ts'
import type { Size2d, WindowAxis } from './window.ts'

/** The result of pooling, and where in its map (position i · W + j) each value came from. */
export interface Pooled {
  readonly output: Tensor
  /** int32, the shape of `output`. */
  readonly indices: Tensor
}

/**
 * For every window of every map the position of its extreme value: the first in row-major order among equals, and
 * a NaN wherever there is one. `better(a, b)` says whether a beats b.
 */
function extremes(
  x: Tensor,
  [h, w]: readonly [WindowAxis, WindowAxis],
  better: (a: number, b: number) => boolean,
): Int32Array {
  const area = h.input * w.input
  const planes = x.numel / area
  const found = new Int32Array(planes * h.output * w.output)
  const { data } = x
  let next = 0
  for (let plane = 0; plane < planes; plane++) {
    for (let i = 0; i < h.output; i++) {
      for (let j = 0; j < w.output; j++) {
        let best = -1
        for (let p = 0; p < h.kernel; p++) {
          const row = i * h.stride + p * h.dilation - h.before
          if (row < 0 || row >= h.input) continue
          for (let q = 0; q < w.kernel; q++) {
            const column = j * w.stride + q * w.dilation - w.before
            if (column < 0 || column >= w.input) continue
            const at = plane * area + row * w.input + column
            if (best < 0 || better(data[at]!, data[best]!) || Number.isNaN(data[at]!)) best = at
          }
        }
        found[next++] = best
      }
    }
  }
  return found
}

function pool(
  op: string,
  input: TensorLike,
  kernelSize: Size2d,
  options: MaxPool2dOptions,
  better: (a: number, b: number) => boolean,
): Pooled {
  const x = asTensor(input)
  const axes = resolvePool(op, x.shape, kernelSize, options, ['dilation'])
  const shape = [...x.shape.slice(0, -2), axes[0].output, axes[1].output]
  const index = numelOf(shape) === 0 ? new Int32Array(0) : extremes(x, axes, better)
  const area = axes[0].input * axes[1].input
  return {
    output: takeFlat(x, index, shape, better(1, 0) ? -Infinity : Infinity, op),
    indices: new Tensor(
      index.map((at) => at % area),
      shape,
    ),
  }
}

const larger = (a: number, b: number): boolean => a > b
const smaller = (a: number, b: number): boolean => a < b

/**
 * The largest value of each window. input (N, C, H, W) or (C, H, W) → (N, C, oH, oW), sizes as in
 * `checkPool2dShape`. Padding never wins. The whole gradient goes to the position of the maximum; among equals to
 * the first in row-major order, as in PyTorch.
 *
 * @throws ShapeError when the window is larger than the padded input; RangeError for an impossible option.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.max_pool2d.html
 *
 * @example
 * maxPool2d([[[[1, 2, 5, 6], [3, 4, 8, 7]]]], 2).toArray()
 * // → [[[[4, 8]]]]
 */
export function maxPool2d(input: TensorLike, kernelSize: Size2d, options: MaxPool2dOptions = {}): Tensor {
  return pool('maxPool2d', input, kernelSize, options, larger).output
}

/**
 * `maxPool2d` together with the position of each maximum in its map, i · W + j.
 *
 * @throws ShapeError when the window is larger than the padded input; RangeError for an impossible option.
 *
 * @example
 * maxPool2dWithIndices([[[[1, 2, 5, 6], [3, 4, 8, 7]]]], 2).indices.toArray()
 * // → [[[[5, 6]]]]
 */
export function maxPool2dWithIndices(
  input: TensorLike,
  kernelSize: Size2d,
  options: MaxPool2dOptions = {},
): Pooled {
  return pool('maxPool2d', input, kernelSize, options, larger)
}

/**
 * The smallest value of each window: −maxPool2d(−input). Shapes and options as in `maxPool2d`. PyTorch and Keras
 * have no such layer; morphology calls it erosion.
 *
 * @throws ShapeError when the window is larger than the padded input; RangeError for an impossible option.
 *
 * @example
 * minPool2d([[[[1, 2, 5, 6], [3, 4, 8, 7]]]], 2).toArray()
 * // → [[[[1, 5]]]]
 */
export function minPool2d(input: TensorLike, kernelSize: Size2d, options: MaxPool2dOptions = {}): Tensor {
  return pool('minPool2d', input, kernelSize, options, smaller).output
}
