import { describe, expect, test } from 'vitest'
import {
  type Dataset,
  dataLoader,
  makeCircles,
  makeGaussians,
  makeMoons,
  makeMultiGauss,
  makePlane,
  makePolynomial,
  makeRing,
  makeSine,
  makeSpirals,
  makeXor,
  rng,
  standardize,
  tensor,
  trainValidationSplit,
} from '../../../src/engine/index.ts'

const rowsOf = (data: Dataset): [number, number, number][] =>
  Array.from(data.target.data, (target, i) => [
    data.features.data[2 * i]!,
    data.features.data[2 * i + 1]!,
    target,
  ])

describe('toy data', () => {
  const makers = {
    makeMoons,
    makeCircles,
    makeGaussians,
    makeSpirals,
    makeRing,
    makeXor,
    makePlane,
    makeMultiGauss,
  }
  test.each(Object.entries(makers))('%s: same seed, same points; other seed, other points', (_name, make) => {
    const [a, b, c] = [3, 3, 4].map((seed) => make({ count: 31, noise: 0.1, rng: rng(seed) })) as [
      Dataset,
      Dataset,
      Dataset,
    ]
    expect(a).toEqual(b)
    expect([...a.features.data]).not.toEqual([...c.features.data])
    expect(a.features.shape).toEqual([31, 2])
    expect(make({ rng: rng(1), dtype: 'float32' }).features.dtype).toBe('float32')
    expect(() => make({ count: 0, rng: rng(1) })).toThrow(/count is 0/)
  })

  test('moons without noise lie on their half circles', () => {
    for (const [x, y, kind] of rowsOf(makeMoons({ rng: rng(1) }))) {
      const [cx, cy] = kind === 0 ? [0, 0] : [1, 0.5]
      expect((x - cx) ** 2 + (y - cy) ** 2).toBeCloseTo(1, 12)
      expect(kind === 0 ? y >= -1e-12 : y <= 0.5 + 1e-12).toBe(true)
    }
  })

  test('circles have radius 1 and factor', () => {
    for (const [x, y, kind] of rowsOf(makeCircles({ factor: 0.3, rng: rng(1) }))) {
      expect(Math.hypot(x, y)).toBeCloseTo(kind === 0 ? 1 : 0.3, 12)
    }
  })

  test("the playground's geometry: ring, spirals, xor, clouds", () => {
    for (const [x, y, kind] of rowsOf(makeRing({ rng: rng(1) }))) {
      const radius = Math.hypot(x, y)
      expect(kind === 1 ? radius < 2.5 : radius >= 3.5 && radius < 5).toBe(true)
    }
    for (const [x, y, kind] of rowsOf(makeSpirals({ rng: rng(1) }))) {
      const radius = Math.hypot(x, y)
      const angle = (radius / 5) * 3.5 * Math.PI + (kind === 1 ? 0 : Math.PI)
      expect(x).toBeCloseTo(radius * Math.sin(angle), 10)
    }
    for (const [x, y, kind] of rowsOf(makeXor({ rng: rng(1) }))) {
      expect(x * y > 0 ? 1 : 0).toBe(kind)
      expect(Math.min(Math.abs(x), Math.abs(y))).toBeGreaterThanOrEqual(0.3)
    }
    const clouds = rowsOf(makeGaussians({ count: 20000, noise: 0.5, rng: rng(1) })).filter(
      (row) => row[2] === 1,
    )
    const mean = clouds.reduce((sum, [x]) => sum + x, 0) / clouds.length
    const variance = clouds.reduce((sum, [x]) => sum + (x - mean) ** 2, 0) / clouds.length
    expect(Math.abs(mean - 2)).toBeLessThan(0.08)
    expect(Math.abs(variance - 4)).toBeLessThan(0.2)
  })

  test('multi-gauss has its six peaks', () => {
    const near = rowsOf(makeMultiGauss({ count: 5000, rng: rng(2) }))
    for (const [cx, cy, sign] of [
      [-4, 2.5, 1],
      [0, 2.5, -1],
      [4, 2.5, 1],
      [-4, -2.5, -1],
      [0, -2.5, 1],
      [4, -2.5, -1],
    ] as const) {
      const close = near.filter(([x, y]) => Math.hypot(x - cx, y - cy) < 0.5)
      expect(close.length).toBeGreaterThan(5)
      for (const [x, y, value] of close)
        expect(value).toBeCloseTo(sign * (1 - Math.hypot(x - cx, y - cy) / 2), 12)
    }
  })

  test('curves', () => {
    const sine = makeSine({ count: 1000, noise: 0.3, rng: rng(3) })
    const residuals = Array.from(
      sine.target.data,
      (y, i) => y - Math.sin(2 * Math.PI * sine.features.data[i]!),
    )
    const spread = Math.sqrt(residuals.reduce((sum, r) => sum + r * r, 0) / 1000)
    expect(Math.abs(spread - 0.3)).toBeLessThan(0.03)
    const cubic = makePolynomial([1, 0, 0, 2], { count: 4, low: -1, high: 2, even: true, rng: rng(1) })
    expect(cubic.target.toArray()).toEqual([[-1], [1], [3], [17]])
  })
})

