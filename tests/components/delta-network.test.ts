import { describe, expect, test } from 'vitest'
import { finiteDifference, gradientsByEngine } from '../../components/delta-network/engine-check.ts'
import {
  ALL_CONVENTIONS,
  allOutcomes,
  backward,
  fromLink,
  INITIAL,
  keyOf,
  measures,
  MOST_ROUNDS,
  onward,
  STAGES,
  stateFrom,
  sweepOf,
  toLink,
} from '../../components/delta-network/model.ts'
import {
  AS_WRITTEN,
  outcomes,
  RATE,
  START,
  sweep,
  type Conventions,
  type Parameters,
} from '../../components/delta-network/network.ts'

const sigma = (z: number) => 1 / (1 + Math.exp(-z))

/** The error in plain arithmetic, written out. */
function plainError({ w, b }: Parameters, half: boolean): number {
  const h1 = sigma(w[0]! * 0.05 + w[1]! * 0.1 + b[0]!)
  const h2 = sigma(w[2]! * 0.05 + w[3]! * 0.1 + b[1]!)
  const o1 = sigma(w[4]! * h1 + w[5]! * h2 + b[2]!)
  const o2 = sigma(w[6]! * h1 + w[7]! * h2 + b[3]!)
  const squares = (0.01 - o1) ** 2 + (0.99 - o2) ** 2
  return half ? squares / 2 : squares
}

const proper = ALL_CONVENTIONS.filter(({ order }) => order === 'original')

describe('with the original weights', () => {
  test.each(proper)(
    'every gradient is the slope of the error: biases $biases, error $error',
    (conventions) => {
      const { after } = sweep(START, conventions)
      for (const at of [START, after]) {
        const pass = sweep(at, conventions)
        const half = conventions.error === 'half'
        expect(pass.error).toBeCloseTo(plainError(at, half), 14)
        const byEngine = gradientsByEngine(at, conventions.error)
        pass.gradW.forEach((gradient, edge) => {
          const nudged = (by: number) => plainError({ ...at, w: at.w.with(edge, at.w[edge]! + by) }, half)
          expect(gradient).toBeCloseTo((nudged(1e-5) - nudged(-1e-5)) / 2e-5, 9)
          expect(gradient).toBeCloseTo(byEngine[edge]!, 13)
          expect(finiteDifference(at, edge, conventions.error)).toBeCloseTo(gradient, 9)
        })
      }
    },
  )

  test('biases: one each has its own slope, a shared one the sum, a kept one never moves', () => {
    const slope = (units: readonly number[]) => {
      const at = (by: number) =>
        plainError({ ...START, b: START.b.map((b, i) => (units.includes(i) ? b + by : b)) }, true)
      return (at(1e-5) - at(-1e-5)) / 2e-5
    }
    const each = sweep(START, { ...AS_WRITTEN, biases: 'each' })
    each.gradB.forEach((gradient, unit) => expect(gradient).toBeCloseTo(slope([unit]), 9))
    const layer = sweep(START, { ...AS_WRITTEN, biases: 'layer' })
    expect(layer.gradB[0]).toBeCloseTo(slope([0, 1]), 9)
    expect(layer.gradB[3]).toBeCloseTo(slope([2, 3]), 9)
    expect(layer.after.b[0]).toBe(layer.after.b[1])
    expect(sweep(START, AS_WRITTEN).after.b).toEqual(START.b)
  })
})

test('with updated weights the first layer’s numbers are no slopes, the second layer’s are', () => {
  const pass = sweep(START, { ...AS_WRITTEN, order: 'updated' })
  const byEngine = gradientsByEngine(START, 'half')
  for (const edge of [0, 1, 2, 3]) expect(Math.abs(pass.gradW[edge]! - byEngine[edge]!)).toBeGreaterThan(1e-6)
  for (const edge of [4, 5, 6, 7]) {
    expect(pass.gradW[edge]).toBeCloseTo(byEngine[edge]!, 13)
    expect(pass.carried[edge - 4]).toBeCloseTo(START.w[edge]! - RATE * byEngine[edge]!, 13)
  }
})

test('the digits of the worked example: those that are right, and those that the mistake explains', () => {
  const all = allOutcomes()
  const told = (part: Partial<Conventions>) => all[keyOf({ ...AS_WRITTEN, ...part })]!
  const right = told({})
  expect(right.map(({ error }) => error.toFixed(9)).slice(0, 2)).toEqual(['0.298371109', '0.291027774'])
  expect(right[2]!.outputs.map((a) => a.toFixed(9))).toEqual(['0.015913620', '0.984064274'])
  expect(right[2]!.error.toFixed(10)).toBe('0.0000351019')
  const early = told({ order: 'updated' })
  expect(early[1]!.error.toFixed(9)).toBe('0.291027924')
  expect(early[2]!.outputs.map((a) => a.toFixed(9))).toEqual(['0.015912196', '0.984065734'])
  // The printed error after ten thousand belongs to neither: it is the right order, one update earlier.
  expect(early[2]!.error.toFixed(10)).toBe('0.0000350848')
  expect(outcomes(AS_WRITTEN, [9999])[0]!.error.toFixed(10)).toBe('0.0000351085')
})

test('only one combination of switches gives the printed error: the exercise has one answer', () => {
  const hits = ALL_CONVENTIONS.filter(
    (conventions) =>
      Math.abs(measures['errorAfterOne']!({ ...INITIAL, ...conventions }) - 0.291027924) < 5e-10,
  )
  expect(hits).toEqual([{ ...AS_WRITTEN, order: 'updated' }])
})

test('steps go on to the next pass and back again', () => {
  let state = INITIAL
  for (let i = 0; i < STAGES.length; i++) state = onward(state)
  expect(state).toEqual({ ...INITIAL, round: 1 })
  expect(sweepOf(state).before).toEqual(sweep(START, AS_WRITTEN).after)
  expect(sweepOf(state).error.toFixed(9)).toBe('0.291027774')
  for (let i = 0; i < STAGES.length + 3; i++) state = backward(state)
  expect(state).toEqual(INITIAL)
  const end = { ...INITIAL, stage: 'update', round: MOST_ROUNDS } as const
  expect(onward(end)).toBe(end)
})

test('a link brings back its state; nonsense changes nothing', () => {
  const state = {
    ...INITIAL,
    order: 'updated',
    biases: 'layer',
    error: 'sum',
    round: 7,
    stage: 'update',
    edge: 2,
  } as const
  expect(fromLink(toLink(state), INITIAL)).toEqual(state)
  expect(stateFrom({ ...state })).toEqual(state)
  expect(fromLink({ order: 'x', round: 'NaN', edge: '99', stage: '' }, INITIAL)).toEqual({
    ...INITIAL,
    edge: 8,
  })
  expect(stateFrom(null)).toEqual(INITIAL)
})
