import { cos, sin } from '../elementary/trigonometric.ts'
import { zeros } from '../tensor/create.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { type ToyOptions, checkToyOptions } from './toyOptions.ts'

/** Examples: row i of `features` belongs to row i of `target`. */
export interface Dataset {
  /** (N, …) */
  readonly features: Tensor
  /** Classes (N), int32, or values (N, D). */
  readonly target: Tensor
}

type Point = readonly [x: number, y: number, target: number]

/** (N, 2) features; classes (N), or values (N, 1) when `values` is set. */
function collect(options: ToyOptions, point: (i: number) => Point, values = false): Dataset {
  checkToyOptions(options)
  const { count = 200, dtype = 'float64' } = options
  const features = zeros([count, 2], { dtype })
  const target = values ? zeros([count, 1], { dtype }) : zeros([count], { dtype: 'int32' })
  for (let i = 0; i < count; i++) {
    const [x, y, value] = point(i)
    features.data[2 * i] = x
    features.data[2 * i + 1] = y
    target.data[i] = value
  }
  return { features, target }
}

/** Class and place of example i: the first half of the examples is class 0, and each half goes from 0 to 1. */
function alongHalves(count: number, i: number): { kind: number; progress: number } {
  const first = Math.ceil(count / 2)
  const kind = i < first ? 0 : 1
  const size = kind === 0 ? first : count - first
  return { kind, progress: (i - kind * first) / Math.max(1, size - 1) }
}

/**
 * Two half circles of radius 1 that interlock, with normal noise of standard deviation `noise`. The same arcs as
 * scikit-learn's make_moons. Classes 0 and 1.
 *
 * @example
 * makeMoons({ count: 4, rng: rng(1) }).target.toArray()
 * // → [0, 0, 1, 1]
 */
export function makeMoons(options: ToyOptions): Dataset {
  const { count = 200, noise = 0, rng } = options
  return collect(options, (i) => {
    const { kind, progress } = alongHalves(count, i)
    const [c, s] = [cos(Math.PI * progress), sin(Math.PI * progress)]
    const [x, y] = kind === 0 ? [c, s] : [1 - c, 0.5 - s]
    return [x + rng.normal(0, noise), y + rng.normal(0, noise), kind]
  })
}

/**
 * A circle of radius 1 (class 0) around one of radius `factor` (class 1), with normal noise of standard deviation
 * `noise`, as scikit-learn's make_circles.
 *
 * @param options `factor` is in [0, 1); default 0.8.
 *
 * @example
 * makeCircles({ count: 2, factor: 0.5, rng: rng(1) }).features.toArray()
 * // → [[1, 0], [0.5, 0]]
 */
export function makeCircles(options: ToyOptions & { readonly factor?: number }): Dataset {
  const { count = 200, noise = 0, factor = 0.8, rng } = options
  const first = Math.ceil(count / 2)
  return collect(options, (i) => {
    const kind = i < first ? 0 : 1
    const angle = (2 * Math.PI * (i - kind * first)) / (kind === 0 ? first : count - first)
    const radius = kind === 0 ? 1 : factor
    return [radius * cos(angle) + rng.normal(0, noise), radius * sin(angle) + rng.normal(0, noise), kind]
  })
}

// The next six have the geometry of TensorFlow Playground's data sets, https://github.com/tensorflow/playground
// (src/dataset.ts), with classes 0 and 1 for its labels −1 and +1. `noise` is its fraction, 0 to 0.5.

/**
 * Two normal clouds around (2, 2), class 1, and (−2, −2), class 0, of variance 0.5 + 7·noise.
 *
 * @example
 * makeGaussians({ count: 10, rng: rng(1) }).features.shape
 * // → [10, 2]
 */
export function makeGaussians(options: ToyOptions): Dataset {
  const { count = 200, noise = 0, rng } = options
  const std = Math.sqrt(0.5 + 7 * noise)
  return collect(options, (i) => {
    const kind = i < Math.ceil(count / 2) ? 1 : 0
    const center = kind === 1 ? 2 : -2
    return [rng.normal(center, std), rng.normal(center, std), kind]
  })
}

/**
 * Two spirals of 1.75 turns out to radius 5; points stray by up to `noise` in both directions.
 *
 * @example
 * makeSpirals({ count: 2, rng: rng(1) }).features.toArray()
 * // → [[0, 0], [0, 0]]
 */
