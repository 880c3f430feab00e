import * as fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { draw } from '../../src/exercises/draw.ts'
import { sampleParams, variantSeed } from '../../src/exercises/params.ts'
import { randomStream } from '../../src/exercises/random.ts'

const seeds = (n: number): string[] =>
  Array.from({ length: n }, (_, i) => variantSeed('test', 'a/b', 1, i + 1))

describe('random streams', () => {
  test('are frozen: published variants must keep their numbers', () => {
    expect(variantSeed('chainrule', 'neurons/weighted-sum', 1, 1)).toMatchInlineSnapshot(
      `"cd4e7c37380b5be4b99690294bd8f11c"`,
    )
    const rng = randomStream('x')
    expect([rng.below(1000), rng.below(1000), rng.below(1000), rng.uniform()]).toMatchInlineSnapshot(`
      [
        929,
        757,
        256,
        0.6968492055011095,
      ]
    `)
  })

  test('are uniform: chi-squared of 16 bins over 64,000 draws', () => {
    const rng = randomStream('uniform')
    const bins = Array.from({ length: 16 }, () => 0)
    for (let i = 0; i < 64_000; i++) bins[rng.below(16)]!++
    const chi2 = bins.reduce((sum, n) => sum + (n - 4000) ** 2 / 4000, 0)
    expect(chi2).toBeLessThan(37.7) // 0.1 % point of 15 degrees of freedom
  })

  test('of neighbouring seeds are unrelated', () => {
    const first = Array.from({ length: 4000 }, (_, i) => randomStream(`seed/${i}`).uniform())
    const mean = first.reduce((a, b) => a + b, 0) / first.length
    const lag = first.slice(1).reduce((sum, x, i) => sum + (x - 0.5) * (first[i]! - 0.5), 0) / first.length
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.02)
    expect(Math.abs(lag) * 12).toBeLessThan(0.06)
  })
})

describe('draw', () => {
  test('grid values are exact decimals on the grid', () => {
    const values = new Set(seeds(2000).map((seed) => draw.grid(-1, 1, 0.05).sample(randomStream(seed))))
    expect(values.size).toBe(41)
    for (const value of values) expect(String(value)).toMatch(/^-?[01](\.\d{1,2})?$/)
    expect(values).toContain(0.15)
    expect([...values].some((value) => Object.is(value, -0))).toBe(false)
  })

  test('a grid need not start at a multiple of its step, and includes both ends', () => {
    const values = new Set(seeds(500).map((seed) => draw.grid(0.05, 0.35, 0.1).sample(randomStream(seed))))
    expect([...values].toSorted()).toEqual([0.05, 0.15, 0.25, 0.35])
  })

  test('grid decimals hold for any step', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: 0, max: 7 }),
        fc.string(),
        (m, places, seed) => {
          const step = Number(`${m}e-${places}`)
          const value = draw.grid(0, 50 * step, step).sample(randomStream(seed))
          const k = Math.round(value / step)
          expect(value).toBe(Number(`${m * k}e-${places}`))
        },
      ),
    )
  })

  test.each([
    ['integer', draw.integer(3, 5), (v: unknown) => [3, 4, 5].includes(v as number)],
    ['vector', draw.vector(3, [-1, 1], 0.5), (v: unknown) => (v as number[]).length === 3],
    [
      'matrix',
      draw.matrix(2, 3, [0, 1], 1),
      (v: unknown) => (v as number[][]).length === 2 && (v as number[][])[0]!.length === 3,
    ],
    ['choice', draw.choice(['a', 'b']), (v: unknown) => ['a', 'b'].includes(v as string)],
    ['shuffle', draw.shuffle([1, 2, 3]), (v: unknown) => (v as number[]).toSorted().join() === '1,2,3'],
    ['distinct', draw.distinct(2, [1, 2, 3]), (v: unknown) => new Set(v as number[]).size === 2],
    [
      'distinctGrid',
      draw.distinctGrid(3, [0, 1], 0.5),
      (v: unknown) => (v as number[]).toSorted().join() === '0,0.5,1',
    ],
    ['sign', draw.sign(), (v: unknown) => v === 1 || v === -1],
    ['chance', draw.chance(0.5), (v: unknown) => typeof v === 'boolean'],
    ['where', draw.integer(0, 9).where((n) => n % 2 === 1), (v: unknown) => (v as number) % 2 === 1],
    [
      'chain',
      draw.integer(1, 3).chain((n) => draw.vector(n, [5, 5], 1)),
      (v: unknown) => (v as number[]).every((x) => x === 5),
    ],
  ])('%s', (_, recipe, holds) => {
    const values = seeds(200).map((seed) => recipe.sample(randomStream(seed)))
    expect(values.every(holds)).toBe(true)
    expect(new Set(values.map(String)).size).toBeGreaterThan(_ === 'distinctGrid' ? 5 : 1)
  })

  test.each([
    [() => draw.grid(1, 0, 0.1), /lo ≤ hi/],
    [() => draw.grid(0, 1, 0), /step > 0/],
    [() => draw.integer(0.5, 2), /integers/],
    [() => draw.choice([]), /empty/],
    [() => draw.distinct(3, [1, 2]), /cannot take 3 of 2/],
    [
      () =>
        draw
          .integer(1, 2)
          .where(() => false)
          .sample(randomStream('x')),
      /never true/,
    ],
  ])('refuses impossible recipes: %s', (make, message) => expect(make).toThrow(message))
})

