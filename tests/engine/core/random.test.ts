import { describe, expect, test } from 'vitest'
import { Rng, rand, randint, randn, rng } from '../../../src/engine/index.ts'
import { nextBits } from '../../../src/engine/random/generator.ts'

describe('xoshiro128**', () => {
  test('gives the outputs of the reference implementation', () => {
    // State 1, 2, 3, 4; computed with the authors' C program, as quoted by the tests of the Rust crate rand_xoshiro.
    const state: [number, number, number, number] = [1, 2, 3, 4]
    expect(Array.from({ length: 4 }, () => nextBits(state))).toEqual([11520, 0, 5927040, 70819200])
  })

  test('seeds and streams give recorded numbers on every machine', () => {
    const stream = rng(42).stream('init')
    const drawn = [stream.bits(), stream.uniform(), stream.normal(), stream.normal(), stream.integer(1000)]
    expect(drawn).toMatchInlineSnapshot(`
      [
        3702630335,
        0.688219024716316,
        -0.1830111359136866,
        -1.5284018844895078,
        335,
      ]
    `)
  })
})

describe('streams', () => {
  test('the same seed and name give the same numbers, whatever was drawn before', () => {
    const parent = rng(7)
    const early = parent.stream('a').uniform()
    parent.uniform()
    expect(parent.stream('a').uniform()).toBe(early)
  })

  test('other seeds, other names and nested names give other numbers', () => {
    const firsts = [
      rng(1),
      rng(2),
      rng(-1),
      rng(2 ** 40 + 1),
      rng(1).stream('a'),
      rng(1).stream('b'),
      rng(1).stream('a').stream('b'),
    ]
    expect(new Set(firsts.map((r) => r.bits())).size).toBe(firsts.length)
  })

  test('neighboring seeds are not correlated', () => {
    const n = 20_000
    let product = 0
    for (let seed = 0; seed < n; seed++)
      product += (rng(seed).uniform() - 0.5) * (rng(seed + 1).uniform() - 0.5)
    expect(Math.abs((12 * product) / n)).toBeLessThan(4 / Math.sqrt(n))
  })

  test('a saved state continues exactly, between the two numbers of a normal pair too', () => {
    const stream = rng(5).stream('x')
    stream.normal()
    const saved = JSON.parse(JSON.stringify(stream.state)) as typeof stream.state
    const next = [stream.normal(), stream.normal(), stream.bits()]
    const restored = Rng.from(saved)
    expect([restored.normal(), restored.normal(), restored.bits()]).toEqual(next)
    expect(restored.stream('y').bits()).toBe(stream.stream('y').bits())
  })

  test('a saved state does not move on with the stream', () => {
    const stream = rng(5)
    const saved = stream.state
    const first = stream.bits()
    stream.bits()
    stream.state = saved
    expect(stream.bits()).toBe(first)
  })

  test('a path of names cannot be imitated by one name', () => {
    expect(() => rng(1).stream('a/b')).toThrow("rng: the stream name 'a/b' holds a slash.")
  })

  test('a seed that is no integer is refused', () => {
    expect(() => rng(0.5)).toThrow('rng: the seed is 0.5; it must be an integer.')
  })
})

describe('distributions', () => {
  const n = 100_000

  test('uniform fills [0, 1) evenly', () => {
    const stream = rng(3)
    const bins = Array.from({ length: 20 }, () => 0)
    for (let i = 0; i < n; i++) bins[Math.floor(stream.uniform() * 20)]!++
    const chiSquare = bins.reduce((sum, count) => sum + (count - n / 20) ** 2 / (n / 20), 0)
    expect(chiSquare).toBeLessThan(43.8) // 19 degrees of freedom, 0.1 %
  })

  test('normal has mean 0, variance 1, no skew, kurtosis 3', () => {
    const stream = rng(4)
    const moments = [0, 0, 0, 0]
    for (let i = 0; i < n; i++) {
      const x = stream.normal()
      moments.forEach((_, k) => (moments[k]! += x ** (k + 1)))
    }
    const [mean, variance, skew, kurtosis] = moments.map((m) => m / n) as [number, number, number, number]
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(n))
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / n))
    expect(Math.abs(skew)).toBeLessThan(4 * Math.sqrt(15 / n))
    expect(Math.abs(kurtosis - 3)).toBeLessThan(4 * Math.sqrt(96 / n))
  })

  test('integer covers its range without bias, both ends as documented', () => {
    const stream = rng(5)
    const counts = Array.from({ length: 7 }, () => 0)
    for (let i = 0; i < 70_000; i++) counts[stream.integer(-3, 4) + 3]!++
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)
    expect(chiSquare).toBeLessThan(22.5) // 6 degrees of freedom, 0.1 %
    expect(() => stream.integer(3, 3)).toThrow('integer: needs whole numbers low < high')
  })

  test('integer has no bias where its range does not divide 2³²', () => {
    const stream = rng(12)
    let low = 0
    for (let i = 0; i < 30_000; i++) if (stream.integer(3 * 2 ** 30) < 2 ** 30) low++
    expect(Math.abs(low / 30_000 - 1 / 3)).toBeLessThan(0.012) // without rejection it would be 1/2
  })

  test('permutations of three are equally likely; shuffle keeps the items', () => {
    const stream = rng(6)
    const counts = new Map<string, number>()
    for (let i = 0; i < 12_000; i++) {
      const key = stream.permutation(3).join('')
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    expect(counts.size).toBe(6)
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0)
    expect(chiSquare).toBeLessThan(20.5) // 5 degrees of freedom, 0.1 %
    expect(stream.shuffle(['a', 'b', 'c']).toSorted()).toEqual(['a', 'b', 'c'])
  })

  test('bernoulli and weighted choice follow their probabilities', () => {
    const stream = rng(8)
    let [heads, rare] = [0, 0]
    for (let i = 0; i < n; i++) {
      if (stream.bernoulli(0.3)) heads++
      if (stream.choice(['often', 'never', 'rarely'], [9, 0, 1]) === 'rarely') rare++
    }
    expect(Math.abs(heads / n - 0.3)).toBeLessThan(0.006)
    expect(Math.abs(rare / n - 0.1)).toBeLessThan(0.004)
    expect(() => stream.bernoulli(1.2)).toThrow('a probability is between 0 and 1')
    expect(() => stream.choice([])).toThrow('nothing to choose from')
    expect(() => stream.choice(['a'], [0])).toThrow('positive finite sum')
  })
})

describe('random tensors', () => {
  test('draw in row-major order from the stream they are given', () => {
    const a = rand([2, 2], { rng: rng(9) })
    const stream = rng(9)
    expect([...a.data]).toEqual([stream.uniform(), stream.uniform(), stream.uniform(), stream.uniform()])
    expect(randn([2], { rng: rng(9), dtype: 'float32' }).dtype).toBe('float32')
    const die = randint(1, 7, [1000], { rng: rng(9) })
    expect([die.dtype, Math.min(...die.data), Math.max(...die.data)]).toEqual(['int32', 1, 6])
  })
})
