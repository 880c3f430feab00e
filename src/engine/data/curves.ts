import { sin } from '../elementary/trigonometric.ts'
import { zeros } from '../tensor/create.ts'
import type { Dataset } from './points.ts'
import { type ToyOptions, checkToyOptions } from './toyOptions.ts'

export interface CurveOptions extends ToyOptions {
  /** The range of x. Default 0 to 1. */
  readonly low?: number
  readonly high?: number
  /** Evenly spaced x instead of uniform random ones. Default false. */
  readonly even?: boolean
}

/**
 * A curve y = f(x) seen with normal noise of standard deviation `noise`: features (N, 1), values (N, 1).
 *
 * @throws RangeError when `count` is not 1 or more.
 *
 * @example
 * makeCurve((x) => 2 * x, { count: 3, even: true, rng: rng(1) }).target.toArray()
 * // → [[0], [1], [2]]
 */
export function makeCurve(f: (x: number) => number, options: CurveOptions): Dataset {
  const { count = 200, noise = 0, rng, low = 0, high = 1, even = false, dtype = 'float64' } = options
  checkToyOptions(options, ['low', 'high', 'even'])
  const [features, target] = [zeros([count, 1], { dtype }), zeros([count, 1], { dtype })]
  for (let i = 0; i < count; i++) {
    const x = even ? low + ((high - low) * i) / Math.max(1, count - 1) : rng.uniform(low, high)
    features.data[i] = x
    target.data[i] = f(x) + rng.normal(0, noise)
  }
  return { features, target }
}

/**
 * y = sin(2πx) with noise: the curve on which polynomials overfit (C. Bishop, Pattern Recognition and Machine
 * Learning, 1.1).
 *
 * @example
 * makeSine({ count: 5, even: true, rng: rng(1) }).target.toArray().map(([y]) => Math.round(y))
 * // → [0, 1, 0, -1, 0]
 */
export function makeSine(options: CurveOptions): Dataset {
  return makeCurve((x) => sin(2 * Math.PI * x), options)
}

/**
 * y = c₀ + c₁x + c₂x² + … with noise.
 *
 * @example
 * makePolynomial([1, 0, 2], { count: 3, high: 2, even: true, rng: rng(1) }).target.toArray()
 * // → [[1], [3], [9]]
 */
export function makePolynomial(coefficients: readonly number[], options: CurveOptions): Dataset {
  return makeCurve((x) => coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0), options)
}
