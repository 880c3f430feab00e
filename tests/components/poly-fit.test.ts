import { expect, test } from 'vitest'
import { add, matmul, mseLoss, mul, SGD, sum, tensor, transpose } from '../../src/engine/index.ts'
import {
  matched,
  RATE,
  INITIAL as FILTERS,
  fromLink as filtersFromLink,
  ridgeFilter,
  shownAt as filtersAt,
  stoppedFilter,
  toLink as filtersToLink,
} from '../../components/fit-filters/model.ts'
import {
  bestDegree,
  DRAWS,
  designOf,
  filterOf,
  fitTo,
  fromLink,
  GRID,
  INITIAL,
  measures,
  placesOf,
  rateOf,
  spreadOf,
  stateFrom,
  sweep,
  targetsOf,
  toLink,
  truth,
  VALUES,
  type FitState,
} from '../../components/poly-fit/model.ts'
import { polynomialAt, powers, spectrumOf } from '../../components/poly-fit/spectrum.ts'

const fit = (part: Partial<FitState>): FitState => ({ ...INITIAL, ...part })

/** The weights by the engine's own gradient descent on 1/(2n) Σ (ŷ − y)² + α/2 ‖w‖². */
function descended(state: FitState): number[] {
  const places = placesOf(state.count)
  const features = tensor(places.map((x) => powers(x, state.degree)))
  const targets = tensor(targetsOf(state, 0).map((y) => [y]))
  const weights = tensor(
    powers(0, state.degree).map(() => [0]),
    { requiresGrad: true },
  )
  const rate = rateOf(designOf(state.degree, state.count).curvatures, state.alpha)
  const sgd = new SGD([weights], { learningRate: rate })
  for (let step = 0; step < state.steps; step++) {
    const cost = add(
      mul(0.5, mseLoss(matmul(features, weights), targets)),
      mul(state.alpha / 2, sum(mul(weights, weights))),
    )
    sgd.zeroGrad()
    cost.backward()
    sgd.step()
  }
  return Array.from(weights.data)
}

/** Solves (ΦᵀΦ/n + α) w = Φᵀy/n by elimination: ridge without any decomposition. */
function solved(state: FitState): number[] {
  const rows = placesOf(state.count).map((x) => powers(x, state.degree))
  const targets = targetsOf(state, 0)
  const size = state.degree + 1
  const matrix = Array.from({ length: size }, (_, i) => [
    ...Array.from(
      { length: size },
      (__, j) =>
        rows.reduce((total, row) => total + row[i]! * row[j]!, 0) / state.count + (i === j ? state.alpha : 0),
    ),
    rows.reduce((total, row, k) => total + row[i]! * targets[k]!, 0) / state.count,
  ])
  for (let i = 0; i < size; i++) {
    for (let k = i + 1; k < size; k++) {
      const factor = matrix[k]![i]! / matrix[i]![i]!
      for (let j = i; j <= size; j++) matrix[k]![j]! -= factor * matrix[i]![j]!
    }
  }
  const weights = matrix.map(() => 0)
  for (let i = size - 1; i >= 0; i--) {
    let rest = matrix[i]![size]!
    for (let j = i + 1; j < size; j++) rest -= matrix[i]![j]! * weights[j]!
    weights[i] = rest / matrix[i]![i]!
  }
  return weights
}

test('the directions are orthogonal, each curvature is that of the cost along its direction', () => {
  const places = placesOf(10)
  const { curvatures, shapes } = spectrumOf(places, 9)
  expect(curvatures).toHaveLength(10)
  const features = tensor(places.map((x) => powers(x, 9)))
  const matrix = mul(0.1, matmul(transpose(features), features))
  shapes.forEach((a, i) => {
    const along = Array.from(matmul(matrix, tensor(Array.from(a, (value) => [value]))).data)
    shapes.forEach((b, j) => {
      const product = b.reduce((total, value, k) => total + value * along[k]!, 0)
      expect(product).toBeCloseTo(i === j ? curvatures[i]! : 0, 12)
    })
  })
})

