// Convolution and pooling against loops that follow the definitions one by one, over random hyper-parameters.

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as engine from '../../../src/engine/index.ts'
import type { Conv2dOptions, Tensor } from '../../../src/engine/index.ts'
import { distance } from './fixtures.ts'

const { avgPool2d, conv2d, convTranspose2d, maxPool2d, mul, randn, rng, sum, weightedPool2d } = engine

interface Setup {
  readonly input: number[]
  readonly weight: number[]
  readonly options: Required<Pick<Conv2dOptions, 'dilation' | 'groups'>> & {
    stride: [number, number]
    padding: { top: number; bottom: number; left: number; right: number }
  }
  readonly seed: number
}

const small = fc.integer({ min: 1, max: 3 })
const border = fc.integer({ min: 0, max: 3 })

/** Convolutions whose kernel fits. */
const setups: fc.Arbitrary<Setup> = fc
  .record({
    batch: fc.integer({ min: 0, max: 2 }),
    groups: small,
    inPerGroup: small,
    outPerGroup: small,
    size: fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 })),
    kernel: fc.tuple(small, small),
    stride: fc.tuple(fc.integer({ min: 1, max: 4 }), small),
    dilation: small,
    padding: fc.record({ top: border, bottom: border, left: border, right: border }),
    seed: fc.nat(),
  })
  .map(({ batch, groups, inPerGroup, outPerGroup, size, kernel, stride, dilation, padding, seed }) => ({
    input: [batch, groups * inPerGroup, ...size],
    weight: [groups * outPerGroup, inPerGroup, ...kernel],
    options: { stride, dilation, groups, padding },
    seed,
  }))
  .filter(({ input, weight, options: { padding, dilation } }) => {
    const rows = input[2]! + padding.top + padding.bottom - dilation * (weight[2]! - 1)
    const columns = input[3]! + padding.left + padding.right - dilation * (weight[3]! - 1)
    return rows >= 1 && columns >= 1
  })

/** The definition, element by element. */
function bruteConv(x: Tensor, w: Tensor, { stride, dilation, groups, padding }: Setup['options']): number[] {
  const [batch, channels, height, width] = x.shape as [number, number, number, number]
  const [outChannels, perGroup, kH, kW] = w.shape as [number, number, number, number]
  const d = dilation as number
  const oH = Math.floor((height + padding.top + padding.bottom - d * (kH - 1) - 1) / stride[0]) + 1
  const oW = Math.floor((width + padding.left + padding.right - d * (kW - 1) - 1) / stride[1]) + 1
  const out: number[] = []
  for (let n = 0; n < batch; n++)
    for (let o = 0; o < outChannels; o++)
      for (let i = 0; i < oH; i++)
        for (let j = 0; j < oW; j++) {
          let total = 0
          for (let c = 0; c < perGroup; c++)
            for (let p = 0; p < kH; p++)
              for (let q = 0; q < kW; q++) {
                const [y, z] = [i * stride[0] + p * d - padding.top, j * stride[1] + q * d - padding.left]
                if (y < 0 || y >= height || z < 0 || z >= width) continue
                const channel = Math.floor(o / (outChannels / groups)) * perGroup + c
                const at = ((n * channels + channel) * height + y) * width + z
                total += x.data[at]! * w.data[((o * perGroup + c) * kH + p) * kW + q]!
              }
          out.push(total)
        }
  return out
}

const tensors = ({ input, weight, seed }: Setup): [Tensor, Tensor] => {
  const source = rng(seed)
  return [randn(input, { rng: source }), randn(weight, { rng: source })]
}