describe('sampleParams', () => {
  const seed = variantSeed('test', 'a/b', 1, 1)

  test('adding, removing or reordering a parameter does not change the others', () => {
    const both = sampleParams(
      { params: (d) => ({ x: d.vector(3, [-1, 1], 0.01), w: d.grid(0, 1, 0.001) }) },
      seed,
    )
    const more = sampleParams(
      { params: (d) => ({ w: d.grid(0, 1, 0.001), b: d.grid(0, 1, 0.001), x: d.vector(3, [-1, 1], 0.01) }) },
      seed,
    )
    expect({ x: more.x, w: more.w }).toEqual(both)
    expect(more.b).not.toBe(more.w) // same recipe, own stream
  })

  test('derived sees the drawn values and may draw more', () => {
    const sampled = sampleParams(
      {
        params: (d) => ({ n: d.integer(3, 5) }),
        derived: ({ n }, d) => ({ z: d.vector(n, [-2, 2], 0.5), twice: 2 * n }),
      },
      seed,
    )
    expectTypeOf(sampled).toEqualTypeOf<{ n: number; z: number[]; twice: number }>()
    expect(sampled.z).toHaveLength(sampled.n)
    expect(sampled.twice).toBe(2 * sampled.n)
  })

  test('where redraws until it holds', () => {
    for (const each of seeds(50)) {
      const { a, b } = sampleParams(
        { params: (d) => ({ a: d.integer(0, 9), b: d.integer(0, 9) }), where: (p) => p.a > p.b + 4 },
        each,
      )
      expect(a).toBeGreaterThan(b + 4)
    }
  })

  test('a hopeless where is an error, not an endless loop', () => {
    expect(() => sampleParams({ params: (d) => ({ a: d.integer(0, 9) }), where: () => false }, seed)).toThrow(
      /refuses each of 2000/,
    )
  })

  test('the seed depends on course, exercise, version and variant', () => {
    const all = [
      variantSeed('a', 'x/y', 1, 1),
      variantSeed('b', 'x/y', 1, 1),
      variantSeed('a', 'x/z', 1, 1),
      variantSeed('a', 'x/y', 2, 1),
      variantSeed('a', 'x/y', 1, 2),
    ]
    expect(new Set(all).size).toBe(5)
    expect(all[0]).toMatch(/^[0-9a-f]{32}$/)
  })
})
