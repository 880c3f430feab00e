import { rng } from 'chainrule'
import { describe, expect, test } from 'vitest'
import { loadDataset } from '../../data/node.ts'
import {
  fromLink,
  INITIAL,
  MOMENTUM,
  OPTIMIZERS,
  partOf,
  RATES,
  resultOf,
  SEEDS,
  SETUP,
  summaries,
  toLink,
  translated,
  WAYS,
} from '../../components/decay-race/model.ts'
import recorded from '../../components/decay-race/recorded.json' with { type: 'json' }

const { features, target } = await loadDataset('digits')
const digits = { features, target }

describe('the translation', () => {
  test('makes the same steps as decay beside momentum, for any gradients', () => {
    const random = rng(1)
    for (let trial = 0; trial < 50; trial++) {
      const [d, mu, eta] = [random.uniform(0, 0.5), random.uniform(0, 0.99), random.uniform(0.001, 1)]
      const { momentum, strength, push } = translated(d, mu, eta)
      const start = random.normal()
      let [a, speedA] = [start, 0]
      let [b, speedB] = [start, push * start]
      for (let t = 0; t < 40; t++) {
        // A gradient that depends on the place, and on chance as that of a batch does.
        const [slope, noise] = [random.uniform(0, 1), random.normal()]
        speedA = mu * speedA - eta * (slope * Math.sin(a) + noise)
        a = (1 - d) * a + speedA
        speedB = momentum * speedB - eta * (slope * Math.sin(b) + noise + strength * b)
        b += speedB
        expect(Math.abs(a - b)).toBeLessThan(1e-9 * (1 + Math.abs(a)))
      }
    }
  })

  test('without momentum is the rule of plain SGD, and needs no other μ', () => {
    const { momentum, strength } = translated(0.02, 0, 0.1)
    expect(momentum).toBe(0)
    expect(strength).toBeCloseTo(0.2, 12)
  })
})

describe('the trainings', () => {
  test('of the first seed are, bit for bit, those on record', { timeout: 180_000 }, () => {
    const results = OPTIMIZERS.map((optimizer) => resultOf(digits, optimizer, 1, INITIAL))
    expect(results).toEqual(recorded.initial[0])
  })

  test('of the fifth, translated, tenfold and strong, too', { timeout: 180_000 }, () => {
    const again = (optimizer: (typeof OPTIMIZERS)[number], settings: Partial<typeof INITIAL>) => ({
      ...resultOf(digits, optimizer, 5, { ...INITIAL, ...settings }),
      pairs: [],
    })
    expect(again('momentum', { translate: true })).toEqual(recorded.translated[4]![1])
    expect(again('momentum', { decay: 0.1 })).toEqual(recorded.tenfold[4]![1])
    expect(again('adam', { decay: 1 })).toEqual(recorded.strong[4]![2])
  })
})

test('the record is complete', () => {
  for (const rows of [recorded.initial, recorded.translated, recorded.tenfold, recorded.strong]) {
    expect(rows).toHaveLength(SEEDS)
    for (const row of rows) {
      expect(row).toHaveLength(OPTIMIZERS.length)
      for (const { ways } of row) expect(ways).toHaveLength(WAYS.length)
    }
  }
  expect(recorded.initial[0]!.every(({ pairs }) => pairs.length > 80)).toBe(true)
  expect(recorded.initial[0]![0]!.pairs.filter(([, , silent]) => silent === 1).length).toBeGreaterThan(5)
})

describe('what the lesson says', () => {
  const [sgd, momentum, adam] = summaries(recorded.initial)!
  const left = (part: number) => (1 - part) ** SETUP.updates

  test('plain SGD: one thing, in every seed', () => {
    expect(sgd!.apart.high).toBeLessThan(1e-13)
    expect(sgd!.ways[2]!.silent).toBeCloseTo(left(partOf('sgd', INITIAL.decay)), 10)
    expect(sgd!.ways[2]!.mean).toBe(sgd!.ways[1]!.mean)
  })

  test('momentum: apart with the same number, one thing when translated, nearly one when tenfold', () => {
    expect(momentum!.apart.low).toBeGreaterThan(0.2)
    expect(momentum!.ways[2]!.silent).toBeCloseTo(left(partOf('momentum', INITIAL.decay)), 10)
    expect(momentum!.ways[2]!.gain).toBeLessThan(momentum!.ways[1]!.gain / 3)
    expect(summaries(recorded.translated)![1]!.apart.high).toBeLessThan(1e-13)
    const tenfold = summaries(recorded.tenfold)![1]!
    expect(tenfold.apart.high).toBeLessThan(0.05)
    expect(tenfold.apart.low).toBeGreaterThan(0.001)
    expect(Math.abs(tenfold.decay.gain)).toBeLessThan(tenfold.decay.error!)
    // A ball in the bowl of the penalty.
    let [w, speed] = [1, 0]
    for (let t = 0; t < SETUP.updates; t++) {
      speed = MOMENTUM * speed - RATES.momentum * INITIAL.alpha * w
      w += speed
    }
    expect(momentum!.ways[1]!.silent).toBeCloseTo(w, 10)
  })

  test('Adam: far apart at any number; a silent weight falls to zero under L2', () => {
    expect(adam!.apart.low).toBeGreaterThan(0.5)
    expect(adam!.ways[1]!.silent).toBeLessThan(0.001)
    expect(adam!.ways[2]!.silent).toBeCloseTo(left(partOf('adam', INITIAL.decay)), 10)
    const strong = summaries(recorded.strong)![2]!
    expect(strong.apart.low).toBeGreaterThan(0.3)
    expect(strong.decay.better).toBeGreaterThan(strong.decay.worse)
    expect(Math.abs(strong.ways[1]!.train - strong.ways[2]!.train)).toBeLessThan(0.02)
  })
})

test('a link brings back its settings; nonsense changes nothing', () => {
  const settings = { alpha: 0.1, decay: 1, translate: true, seed: 9 }
  expect(fromLink(toLink(settings), INITIAL)).toEqual(settings)
  expect(fromLink({ alpha: '7', decay: '', translate: 'perhaps', seed: 'x' }, INITIAL)).toEqual(INITIAL)
  expect(summaries([])).toBeNull()
})
