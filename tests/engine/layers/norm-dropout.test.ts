import { describe, expect, test } from 'vitest'
import * as engine from '../../../src/engine/index.ts'
import type { Tensor } from '../../../src/engine/index.ts'
import { distance } from './fixtures.ts'

const { batchNorm, dropout, dropout2d, full, layerNorm, mean, ones, randn, rng, square, sub, tensor, zeros } =
  engine

describe('batchNorm', () => {
  // One channel, the batch 0, 2, 4: mean 2, biased variance 8/3, unbiased 4.
  const x = tensor([[0], [2], [4]])
  const run = (options: engine.BatchNormOptions): [number, number] => {
    const [runningMean, runningVar] = [full([1], 10), full([1], 10)]
    batchNorm(x, runningMean, runningVar, null, null, { training: true, ...options })
    return [runningMean.item(), runningVar.item()]
  }

  test.each([
    ['PyTorch: new = 0.9 old + 0.1 batch, unbiased', {}, 9.2, 9.4],
    ['PyTorch with momentum 0.25', { momentum: 0.25 }, 8, 8.5],
    ['Keras: new = 0.99 old + 0.01 batch', { momentumConvention: 'keras' }, 9.92, 9.94],
    [
      'Keras 3: biased variance',
      { momentumConvention: 'keras', momentum: 0.5, runningVariance: 'biased' },
      6,
      38 / 6,
    ],
  ] as const)('%s', (_, options, expectedMean, expectedVar) => {
    const [foundMean, foundVar] = run(options)
    expect(foundMean).toBeCloseTo(expectedMean, 12)
    expect(foundVar).toBeCloseTo(expectedVar, 12)
  })

  test('a large mean costs no digits, also in float32', () => {
    for (const [dtype, within] of [
      ['float64', 1e-9],
      ['float32', 1e-6],
    ] as const) {
      const shifted = tensor([1e6 - 1, 1e6 + 1], { shape: [2, 1], dtype })
      const y = batchNorm(shifted, null, null, null, null, { training: true, eps: 1e-12 })
      expect(distance(y.data, [-1, 1])).toBeLessThan(within)
      expect(y.dtype).toBe(dtype)
    }
  })

  test('evaluation leaves the running statistics alone', () => {
    const [runningMean, runningVar] = [full([1], 2), full([1], 4)]
    expect(batchNorm(x, runningMean, runningVar, null, null, { eps: 1e-300 }).toArray()).toEqual([
      [-1],
      [0],
      [1],
    ])
    expect([runningMean.item(), runningVar.item()]).toEqual([2, 4])
  })

  test('a layer with momentum null keeps the plain average over all batches', () => {
    const layer = new engine.BatchNorm1d(1, { momentum: null })
    for (const value of [1, 2, 6]) layer.forward(tensor([[value], [value + 2]]))
    expect(layer.runningMean!.item()).toBeCloseTo((2 + 3 + 7) / 3, 12)
    expect(layer.numBatchesTracked!.item()).toBe(3)
  })

  test('a layer without running statistics uses the batch also in evaluation', () => {
    const layer = new engine.BatchNorm1d(1, { trackRunningStats: false, eps: 1e-12 }).eval()
    expect(distance(layer.forward(tensor([[1], [3]])).data, [-1, 1])).toBeLessThan(1e-11)
    expect(layer.namedBuffers()).toEqual([])
  })

  test('the gradient by the input sums to zero: shifting a batch changes nothing', () => {
    const input = randn([4, 3], { rng: rng(1), requiresGrad: true })
    const y = batchNorm(input, null, null, null, null, { training: true })
    const [gradient] = engine.grad(y, [input], { gradOutputs: [randn([4, 3], { rng: rng(2) })] })
    expect(distance(engine.sum(gradient!, 0).data, [0, 0, 0])).toBeLessThan(1e-12)
  })
})

