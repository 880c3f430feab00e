import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import type { Shape } from '../../tensor/shape.ts'
import { checkKnownOptions } from '../../errors.ts'
import { asFloat } from '../elementwise/map.ts'
import { reshape } from '../shape/reshape.ts'
import { avgPool2d } from './avgPool.ts'
import { maxPool2d } from './maxPool.ts'
import { type SparseRow, applyMap, sparseMap } from './sparse.ts'
import { type Size2d, checkSpatialInput, perAxis } from './window.ts'

export interface GlobalPoolOptions {
  /** Keep H and W as axes of size 1, as PyTorch's adaptive pooling; false drops them, as Keras does. Default true. */
  readonly keepdim?: boolean
}

/**
 * The shape of `globalAvgPool2d` and `globalMaxPool2d`: one value per map.
 *
 * @throws ShapeError when the input is not (N, C, H, W) or (C, H, W).
 *
 * @example
 * checkGlobalPool2dShape([2, 8, 7, 7], { keepdim: false })
 * // → [2, 8]
 */
export function checkGlobalPool2dShape(
  input: Shape,
  options: GlobalPoolOptions = {},
  op = 'globalPool2d',
): number[] {
  checkKnownOptions(op, options, ['keepdim'])
  checkSpatialInput(op, input, 2)
  return [...input.slice(0, -2), ...((options.keepdim ?? true) ? [1, 1] : [])]
}

function whole(x: Tensor): [number, number] {
  return [x.shape.at(-2)!, x.shape.at(-1)!]
}

/**
 * The average of each map: (N, C, H, W) → (N, C, 1, 1), or (N, C) without `keepdim`.
 *
 * @throws ShapeError when the input is not (N, C, H, W) or (C, H, W), or its maps are empty.
 *
 * @example
 * globalAvgPool2d([[[[1, 2], [3, 6]]]], { keepdim: false }).toArray()
 * // → [[3]]
 */
export function globalAvgPool2d(input: TensorLike, options: GlobalPoolOptions = {}): Tensor {
  const x = asFloat(input)
  const shape = checkGlobalPool2dShape(x.shape, options, 'globalAvgPool2d')
  return reshape(avgPool2d(x, whole(x)), shape)
}

/**
 * The largest value of each map: (N, C, H, W) → (N, C, 1, 1), or (N, C) without `keepdim`.
 *
 * @throws ShapeError when the input is not (N, C, H, W) or (C, H, W), or its maps are empty.
 *
 * @example
 * globalMaxPool2d([[[[1, 2], [3, 6]]]]).toArray()
 * // → [[[[6]]]]
 */
export function globalMaxPool2d(input: TensorLike, options: GlobalPoolOptions = {}): Tensor {
  const x = asFloat(input)
  const shape = checkGlobalPool2dShape(x.shape, options, 'globalMaxPool2d')
  return reshape(maxPool2d(x, whole(x)), shape)
}

/**
 * The shape of `adaptiveAvgPool2d`: the input's with H and W replaced by `outputSize`; `null` keeps a size.
 *
 * @throws ShapeError when the input is not (N, C, H, W) or (C, H, W); RangeError for an impossible size.
 *
 * @example
 * checkAdaptivePool2dShape([1, 8, 9, 7], [3, null])
 * // → [1, 8, 3, 7]
 */
export function checkAdaptivePool2dShape(
  input: Shape,
  outputSize: Size2d | readonly [number | null, number | null],
): number[] {
  checkSpatialInput('adaptiveAvgPool2d', input, 2)
  const asked = typeof outputSize === 'number' ? [outputSize, outputSize] : outputSize
  const sizes = asked.map((size, i) => size ?? input.at(i - 2)!)
  return [...input.slice(0, -2), ...perAxis('adaptiveAvgPool2d', 'outputSize', sizes, 2, 1)]
}

/**
 * Averages over windows chosen so that the output has `outputSize`: window i along an axis runs from
 * floor(i · in / out) to ceil((i + 1) · in / out). (N, C, H, W) → (N, C, oH, oW).
 *
 * @throws ShapeError when the input is not (N, C, H, W) or (C, H, W); RangeError for an impossible size.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.adaptive_avg_pool2d.html
 *
 * @example
 * adaptiveAvgPool2d([[[[1, 2, 3], [4, 5, 6]]]], [1, 2]).toArray()
 * // → [[[[3, 4]]]]
 */
export function adaptiveAvgPool2d(
  input: TensorLike,
  outputSize: Size2d | readonly [number | null, number | null],
): Tensor {
  const x = asFloat(input)
  const size = checkAdaptivePool2dShape(x.shape, outputSize).slice(-2) as [number, number]
  const [height, width] = whole(x)
  const [rows, columns] = [ranges(height, size[0]), ranges(width, size[1])]
  const map = sparseMap(
    rows.flatMap((ys) =>
      columns.map((xs): SparseRow => {
        const share = 1 / (ys.length * xs.length)
        return ys.flatMap((y) => xs.map((at) => [y * width + at, share] as const))
      }),
    ),
    height * width,
  )
  return applyMap('adaptiveAvgPool2d', x, map, size)
}

/** The positions of each window along one axis. */
function ranges(input: number, output: number): number[][] {
  return Array.from({ length: output }, (_, i) => {
    const start = Math.floor((i * input) / output)
    const end = Math.ceil(((i + 1) * input) / output)
    return Array.from({ length: end - start }, (__, k) => start + k)
  })
}
