import { checkKnownOptions } from '../errors.ts'
import { asFloat } from '../ops/elementwise/map.ts'
import { concat } from '../ops/shape/concat.ts'
import { narrow } from '../ops/shape/slice.ts'
import type { Rng } from '../random/rng.ts'
import type { Tensor, TensorLike } from '../tensor/tensor.ts'
import { lens, rotation, shearing, stretching, translation } from './geometry.ts'
import { brightness, noise } from './values.ts'
import { type PositionMap, type WarpOptions, checkImages, warp } from './warp.ts'

/** How far random augmentation may go. What is left out is not done. */
export interface AugmentOptions extends Pick<WarpOptions, 'mode' | 'paddingMode'> {
  /** The source of chance. */
  readonly rng: Rng
  /** Largest shift up, down, left and right, in pixels. */
  readonly translate?: number
  /** Largest angle either way, in degrees. */
  readonly rotate?: number
  /** Largest factor, 1 or more; each axis is enlarged or, as often, shrunk by up to this factor. */
  readonly stretch?: number
  /** Largest slant either way, in degrees, of columns. */
  readonly shear?: number
  /** Largest strength of the lens either way, below 1/3. */
  readonly lens?: number
  /** Probability of mirroring left–right. */
  readonly flipHorizontal?: number
  /** Probability of mirroring top–bottom. */
  readonly flipVertical?: number
  /** Height and width of a rectangle cut out at a random place; the output has this size. */
  readonly crop?: readonly [number, number]
  /** Largest brightness added or taken away. */
  readonly brightness?: number
  /** Standard deviation of the noise. */
  readonly noise?: number
}

const known = [
  'rng',
  'translate',
  'rotate',
  'stretch',
  'shear',
  'lens',
  'flipHorizontal',
  'flipVertical',
  'crop',
  'brightness',
  'noise',
  'mode',
  'paddingMode',
]

/** @throws RangeError naming the option that is unknown or out of range. */
function check(options: AugmentOptions, height: number, width: number): void {
  checkKnownOptions('augmentImages', options, known)
  const {
    translate = 0,
    rotate = 0,
    stretch = 1,
    shear = 0,
    lens: k = 0,
    brightness: shift = 0,
    noise: std = 0,
  } = options
  const { flipHorizontal = 0, flipVertical = 0, crop = [height, width] } = options
  const limits: [name: string, value: number, low: number, high: number][] = [
    ['translate', translate, 0, Infinity],
    ['rotate', rotate, 0, 180],
    ['stretch', stretch, 1, Infinity],
    ['shear', shear, 0, 89],
    ['lens', k, 0, 0.33],
    ['flipHorizontal', flipHorizontal, 0, 1],
    ['flipVertical', flipVertical, 0, 1],
    ['brightness', shift, 0, Infinity],
    ['noise', std, 0, Infinity],
    ['crop height', crop[0], 1, height],
    ['crop width', crop[1], 1, width],
  ]
  const wrong = limits.find(([, value, low, high]) => !(value >= low && value <= high))
  if (wrong !== undefined) {
    throw new RangeError(`augmentImages: ${wrong[0]} is ${wrong[1]}; it is from ${wrong[2]} to ${wrong[3]}.`)
  }
  if (!crop.every(Number.isInteger))
    throw new RangeError(`augmentImages: crop is ${crop.join(' × ')}; whole pixels are needed.`)
}

/**
 * One random map. Every number is drawn whether its option is used or not, so that switching one option on leaves
 * what the others do as it was.
 */
function randomMap(options: AugmentOptions, height: number, width: number): PositionMap {
  const {
    rng,
    translate = 0,
    rotate = 0,
    stretch = 1,
    shear = 0,
    lens: k = 0,
    crop = [height, width],
  } = options
  const symmetric = (limit: number): number => limit * rng.uniform(-1, 1)
  const shift = translation(symmetric(translate), symmetric(translate))
  const turned = rotation(symmetric(rotate))
  const factor = (): number => {
    const t = rng.uniform(-1, 1)
    return t < 0 ? 1 / (1 - t * (stretch - 1)) : 1 + t * (stretch - 1)
  }
  const stretched = stretching(factor(), factor())
  const slanted = shearing(0, symmetric(shear))
  const seen = lens(symmetric(k), height, width)
  const [mirrorX, mirrorY] = [
    rng.uniform() < (options.flipHorizontal ?? 0),
    rng.uniform() < (options.flipVertical ?? 0),
  ]
  const place = (room: number): number => Math.floor(rng.uniform() * (room + 1)) - room / 2
  const [top, left] = [place(height - crop[0]), place(width - crop[1])]
  const steps: PositionMap[] = [
    (y, x) => [y + top, x + left],
    (y, x) => [mirrorY ? -y : y, mirrorX ? -x : x],
    seen,
    shift,
    turned,
    slanted,
    stretched,
  ]
  return (y, x) => steps.reduce<readonly [number, number]>((at, step) => step(at[0], at[1]), [y, x])
}

/**
 * A randomly changed copy of each image, as training wants it: seen in input order, stretched, slanted, turned,
 * shifted, through a lens, mirrored and cropped in one step of interpolation, then brightness and noise. Every
 * image gets its own draws. (N, C, H, W) → the same shape, or (N, C, crop).
 *
 * @throws ShapeError unless the input is (N, C, H, W); RangeError for an unknown option or one out of range.
 *
 * @example
 * const images = ones([2, 1, 8, 8])
 * augment.augmentImages(images, { rng: rng(1), rotate: 10, crop: [6, 6] }).shape
 * // → [2, 1, 6, 6]
 */
export function augmentImages(images: TensorLike, options: AugmentOptions): Tensor {
  const x = asFloat(images)
  checkImages('augmentImages', x.shape)
  const [count, , height, width] = x.shape as [number, number, number, number]
  check(options, height, width)
  const { rng, mode = 'bilinear', paddingMode = 'zeros', crop: size = [height, width] } = options
  const maps = Array.from({ length: count }, () => randomMap(options, height, width))
  let y = warp(x, maps, { mode, paddingMode, size })
  if (options.brightness !== undefined && count > 0) {
    const shifts = maps.map(() => options.brightness! * rng.uniform(-1, 1))
    y = concat(shifts.map((shift, n) => brightness(narrow(y, 0, n, n + 1), shift)))
  }
  return options.noise === undefined ? y : noise(y, options.noise, rng)
}
