import { elementary, rng } from 'chainrule'
import { polynomialAt, spectrumOf, type Spectrum } from './spectrum.ts'

/** What one fit is made with. The cost is 1/(2n) Σ (ŷ − y)² + α/2 ‖w‖², descended from w = 0. */
export interface Fit {
  /** Highest power of x. */
  degree: number
  /** Training examples, evenly spaced from −1 to 1. */
  count: number
  /** Standard deviation σ of the noise. */
  noise: number
  /** Strength α of the penalty on the squared weights; 0 for none. */
  alpha: number
  /** Steps t of gradient descent; Infinity for the minimum itself. */
  steps: number
  seed: number
}

/** Most training examples: the noise of an example is the same however many there are. */
export const MOST = 60
/** Data sets over which bias and variance are taken; the first is the one that is drawn. */
export const DRAWS = 200
/** Places at which a fit is compared with the truth. */
export const GRID: readonly number[] = Array.from({ length: 101 }, (_, i) => (i - 50) / 50)

export const truth = (x: number): number => elementary.sin(Math.PI * x)
const TRUTH = GRID.map(truth)

export const placesOf = (count: number): number[] =>
  Array.from({ length: count }, (_, i) => -1 + (2 * i) / (count - 1))

const noises = new Map<string, readonly number[]>()

/** Standard normal noise of data set `draw`: the same for every degree, penalty and number of steps. */
function noiseOf(seed: number, draw: number): readonly number[] {
  const key = `${seed} ${draw}`
  let noise = noises.get(key)
  if (!noise) {
    if (noises.size > 20 * DRAWS) noises.clear()
    const stream = rng(seed).stream(`draw-${draw}`)
    noises.set(key, (noise = Array.from({ length: MOST }, () => stream.normal())))
  }
  return noise
}

const truths = new Map<number, readonly number[]>()

/** The sine at the places of the examples: kept, because every data set begins with it. */
function truthsOf(count: number): readonly number[] {
  let known = truths.get(count)
  if (!known) truths.set(count, (known = placesOf(count).map(truth)))
  return known
}

export const targetsOf = ({ count, noise, seed }: Fit, draw: number): number[] => {
  const normal = noiseOf(seed, draw)
  return truthsOf(count).map((value, i) => value + noise * normal[i]!)
}

const spectra = new Map<string, Spectrum & { onGrid: Float64Array[]; onPlaces: Float64Array[] }>()

/** The directions of a design, with the values of each at the grid and at the examples. Kept: many fits share them. */
export function designOf(degree: number, count: number) {
  const key = `${degree} ${count}`
  let design = spectra.get(key)
  if (!design) {
    const places = placesOf(count)
    const spectrum = spectrumOf(places, degree)
    const at = (xs: readonly number[]) =>
      spectrum.shapes.map((shape) => Float64Array.from(xs, (x) => polynomialAt(shape, x)))
    spectra.set(key, (design = { ...spectrum, onGrid: at(GRID), onPlaces: at(places) }))
  }
  return design
}

/** The learning rate of the figures: the steepest direction is fitted in a single step. */
export const rateOf = (curvatures: readonly number[], alpha: number): number => 1 / (curvatures[0]! + alpha)

/**
 * What is left, after t steps with penalty α, of what least squares would find in a direction of curvature λ:
 * λ/(λ + α) · (1 − (1 − η(λ + α))^t).
 */
export function filterOf(curvature: number, alpha: number, steps: number, rate: number): number {
  const final = curvature / (curvature + alpha)
  if (steps === Infinity) return final
  const factor = 1 - rate * (curvature + alpha)
  const power =
    factor === 0 ? 0 : (factor < 0 && steps % 2 ? -1 : 1) * elementary.pow(Math.abs(factor), steps)
  return final * (1 - (steps === 0 ? 1 : power))
}

export const filtersOf = ({ degree, count, alpha, steps }: Fit): number[] => {
  const { curvatures } = designOf(degree, count)
  const rate = rateOf(curvatures, alpha)
  return curvatures.map((curvature) => filterOf(curvature, alpha, steps, rate))
}

/** How much of each direction the fit to these targets has. */
function amountsOf(picks: readonly Float64Array[], filters: readonly number[], targets: readonly number[]) {
  return picks.map((pick, i) => {
    let amount = 0
    for (let j = 0; j < targets.length; j++) amount += pick[j]! * targets[j]!
    return amount * filters[i]!
  })
}

function mixed(values: readonly Float64Array[], amounts: readonly number[], length: number): Float64Array {
  const result = new Float64Array(length)
  for (let i = 0; i < amounts.length; i++) {
    const [row, amount] = [values[i]!, amounts[i]!]
    for (let j = 0; j < length; j++) result[j]! += amount * row[j]!
  }
  return result
}

