// Coordinates: a map from output to input positions in pixels, (y, x) with the origin in the center of the image, y
// downwards, x to the right. The center of pixel (i, j) is at (i − (H − 1) / 2, j − (W − 1) / 2), so that images are
// squares of pixels, not grids of points: PyTorch's `align_corners=False`.

import { axesText } from '../ops/axesText.ts'
import { shapeError } from '../errors.ts'
import { asFloat } from '../ops/elementwise/map.ts'
import { concat } from '../ops/shape/concat.ts'
import { narrow } from '../ops/shape/slice.ts'
import { type SparseRow, applyMap, sparseMap } from '../ops/spatial/sparse.ts'
import type { Shape } from '../tensor/shape.ts'
import type { Tensor, TensorLike } from '../tensor/tensor.ts'

/** From a position in the output to the position in the input that it shows. */
export type PositionMap = (y: number, x: number) => readonly [y: number, x: number]

/** How to read between and beyond pixels. */
export interface WarpOptions {
  /** `'bilinear'`: the weighted average of four pixels; `'nearest'`: the one whose center is nearest. Default bilinear. */
  readonly mode?: 'bilinear' | 'nearest'
  /** Beyond the border: `'zeros'`, or the pixels at the `'border'` repeated. Default zeros. */
  readonly paddingMode?: 'zeros' | 'border'
  /** Height and width of the output. Default: the input's. */
  readonly size?: readonly [number, number]
}

/** @throws ShapeError unless the input is a batch of images (N, C, H, W). */
export function checkImages(op: string, shape: Shape): void {
  if (shape.length === 4) return
  throw shapeError(op, `images have ${axesText(shape.length)}, need 4 (N, C, H, W)`, { images: shape })
}

function checkChoice(name: string, value: string, known: readonly string[]): void {
  if (known.includes(value)) return
  throw new RangeError(`warp: ${name} is '${value}'. Known: ${known.map((word) => `'${word}'`).join(', ')}.`)
}

/** Round half to even, as PyTorch's `nearest`. */
function nearest(value: number): number {
  const low = Math.floor(value)
  const rest = value - low
  return rest < 0.5 || (rest === 0.5 && low % 2 === 0) ? low : low + 1
}

/** The pixels along one axis that a position between pixel centers reads, with their weights. */
function neighbors(position: number, size: number, mode: string, padding: string): [number, number][] {
  const at = padding === 'border' ? Math.min(Math.max(position, 0), size - 1) : position
  const low = Math.floor(at)
  const pairs: [number, number][] =
    mode === 'nearest'
      ? [[nearest(at), 1]]
      : [
          [low, 1 - (at - low)],
          [low + 1, at - low],
        ]
  return pairs.filter(([pixel, weight]) => weight !== 0 && pixel >= 0 && pixel < size)
}

/**
 * Moves the pixels of images: each output pixel shows the input at `map(y, x)`. One map for all images, or one for
 * each. Linear in the images, and differentiable with respect to them. (N, C, H, W) → (N, C, oH, oW).
 *
 * @throws ShapeError unless the input is (N, C, H, W) with one map per image; RangeError for an unknown option.
 *
 * @example
 * augment.warp([[[[1, 2, 3]]]], (y, x) => [y, x + 0.5]).toArray()
 * // → [[[[1.5, 2.5, 1.5]]]]
 */
export function warp(
  images: TensorLike,
  map: PositionMap | readonly PositionMap[],
  { mode = 'bilinear', paddingMode = 'zeros', size }: WarpOptions = {},
): Tensor {
  const x = asFloat(images)
  checkImages('warp', x.shape)
  checkChoice('mode', mode, ['bilinear', 'nearest'])
  checkChoice('paddingMode', paddingMode, ['zeros', 'border'])
  const [count, , height, width] = x.shape as [number, number, number, number]
  const [outHeight, outWidth] = size ?? [height, width]
  const apply = (part: Tensor, position: PositionMap): Tensor => {
    const rows: SparseRow[] = []
    for (let i = 0; i < outHeight; i++) {
      for (let j = 0; j < outWidth; j++) {
        const [y, across] = position(i - (outHeight - 1) / 2, j - (outWidth - 1) / 2)
        const columns = neighbors(across + (width - 1) / 2, width, mode, paddingMode)
        rows.push(
          neighbors(y + (height - 1) / 2, height, mode, paddingMode).flatMap(([row, alongY]) =>
            columns.map(([column, alongX]) => [row * width + column, alongY * alongX] as const),
          ),
        )
      }
    }
    return applyMap('warp', part, sparseMap(rows, height * width), [outHeight, outWidth])
  }
  if (typeof map === 'function') return apply(x, map)
  if (map.length !== count) {
    throw shapeError(
      'warp',
      `${map.length} maps for ${count} images`,
      { images: x.shape },
      'Each image needs one map.',
    )
  }
  if (count === 0) return x
  return concat(map.map((position, n) => apply(narrow(x, 0, n, n + 1), position)))
}
