import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { mseLoss, tensor } from 'chainrule'
import { describe, expect, test } from 'vitest'
import {
  costsAt,
  DECAYS,
  EPSILONS,
  EXAMPLES,
  fromLink,
  initialOf,
  Lane,
  LANES,
  LEAST,
  MOMENTA,
  Race,
  RATES,
  SAME_RATE,
  scheduleOf,
  slopeAt,
  SURFACE,
  SURFACES,
  toLink,
  TRIED,
  TUNED,
  tunedRate,
  USUAL,
  type Conventions,
  type LaneName,
  type RaceState,
  type SurfaceName,
} from '../../components/optimizer-race/model.ts'
import { ledgerOf, MOST_ROWS } from '../../components/optimizer-race/words.ts'

const conventions: fc.Arbitrary<Conventions> = fc.record({
  half: fc.boolean(),
  reduction: fc.constantFrom('mean', 'sum'),
  momentum: fc.constantFrom(...MOMENTA),
  damping: fc.constantFrom('no', 'torch', 'all'),
  eps: fc.constantFrom(...EPSILONS),
  placement: fc.constantFrom('outside', 'inside', 'keras'),
  correction: fc.constantFrom('divide', 'none', 'multiply'),
  decay: fc.constantFrom(...DECAYS),
})

/** The surfaces written again, in plain arithmetic. */
const well = (w: number) => w ** 4 / 4 - w ** 2 / 2 + w / 10
const BY_HAND: Record<SurfaceName, (u: number, v: number) => number> = {
  line: (u, v) =>
    EXAMPLES.x.reduce((total, x, i) => total + (u * x + v - EXAMPLES.y[i]!) ** 2, 0) / EXAMPLES.x.length,
  valley: (u, v) => u ** 2 / 2 + 50 * v ** 2,
  tilted: (u, v) => ((u + v) / Math.SQRT2) ** 2 / 2 + 50 * ((u - v) / Math.SQRT2) ** 2,
  saddle: (u, v) => u ** 4 / 8 - u ** 2 / 2 + v ** 2 / 2 + 0.5,
  basins: (u, v) => well(u) + v ** 2 / 2 + 0.4,
  banana: (u, v) => (1 - u) ** 2 + 5 * (v - u * u) ** 2,
}

describe.each(SURFACES)('%s', (surface) => {
  const cost = BY_HAND[surface]
  test('costs and gradients are those of plain arithmetic', () => {
    for (const [u, v] of [
      [0.3, -0.4],
      [-1.2, 0.9],
    ] as const) {
      expect(costsAt(surface, [u], [v])[0]).toBeCloseTo(cost(u, v), 10)
      const { gradient } = slopeAt(surface, tensor([u, v], { requiresGrad: true }))
      const h = 1e-5
      expect(gradient.data[0]).toBeCloseTo((cost(u + h, v) - cost(u - h, v)) / (2 * h), 4)
      expect(gradient.data[1]).toBeCloseTo((cost(u, v + h) - cost(u, v - h)) / (2 * h), 4)
    }
  })

  test('nothing in the window is below the lowest cost, and something reaches it', () => {
    const { center, reach, lowest } = SURFACE[surface]
    const axis = Array.from({ length: 201 }, (_, i) => -reach + (2 * reach * i) / 200)
    const costs = axis.flatMap((u) => axis.map((v) => cost(center[0] + u, center[1] + v)))
    expect(Math.min(...costs)).toBeGreaterThanOrEqual(lowest - 1e-12)
    expect(Math.min(...costs)).toBeLessThan(lowest + 0.02)
  })

  test('the rates at first are the best of those tried; on two basins the first three share one', () => {
    for (const lane of LANES) {
      const isShared = surface === SAME_RATE.surface && SAME_RATE.lanes.some((name) => name === lane)
      expect(TUNED[surface][lane], lane).toBe(isShared ? SAME_RATE.rate : tunedRate(surface, lane))
    }
  })
})

test('the line of least squares is at the bottom of its surface, and the cost is the engine’s mean squared error', () => {
  const { gradient, cost } = slopeAt('line', tensor([...LEAST], { requiresGrad: true }))
  expect(Math.hypot(...gradient.data)).toBeLessThan(1e-12)
  const predictions = EXAMPLES.x.map((x) => LEAST[0] * x + LEAST[1])
  expect(cost).toBeCloseTo(mseLoss(tensor(predictions), tensor([...EXAMPLES.y])).item(), 12)
  expect(SURFACE.line.lowest).toBeCloseTo(cost, 12)
})