describe('layerNorm and its relatives', () => {
  test('mean 0 and variance 1 over the normalized axes', () => {
    const x = randn([2, 6, 5], { rng: rng(3) })
    const check = (y: Tensor, axes: number[]): void => {
      expect(distance(mean(y, axes).data, mean(engine.zerosLike(y), axes).data)).toBeLessThan(1e-12)
      const variance = mean(square(sub(y, mean(y, axes, { keepdim: true }))), axes)
      expect(distance(variance.data, engine.onesLike(variance).data)).toBeLessThan(1e-9)
    }
    check(layerNorm(x, [5], null, null, { eps: 1e-12 }), [2])
    check(layerNorm(x, [6, 5], null, null, { eps: 1e-12 }), [1, 2])
    check(engine.instanceNorm(x, null, null, { eps: 1e-12 }), [2])
    const grouped = engine.groupNorm(x, 3, null, null, { eps: 1e-12 })
    check(engine.reshape(grouped, [2, 3, 10]), [2])
  })

  test('groupNorm with one group is layerNorm over everything but the batch', () => {
    const x = randn([2, 4, 3], { rng: rng(4) })
    expect(distance(engine.groupNorm(x, 1).data, layerNorm(x, [4, 3]).data)).toBeLessThan(1e-14)
  })
})

describe('dropout', () => {
  const x = ones([10_000])
  const share = (y: Tensor, value: number): number =>
    y.data.filter((v: number) => v === value).length / y.numel

  test('p is the probability of zeroing; what is kept is divided by 1 − p', () => {
    const y = dropout(x, 0.2, { rng: rng(1) })
    expect(Math.abs(share(y, 0) - 0.2)).toBeLessThan(0.016) // four standard deviations
    expect(share(y, 0) + share(y, 1.25)).toBe(1)
  })

  test('named conventions: probability of keeping, scaling in evaluation, none', () => {
    const kept = dropout(x, 0.2, { rng: rng(1), probability: 'keeping' })
    expect(Math.abs(share(kept, 5) - 0.2)).toBeLessThan(0.016)
    const original = dropout(x, 0.2, { rng: rng(1), scaling: 'evaluation' })
    expect(share(original, 0) + share(original, 1)).toBe(1)
    expect(new Set(dropout(x, 0.2, { training: false, scaling: 'evaluation' }).data)).toEqual(new Set([0.8]))
    expect(share(dropout(x, 0.2, { rng: rng(1), scaling: 'none' }), 1)).toBeGreaterThan(0.7)
    expect(dropout(x, 0.2, { training: false, scaling: 'none' })).toBe(x)
  })

  test('evaluation is the identity, p 0 too, p 1 zeroes everything without a NaN', () => {
    expect(dropout(x, 0.5, { training: false })).toBe(x)
    expect(dropout(x, 0, {})).toBe(x)
    expect(share(dropout(x, 1, { rng: rng(1) }), 0)).toBe(1)
  })

  test('the seed decides; the gradient is the mask', () => {
    const input = ones([50], { requiresGrad: true })
    const y = dropout(input, 0.5, { rng: rng(7) })
    expect(dropout(input, 0.5, { rng: rng(7) }).toArray()).toEqual(y.toArray())
    engine.sum(y).backward()
    expect(input.grad!.toArray()).toEqual(y.toArray())
  })

  test('dropout2d zeroes whole maps, each example on its own', () => {
    const y = dropout2d(ones([50, 20, 2, 2]), 0.3, { rng: rng(2) })
    const maps = engine.reshape(y, [1000, 4]).toArray() as number[][]
    expect(maps.every((map) => map.every((v) => v === map[0]))).toBe(true)
    const zeroed = maps.filter((map) => map[0] === 0).length / 1000
    expect(Math.abs(zeroed - 0.3)).toBeLessThan(0.06)
  })

  test('a layer drops anew in each training pass, and not in evaluation', () => {
    const layer = new engine.Dropout(0.5, { seed: 3 })
    const input = ones([100])
    const [first, second] = [layer.forward(input).toArray(), layer.forward(input).toArray()]
    expect(first).not.toEqual(second)
    expect(new engine.Dropout(0.5, { seed: 3 }).forward(input).toArray()).toEqual(first)
    expect(layer.eval().forward(input)).toBe(input)
  })

  test('two dropout layers of one model do not drop the same elements', () => {
    const model = new engine.Sequential(new engine.Dropout(0.5), new engine.Dropout(0.5))
    model.resetParameters(rng(1))
    const [a, b] = model.layers.map((layer) => layer.forward(ones([64])).toArray())
    expect(a).not.toEqual(b)
  })

  test('float32 stays float32', () => {
    expect(dropout(zeros([3], { dtype: 'float32' }), 0.5, { rng: rng(1) }).dtype).toBe('float32')
  })
})
