import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contour } from '../../components/descent/contours.ts'
import {
  costsAt,
  descend,
  eigenpairs,
  forecast,
  fromLink,
  initialOf,
  localAt,
  randomStart,
  rateOf,
  regimeOf,
  slopeAt,
  SURFACE,
  SURFACES,
  THRESHOLD,
  toLink,
  type Point,
  type SurfaceName,
} from '../../components/descent/model.ts'

/** The surfaces written again, in plain arithmetic. */
const well = (w: number) => w ** 4 / 4 - w ** 2 / 2 + w / 10
const BY_HAND: Record<SurfaceName, (w: Point) => number> = {
  parabola: ([u]) => u! ** 2 / 2,
  twoValleys: ([u]) => well(u!) + 0.4,
  plateau: ([u]) => 2 - 2 * Math.exp(-(u! ** 2) / 2),
  bowl: ([u, v]) => (u! ** 2 + v! ** 2) / 2,
  valley: ([u, v]) => u! ** 2 / 2 + 6 * v! ** 2,
  saddle: ([u, v]) => u! ** 4 / 8 - u! ** 2 / 2 + v! ** 2 / 2 + 0.5,
  shelf: ([u, v]) => 1 - Math.exp(-(u! ** 2 + v! ** 2) / 0.98),
  twoBasins: ([u, v]) => well(u!) + v! ** 2 / 2 + 0.4,
}
const shifted = (w: Point, i: number, h: number): Point => w.map((value, k) => (k === i ? value + h : value))
const places = (surface: SurfaceName): Point[] =>
  [0.37, -1.13, 0.82].map((value, k) => (SURFACE[surface].dims === 1 ? [value] : [value, 0.6 - k]))

describe.each(SURFACES)('%s', (surface) => {
  const cost = BY_HAND[surface]

  test('cost, gradient and curvature are those of plain arithmetic and its differences', () => {
    for (const w of places(surface)) {
      const { gradient, curvatures, cost: engine } = localAt(surface, w)
      expect(engine).toBeCloseTo(cost(w), 12)
      expect(costsAt(surface, ...w.map((value) => [value]))[0]).toBeCloseTo(cost(w), 12)
      const h = 1e-4
      w.forEach((_, i) =>
        expect(gradient[i]).toBeCloseTo((cost(shifted(w, i, h)) - cost(shifted(w, i, -h))) / (2 * h), 6),
      )
      for (const { value, direction } of curvatures) {
        const along = (t: number) => cost(w.map((x, i) => x + t * direction[i]!))
        expect((along(h) - 2 * along(0) + along(-h)) / (h * h)).toBeCloseTo(value, 4)
      }
      expect(curvatures[0]!.value).toBeGreaterThanOrEqual(curvatures.at(-1)!.value)
    }
  })

  test('a path takes every step by w − η ∂C/∂w', () => {
    const { path } = descend({ ...initialOf(surface), steps: 7 })
    expect(path).toHaveLength(8)
    path.slice(1).forEach(({ w }, k) => {
      const before = path[k]!
      const { gradient } = slopeAt(surface, before.w)
      w.forEach((value, i) =>
        expect(value).toBeCloseTo(before.w[i]! - SURFACE[surface].learningRate * gradient[i]!, 12),
      )
    })
  })

  test('its first learning rate does not diverge', () => {
    const { path, ending } = descend({ ...initialOf(surface), steps: 100 })
    expect(ending).toBe('steps')
    expect(path.at(-1)!.cost).toBeLessThan(path[0]!.cost)
  })
})

describe('on quadratic surfaces the forecast is what happens', () => {
  test.each(['parabola', 'bowl', 'valley'] as const)(
    '%s: below the limit it shrinks, above it grows',
    (surface) => {
      const { start } = initialOf(surface)
      const { limit, isExact } = forecast(surface, start, 0.1)
      expect(isExact).toBe(true)
      const steepest = { parabola: 1, bowl: 1, valley: 12 }[surface]
      expect(limit).toBeCloseTo(2 / steepest, 12)
      const far = (rate: number) => {
        const { path } = descend({ ...initialOf(surface), learningRate: rate, steps: 60 })
        return Math.abs(path.at(-1)!.w.at(-1)!) / Math.abs(start.at(-1)!)
      }
      expect(far(limit! * 0.98)).toBeLessThan(0.5)
      expect(far(limit! * 1.02)).toBeGreaterThan(5)
      expect(far(limit!)).toBeCloseTo(1, 9)
    },
  )

  test('each step multiplies by 1 − ηλ along each axis, to the last digit', () => {
    const rate = 0.15
    const { path } = descend({ ...initialOf('valley'), learningRate: rate, steps: 20 })
    const { factors } = forecast('valley', path[0]!.w, rate)
    expect(factors).toEqual([1 - rate * 12, 1 - rate * 1])
    path.forEach(({ w }, k) => {
      expect(w[1]! / (path[0]!.w[1]! * factors[0]! ** k)).toBeCloseTo(1, 9)
      expect(w[0]! / (path[0]!.w[0]! * factors[1]! ** k)).toBeCloseTo(1, 9)
    })
  })
})

