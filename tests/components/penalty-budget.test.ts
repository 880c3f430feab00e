import { describe, expect, test } from 'vitest'
import {
  alphaFor,
  best,
  contour,
  costAt,
  fromLink,
  INITIAL,
  KINDS,
  moveTo,
  SHAPES,
  shownAt,
  sizeOf,
  slopeAt,
  toLink,
  zonesOf,
  type BudgetState,
  type Vector,
} from '../../components/penalty-budget/model.ts'

/** The least of a function of two weights by a search on ever finer grids: it shares nothing with the model. */
function least(cost: (w: Vector) => number): Vector {
  let [x, y] = [0, 0]
  for (let width = 4; width > 1e-9; width /= 2) {
    let lowest = Infinity
    const from: Vector = [x, y]
    for (let i = -8; i <= 8; i++)
      for (let k = -8; k <= 8; k++) {
        const w: Vector = [from[0] + (i * width) / 8, from[1] + (k * width) / 8]
        const value = cost(w)
        if (value < lowest) [lowest, x, y] = [value, ...w]
      }
  }
  return [x, y]
}

const STATES: BudgetState[] = KINDS.flatMap((kind) =>
  SHAPES.flatMap((shape) =>
    [
      [0.9, 2.2],
      [-1.4, 0.3],
      [2, -2],
      [0.1, 0.2],
    ].flatMap((m) => [0.1, 0.7, 1.5].map((alpha) => ({ kind, shape, m: [m[0]!, m[1]!] as const, alpha }))),
  ),
)

const penalized = (state: BudgetState) => (w: Vector) =>
  costAt(state, w) +
  (state.kind === 'l2' ? (state.alpha / 2) * (w[0] ** 2 + w[1] ** 2) : state.alpha * (Math.abs(w[0]) + Math.abs(w[1]))) // prettier-ignore

describe('the best weights', () => {
  test('are those that a search finds, for both penalties, all shapes, and minima in every corner', () => {
    for (const state of STATES) {
      const [x, y] = best(state)
      const found = least(penalized(state))
      expect(x, JSON.stringify(state)).toBeCloseTo(found[0], 5)
      expect(y, JSON.stringify(state)).toBeCloseTo(found[1], 5)
    }
  })

  test('balance the slope of the loss with that of the penalty', () => {
    for (const state of STATES) {
      const w = best(state)
      const slope = slopeAt(state, w)
      w.forEach((weight, k) => {
        if (state.kind === 'l2') expect(-slope[k]!).toBeCloseTo(state.alpha * weight, 10)
        else if (weight !== 0) expect(-slope[k]!).toBeCloseTo(state.alpha * Math.sign(weight), 10)
        else expect(Math.abs(slope[k]!)).toBeLessThanOrEqual(state.alpha)
      })
    }
  })

  test('are the best that the budget can buy: nothing on its edge has a lower loss', () => {
    for (const state of STATES) {
      const w = best(state)
      const size = sizeOf(state.kind, w)
      for (let i = 0; i < 360; i++) {
        const [c, s] = [Math.cos((i * Math.PI) / 180), Math.sin((i * Math.PI) / 180)]
        const scale = state.kind === 'l2' ? Math.sqrt(size) : size / (Math.abs(c) + Math.abs(s))
        expect(costAt(state, [scale * c, scale * s])).toBeGreaterThan(costAt(state, w) - 1e-9)
      }
    }
  })

  test('are found again from the budget that they use', () => {
    for (const state of STATES) {
      const size = sizeOf(state.kind, best(state))
      if (size > 0.01) expect(alphaFor(state, size)).toBeCloseTo(state.alpha, 6)
    }
    expect(alphaFor(INITIAL, 100)).toBe(0)
  })

  test('are exactly zero under L1 if and only if the minimum lies in a zone', () => {
    const inside = ([x, y]: Vector, corners: readonly Vector[]) => {
      const turns = corners.map(([ax, ay], i) => {
        const [bx, by] = corners[(i + 1) % corners.length]!
        return (bx - ax) * (y - ay) - (by - ay) * (x - ax)
      })
      return turns.every((turn) => turn > 0) || turns.every((turn) => turn < 0)
    }
    let seen = [0, 0, 0]
    for (const shape of SHAPES)
      for (let i = 0; i < 40; i++)
        for (let k = 0; k < 40; k++) {
          const m: Vector = [-2.93 + i * 0.15, -2.91 + k * 0.15]
          const state: BudgetState = { kind: 'l1', shape, m, alpha: 0.7 }
          const { both, one } = zonesOf(state)
          const zeros = best(state).filter((w) => w === 0).length
          const expected = inside(m, both) ? 2 : one.some((corners) => inside(m, corners)) ? 1 : 0
          expect(zeros, `${shape} ${m.join()}`).toBe(expected)
          seen = seen.map((count, at) => count + (at === zeros ? 1 : 0))
        }
    expect(Math.min(...seen)).toBeGreaterThan(100)
  })
})

test('contours have their level', () => {
  for (const shape of SHAPES)
    for (const w of contour({ ...INITIAL, shape }, 0.8))
      expect(costAt({ ...INITIAL, shape }, w)).toBeCloseTo(0.8, 9)
})

test('what the lesson says of the first state: L1 makes a zero, L2 none', () => {
  expect(shownAt(INITIAL).zeros).toBe(0)
  expect(shownAt({ ...INITIAL, kind: 'l1' }).zeros).toBe(1)
  expect(shownAt(INITIAL).zones).toBeNull()
})

test('a link brings back its state; nonsense changes nothing; dragging stays within the picture', () => {
  const state: BudgetState = { kind: 'l1', shape: 'along', m: [-1.25, 0.5], alpha: 0.3 }
  expect(fromLink(toLink(state), INITIAL)).toEqual(state)
  expect(fromLink({ kind: 'l9', shape: '?', m1: 'x', alpha: '-1' }, INITIAL)).toEqual({
    ...INITIAL,
    alpha: 0,
  })
  expect(moveTo(INITIAL, 9, -9.123).m).toEqual([3, -3])
  expect(moveTo(INITIAL, 0.123, 1).m).toEqual([0.12, 1])
})