describe('conv2d', () => {
  test('equals the sum of its definition for any stride, padding, dilation and groups', () => {
    fc.assert(
      fc.property(setups, (setup) => {
        const [x, w] = tensors(setup)
        const y = conv2d(x, w, null, setup.options)
        expect(y.shape).toEqual(engine.checkConv2dShape(x.shape, w.shape, setup.options))
        expect(distance(y.data, bruteConv(x, w, setup.options))).toBeLessThan(1e-12)
      }),
      { numRuns: 300 },
    )
  })

  test('is the adjoint of convTranspose2d: ⟨conv x, y⟩ = ⟨x, convᵀ y⟩', () => {
    fc.assert(
      fc.property(setups, (setup) => {
        fc.pre(setup.input[0]! > 0)
        const [x, w] = tensors(setup)
        const y = conv2d(x, w, null, setup.options)
        const other = randn(y.shape, { rng: rng(setup.seed + 1) })
        // What the stride left unread at the end is what outputPadding gives back.
        const { stride, dilation, padding, groups } = setup.options
        const rest = (size: number, pads: number, kernel: number, s: number): number =>
          (size + pads - (dilation as number) * (kernel - 1) - 1) % s
        const outputPadding = [
          rest(x.shape[2]!, padding.top + padding.bottom, w.shape[2]!, stride[0]),
          rest(x.shape[3]!, padding.left + padding.right, w.shape[3]!, stride[1]),
        ] as const
        const back = convTranspose2d(other, w, null, { stride, dilation, padding, groups, outputPadding })
        expect(back.shape).toEqual(x.shape)
        const [left, right] = [sum(mul(y, other)).item(), sum(mul(x, back)).item()]
        expect(Math.abs(left - right)).toBeLessThan(1e-10 * Math.max(1, Math.abs(left)))
      }),
      { numRuns: 200 },
    )
  })

  test('shifts with its input: inside the border, convolving and shifting commute', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 3 }),
        (seed, dy, dx) => {
          const source = rng(seed)
          const shift = (x: Tensor, y: number, z: number): Tensor => engine.roll(engine.roll(x, y, 2), z, 3)
          const w = randn([2, 1, 3, 2], { rng: source })
          const patch = engine.pad(randn([1, 1, 4, 4], { rng: source }), [4, 4, 4, 4])
          const shifted = shift(patch, dy, dx)
          const [first, second] = [conv2d(patch, w), shift(conv2d(shifted, w), -dy, -dx)]
          const inner = (y: Tensor): Tensor => engine.slice(y, [null, null, [0, 6], [0, 7]])
          expect(inner(second).toArray()).toEqual(inner(first).toArray())
        },
      ),
      { numRuns: 50 },
    )
  })

  test('permuting input channels together with the weights changes nothing but rounding', () => {
    const source = rng(4)
    const [x, w] = [randn([2, 4, 5, 5], { rng: source }), randn([3, 4, 3, 3], { rng: source })]
    const order = [2, 0, 3, 1]
    const mixed = conv2d(engine.indexSelect(x, 1, order), engine.indexSelect(w, 1, order))
    expect(distance(mixed.data, conv2d(x, w).data)).toBeLessThan(1e-13)
  })

  test('the weight gradient of a batch is the sum over its examples', () => {
    fc.assert(
      fc.property(setups, (setup) => {
        fc.pre(setup.input[0] === 2)
        const [x, w] = tensors(setup)
        const weight = engine.tensor(w, { requiresGrad: true })
        const loss = (part: Tensor): Tensor => sum(engine.square(conv2d(part, weight, null, setup.options)))
        const [whole] = engine.grad(loss(x), [weight])
        const parts = engine.split(x, 1).map((part) => engine.grad(loss(part), [weight])[0]!)
        expect(distance(engine.add(parts[0]!, parts[1]!).data, whole!.data)).toBeLessThan(1e-11)
      }),
      { numRuns: 50 },
    )
  })
})

/** Every window of every map as the list of its values inside the map, with their offsets. */
function windows(
  x: Tensor,
  kernel: number,
  stride: number,
  padding: number,
): { value: number; p: number; q: number }[][] {
  const [planes, height, width] = [x.shape[0]! * x.shape[1]!, x.shape[2]!, x.shape[3]!]
  const count = (size: number): number => Math.floor((size + 2 * padding - kernel) / stride) + 1
  const all: { value: number; p: number; q: number }[][] = []
  for (let plane = 0; plane < planes; plane++)
    for (let i = 0; i < count(height); i++)
      for (let j = 0; j < count(width); j++) {
        const found = []
        for (let p = 0; p < kernel; p++)
          for (let q = 0; q < kernel; q++) {
            const [y, z] = [i * stride + p - padding, j * stride + q - padding]
            if (y < 0 || y >= height || z < 0 || z >= width) continue
            found.push({ value: x.data[(plane * height + y) * width + z]!, p, q })
          }
        all.push(found)
      }
  return all
}

const poolings = fc
  .record({
    kernel: small,
    stride: small,
    half: fc.boolean(),
    seed: fc.nat(),
    size: fc.integer({ min: 3, max: 8 }),
  })
  .map(({ half, ...rest }) => ({ ...rest, padding: half ? Math.floor(rest.kernel / 2) : 0 }))

