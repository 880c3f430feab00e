import { describe, expect, test } from 'vitest'
import * as engine from '../../../src/engine/index.ts'
import type { Layer, Tensor } from '../../../src/engine/index.ts'
import { distance, readCases, replay } from './fixtures.ts'

const { LSTM, Module, Parameter, ReLU, Sequential, noGrad, randn, rng, tensor } = engine

/** weightIhL0 → weight_ih_l0 */
const snake = (name: string): string => name.replaceAll(/([A-Z])/g, (letter) => `_${letter.toLowerCase()}`)

/** Puts recorded tensors in the place of the parameters whose PyTorch name they carry, so that they get gradients. */
function adopt(layer: Layer, inputs: Record<string, Tensor>): void {
  for (const [path] of layer.namedParameters()) {
    const parts = path.split('.')
    const name = parts.pop()!
    const owner = parts.reduce((at, part) => (at as unknown as Record<string, Layer>)[part]!, layer)
    const recorded = inputs[[...parts, name].map(snake).join('__')]
    expect(recorded, `fixture for ${path}`).toBeDefined()
    // The recorded leaf itself becomes the parameter: it is what the gradient is asked for.
    Object.assign(owner, { [name]: Object.setPrototypeOf(recorded, Parameter.prototype) })
  }
}

describe('recorded by PyTorch, run by layers', () => {
  const blocks = readCases('sequence').filter(({ op }) => op === 'transformerBlock')

  test.each(blocks.map((record) => [record.title, record] as const))('TransformerBlock, %s', (_, record) => {
    const problems = replay(record, 'float64', (inputs, { options }) => {
      const { nHead, normFirst, activation } = options as unknown as {
        nHead: number
        normFirst: boolean
        activation: 'relu'
      }
      const { shape } = inputs['input']!
      const dimFeedforward = inputs['linear1__weight']!.shape[0]!
      const layer = new engine.TransformerBlock(shape[2]!, nHead, {
        dimFeedforward,
        normFirst,
        activation,
        dropout: 0,
      })
      adopt(layer, inputs)
      return layer.forward(inputs['input']!)
    })
    expect(problems).toEqual([])
  })

  const stacks = readCases('sequence').filter(({ op }) => op === 'lstm')
  test.each(stacks.map((record) => [record.title, record] as const))('LSTM, %s', (_, record) => {
    const problems = replay(record, 'float64', (inputs, { options }) => {
      const { numLayers, bidirectional, bias } = options as unknown as {
        numLayers: number
        bidirectional: boolean
        bias: boolean
      }
      const hidden = inputs['weight_hh_l0']!.shape[1]!
      const layer = new LSTM(inputs['input']!.shape[2]!, hidden, { numLayers, bidirectional, bias })
      adopt(layer, inputs)
      const state = inputs['h0'] ? ([inputs['h0'], inputs['c0']!] as const) : null
      const { output, hidden: h, cell } = layer.run(inputs['input']!, state)
      return [output, h, cell]
    })
    expect(problems).toEqual([])
  })
})

test('the final output of a recurrent layer is what each direction knows at its end', () => {
  const layer = new LSTM(2, 3, { bidirectional: true, returnSequences: false, seed: 1 })
  const x = randn([2, 4, 2], { rng: rng(2) })
  const { output } = noGrad(() => layer.run(x))
  const all = output.toArray() as number[][][]
  const expected = all.map((steps) => [...steps[3]!.slice(0, 3), ...steps[0]!.slice(3)])
  expect(distance(layer.forward(x).data, expected.flat())).toBe(0)
  const whole = new LSTM(2, 3, { bidirectional: true, seed: 1 })
  expect(whole.forward(x).toArray()).toEqual(all)
})

test('attention layers mask and return who looks at whom', () => {
  const layer = new engine.MultiHeadAttention(4, 2, { seed: 1 })
  const x = randn([1, 3, 4], { rng: rng(2) })
  const { probs } = layer.attend(x, x, x, { keyPaddingMask: [[0, 0, 1]] })
  const rows = (probs.toArray() as number[][][][])[0]!.flat()
  for (const row of rows) {
    expect(row[2]).toBe(0)
    expect(row[0]! + row[1]!).toBeCloseTo(1, 12)
  }
  const causal = new engine.MultiHeadAttention(4, 2, { isCausal: true, seed: 1 })
  const changed = tensor(x)
  changed.data.fill(9, 8) // only the last step
  const [before, after] = [causal.forward(x), causal.forward(changed)]
  expect((after.toArray() as number[][][])[0]!.slice(0, 2)).toEqual(
    (before.toArray() as number[][][])[0]!.slice(0, 2),
  )
  expect(after.toArray()).not.toEqual(before.toArray())
})

test('user-written modules run inside Sequential, but cannot tell shapes', () => {
  class Double extends Module {
    forward(x: Tensor): Tensor {
      return engine.mul(x, 2)
    }
  }
  const model = new Sequential(new Double(), new ReLU())
  expect(model.forward(tensor([1, -1])).toArray()).toEqual([2, 0])
  expect(() => model.outputShape([2])).toThrow("'Double' is a Module, not a Layer")
})
