import { expect, test } from 'vitest'
import {
  COSTS,
  EPOCHS,
  fromLink,
  INITIAL,
  momentAt,
  NIELSEN,
  outputs,
  RATES,
  START_NAMES,
  STARTS,
  toLink,
  type CostName,
} from '../../components/slow-start/model.ts'

const sigma = (z: number) => 1 / (1 + Math.exp(-z))

/** The same runs in plain arithmetic, with the two slopes as formulas: (a − t) σ′ x and (a − t) x, for t = 0 and x = 1. */
function byHand(cost: CostName, start: { w: number; b: number }, rate: number, epochs: number): number {
  let { w, b } = start
  for (let epoch = 0; epoch < epochs; epoch++) {
    const a = sigma(w + b)
    const slope = cost === 'squared' ? a * a * (1 - a) : a
    w -= rate * slope
    b -= rate * slope
  }
  return sigma(w + b)
}

test('every run agrees with plain arithmetic to ten digits', () => {
  for (const cost of COSTS)
    for (const start of START_NAMES)
      for (const rate of RATES)
        expect(outputs(cost, start, rate, [EPOCHS])[0]).toBeCloseTo(
          byHand(cost, STARTS[start], rate, EPOCHS),
          10,
        )
})

test('the outputs are those that Nielsen’s book shows, and the digits between', () => {
  const epochs = [0, 50, 100, 150, 200, 250, 300]
  const rounded = (cost: CostName, start: 'near' | 'far') =>
    outputs(cost, start, NIELSEN[cost], epochs).map((a) => a.toFixed(4))
  expect(rounded('squared', 'near')).toEqual([
    '0.8176',
    '0.3870',
    '0.2110',
    '0.1527',
    '0.1237',
    '0.1061',
    '0.0940',
  ])
  expect(rounded('squared', 'far')).toEqual([
    '0.9820',
    '0.9759',
    '0.9641',
    '0.9334',
    '0.7887',
    '0.3572',
    '0.2028',
  ])
  expect(rounded('crossEntropy', 'near').at(-1)).toBe('0.4177')
  expect(rounded('crossEntropy', 'far').at(-1)).toBe('0.7796')
})

test('what the lesson says: at the far start cross-entropy learns at once, squared error waits', () => {
  const first = (cost: CostName, start: 'near' | 'far') =>
    momentAt(cost, STARTS[start].w, STARTS[start].b).slope
  // Squared error learns more slowly from the worse start; cross-entropy faster.
  expect(first('squared', 'far')).toBeLessThan(first('squared', 'near') / 5)
  expect(first('crossEntropy', 'far')).toBeGreaterThan(first('crossEntropy', 'near'))
})

test('a link brings back the state it was made of; nonsense changes nothing', () => {
  for (const start of START_NAMES)
    for (const squared of RATES) {
      const state = { start, rates: { squared, crossEntropy: 0.05 }, epoch: 17 }
      expect(fromLink(toLink(state), INITIAL)).toEqual(state)
    }
  expect(fromLink({ start: 'moon', squared: '7', cross: 'NaN', epoch: '1e999' }, INITIAL)).toEqual(INITIAL)
  expect(fromLink({ epoch: '5000' }, INITIAL).epoch).toBe(EPOCHS)
})