export function makeSpirals(options: ToyOptions): Dataset {
  const { count = 200, noise = 0, rng } = options
  const first = Math.ceil(count / 2)
  return collect(options, (i) => {
    const kind = i < first ? 1 : 0
    const progress = (kind === 1 ? i : i - first) / (kind === 1 ? first : count - first)
    const [radius, angle] = [5 * progress, 3.5 * Math.PI * progress + (kind === 1 ? 0 : Math.PI)]
    const stray = (): number => rng.uniform(-1, 1) * noise
    return [radius * sin(angle) + stray(), radius * cos(angle) + stray(), kind]
  })
}

/**
 * A disk (class 1) inside a ring (class 0), radii up to 2.5 and from 3.5 to 5. Noise moves a point before its class
 * is decided (radius 2.5).
 *
 * @example
 * makeRing({ count: 3, rng: rng(1) }).target.toArray()
 * // → [1, 1, 0]
 */
export function makeRing(options: ToyOptions): Dataset {
  const { count = 200, noise = 0, rng } = options
  return collect(options, (i) => {
    const radius = i < Math.ceil(count / 2) ? rng.uniform(0, 2.5) : rng.uniform(3.5, 5)
    const angle = rng.uniform(0, 2 * Math.PI)
    const [x, y] = [radius * sin(angle), radius * cos(angle)]
    const [noisyX, noisyY] = [x + rng.uniform(-5, 5) * noise, y + rng.uniform(-5, 5) * noise]
    return [x, y, noisyX * noisyX + noisyY * noisyY < 6.25 ? 1 : 0]
  })
}

/**
 * Points of a square of side 10.6 with a gap along both axes; class 1 where x and y have the same sign. Noise moves a
 * point before its class is decided.
 *
 * @example
 * const { features, target } = makeXor({ count: 50, rng: rng(1) })
 * features.toArray().every(([x, y], i) => (x * y > 0 ? 1 : 0) === target.toArray()[i])
 * // → true
 */
export function makeXor(options: ToyOptions): Dataset {
  const { noise = 0, rng } = options
  const coordinate = (): number => {
    const value = rng.uniform(-5, 5)
    return value + (value > 0 ? 0.3 : -0.3)
  }
  return collect(options, () => {
    const [x, y] = [coordinate(), coordinate()]
    const product = (x + rng.uniform(-5, 5) * noise) * (y + rng.uniform(-5, 5) * noise)
    return [x, y, product >= 0 ? 1 : 0]
  })
}

/**
 * Regression: the value (x + y) / 10 on a square of side 12, values (N, 1). Noise moves a point before its value is
 * taken.
 *
 * @example
 * const { features, target } = makePlane({ count: 5, rng: rng(1) })
 * features.toArray().every(([x, y], i) => Math.abs(target.toArray()[i][0] - (x + y) / 10) < 1e-12)
 * // → true
 */
export function makePlane(options: ToyOptions): Dataset {
  return surface(options, (x, y) => (x + y) / 10)
}

/**
 * Regression: six cones of radius 2 and alternating sign in two rows, values (N, 1) in [−1, 1].
 *
 * @example
 * makeMultiGauss({ count: 5, rng: rng(1) }).target.shape
 * // → [5, 1]
 */
export function makeMultiGauss(options: ToyOptions): Dataset {
  return surface(options, (x, y) => {
    let value = 0
    for (let i = 0; i < 6; i++) {
      const [dx, dy] = [x - (4 * (i % 3) - 4), y - (i < 3 ? 2.5 : -2.5)]
      const height = Math.max(0, 1 - Math.sqrt(dx * dx + dy * dy) / 2) * (i % 2 === 0 ? 1 : -1)
      if (Math.abs(height) > Math.abs(value)) value = height
    }
    return value
  })
}

function surface(options: ToyOptions, height: (x: number, y: number) => number): Dataset {
  const { noise = 0, rng } = options
  const stray = (value: number): number => value + rng.uniform(-6, 6) * noise
  return collect(
    options,
    () => {
      const [x, y] = [rng.uniform(-6, 6), rng.uniform(-6, 6)]
      return [x, y, height(stray(x), stray(y))]
    },
    true,
  )
}
