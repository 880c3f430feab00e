import { describe, expect, test } from 'vitest'
import * as engine from '../../../src/engine/index.ts'

const { Conv2d, LSTM, Linear, ReLU, Sequential } = engine

describe('costs and reach', () => {
  test('multiply–accumulates of LeNet-5 as in its paper: 2 layers of 5×5 convolution and 3 dense', () => {
    const lenet = new Sequential(
      new Conv2d(1, 6, 5),
      new engine.Tanh(),
      new engine.AvgPool2d(2),
      new Conv2d(6, 16, 5),
      new engine.Tanh(),
      new engine.AvgPool2d(2),
      new engine.Flatten(),
      new Linear(400, 120),
      new Linear(120, 84),
      new Linear(84, 10),
    )
    expect(lenet.outputShape([1, 1, 32, 32])).toEqual([1, 10])
    const expected = 28 * 28 * 6 * 25 + 10 * 10 * 16 * 6 * 25 + 400 * 120 + 120 * 84 + 84 * 10
    expect(lenet.macs([1, 1, 32, 32])).toBe(expected)
    expect(lenet.macs([7, 1, 32, 32])).toBe(7 * expected)
    expect(lenet.parameterCount()).toBe(156 + 2416 + 48120 + 10164 + 850)
  })

  test('a counted multiplication happens: grouped, transposed, recurrent and attention layers', () => {
    expect(new Conv2d(4, 6, 3, { groups: 2 }).macs([1, 4, 5, 5])).toBe(9 * 6 * 2 * 9)
    expect(new engine.ConvTranspose2d(3, 2, 2, { stride: 2 }).macs([1, 3, 4, 4])).toBe(16 * 3 * 2 * 4)
    expect(new LSTM(3, 5).macs([2, 7, 3])).toBe(2 * 7 * 4 * 5 * (3 + 5))
    // T = 5, E = 8: projections 4 · 5 · 64; scores and sums 2 · 25 · 8.
    expect(new engine.MultiHeadAttention(8, 2).macs([1, 5, 8])).toBe(4 * 5 * 64 + 2 * 25 * 8)
  })

  test('reach tells window, stride, dilation and padding', () => {
    expect(new Conv2d(1, 1, [3, 5], { padding: 'same', dilation: 2 }).reach([1, 1, 9, 9])).toEqual({
      kernelSize: [3, 5],
      stride: [1, 1],
      dilation: [2, 2],
      padding: [2, 4],
    })
    expect(new engine.MaxPool2d(2).reach([1, 1, 4, 4])).toMatchObject({ kernelSize: [2, 2], stride: [2, 2] })
    expect([new ReLU().reach(), new engine.Flatten().reach(), new engine.GlobalAvgPool2d().reach()]).toEqual([
      'pointwise',
      'global',
      'global',
    ])
  })

  test.each([
    [5, { stride: 2, padding: 1 }, 3],
    [3, { stride: 3 }, 1],
    [4, { stride: 2, padding: 1, outputPadding: 1 }, 2],
    [3, { dilation: 2 }, 5],
    [2, { stride: 3 }, 1],
  ] as const)(
    'a transposed convolution of %d with %o sees %d inputs, counted by gradients',
    (k, options, most) => {
      const layer = new engine.ConvTranspose1d(1, 1, k, options)
      layer.weight.data.fill(1)
      const size = 9
      const [, , length] = layer.outputShape([1, 1, size])
      const seen = Array.from({ length: length! }, (_, at) => {
        const x = engine.zeros([1, 1, size], { requiresGrad: true })
        engine.slice(layer.forward(x), [0, 0, at]).backward()
        const inside = [...x.grad!.data].flatMap((value, i) => (value === 0 ? [] : [i]))
        return inside.length === 0 ? 0 : inside.at(-1)! - inside[0]! + 1
      })
      expect(Math.max(...seen)).toBe(most)
      const { kernelSize, stride } = layer.reach() as engine.LayerWindow
      expect([kernelSize, stride]).toEqual([
        [1, most],
        [1, 1 / ('stride' in options ? options.stride : 1)],
      ])
    },
  )

  test('a summary of an encoder and a decoder: upsampling halves the jump again', () => {
    const { rows } = engine.summary(
      new Sequential(
        new Conv2d(1, 2, 4, { stride: 2, padding: 1 }),
        new engine.ConvTranspose2d(2, 1, 4, { stride: 2, padding: 1 }),
      ),
      [1, 8, 8],
    )
    expect(rows[1]!.outputShape).toEqual([1, 8, 8])
    expect(rows[1]!.receptiveField).toEqual({ size: [6, 6], jump: [1, 1] })
  })
})
