import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bestWithMomentum,
  bestWithout,
  discriminantOf,
  fromLink,
  INITIAL,
  iterate,
  KAPPAS,
  measuredRate,
  measures,
  productsOf,
  RATES,
  rateOf,
  regimeOf,
  rootsOf,
  START,
  stateFrom,
  toLink,
  worstRate,
  type HeavyBallState,
} from '../../components/heavy-ball/model.ts'
import { plugged, rootsText, verdictOf } from '../../components/heavy-ball/words.ts'

const products = fc.double({ min: 0.001, max: 5, noNaN: true })
const momenta = fc.double({ min: 0, max: 0.99, noNaN: true })
const states: fc.Arbitrary<HeavyBallState> = fc.record({
  kappa: fc.constantFrom(...KAPPAS),
  learningRate: fc.constantFrom(...RATES),
  momentum: fc.integer({ min: 0, max: 99 }).map((k) => k / 100),
  step: fc.integer({ min: 0, max: 100 }),
})

describe('the roots', () => {
  test('solve their equation: sum 1 + μ − ηλ, product μ', () => {
    fc.assert(
      fc.property(products, momenta, (x, momentum) => {
        const [a, b] = rootsOf(x, momentum)
        expect(a.re + b.re).toBeCloseTo(1 + momentum - x, 9)
        expect(a.im + b.im).toBe(0)
        expect(a.re * b.re - a.im * b.im).toBeCloseTo(momentum, 9)
      }),
    )
  })

  test('are complex, of size √μ, exactly where (1 − √ηλ)² < μ < 1', () => {
    fc.assert(
      fc.property(products, momenta, (x, momentum) => {
        const edge = (1 - Math.sqrt(x)) ** 2
        if (Math.abs(edge - momentum) < 1e-6) return
        expect(discriminantOf(x, momentum) < 0).toBe(edge < momentum)
        if (edge < momentum) expect(rateOf(x, momentum)).toBeCloseTo(Math.sqrt(momentum), 9)
        else expect(rateOf(x, momentum)).toBeGreaterThan(Math.sqrt(momentum))
      }),
    )
  })

  test('regions are what a path does', () => {
    fc.assert(
      fc.property(products, momenta, (x, momentum) => {
        const isNearAnEdge =
          Math.abs(x - 2 * (1 + momentum)) < 0.01 || Math.abs((1 - Math.sqrt(x)) ** 2 - momentum) < 0.02
        if (isNearAnEdge || momentum < 0.02) return
        let [before, now] = [1, 1 - x]
        const signs: boolean[] = []
        for (let t = 0; t < 120; t++) {
          ;[before, now] = [now, (1 + momentum - x) * now - momentum * before]
          const size = Math.hypot(now, before)
          ;[before, now] = [before / size, now / size]
          if (t >= 40) signs.push(now > 0)
        }
        const changes = signs.filter((sign, i) => i > 0 && sign !== signs[i - 1]).length
        const regime = regimeOf(x, momentum)
        if (regime === 'monotone') expect(changes).toBe(0)
        if (regime === 'alternating' || (regime === 'divergent' && discriminantOf(x, momentum) > 0))
          expect(changes).toBe(signs.length - 1)
        if (regime === 'oscillating') expect(changes).toBeGreaterThan(0)
        expect(rateOf(x, momentum) > 1).toBe(regime === 'divergent')
      }),
    )
  })

  test('on the limit, at a double root, and at μ = 0', () => {
    expect(regimeOf(3.2, 0.6)).toBe('stays')
    expect(rateOf(3.2, 0.6)).toBeCloseTo(1, 12)
    expect(rootsOf(0.25, 0.25)).toEqual([
      { re: 0.5, im: 0 },
      { re: 0.5, im: 0 },
    ])
    expect(rootsOf(0.3, 0)).toEqual([
      { re: 0.7, im: 0 },
      { re: 0, im: 0 },
    ])
    expect(rateOf(1, 0)).toBe(0)
  })
})

test('the rate that is measured is that of the roots', () => {
  fc.assert(
    fc.property(states, (state) => {
      const rate = worstRate(state)
      if (rate < 0.02) return
      // A double root shrinks like t·ρᵗ: over 4,000 steps that is still a factor of 2.
      expect(measuredRate(productsOf(state), state.momentum) / rate).toBeCloseTo(1, 2)
    }),
  )
  expect(measuredRate([0.04, 1], 0.6)).toBeCloseTo(0.8717, 4)
})

