import { cos, sin, tan } from '../elementary/trigonometric.ts'
import { asFloat } from '../ops/elementwise/map.ts'
import { flip as flipAxes } from '../ops/shape/flip.ts'
import { pad } from '../ops/shape/pad.ts'
import type { Tensor, TensorLike } from '../tensor/tensor.ts'
import { type PositionMap, type WarpOptions, checkImages, warp } from './warp.ts'

/** Degrees to radians. */
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** @throws RangeError unless `value` is a finite number. */
function checkNumber(op: string, name: string, value: number): void {
  if (!Number.isFinite(value)) throw new RangeError(`${op}: ${name} is ${value}; it is a finite number.`)
}

/** Cosine and sine of an angle in degrees, exact at quarter turns. */
function turn(degrees: number): [cos: number, sin: number] {
  const quarters = degrees / 90
  if (!Number.isInteger(quarters)) return [cos(radians(degrees)), sin(radians(degrees))]
  const at = ((quarters % 4) + 4) % 4
  return [[1, 0, -1, 0][at]!, [0, 1, 0, -1][at]!]
}

/** The map that turns images by `degrees` counter-clockwise about their center. */
export function rotation(degrees: number): PositionMap {
  checkNumber('rotate', 'degrees', degrees)
  const [c, s] = turn(degrees)
  return (y, x) => [s * x + c * y, c * x - s * y]
}

/** The map that moves images down by `dy` and to the right by `dx` pixels. */
export function translation(dy: number, dx: number): PositionMap {
  checkNumber('translate', 'dy', dy)
  checkNumber('translate', 'dx', dx)
  return (y, x) => [y - dy, x - dx]
}

/** The map that makes images `scaleY` times as tall and `scaleX` times as wide about their center. */
export function stretching(scaleY: number, scaleX: number): PositionMap {
  if (!(scaleY > 0 && scaleX > 0)) {
    throw new RangeError(
      `stretch: the factors are ${scaleY} and ${scaleX}; they are positive (flip mirrors).`,
    )
  }
  return (y, x) => [y / scaleY, x / scaleX]
}

/** The map that slants images: rows move right by tan(degreesX) · y, then columns move down by tan(degreesY) · x. */
export function shearing(degreesY: number, degreesX: number): PositionMap {
  for (const degrees of [degreesY, degreesX]) {
    if (!(Math.abs(degrees) < 90))
      throw new RangeError(`shear: the angle is ${degrees}; it is between −90 and 90 degrees.`)
  }
  const [down, right] = [tan(radians(degreesY)), tan(radians(degreesX))]
  return (y, x) => {
    const row = y - down * x
    return [row, x - right * row]
  }
}

/**
 * The map of a lens, x_in = x · (1 + k · r²), with r the distance from the center in half diagonals: k > 0 pulls
 * corners inwards (barrel), k < 0 pushes them outwards (pincushion).
 */
export function lens(k: number, height: number, width: number): PositionMap {
  if (!(k > -1 / 3)) {
    throw new RangeError(
      `lensDistortion: k is ${k}; above −1/3, below it the corners would fold back over the image.`,
    )
  }
  const halfDiagonalSquared = (height * height + width * width) / 4
  return (y, x) => {
    const factor = 1 + (k * (y * y + x * x)) / halfDiagonalSquared
    return [y * factor, x * factor]
  }
}

/**
 * Cuts out a rectangle; what lies beyond the image is 0. (N, C, H, W) → (N, C, height, width).
 *
 * @throws ShapeError unless the input is (N, C, H, W); RangeError for a rectangle that is not made of whole pixels.
 *
 * @example
 * augment.crop([[[[1, 2, 3], [4, 5, 6]]]], 0, 1, 2, 2).toArray()
 * // → [[[[2, 3], [5, 6]]]]
 */
export function crop(images: TensorLike, top: number, left: number, height: number, width: number): Tensor {
  const x = asFloat(images)
  checkImages('crop', x.shape)
  if (
    ![top, left].every(Number.isInteger) ||
    ![height, width].every((size) => Number.isInteger(size) && size > 0)
  ) {
    throw new RangeError(
      `crop: top ${top}, left ${left}, height ${height}, width ${width} must be whole, sizes above 0.`,
    )
  }
  const [h, w] = [x.shape[2]!, x.shape[3]!]
  return pad(x, [-left, left + width - w, -top, top + height - h])
}

