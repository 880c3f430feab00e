import { describe, expect, test } from 'vitest'
import * as engine from '../../../src/engine/index.ts'
import type { Layer, Tensor } from '../../../src/engine/index.ts'

const { BatchNorm2d, Conv2d, LSTM, Linear, rng } = engine

const spread = (t: Tensor): { low: number; high: number; variance: number } => ({
  low: Math.min(...t.data),
  high: Math.max(...t.data),
  variance: (t.data as Float64Array).reduce((a, b) => a + b * b, 0) / t.numel,
})

describe('first weights follow PyTorch', () => {
  test.each([
    ['Linear', new Linear(100, 80, { seed: 1 }).weight, 1 / 10],
    ['Conv2d', new Conv2d(8, 64, 5, { groups: 2, seed: 1 }).weight, 1 / 10],
    // PyTorch takes fanIn from the second axis of the weight also here: out channels.
    ['ConvTranspose2d', new engine.ConvTranspose2d(64, 4, 5, { seed: 1 }).weight, 1 / 10],
    ['LSTM', new LSTM(30, 25, { seed: 1 }).parameter('weightIhL0'), 1 / 5],
  ])('%s: uniform in ±1/√fanIn', (_, weight, bound) => {
    const { low, high, variance } = spread(weight)
    expect(low).toBeGreaterThanOrEqual(-bound)
    expect(high).toBeLessThanOrEqual(bound)
    expect(high).toBeGreaterThan(0.97 * bound)
    expect(low).toBeLessThan(-0.97 * bound)
    expect(Math.abs(variance / (bound ** 2 / 3) - 1)).toBeLessThan(0.06) // 3 % is one standard deviation at most
  })

  test('biases get the bound of their weight, not zeros', () => {
    const { bias } = new Linear(100, 400, { seed: 1 })
    expect(spread(bias!).high).toBeGreaterThan(0.095)
    expect(spread(bias!).high).toBeLessThanOrEqual(0.1)
  })

  test('Embedding: standard normal with a zero padding row', () => {
    const { weight } = new engine.Embedding(200, 50, { paddingIdx: 3, seed: 1 })
    expect(Math.abs(spread(weight).variance - 199 / 200)).toBeLessThan(0.05)
    expect((weight.toArray() as number[][])[3]!.every((value) => value === 0)).toBe(true)
  })

  test('normalization starts as the identity, attention with zero biases', () => {
    const norm = new BatchNorm2d(3)
    expect([norm.weight!.toArray(), norm.bias!.toArray(), norm.runningVar!.toArray()]).toEqual([
      [1, 1, 1],
      [0, 0, 0],
      [1, 1, 1],
    ])
    const attention = new engine.MultiHeadAttention(8, 2, { seed: 1 })
    expect(attention.inProjBias!.data.every((v) => v === 0)).toBe(true)
    expect(attention.outProj.bias!.data.every((v) => v === 0)).toBe(true)
    expect(spread(attention.inProjWeight).high).toBeLessThanOrEqual(Math.sqrt(6 / 32))
    expect(spread(attention.inProjWeight).high).toBeGreaterThan(0.95 * Math.sqrt(6 / 32))
  })

  test('the forget gate of an LSTM can start open, as in Keras', () => {
    const layer = new LSTM(2, 3, { forgetBias: 1, seed: 1 })
    const total = (x: Layer & { parameter(name: string): Tensor }): number[] =>
      [3, 4, 5].map((i) => x.parameter('biasIhL0').data[i]! + x.parameter('biasHhL0').data[i]!)
    expect(total(layer)).toEqual([1, 1, 1])
    layer.resetParameters(rng(5))
    expect(total(layer)).toEqual([1, 1, 1])
  })

  test('layers that share one stream start differently, with one seed equally', () => {
    const source = rng(1)
    const [a, b] = [new Linear(2, 2, { rng: source }), new Linear(2, 2, { rng: source })]
    expect(a.weight.toArray()).not.toEqual(b.weight.toArray())
    expect(new Linear(2, 2, { seed: 4 }).weight.toArray()).toEqual(
      new Linear(2, 2, { rng: rng(4) }).weight.toArray(),
    )
  })
})