test('elsewhere the forecast is local: the minimum of a well has its own limit, and a hilltop has none', () => {
  const { path } = descend({ ...initialOf('twoValleys'), steps: 200 })
  const bottom = path.at(-1)!.w
  expect(forecast('twoValleys', bottom, 0.1).isExact).toBe(false)
  expect(forecast('twoValleys', bottom, 0.1).limit).toBeCloseTo(2 / (3 * bottom[0]! ** 2 - 1), 9)
  expect(forecast('twoValleys', [0], 0.1)).toMatchObject({ limit: undefined, regimes: ['leaves'] })
})

test('what happens at a saddle: from its ridge the path stops in it, from beside the ridge it leaves', () => {
  const stuck = descend({ ...initialOf('saddle'), steps: 200, threshold: THRESHOLD })
  expect(stuck.ending).toBe('threshold')
  expect(Math.abs(stuck.path.at(-1)!.w[0]!)).toBe(0)
  expect(forecast('saddle', stuck.path.at(-1)!.w, 0.3).regimes).toEqual(['creeps', 'leaves'])
  const free = descend({ ...initialOf('saddle'), start: [0.05, 1.5], steps: 200, threshold: THRESHOLD })
  expect(Math.abs(free.path.at(-1)!.w[0]!)).toBeCloseTo(Math.SQRT2, 1)
})

test('a plateau is crossed slowly, and further out the threshold stops on it, far from any minimum', () => {
  const crossed = descend({ ...initialOf('plateau'), steps: 200, threshold: THRESHOLD })
  expect(crossed.path.length).toBeGreaterThan(40)
  expect(crossed.path.at(-1)!.cost).toBeLessThan(0.001)
  const { path, ending } = descend({
    ...initialOf('plateau'),
    start: [-3.8],
    steps: 200,
    threshold: THRESHOLD,
  })
  expect(ending).toBe('threshold')
  expect(path.at(-1)!.cost).toBeGreaterThan(1.9)
})

test('a diverging path ends as lost, with finite numbers only', () => {
  const { path, ending } = descend({ ...initialOf('twoValleys'), learningRate: 10, steps: 200 })
  expect(ending).toBe('lost')
  for (const { w, cost } of path) expect([...w, cost].every(Number.isFinite)).toBe(true)
})

test('regimes at and between their borders', () => {
  const at = (product: number) => regimeOf(product, 1)
  expect([0.2, 1, 1.5, 2, 2.1].map(at)).toEqual(['creeps', 'jumps', 'swings', 'stays', 'grows'])
  expect([regimeOf(5, 0), regimeOf(5, -1)]).toEqual(['flat', 'leaves'])
})

test('eigenpairs of a symmetric matrix satisfy A v = λ v', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -50, max: 50 }),
      fc.integer({ min: -50, max: 50 }),
      fc.integer({ min: -50, max: 50 }),
      (a, b, d) => {
        const pairs = eigenpairs([
          [a, b],
          [b, d],
        ])
        expect(pairs[0]!.value).toBeGreaterThanOrEqual(pairs[1]!.value)
        for (const {
          value,
          direction: [x, y],
        } of pairs) {
          expect(a * x! + b * y!).toBeCloseTo(value * x!, 8)
          expect(b * x! + d * y!).toBeCloseTo(value * y!, 8)
          expect(Math.hypot(x!, y!)).toBeCloseTo(1, 12)
        }
      },
    ),
  )
})

test('every point of a contour has its height', () => {
  const axis = Array.from({ length: 41 }, (_, i) => -2 + i / 10)
  const heights = axis.flatMap((y) => axis.map((x) => x + 2 * y)) // a plane: linear interpolation is exact
  const pieces = contour(heights, axis, 0.73)
  expect(pieces.length).toBeGreaterThan(40)
  for (const [x, y] of pieces.flat()) expect(x + 2 * y).toBeCloseTo(0.73, 10)
  expect(contour(heights, axis, 99)).toEqual([])
})

test('random starts lie in the window, differ, and come back with their number', () => {
  const draws = [1, 2, 3, 4].map((n) => randomStart('valley', n))
  expect(new Set(draws.map(String)).size).toBe(4)
  for (const w of draws) expect(w.every((value) => Math.abs(value) <= 2)).toBe(true)
  expect(randomStart('valley', 3)).toEqual(draws[2])
})

test('a link brings back the state it was made of; nonsense changes nothing', () => {
  const initial = initialOf('bowl')
  for (const surface of ['bowl', 'valley', 'saddle', 'shelf', 'twoBasins'] as const) {
    const state = {
      ...initialOf(surface),
      start: [0.35, -1.2],
      learningRate: rateOf(-0.5),
      steps: 12,
      threshold: THRESHOLD,
    }
    expect(fromLink(toLink(state), initial)).toEqual(state)
  }
  expect(
    fromLink({ surface: 'parabola', w1: 'x', rate: 'NaN', steps: '1e999', stop: 'maybe' }, initial),
  ).toEqual(initial)
  expect(fromLink({ steps: '99999', rate: '1000' }, initial)).toMatchObject({ steps: 200, learningRate: 10 })
})