describe('pooling', () => {
  test('max, average and weighted average equal their definitions', () => {
    fc.assert(
      fc.property(poolings, ({ kernel, stride, padding, seed, size }) => {
        const x = randn([2, 2, size, size + 1], { rng: rng(seed) })
        const all = windows(x, kernel, stride, padding)
        const options = { stride, padding }
        const largest = all.map((items) => Math.max(...items.map(({ value }) => value)))
        expect([...maxPool2d(x, kernel, options).data]).toEqual(largest)
        const mean = all.map((items) => items.reduce((total, { value }) => total + value, 0) / items.length)
        const found = avgPool2d(x, kernel, { ...options, countIncludePad: false })
        expect(distance(found.data, mean)).toBeLessThan(1e-13)
        const weighted = all.map((items) => {
          const center = (kernel - 1) / 2
          const sigma = kernel / 4
          const weights = items.map(({ p, q }) =>
            Math.exp(-((p - center) ** 2 + (q - center) ** 2) / (2 * sigma ** 2)),
          )
          const total = weights.reduce((a, b) => a + b)
          return items.reduce((sofar, { value }, i) => sofar + value * weights[i]!, 0) / total
        })
        expect(distance(weightedPool2d(x, kernel, options).data, weighted)).toBeLessThan(1e-13)
      }),
      { numRuns: 150 },
    )
  })

  test('a weighted average of constants is the constant, and narrow weights pick the center', () => {
    const x = engine.full([1, 1, 5, 5], 3)
    expect(distance(weightedPool2d(x, 3, { stride: 1 }).data, Array(9).fill(3))).toBeLessThan(1e-14)
    const y = randn([1, 1, 3, 3], { rng: rng(1) })
    expect(weightedPool2d(y, 3, { sigma: 0.05 }).item()).toBeCloseTo(y.data[4]!, 12)
  })

  test('divisorOverride replaces the count', () => {
    expect(avgPool2d(engine.ones([1, 1, 2, 2]), 2, { divisorOverride: 8 }).item()).toBe(0.5)
  })

  test('l2Pool2d has gradient 0, not NaN, where a window is all zeros', () => {
    const x = engine.zeros([1, 1, 2, 2], { requiresGrad: true })
    const y = engine.l2Pool2d(x, 2)
    y.backward(engine.ones(y.shape))
    expect(x.grad!.toArray()).toEqual([
      [
        [
          [0, 0],
          [0, 0],
        ],
      ],
    ])
    expect(y.item()).toBe(0)
  })

  test('l2Pool2d without scaling is the plain norm of a window that was cut off', () => {
    const x = engine.tensor([3, 4, 12], { shape: [1, 1, 1, 3] })
    const options = { ceilMode: true, scalePartial: false }
    expect(engine.l2Pool2d(x, [1, 2], options).toArray()).toEqual([[[[5, 12]]]])
  })

  test('maxPool2d reports NaN where there is one and gives its gradient to it', () => {
    const x = engine.tensor([1, NaN, 3, 2], { shape: [1, 1, 2, 2], requiresGrad: true })
    const y = maxPool2d(x, 2)
    y.backward(engine.ones(y.shape))
    expect([y.item(), ...x.grad!.data]).toEqual([NaN, 0, 1, 0, 0])
  })

  test('a window of −Infinity alone keeps it', () => {
    expect(maxPool2d(engine.full([1, 1, 2, 2], -Infinity), 2).item()).toBe(-Infinity)
  })
})

describe('inputs without examples, and single examples', () => {
  test('an empty batch gives an empty batch', () => {
    const x = engine.zeros([0, 2, 4, 4])
    expect(conv2d(x, engine.zeros([3, 2, 3, 3])).shape).toEqual([0, 3, 2, 2])
    for (const pool of [maxPool2d, avgPool2d, engine.l2Pool2d, weightedPool2d, engine.minPool2d]) {
      expect(pool(x, 2).shape).toEqual([0, 2, 2, 2])
    }
  })

  test('(C, H, W) is treated as a batch of one', () => {
    const x = randn([2, 5, 6], { rng: rng(1) })
    const w = randn([3, 2, 2, 2], { rng: rng(2) })
    const batch = engine.unsqueeze(x, 0)
    expect(conv2d(x, w).toArray()).toEqual((conv2d(batch, w).toArray() as number[][])[0])
    expect(maxPool2d(x, 2).toArray()).toEqual((maxPool2d(batch, 2).toArray() as number[][])[0])
    expect(convTranspose2d(engine.zeros([3, 5, 6]), w).shape).toEqual([2, 6, 7])
  })

  test('integers become float64', () => {
    const y = conv2d(
      engine.ones([1, 1, 2, 2], { dtype: 'int32' }),
      engine.ones([1, 1, 2, 2], { dtype: 'int32' }),
    )
    expect([y.dtype, y.item()]).toEqual(['float64', 4])
    expect(avgPool2d(engine.ones([1, 1, 2, 2], { dtype: 'int32' }), 2).dtype).toBe('float64')
  })
})