/** The rules as PyTorch and Keras document them, one weight at a time, in plain arithmetic. */
function byTheBook(lane: LaneName, c: Conventions, rate: (t: number) => number) {
  let [b, s, m, v] = [0, 0, 0, 0]
  return (g: number, t: number): number => {
    const eta = rate(t - 1)
    const isInside = c.placement !== 'outside'
    switch (lane) {
      case 'sgd':
        return -eta * g
      case 'momentum': {
        const isWhole = c.damping === 'no' || (c.damping === 'torch' && t === 1)
        b = c.momentum * b + (isWhole ? 1 : 1 - c.momentum) * g
        return -eta * b
      }
      case 'nesterov':
        b = c.momentum * b + g
        return -eta * (g + c.momentum * b)
      case 'adagrad':
        s += g * g
        return (-eta * g) / (isInside ? Math.sqrt(s + c.eps) : Math.sqrt(s) + c.eps)
      case 'rmsprop':
        v = 0.99 * v + 0.01 * g * g
        return (-eta * g) / (isInside ? Math.sqrt(v + c.eps) : Math.sqrt(v) + c.eps)
      case 'adam': {
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        const [one, two] = [1 - 0.9 ** t, 1 - 0.999 ** t]
        const [mHat, vHat] =
          c.correction === 'divide'
            ? [m / one, v / two]
            : c.correction === 'none'
              ? [m, v]
              : [m * one, v * two]
        if (c.placement === 'inside') return (-eta * mHat) / Math.sqrt(vHat + c.eps)
        if (c.placement === 'outside') return (-eta * mHat) / (Math.sqrt(vHat) + c.eps)
        // Keras: η √(1 − β₂ᵗ)/(1 − β₁ᵗ) · m/(√v + ε); without correction there is nothing to move into η.
        return -eta * (mHat / m || 0) * Math.sqrt(v / vHat) * (m / (Math.sqrt(v) + c.eps))
      }
    }
  }
}

test.each(LANES)('%s: every convention as the rules in plain arithmetic, gradient by gradient', (lane) => {
  fc.assert(
    fc.property(conventions, fc.constantFrom(0.01, 0.05, 0.1), (given, rate) => {
      const runner = new Lane('line', lane, rate, given)
      const schedule = scheduleOf(given.decay, rate, rate)
      const rates = (t: number) => schedule?.at(t) ?? rate
      const rules = [byTheBook(lane, given, rates), byTheBook(lane, given, rates)]
      runner.upTo(12).forEach(({ made }, t) => {
        if (made === undefined) return
        expect(made.rate).toBeCloseTo(rates(t - 1), 12)
        made.gradient.forEach((g, i) => {
          const move = rules[i]!(g, t)
          expect(Math.abs(made.move[i]! - move)).toBeLessThan(1e-9 * Math.max(1, Math.abs(move), Math.abs(g)))
        })
      })
    }),
    { numRuns: 60 },
  )
})

describe('what the lesson says of the conventions', () => {
  const pathOf = (lane: LaneName, part: Partial<Conventions>, step = 30, surface: SurfaceName = 'line') =>
    new Lane(surface, lane, TUNED[surface][lane], { ...USUAL, ...part }).upTo(step)
  const distance = (a: readonly { w: readonly number[] }[], b: readonly { w: readonly number[] }[]) =>
    Math.max(...a.map(({ w }, t) => Math.hypot(...w.map((value, i) => value - (b[t]?.w[i] ?? 1e9)))))

  test('½ and the sum change SGD and both momenta, and nothing else', () => {
    for (const part of [{ half: true }, { reduction: 'sum' }] as const) {
      for (const lane of ['sgd', 'momentum', 'nesterov'] as const)
        expect(distance(pathOf(lane, {}), pathOf(lane, part)), lane).toBeGreaterThan(0.1)
      for (const lane of ['adagrad', 'rmsprop', 'adam'] as const)
        expect(distance(pathOf(lane, {}), pathOf(lane, part)), lane).toBeLessThan(1e-6)
    }
    const costs = pathOf('sgd', { reduction: 'sum' }, 300).map(({ cost }) => cost)
    expect(costs.at(-1)).toBeGreaterThan(1e3)
  })

  test('they have no effect on surfaces without examples', () => {
    expect(pathOf('sgd', { reduction: 'sum' }, 20, 'valley')).toEqual(pathOf('sgd', {}, 20, 'valley'))
  })

  test('damped from the start, μ = 0.9, is a learning rate of a tenth', () => {
    const tenth = new Lane('line', 'momentum', TUNED.line.momentum / 10, USUAL).upTo(30)
    expect(distance(pathOf('momentum', { damping: 'all' }), tenth)).toBeLessThan(1e-12)
    expect(distance(pathOf('momentum', { damping: 'torch' }), tenth)).toBeGreaterThan(0.01)
  })

  test('where ε stands does not matter at 10⁻⁸ and does at a tenth', () => {
    for (const lane of ['adagrad', 'rmsprop', 'adam'] as const) {
      expect(distance(pathOf(lane, {}, 20), pathOf(lane, { placement: 'inside' }, 20)), lane).toBeLessThan(
        1e-4,
      )
      const [out, inside] = [pathOf(lane, { eps: 0.1 }), pathOf(lane, { eps: 0.1, placement: 'inside' })]
      expect(distance(out, inside), lane).toBeGreaterThan(1e-3)
    }
  })

  test('Adam’s first step is η, 3.16 η without correction, 10 η with the published bug', () => {
    for (const [correction, length] of [
      ['divide', 1],
      ['none', 0.1 / Math.sqrt(0.001)],
      ['multiply', 10],
    ] as const) {
      const { move, rate } = pathOf('adam', { correction }, 1)[1]!.made!
      move.forEach((value) => expect(Math.abs(value) / rate).toBeCloseTo(length, 4))
    }
  })

  test('without correction Adam’s steps stay too long for hundreds of steps', () => {
    // On a constant slope: (1 − β₁ᵗ)/√(1 − β₂ᵗ) times η.
    const factor = (t: number) => (1 - 0.9 ** t) / Math.sqrt(1 - 0.999 ** t)
    expect(factor(300)).toBeGreaterThan(1.9)
    expect(factor(10)).toBeGreaterThan(6)
  })

  test('lr −= lr₀/200 is zero after 200 updates and climbs after that', () => {
    const visits = pathOf('sgd', { decay: 'subtract' }, 300, 'valley')
    expect(visits[201]!.made!.rate).toBeCloseTo(0, 12)
    expect(visits[202]!.made!.rate).toBeLessThan(0)
    expect(visits[300]!.cost).toBeGreaterThan(visits[201]!.cost)
  })

  test('two basins with one rate: SGD stays, momentum 0.6 escapes, 0.9 comes back', () => {
    const end = (lane: LaneName, momentum: number) => pathOf(lane, { momentum }, 300, 'basins').at(-1)!.w[0]
    expect(end('sgd', 0.9)).toBeCloseTo(0.946, 3)
    expect(end('momentum', 0.6)).toBeCloseTo(-1.047, 3)
    expect(end('momentum', 0.9)).toBeCloseTo(0.946, 3)
  })
})