test('the best values are best: nothing on a grid around them is faster, and they are the textbook’s', () => {
  for (const kappa of [4, 25, 100, 400]) {
    const { learningRate, momentum, rate } = bestWithMomentum(kappa)
    const worst = (eta: number, mu: number) => Math.max(rateOf(eta, mu), rateOf(eta * kappa, mu))
    expect(worst(learningRate, momentum)).toBeCloseTo(rate, 4)
    for (let i = -40; i <= 40; i++)
      for (let k = -40; k <= 40; k++)
        expect(worst(learningRate * (1 + i / 50), momentum + (1 - momentum) * (k / 50))).toBeGreaterThan(
          rate - 1e-6,
        )
    const plain = bestWithout(kappa)
    expect(worst(plain.learningRate, 0)).toBeCloseTo(plain.rate, 12)
    expect(worst(plain.learningRate * 1.01, 0)).toBeGreaterThan(plain.rate)
    expect(worst(plain.learningRate * 0.99, 0)).toBeGreaterThan(plain.rate)
  }
  expect(bestWithMomentum(100)).toEqual({
    learningRate: expect.closeTo(0.03306, 5) as number,
    momentum: expect.closeTo(0.6694, 4) as number,
    rate: expect.closeTo(0.8182, 4) as number,
  })
})

test('the path is Δw = −η ∂C/∂w + μ Δw in plain arithmetic', () => {
  fc.assert(
    fc.property(states, (state) => {
      const visits = iterate(state, 30)
      let [w, move] = [[...START] as number[], [0, 0]]
      for (const visit of visits) {
        visit.w.forEach((value, i) =>
          expect(Math.abs(value - w[i]!)).toBeLessThan(1e-9 * (1 + Math.abs(w[i]!))),
        )
        const gradient = w.map((value, i) => value * [1, state.kappa][i]!)
        move = gradient.map((g, i) => -state.learningRate * g + state.momentum * move[i]!)
        w = w.map((value, i) => value + move[i]!)
      }
    }),
    { numRuns: 30 },
  )
})

describe('in words', () => {
  test('the step with its numbers plugged in', () => {
    const state: HeavyBallState = { kappa: 4, learningRate: 0.1, momentum: 0.5, step: 2 }
    const visits = iterate(state)
    expect(plugged(visits, 1, 0, state)).toBe('−0.1 × (−1.0000) + 0.5 × 0.0000 = 0.1000')
    expect(plugged(visits, 2, 0, state)).toBe('−0.1 × (−0.9000) + 0.5 × 0.1000 = 0.1400')
    expect(plugged(visits, 0, 0, state)).toBe('')
  })

  test('what is said of the rate', () => {
    expect(rootsText(rootsOf(1, 0.6))).toBe('0.3000 ± 0.7141 i')
    expect(verdictOf(INITIAL)).toContain('not √μ')
    expect(verdictOf({ ...INITIAL, kappa: 100, learningRate: 0.033, momentum: 0.67 })).toContain('is √μ')
    expect(verdictOf({ ...INITIAL, learningRate: 0.2 })).toContain('diverges')
    expect(verdictOf({ ...INITIAL, kappa: 100, learningRate: 0.02, momentum: 0 })).toContain('on the edge')
  })
})

test('links and targets bring a state back, and nonsense changes nothing', () => {
  fc.assert(fc.property(states, (state) => void expect(fromLink(toLink(state), INITIAL)).toEqual(state)))
  fc.assert(fc.property(states, (state) => void expect(stateFrom(toLink(state))).toEqual(state)))
  expect(fromLink({ kappa: '7', rate: 'x', momentum: '1e9', step: '-3' }, INITIAL)).toEqual({
    ...INITIAL,
    momentum: 0.99,
    step: 0,
  })
  expect(stateFrom([1])).toEqual(INITIAL)
  expect(measures['rate']!({ kappa: 100, rate: 0.033, momentum: 0.67 })).toBeCloseTo(Math.sqrt(0.67), 9)
})
