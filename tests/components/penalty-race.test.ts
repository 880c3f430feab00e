import { rng, tensor } from 'chainrule'
import { describe, expect, test } from 'vitest'
import { loadDataset } from '../../data/node.ts'
import {
  BINS,
  fromLink,
  histogram,
  INITIAL,
  LANES,
  pooled,
  resultOf,
  SEEDS,
  summaries,
  toLink,
} from '../../components/penalty-race/model.ts'
import { SETUP, silentPlaces, train } from '../../components/penalty-race/network.ts'
import recorded from '../../components/penalty-race/recorded.json' with { type: 'json' }
import { followerOf, RATES, type Way } from '../../components/penalty-race/ways.ts'

const { features, target } = await loadDataset('digits')
const digits = { features, target }

describe('one update', () => {
  const after = (way: Way) => {
    const weight = tensor([[0.5, -0.001, 0.0005]], { requiresGrad: true })
    const bias = tensor([2], { requiresGrad: true })
    const follow = followerOf([weight, bias], way)
    weight.grad = tensor([[0.1, 0, 0.01]])
    bias.grad = tensor([0])
    follow()
    expect(bias.toArray()).toEqual([2])
    return Array.from(weight.data)
  }
  const eta = RATES.sgd

  test('under L2 shrinks in proportion, and leaves biases alone', () => {
    const [a, b] = after({ optimizer: 'sgd', penalty: 'l2', strength: 0.3 })
    expect(a).toBeCloseTo(0.5 * (1 - eta * 0.3) - eta * 0.1, 12)
    expect(b).toBeCloseTo(-0.001 * (1 - eta * 0.3), 12)
  })

  test('under L1 subtracts and stops at zero, with the slope alone it goes beyond', () => {
    const [a, b, c] = after({ optimizer: 'sgd', penalty: 'l1', strength: 0.1 })
    expect(a).toBeCloseTo(0.5 - eta * 0.1 - eta * 0.1, 12)
    expect([b, c]).toEqual([0, 0])
    const sloped = after({ optimizer: 'sgd', penalty: 'l1-slope', strength: 0.1 })
    expect(sloped[1]).toBeCloseTo(-0.001 + eta * 0.1, 12)
  })
})

describe('the trainings', () => {
  test('of the first seed are, bit for bit, those on record', { timeout: 120_000 }, () => {
    expect(LANES.map((lane) => resultOf(digits, lane, 1, INITIAL))).toEqual(recorded.initial[0])
  })

  test('with a price of zero are the training without a penalty', { timeout: 120_000 }, () => {
    const plain = train(digits, { optimizer: 'sgd', penalty: 'none', strength: 0 }, 2)
    for (const penalty of ['l2', 'l1', 'l1-slope', 'decay'] as const)
      expect(train(digits, { optimizer: 'sgd', penalty, strength: 0 }, 2)).toEqual(plain)
    expect(plain.silent).toBe(1)
  })

  test('weights of blank pixels decay as the formula says', { timeout: 120_000 }, () => {
    const { silent } = train(digits, { optimizer: 'sgd', penalty: 'l2', strength: 0.01 }, 3)
    expect(silent).toBeCloseTo((1 - RATES.sgd * 0.01) ** SETUP.updates, 10)
  })
})

test('blank pixels are blank in all the examples that are given, and only those count', () => {
  const examples = rng(4).permutation(target.length).slice(0, 50)
  const places = new Set(silentPlaces(digits, examples))
  expect(places.size).toBeGreaterThan(64)
  for (let i = 0; i < SETUP.pixels * SETUP.hidden; i++) {
    const isBlank = examples.every((example) => features[example * 64 + (i % 64)] === 0)
    expect(places.has(i)).toBe(isBlank)
  }
})

test('the record is complete; the histograms count every weight once', () => {
  expect(recorded.initial).toHaveLength(SEEDS)
  for (const row of recorded.initial) {
    expect(row).toHaveLength(LANES.length)
    for (const { bins } of row)
      expect(bins.reduce((a, b) => a + b, 0)).toBe(SETUP.pixels * SETUP.hidden + SETUP.hidden * SETUP.classes)
  }
  const bins = histogram([0, 0.02, -0.02, 0.03, 5, -5])
  expect(bins[(BINS - 1) / 2]).toBe(3)
  expect(bins[(BINS + 1) / 2]).toBe(1)
  expect([bins[0], bins[BINS - 1]]).toEqual([1, 1])
  expect(pooled(recorded.initial, 2)!.bins.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
  expect(pooled([], 0)).toBeNull()
})

test('what the lesson says: L1 makes zeros and larger weights, L2 neither; L2 helps in every seed', () => {
  const [none, l2, l1, slope] = summaries(recorded.initial)!
  expect([none!.zeros, l2!.zeros, slope!.zeros]).toEqual([0, 0, 0])
  expect(l1!.zeros).toBeGreaterThan(0.5)
  expect(l1!.largest).toBeGreaterThan(none!.largest)
  expect(l2!.largest).toBeLessThan(none!.largest)
  expect(l2!.better).toBe(SEEDS)
  expect(l2!.gain).toBeGreaterThan(4 * l2!.error!)
  expect(l1!.gain).toBeGreaterThan(l1!.error!)
  expect(l1!.gain).toBeLessThan(3 * l1!.error!)
  expect(Math.abs(slope!.mean - l1!.mean)).toBeLessThan(0.01)
})

test('a link brings back its settings; nonsense changes nothing', () => {
  const settings = { l2: 0.03, l1: 0.008, seed: 17 }
  expect(fromLink(toLink(settings), INITIAL)).toEqual(settings)
  expect(fromLink({ l2: '9', l1: 'x', seed: '-' }, INITIAL)).toEqual(INITIAL)
})