test('t steps of the closed form are t steps of the engine’s gradient descent, with a penalty and without', () => {
  for (const part of [{ steps: 1 }, { steps: 30 }, { steps: 1000 }, { steps: 300, alpha: 0.01 }]) {
    const state = fit(part)
    const weights = descended(state)
    fitTo(state, 0).weights.forEach((value, k) => expect(value).toBeCloseTo(weights[k]!, 8))
  }
})

test('to the end it is ridge, as elimination solves it', () => {
  for (const part of [
    { alpha: 0.01 },
    { alpha: 1e-4, degree: 12 },
    { degree: 3 },
    { degree: 5, count: 40 },
  ]) {
    const state = fit(part)
    const weights = solved(state)
    fitTo(state, 0).weights.forEach((value, k) => expect(value).toBeCloseTo(weights[k]!, 6))
  }
})

test('degree 9 goes through ten points; training error never rises with the degree', () => {
  expect(fitTo(INITIAL, 0).train).toBeLessThan(1e-18)
  const trains = sweep(fit({ count: 25 }), 'degree').map(({ one }) => one.train)
  trains.slice(1).forEach((train, i) => expect(train).toBeLessThanOrEqual(trains[i]! + 1e-12))
})

test('the errors are those of the weights: on the examples, and against the sine plus σ²', () => {
  const state = fit({ degree: 6, count: 15, alpha: 1e-3, steps: 3000 })
  const { weights, train, test: onNew } = fitTo(state, 3)
  const targets = targetsOf(state, 3)
  const mean = (values: number[]) => values.reduce((total, value) => total + value, 0) / values.length
  expect(train).toBeCloseTo(
    mean(placesOf(15).map((x, i) => (polynomialAt(weights, x) - targets[i]!) ** 2)),
    12,
  )
  expect(onNew).toBeCloseTo(
    mean(GRID.map((x) => (polynomialAt(weights, x) - Math.sin(Math.PI * x)) ** 2)) + 0.09,
    10,
  )
})

test('bias², variance and σ² add up to the test error, and meet the formulas of a linear smoother', () => {
  const state = fit({ degree: 5, count: 15 })
  const { bias2, variance, test: onNew } = spreadOf(state)
  expect(bias2 + variance + state.noise ** 2).toBeCloseTo(onNew, 12)
  // Each prediction is Σ h_j y_j, so its variance over the noise is σ² Σ h_j², and its mean is the fit without noise.
  const { picks, onGrid } = designOf(5, 15)
  const exact = GRID.map((_, g) => {
    const h = placesOf(15).map((__, j) =>
      picks.reduce((total, pick, i) => total + pick[j]! * onGrid[i]![g]!, 0),
    )
    return state.noise ** 2 * h.reduce((total, value) => total + value * value, 0)
  })
  const predicted = exact.reduce((total, value) => total + value, 0) / GRID.length
  expect(Math.abs(variance / predicted - 1)).toBeLessThan(0.12)
  const clean = fitTo({ ...state, noise: 0 }, 0).test
  expect(Math.abs(bias2 - clean)).toBeLessThan((4 * predicted) / DRAWS)
})

test('the errors over many data sets are the means of the errors of each', () => {
  for (const part of [{}, { degree: 12, count: 60 }, { degree: 12, count: 6 }, { alpha: 0.01, steps: 30 }]) {
    const state = fit(part)
    const { train, test: onNew, tests, bias2 } = spreadOf(state)
    const fits = Array.from({ length: DRAWS }, (_, draw) => fitTo(state, draw))
    const mean = (values: readonly number[]) =>
      values.reduce((total, value) => total + value, 0) / values.length
    expect(train).toBeCloseTo(mean(fits.map((one) => one.train)), 9)
    expect(onNew / mean(fits.map((one) => one.test))).toBeCloseTo(1, 8)
    expect(tests[7]! / fits[7]!.test).toBeCloseTo(1, 8)
    const center = GRID.map((_, i) => mean(fits.map(({ curve }) => curve[i]!)))
    const bias = mean(GRID.map((x, i) => (center[i]! - truth(x)) ** 2))
    expect(Math.abs(bias2 - bias)).toBeLessThan(1e-8 * (1 + onNew))
  }
})

