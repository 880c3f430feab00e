import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bestPrediction,
  costAt,
  curve,
  factsOf,
  fromLink,
  HIGH,
  LABELS,
  LOSSES,
  LOW,
  NUMBERS,
  OUTLIER,
  tidy,
  toLink,
  type AxisState,
  type LossName,
} from '../../components/loss-axis/model.ts'

const initial: AxisState = { data: 'one', target: 0.8, hasOutlier: false, y: 0.4, half: false }

/** The definitions, one example after the other, without the engine. */
const byHand: Record<LossName, (y: number, t: number) => number> = {
  squared: (y, t) => (y - t) ** 2,
  absolute: (y, t) => Math.abs(y - t),
  percentage: (y, t) => (100 * Math.abs(y - t)) / Math.max(Math.abs(t), 1e-7),
  crossEntropy: (y, t) => -(t * Math.log(y) + (1 - t) * Math.log(1 - y)),
}
const meanByHand = (loss: LossName, targets: readonly number[], y: number): number =>
  targets.reduce((total, t) => total + byHand[loss](y, t), 0) / targets.length

const sets: readonly (readonly number[])[] = [[0.8], NUMBERS, [...NUMBERS, OUTLIER], LABELS]

describe.each(LOSSES)('%s', (loss) => {
  test('the cost is the mean of the losses, its slope that of nearby costs', () => {
    for (const targets of sets) {
      for (const y of [0.07, 0.37, 0.61, 0.93]) {
        const at = costAt(loss, targets, y)
        if (loss === 'crossEntropy' && targets.includes(OUTLIER)) {
          expect(at).toBeUndefined()
          continue
        }
        const wanted = meanByHand(loss, targets, y)
        expect(at!.cost / wanted).toBeCloseTo(1, 10)
        const h = 1e-6
        const slope = (meanByHand(loss, targets, y + h) - meanByHand(loss, targets, y - h)) / (2 * h)
        expect(at!.slope / slope).toBeCloseTo(1, 5)
      }
    }
  })

  test('no prediction of a fine grid costs less than the best', () => {
    for (const targets of sets) {
      const best = bestPrediction(loss, targets)
      if (!best) continue
      const least = Math.min(
        ...[best.from, best.to].map((y) => meanByHand(loss, targets, Math.min(0.9999, Math.max(1e-12, y)))),
      )
      for (let y = LOW; y <= HIGH; y += 0.0037) {
        if (loss === 'crossEntropy' && (y <= 0 || y >= 1)) continue
        expect(meanByHand(loss, targets, y)).toBeGreaterThanOrEqual(least - 1e-4 * Math.max(1, least))
      }
    }
  })
})

test('the best numbers are mean, median and a median that leans to the small', () => {
  const mean = (all: readonly number[]) => all.reduce((a, b) => a + b) / all.length
  expect(bestPrediction('squared', NUMBERS)!.from).toBeCloseTo(mean(NUMBERS), 12)
  expect(bestPrediction('absolute', NUMBERS)).toEqual({ from: 0.5, to: 0.5 })
  expect(bestPrediction('percentage', NUMBERS)!.to).toBeLessThan(0.5)
  const withOutlier = [...NUMBERS, OUTLIER]
  expect(bestPrediction('squared', withOutlier)!.from - mean(NUMBERS)).toBeGreaterThan(0.3)
  expect(bestPrediction('absolute', withOutlier)).toEqual({ from: 0.5, to: 0.6 })
  // Labels: the mean is a share of yes, the median the majority, the percentage error only sees the zero.
  expect(bestPrediction('crossEntropy', LABELS)).toEqual({ from: 0.8, to: 0.8 })
  expect(bestPrediction('absolute', LABELS)).toEqual({ from: 1, to: 1 })
  expect(bestPrediction('percentage', LABELS)).toEqual({ from: 0, to: 0 })
})

test('the percentage error blows up as the target nears zero, and stops at its floor', () => {
  const slopes = [1, 0.1, 0.01, 0].map((target) => costAt('percentage', [target], 1.5)!.slope)
  expect(slopes[0]).toBeCloseTo(100, 9)
  expect(slopes[1]).toBeCloseTo(1000, 8)
  expect(slopes[2]).toBeCloseTo(10_000, 7)
  expect(slopes[3]! / 1e9).toBeCloseTo(1, 9)
})

test('half the squared error is half the cost and half the slope; the other losses do not care', () => {
  for (const loss of LOSSES) {
    const [whole, half] = [false, true].map((value) => factsOf(loss, { ...initial, half: value }).at!)
    const factor = loss === 'squared' ? 0.5 : 1
    expect(half!.cost).toBeCloseTo(factor * whole!.cost, 12)
    expect(half!.slope).toBeCloseTo(factor * whole!.slope, 12)
  }
})

test('cross-entropy is drawn strictly between 0 and 1 only, the others along the whole axis', () => {
  for (const loss of LOSSES) {
    const ys = curve(loss, initial).map(({ y }) => y)
    expect(ys).toEqual(ys.toSorted((a, b) => a - b))
    if (loss === 'crossEntropy') expect([Math.min(...ys) > 0, Math.max(...ys) < 1]).toEqual([true, true])
    else expect([ys[0], ys.at(-1)]).toEqual([LOW, HIGH])
  }
  for (const y of [-0.2, 0, 1, 1.7]) expect(costAt('crossEntropy', [1], y)).toBeUndefined()
})

test('a link brings back the state it was made of; nonsense changes nothing', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('one' as const, 'numbers' as const, 'labels' as const),
      fc.double({ min: LOW, max: HIGH, noNaN: true }),
      fc.double({ min: LOW, max: HIGH, noNaN: true }),
      fc.boolean(),
      fc.boolean(),
      (data, target, y, hasOutlier, half) => {
        const state: AxisState = { data, target: tidy(target), y: tidy(y), hasOutlier, half }
        expect(fromLink(toLink(state), initial)).toEqual(state)
      },
    ),
  )
  expect(fromLink({ data: 'evil', t: 'NaN', y: '<b>', half: '1', outlier: '' }, initial)).toEqual(initial)
  expect(fromLink({ t: '99', y: '-99' }, initial)).toEqual({ ...initial, target: HIGH, y: LOW })
})