test('the ledger has a row for everything that is remembered, in words, and fits its room', () => {
  for (const lane of LANES) {
    const rows = ledgerOf(new Lane('line', lane, 0.05, USUAL).upTo(3)[3]!)
    expect(rows.length).toBeLessThanOrEqual(MOST_ROWS)
    expect(rows.map(([name]) => name).join()).not.toMatch(/Buffer|squareAvg|Hat/)
  }
})

test('a race goes on by a few steps at a time and arrives where it would have at once; a lost lane holds up nobody', () => {
  const race = new Race()
  const state = { ...initialOf('line'), step: 120, rates: { ...initialOf('line').rates, sgd: 9 } }
  expect(race.advance(state, 50)).toBe(50)
  expect(race.advance(state, 50)).toBe(100)
  expect(race.advance(state, 50)).toBe(120)
  expect(race.advance(state, 50)).toBe(120)
  expect(race.lane('sgd', state).isLost).toBe(true)
  expect(race.lane('adam', state).upTo(120)).toEqual(new Race().lane('adam', state).upTo(120))
})

test('lanes are kept while nothing of theirs changes', () => {
  const race = new Race()
  const state = initialOf('line')
  const before = race.lane('sgd', state)
  expect(race.lane('sgd', { ...state, step: 90, follow: 'sgd' })).toBe(before)
  expect(race.lane('sgd', { ...state, rates: { ...state.rates, adam: 5 } })).toBe(before)
  expect(race.lane('sgd', { ...state, conventions: { ...USUAL, half: true } })).not.toBe(before)
})

test('links bring a race back, and nonsense changes nothing', () => {
  const states: fc.Arbitrary<RaceState> = fc.record({
    surface: fc.constantFrom(...SURFACES),
    follow: fc.constantFrom(...LANES),
    step: fc.integer({ min: 0, max: 300 }),
    rates: fc.record(
      Object.fromEntries(LANES.map((lane) => [lane, fc.constantFrom(...RATES)])) as Record<
        LaneName,
        fc.Arbitrary<number>
      >,
    ),
    conventions,
  })
  fc.assert(
    fc.property(states, (state) => void expect(fromLink(toLink(state), initialOf('line'))).toEqual(state)),
  )
  expect(
    fromLink({ surface: 'moon', 'sgd-rate': 'NaN', eps: '2', half: 'maybe', step: 'x' }, initialOf('valley')),
  ).toEqual(initialOf('valley'))
  expect(TRIED.every((rate) => RATES.includes(rate))).toBe(true)
})

test('the vocabulary names the surfaces and optimizers that there are', () => {
  const source = readFileSync('components/vocabulary.ts', 'utf8')
  expect(source).toContain(`.enum([${SURFACES.map((name) => `'${name}'`).join(', ')}])`)
  expect(source).toContain(`.enum([${LANES.map((name) => `'${name}'`).join(', ')}])`)
})