test('what the lesson says: training error chooses degree 9, new data choose 3; more examples tame degree 9', () => {
  expect(bestDegree(INITIAL).value).toBe(3)
  const byCount = sweep(INITIAL, 'count').map(({ value, test: onNew }) => [value, onNew] as const)
  const at = (count: number) => byCount.find(([value]) => value === count)![1]
  expect(at(10)).toBeGreaterThan(4 * at(30))
  expect(at(60)).toBeLessThan(0.11)
})

test('for seeds besides the first, both ways of regularizing degree 9 more than halve its test error', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const plain = spreadOf(fit({ seed })).test
    expect(spreadOf(fit({ seed, alpha: 1e-3 })).test).toBeLessThan(plain / 2)
    expect(spreadOf(fit({ seed, steps: 1000 })).test).toBeLessThan(plain / 2)
  }
})

test('more weights than examples: directions without curvature stay where they were', () => {
  const { curvatures } = designOf(12, 6)
  expect(curvatures).toHaveLength(6)
  const state = fit({ degree: 12, count: 6 })
  expect(fitTo(state, 0).train).toBeLessThan(1e-16)
})

test('the filters: equal for small ηλt, never further apart than the maximum of 1 − e^−u − u/(1+u)', () => {
  const bound = Math.max(
    ...Array.from({ length: 8000 }, (_, i) => {
      const u = i / 1000
      return 1 - Math.exp(-u) - u / (1 + u)
    }),
  )
  for (const steps of [100, 1000, 30_000]) {
    const state = { ...FILTERS, steps, alpha: matched(steps) }
    for (let k = -8; k <= -1; k += 0.25) {
      const curvature = 10 ** k
      const [stopped, ridge] = [stoppedFilter(curvature, state), ridgeFilter(curvature, state)]
      const u = RATE * curvature * steps
      expect(Math.abs(stopped - ridge)).toBeLessThan(bound + 0.005)
      if (u < 0.01) expect(Math.abs(stopped / ridge - 1)).toBeLessThan(u)
    }
    expect(filtersAt(state).directions).toHaveLength(10)
  }
})

test('a learning rate beyond 1/λ overshoots on odd steps; a penalty never does', () => {
  expect(filterOf(1, 0, 3, 1.5)).toBeCloseTo(1.125, 12)
  expect(filterOf(1, 0, 4, 1.5)).toBeCloseTo(0.9375, 12)
  expect(filterOf(1, 0, 0, 1.5)).toBe(0)
})

test('both comparisons are of the same data sets: the wins are counted one by one', () => {
  const { stopped, ridge, wins } = filtersAt(FILTERS)
  expect(stopped.tests).toHaveLength(DRAWS)
  expect(wins[0] + wins[1]).toBe(DRAWS)
  expect(wins[0]).toBe(stopped.tests.filter((value, i) => value < ridge.tests[i]!).length)
})

test('a link brings back the state it was made of; nonsense changes nothing', () => {
  const state = fit({ degree: 4, count: 25, noise: 0.1, alpha: 3e-4, steps: 3000, seed: 7, along: 'alpha', view: 'many', guess: 3 }) // prettier-ignore
  expect(fromLink(toLink(state), INITIAL)).toEqual(state)
  expect(stateFrom(toLink(state))).toEqual(state)
  expect(measures['degree']!(toLink(state))).toBe(4)
  expect(fromLink({ degree: '99', count: '7', alpha: 'x', steps: '-1', along: 'y' }, INITIAL)).toEqual(
    INITIAL,
  )
  expect(stateFrom(null)).toEqual(INITIAL)
  const other = { steps: Infinity, alpha: 0.01, seed: 3 }
  expect(filtersFromLink(filtersToLink(other), FILTERS)).toEqual(other)
  for (const values of Object.values(VALUES)) expect([...values].sort((a, b) => a - b)).toEqual(values)
  expect(truth(0.5)).toBeCloseTo(1, 12)
})
