import { describe, expect, test } from 'vitest'
import {
  type Tensor,
  calculateFan,
  calculateGain,
  init,
  kaimingNormal,
  kaimingUniform,
  matmul,
  orthogonal,
  rng,
  tensor,
  xavierNormal,
  xavierUniform,
} from '../../../src/engine/index.ts'

const shape = [200, 300] // 60,000 values: the standard error of a standard deviation is 0.3 %
const moments = (tensorOf: Tensor) => {
  const data = [...tensorOf.data]
  const mean = data.reduce((a, b) => a + b, 0) / data.length
  const variance = data.reduce((a, b) => a + (b - mean) ** 2, 0) / data.length
  return { mean, std: Math.sqrt(variance), largest: data.reduce((a, b) => Math.max(a, Math.abs(b)), 0) }
}

describe('fans and gains', () => {
  test('fans of dense and convolution weights, checked against torch.nn.init 1.13', () => {
    expect(calculateFan([5, 3])).toEqual({ fanIn: 3, fanOut: 5 })
    expect(calculateFan([8, 3, 5, 5])).toEqual({ fanIn: 75, fanOut: 200 })
    expect(() => calculateFan([3])).toThrow(/two axes/)
  })

  test('gains', () => {
    expect(calculateGain('relu')).toBeCloseTo(1.4142135623730951, 15)
    expect(calculateGain('tanh')).toBeCloseTo(1.6666666666666667, 15)
    expect(calculateGain('leakyRelu', 0.2)).toBeCloseTo(1.3867504905630728, 15)
    expect(() => calculateGain('swish' as never)).toThrow(/Known: 'linear'/)
  })
})

describe('distributions have the moments of their formulas', () => {
  const expected: [string, Tensor, number, number][] = [
    ['xavierUniform', xavierUniform(shape, { rng: rng(1) }), Math.sqrt(2 / 500), Math.sqrt(6 / 500)],
    ['xavierNormal', xavierNormal(shape, { rng: rng(2), gain: 2 }), 2 * Math.sqrt(2 / 500), Infinity],
    ['kaimingUniform', kaimingUniform(shape, { rng: rng(3) }), Math.sqrt(2 / 300), Math.sqrt(6 / 300)],
    ['kaimingNormal', kaimingNormal(shape, { rng: rng(4), mode: 'fanOut' }), Math.sqrt(2 / 200), Infinity],
    [
      'kaiming tanh',
      kaimingUniform(shape, { rng: rng(5), nonlinearity: 'tanh' }),
      5 / 3 / Math.sqrt(300),
      Infinity,
    ],
    ['uniform', init.uniform(shape, { rng: rng(6), low: -3, high: 3 }), Math.sqrt(3), 3],
    ['normal', init.normal(shape, { rng: rng(7), std: 0.5 }), 0.5, Infinity],
    ['truncNormal', init.truncNormal(shape, { rng: rng(8) }), Math.sqrt(0.7737413), 2],
  ]
  test.each(expected)('%s', (_name, filled, std, bound) => {
    const found = moments(filled)
    expect(Math.abs(found.mean) / std).toBeLessThan(4 / Math.sqrt(60000))
    expect(Math.abs(found.std / std - 1)).toBeLessThan(0.012)
    expect(found.largest).toBeLessThanOrEqual(bound)
  })

  test('the same seed gives the same weights, a given tensor is filled in place', () => {
    const w = tensor([[0, 0]], { requiresGrad: true })
    expect(xavierUniform(w, { rng: rng(9) })).toBe(w)
    expect([...w.data]).toEqual([...xavierUniform([1, 2], { rng: rng(9) }).data])
    expect(() => init.zeros(w.mul(2))).toThrow(/computed/)
  })
})

describe('orthogonal', () => {
  test.each([
    [[6, 6], 1],
    [[4, 9], 1],
    [[9, 4], 2],
    [[3, 2, 2, 2], 1],
  ])('%j with gain %d', (sizes, gain) => {
    const q = orthogonal(sizes, { rng: rng(3), gain })
    const flat = q.reshape([sizes[0]!, q.numel / sizes[0]!])
    const [rows, columns] = flat.shape as [number, number]
    const gram = rows <= columns ? matmul(flat, flat.transpose()) : matmul(flat.transpose(), flat)
    const side = gram.shape[0]!
    gram.data.forEach((value, i) => expect(value).toBeCloseTo(i % (side + 1) === 0 ? gain * gain : 0, 13))
  })
})

test('sparse leaves the asked number of zeros in every column', () => {
  const { data } = init.sparse([10, 6], { rng: rng(5), sparsity: 0.35 })
  for (let column = 0; column < 6; column++) {
    const zeros = Array.from({ length: 10 }, (_, row) => data[row * 6 + column]).filter(
      (value) => value === 0,
    )
    expect(zeros).toHaveLength(4)
  }
})

test('impossible distributions are refused', () => {
  const { uniform, normal, truncNormal, sparse } = init
  expect(() => uniform([2], { rng: rng(1), low: 1, high: 0 })).toThrow(/low is 1/)
  expect(() => normal([2], { rng: rng(1), std: -1 })).toThrow(/std is -1/)
  expect(() => truncNormal([2], { rng: rng(1), low: 50, high: 60 })).toThrow(/hardly reach/)
  expect(() => sparse([2, 2], { rng: rng(1), sparsity: 2 })).toThrow(/fraction/)
  expect(() => kaimingUniform([2, 2], { rng: rng(1), mode: 'fanInn' as never })).toThrow(/Known: 'fanIn'/)
})
