import { conv2d, tensor } from 'chainrule'

/** A picture of one number per pixel, 0 (black) … 255 (white). */
export interface Gray {
  readonly height: number
  readonly width: number
  readonly values: ArrayLike<number> // (H, W)
}

/** What a kernel makes of a picture: one number per position, of any size and sign. */
export interface FeatureMap {
  readonly height: number
  readonly width: number
  readonly values: Float64Array // (H, W)
}

/**
 * Brightness of each pixel of a color photograph, rounded to whole numbers, with the weights of ITU-R BT.601:
 * 0.299 red + 0.587 green + 0.114 blue. `pixels` is (3, H, W).
 */
export function toGray({
  pixels,
  height,
  width,
}: {
  readonly pixels: ArrayLike<number>
  readonly height: number
  readonly width: number
}): Gray {
  const plane = height * width
  const values = Uint8Array.from({ length: plane }, (_, i) =>
    Math.round(0.299 * pixels[i]! + 0.587 * pixels[plane + i]! + 0.114 * pixels[2 * plane + i]!),
  )
  return { height, width, values }
}

/**
 * Cross-correlation of a picture with a square kernel of whole numbers, divided by `divisor` at the end so that sums of
 * whole numbers stay exact. (H, W), (k, k) → floor((size + 2 · padding − k) / stride) + 1 along each axis.
 */
export function correlate(
  { height, width, values }: { height: number; width: number; values: ArrayLike<number> },
  kernel: readonly number[],
  { divisor = 1, stride = 1, padding = 0 } = {},
): FeatureMap {
  const size = Math.sqrt(kernel.length)
  const image = tensor(Float64Array.from(values)).reshape([1, 1, height, width])
  const weight = tensor(Float64Array.from(kernel)).reshape([1, 1, size, size])
  const map = conv2d(image, weight, null, { stride, padding })
  const [, , rows, columns] = map.shape as [number, number, number, number]
  const sums = Float64Array.from(map.data)
  if (divisor !== 1) for (let i = 0; i < sums.length; i++) sums[i]! /= divisor
  return { height: rows, width: columns, values: sums }
}

/** As a picture: rounded, and what is darker than black or brighter than white is cut off. */
export const toPicture = ({ height, width, values }: FeatureMap): Gray => ({
  height,
  width,
  values: Uint8Array.from(values, (value) => Math.min(255, Math.max(0, Math.round(value)))),
})