const meanSquare = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let total = 0
  for (let i = 0; i < a.length; i++) total += (a[i]! - b[i]!) ** 2
  return total / a.length
}

/** A fit to one data set. */
export interface Fitted {
  /** Its values at the places of GRID. */
  curve: Float64Array
  /** The weights w, of x⁰ first. */
  weights: Float64Array
  /** Mean squared error on the training examples. */
  train: number
  /** Expected squared error on new examples: distance to the truth, mean over GRID, plus σ². */
  test: number
}

export function fitTo(fit: Fit, draw: number, filters = filtersOf(fit)): Fitted {
  const { picks, shapes, onGrid, onPlaces } = designOf(fit.degree, fit.count)
  const targets = targetsOf(fit, draw)
  const amounts = amountsOf(picks, filters, targets)
  const curve = mixed(onGrid, amounts, GRID.length)
  return {
    curve,
    weights: mixed(shapes, amounts, fit.degree + 1),
    train: meanSquare(mixed(onPlaces, amounts, fit.count), targets),
    test: meanSquare(curve, TRUTH) + fit.noise ** 2,
  }
}

/** Many data sets, fitted alike. Means over GRID of the squares; test is bias² + variance + σ², up to rounding. */
export interface Spread {
  train: number
  test: number
  bias2: number
  variance: number
  /** The tenth and the ninetieth percentile of the test errors. */
  low: number
  high: number
  /** The test error of every data set. */
  tests: number[]
}

export const quantile = (sorted: readonly number[], q: number): number => {
  const at = q * (sorted.length - 1)
  const [low, high] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!]
  return low + (high - low) * (at - Math.floor(at))
}

/** Inner products over GRID of a design's directions with each other and with the truth: means, as all errors here. */
interface Products {
  own: Float64Array[]
  withTruth: number[]
  truth: number
}

const products = new WeakMap<readonly Float64Array[], Products>()

function productsOf(onGrid: readonly Float64Array[]): Products {
  let known = products.get(onGrid)
  if (!known) {
    const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => {
      let total = 0
      for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!
      return total / a.length
    }
    known = {
      own: onGrid.map((a) => Float64Array.from(onGrid, (b) => dot(a, b))),
      withTruth: onGrid.map((a) => dot(a, TRUTH)),
      truth: dot(TRUTH, TRUTH),
    }
    products.set(onGrid, known)
  }
  return known
}

/** Mean over GRID of (Σ amount · direction)². */
function sizeOf(amounts: readonly number[], { own }: Products): number {
  let total = 0
  for (let i = 0; i < amounts.length; i++) {
    let row = 0
    for (let j = 0; j < amounts.length; j++) row += own[i]![j]! * amounts[j]!
    total += amounts[i]! * row
  }
  return total
}

/** Mean over GRID of (Σ amount · direction − truth)². */
function distanceOf(amounts: readonly number[], inner: Products): number {
  const along = amounts.reduce((total, amount, i) => total + amount * inner.withTruth[i]!, 0)
  return Math.max(0, sizeOf(amounts, inner) - 2 * along + inner.truth)
}

/**
 * Bias, variance and errors over many data sets. Works with the amounts of the directions, never with values on GRID:
 * the directions are few, and at the examples they are orthogonal, so that the training error is
 * (‖y‖² − Σ n λ z² (2f − f²)) / n for least-squares amounts z and filters f.
 */
export function spreadOf(fit: Fit, draws = DRAWS): Spread {
  const { picks, onGrid, curvatures } = designOf(fit.degree, fit.count)
  const inner = productsOf(onGrid)
  const filters = filtersOf(fit)
  const center = filters.map(() => 0)
  const tests: number[] = []
  let [train, size] = [0, 0]
  const all = filters.map(() => 1)
  for (let draw = 0; draw < draws; draw++) {
    const targets = targetsOf(fit, draw)
    const found = amountsOf(picks, all, targets)
    const amounts = found.map((amount, i) => amount * filters[i]!)
    let rest = targets.reduce((total, y) => total + y * y, 0) / fit.count
    for (let i = 0; i < found.length; i++) {
      rest -= curvatures[i]! * found[i]! ** 2 * filters[i]! * (2 - filters[i]!)
      center[i]! += amounts[i]! / draws
    }
    train += Math.max(0, rest) / draws
    size += sizeOf(amounts, inner) / draws
    tests.push(distanceOf(amounts, inner) + fit.noise ** 2)
  }
  const sorted = [...tests].sort((a, b) => a - b)
  return {
    train,
    test: tests.reduce((total, test) => total + test, 0) / draws,
    bias2: distanceOf(center, inner),
    variance: Math.max(0, size - sizeOf(center, inner)),
    low: quantile(sorted, 0.1),
    high: quantile(sorted, 0.9),
    tests,
  }
}