describe('splits', () => {
  const data = {
    features: tensor(Array.from({ length: 30 }, (_, i) => [i, -i])),
    target: tensor(
      Array.from({ length: 30 }, (_, i) => (i < 6 ? 1 : 0)),
      { dtype: 'int32' },
    ),
  }

  test('no example is lost or doubled, rows stay with their targets', () => {
    const { train, validation } = trainValidationSplit(data, { rng: rng(1), validationFraction: 0.3 })
    expect(validation.features.shape).toEqual([9, 2])
    const all = [...rowsOf(train), ...rowsOf(validation)]
    expect(all.map(([x]) => x).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, i) => i))
    for (const [x, y, target] of all) expect([y, target]).toEqual([x === 0 ? -0 : -x, x < 6 ? 1 : 0])
  })

  test('stratify keeps the proportions', () => {
    for (let seed = 0; seed < 10; seed++) {
      const { validation } = trainValidationSplit(data, {
        rng: rng(seed),
        validationFraction: 0.5,
        stratify: true,
      })
      expect([...validation.target.data].reduce((a, b) => a + b, 0)).toBe(3)
      expect(validation.target.numel).toBe(15)
    }
  })

  test('empty parts are refused', () => {
    expect(() => trainValidationSplit(data, { rng: rng(1), validationFraction: 0.01 })).toThrow(
      /leave an empty part/,
    )
    expect(() => trainValidationSplit(data, { rng: rng(1), validationFraction: 1 })).toThrow(
      /leave an empty part/,
    )
  })
})

describe('batches', () => {
  const data = {
    features: tensor(Array.from({ length: 10 }, (_, i) => [i])),
    target: tensor(Array.from({ length: 10 }, (_, i) => i)),
  }
  const epoch = (loader: Iterable<Dataset>) => Array.from(loader, (batch) => [...batch.target.data])

  test('the ragged last batch is kept unless dropLast', () => {
    expect(epoch(dataLoader(data, { batchSize: 4 })).map((b) => b.length)).toEqual([4, 4, 2])
    const dropping = dataLoader(data, { batchSize: 4, dropLast: true })
    expect(epoch(dropping).map((b) => b.length)).toEqual([4, 4])
    expect(dropping.length).toBe(2)
  })

  test('every epoch is shuffled anew, sees each example once, and follows the seed', () => {
    const loader = dataLoader(data, { batchSize: 3, shuffle: true, rng: rng(5) })
    const [first, second] = [epoch(loader).flat(), epoch(loader).flat()]
    expect(first).not.toEqual(second)
    expect(first.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(epoch(dataLoader(data, { batchSize: 3, shuffle: true, rng: rng(5) })).flat()).toEqual(first)
  })

  test('mistakes are refused', () => {
    expect(() => dataLoader(data, { batchSize: 0 })).toThrow(/batchSize is 0/)
    expect(() => epoch(dataLoader(data, { shuffle: true }))).toThrow(/shuffle needs/)
    expect(() => dataLoader({ ...data, target: tensor([1]) })).toThrow(/features \(10, 1\), target \(1\)/)
  })
})

describe('standardize', () => {
  test('training columns get mean 0 and deviation 1, others the same map, constant columns only shift', () => {
    const train = tensor([
      [1e9 + 1, 7],
      [1e9 + 3, 7],
      [1e9 + 5, 7],
    ])
    const scaling = standardize(train)
    const scaled = scaling.transform(train)
    expect(scaled.toArray()).toEqual(
      [
        [-Math.sqrt(1.5), 0],
        [0, 0],
        [Math.sqrt(1.5), 0],
      ].map((row) => row.map((v) => expect.closeTo(v, 12))),
    )
    expect(scaling.transform(tensor([[1e9 + 3, 8]])).toArray()).toEqual([[0, 1]])
    expect([...scaling.inverse(scaled).data]).toEqual([...train.data])
    expect(() => scaling.transform(tensor([[1]]))).toThrow(/learned 2 columns/)
  })
})
