import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hiddenFromLink } from '../../components/figure/state-link.ts'
import {
  forward,
  fromLink,
  levelLine,
  LIMIT,
  positiveSide,
  stackedTerms,
  toLink,
  type BenchState,
  type Pair,
} from '../../components/neuron-bench/model.ts'

const initial: BenchState = {
  x: [0.5, -0.35],
  weight: [0.55, 0.45],
  bias: 0.15,
  hasBias: true,
  activation: 'sigmoid',
}
const grid = (limit: number) => fc.integer({ min: -20 * limit, max: 20 * limit }).map((n) => n / 20)
const states: fc.Arbitrary<BenchState> = fc.record({
  x: fc.tuple(grid(LIMIT.x), grid(LIMIT.x)),
  weight: fc.tuple(grid(LIMIT.weight), grid(LIMIT.weight)),
  bias: grid(LIMIT.bias),
  hasBias: fc.boolean(),
  activation: fc.constantFrom('sigmoid', 'step'),
})

describe('forward', () => {
  test('the worked neuron of the lesson', () => {
    const { products, z, a } = forward(initial)
    expect(products[0]).toBeCloseTo(0.275, 12)
    expect(products[1]).toBeCloseTo(-0.1575, 12)
    expect(z).toBeCloseTo(0.2675, 12)
    expect(a).toBeCloseTo(0.5664790559676536, 12)
  })
  test('is the definition, for every position of the controls', () => {
    fc.assert(
      fc.property(states, (state) => {
        const { z, a, bias } = forward(state)
        const sum =
          state.x[0] * state.weight[0] + state.x[1] * state.weight[1] + (state.hasBias ? state.bias : 0)
        expect(z).toBeCloseTo(sum, 12)
        expect(bias).toBe(state.hasBias ? state.bias : 0)
        if (state.activation === 'sigmoid') expect(a).toBeCloseTo(1 / (1 + Math.exp(-sum)), 12)
        else if (Math.abs(sum) > 1e-9) expect(a).toBe(sum > 0 ? 1 : 0)
      }),
    )
  })
  test('the step answers 1 from exactly zero up', () => {
    expect(forward({ ...initial, x: [0, 0], bias: 0, activation: 'step' }).a).toBe(1)
  })
  test('each bar begins where the one before ended, and the last is the sum', () => {
    fc.assert(
      fc.property(states, (state) => {
        const terms = stackedTerms(forward(state))
        expect(terms[0]!.from).toBe(0)
        expect(terms[1]!.from).toBe(terms[0]!.to)
        expect(terms[2]!.from).toBe(terms[1]!.to)
        expect(terms[3]!.from).toBe(0)
        expect(terms[3]!.to).toBeCloseTo(terms[2]!.to, 12)
      }),
    )
  })
})

const pairs = fc.tuple(grid(2), grid(2)) as fc.Arbitrary<Pair>
const height = (weight: Pair, bias: number, [x, y]: Pair) => weight[0] * x + weight[1] * y + bias

describe('the line of indecision', () => {
  test('lies where the sum is the level, inside the square, from edge to edge', () => {
    fc.assert(
      fc.property(pairs, grid(1), fc.constantFrom(-1, -0.5, 0, 0.5, 1), (weight, bias, level) => {
        const line = levelLine(weight, bias, level, 1)
        for (const point of line ?? []) {
          expect(height(weight, bias, point)).toBeCloseTo(level, 9)
          expect(Math.max(Math.abs(point[0]), Math.abs(point[1]))).toBeCloseTo(1, 9)
        }
        // Where the level lies strictly between the sums of two corners, the line must be there.
        const corners = [-1, 1].flatMap((x) => [-1, 1].map((y) => height(weight, bias, [x, y])))
        const crosses = Math.min(...corners) < level - 1e-9 && Math.max(...corners) > level + 1e-9
        if (crosses) expect(line).toBeDefined()
      }),
    )
  })
  test('is not there when both weights are zero', () => {
    expect(levelLine([0, 0], 0.5, 0, 1)).toBeUndefined()
    expect(levelLine([0, 0], 0, 0, 1)).toBeUndefined()
  })
  test('goes through the origin without a bias, whatever the weights', () => {
    fc.assert(
      fc.property(pairs, (weight) => {
        const line = levelLine(weight, 0, 0, 1)
        expect(line === undefined).toBe(weight[0] === 0 && weight[1] === 0)
        const [[x1, y1], [x2, y2]] = line ?? [
          [0, 0],
          [0, 0],
        ]
        expect(x1 * y2 - x2 * y1).toBeCloseTo(0, 9)
      }),
    )
  })
})

/** Area of a polygon by its corners. */
const areaOf = (corners: readonly Pair[]): number =>
  Math.abs(
    corners.reduce(
      (sum, [x, y], i) =>
        sum + x * corners[(i + 1) % corners.length]![1] - y * corners[(i + 1) % corners.length]![0],
      0,
    ),
  ) / 2

describe('the positive side', () => {
  test('holds only points with a sum of at least zero, and together with the negative side the whole square', () => {
    fc.assert(
      fc.property(pairs, grid(1), (weight, bias) => {
        const side = positiveSide(weight, bias, 1)
        for (const corner of side) expect(height(weight, bias, corner)).toBeGreaterThanOrEqual(-1e-9)
        const other = positiveSide([-weight[0], -weight[1]], -bias, 1)
        const isUndecided = weight[0] === 0 && weight[1] === 0 && bias === 0
        expect(areaOf(side) + areaOf(other)).toBeCloseTo(isUndecided ? 0 : 4, 9)
      }),
    )
  })
  test('is the whole square, or nothing, where no line crosses', () => {
    expect(areaOf(positiveSide([0, 0], 0.5, 1))).toBe(4)
    expect(positiveSide([0, 0], -0.5, 1)).toEqual([])
    expect(areaOf(positiveSide([0.1, 0.1], 1, 1))).toBe(4)
  })
})

describe('a link', () => {
  test('brings back the state it was made of', () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(fromLink(toLink(state), initial)).toEqual(state)
      }),
    )
  })
  test('that says nothing, or nonsense, leaves the lesson’s own state', () => {
    expect(fromLink({}, initial)).toEqual(initial)
    const nonsense = {
      x1: 'NaN',
      x2: '1e999',
      w1: '<img src=x onerror=alert(1)>',
      w2: '',
      b: '0x10',
      bias: 'maybe',
      f: 'relu',
    }
    expect(fromLink(nonsense, initial)).toEqual(initial)
  })
  test('beyond the range is brought back into it', () => {
    expect(fromLink({ x1: '7', w1: '-100', b: '1e3' }, initial)).toMatchObject({
      x: [1, -0.35],
      weight: [-2, 0.45],
    })
  })
  test('hides the controls that it names', () => {
    expect([...hiddenFromLink('bias,activation')]).toEqual(['bias', 'activation'])
    expect([...hiddenFromLink(undefined)]).toEqual([])
    expect([...hiddenFromLink('')]).toEqual([])
  })
  test('never makes a number that is not finite and in range, whatever it says', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('x1', 'x2', 'w1', 'w2', 'b'), fc.string()), (link) => {
        const { x, weight, bias } = fromLink(link, initial)
        for (const value of [...x, bias]) expect(Math.abs(value)).toBeLessThanOrEqual(1)
        for (const value of weight) expect(Math.abs(value)).toBeLessThanOrEqual(2)
      }),
    )
  })
})