/**
 * Moves images down by `dy` and to the right by `dx` pixels, whole or not. (N, C, H, W) → the same shape.
 *
 * @throws ShapeError unless the input is (N, C, H, W); RangeError for a shift that is not finite.
 *
 * @example
 * augment.translate([[[[1, 2, 3]]]], 0, 1).toArray()
 * // → [[[[0, 1, 2]]]]
 */
export function translate(images: TensorLike, dy: number, dx: number, options: WarpOptions = {}): Tensor {
  return warp(images, translation(dy, dx), options)
}

/**
 * Turns images counter-clockwise about their center, by any angle in degrees. (N, C, H, W) → the same shape.
 *
 * @throws ShapeError unless the input is (N, C, H, W); RangeError for an angle that is not finite.
 *
 * @example
 * augment.rotate([[[[1, 2], [3, 4]]]], 90).toArray()
 * // → [[[[2, 4], [1, 3]]]]
 */
export function rotate(images: TensorLike, degrees: number, options: WarpOptions = {}): Tensor {
  return warp(images, rotation(degrees), options)
}

/**
 * Mirrors images left–right (`'horizontal'`) or top–bottom (`'vertical'`). (N, C, H, W) → the same shape.
 *
 * @throws ShapeError unless the input is (N, C, H, W); RangeError for another direction.
 *
 * @example
 * augment.mirror([[[[1, 2], [3, 4]]]], 'horizontal').toArray()
 * // → [[[[2, 1], [4, 3]]]]
 */
export function mirror(images: TensorLike, direction: 'horizontal' | 'vertical'): Tensor {
  const x = asFloat(images)
  checkImages('mirror', x.shape)
  if (direction !== 'horizontal' && direction !== 'vertical') {
    throw new RangeError(`mirror: direction is '${String(direction)}'. Known: 'horizontal', 'vertical'.`)
  }
  return flipAxes(x, direction === 'horizontal' ? 3 : 2)
}

/**
 * Makes images `scaleY` times as tall and `scaleX` times as wide about their center. (N, C, H, W) → the same shape.
 *
 * @throws ShapeError unless the input is (N, C, H, W); RangeError unless the factors are positive.
 *
 * @example
 * augment.stretch([[[[0, 1, 2, 0]]]], 1, 2, { mode: 'nearest' }).toArray()
 * // → [[[[1, 1, 2, 2]]]]
 */
export function stretch(
  images: TensorLike,
  scaleY: number,
  scaleX: number,
  options: WarpOptions = {},
): Tensor {
  return warp(images, stretching(scaleY, scaleX), options)
}

/**
 * Slants images: a vertical line leans by `degreesX`, then a horizontal one by `degreesY`. (N, C, H, W) → the same shape.
 *
 * @throws ShapeError unless the input is (N, C, H, W); RangeError unless the angles are between −90 and 90 degrees.
 *
 * @example
 * augment.shear([[[[1, 2, 3], [1, 2, 3], [1, 2, 3]]]], 0, 45).toArray()
 * // → [[[[2, 3, 0], [1, 2, 3], [0, 1, 2]]]]
 */
export function shear(
  images: TensorLike,
  degreesY: number,
  degreesX: number,
  options: WarpOptions = {},
): Tensor {
  return warp(images, shearing(degreesY, degreesX), options)
}

/**
 * Looks through a lens: x_in = x · (1 + k · r²), r in half diagonals. k > 0 is barrel, k < 0 pincushion distortion.
 * (N, C, H, W) → the same shape.
 *
 * @throws ShapeError unless the input is (N, C, H, W); RangeError for k at −1/3 or below.
 * @see D. C. Brown, Decentering distortion of lenses, Photogrammetric Engineering 32 (1966), its first radial term.
 *
 * @example
 * augment.lensDistortion([[[[1, 2, 3]]]], 0).toArray()
 * // → [[[[1, 2, 3]]]]
 */
export function lensDistortion(images: TensorLike, k: number, options: WarpOptions = {}): Tensor {
  const x = asFloat(images)
  checkImages('lensDistortion', x.shape)
  return warp(x, lens(k, x.shape[2]!, x.shape[3]!), options)
}
