import { describe, expect, test } from 'vitest'
import * as engine from '../../../src/engine/index.ts'
import type { Layer, Tensor } from '../../../src/engine/index.ts'

const { BatchNorm2d, Conv2d, Dropout, LSTM, Linear, Module, Parameter, ReLU, Sequential } = engine
const { layerFromConfig, ones, randn, rng, zeros } = engine

/** Every layer with unusual options, and the shape of an input that it takes. */
const zoo: [Layer, ...number[][]][] = [
  [new Linear(3, 2, { bias: false }), [4, 5, 3]],
  [new engine.Embedding(5, 3, { paddingIdx: -1 }), [2, 4]],
  [new engine.Conv1d(4, 6, 3, { stride: 2, padding: { left: 2 }, groups: 2 }), [2, 4, 9]],
  [new Conv2d(4, 6, [3, 2], { stride: [2, 1], padding: 1, dilation: [1, 2], groups: 2 }), [2, 4, 7, 6]],
  [new Conv2d(2, 2, 3, { padding: 'same', bias: false, dtype: 'float32' }), [1, 2, 5, 4]],
  [new engine.ConvTranspose1d(2, 4, 3, { stride: 2, padding: 1, outputPadding: 1, groups: 2 }), [2, 2, 4]],
  [new engine.ConvTranspose2d(4, 2, [2, 3], { stride: 2, dilation: [1, 2], bias: false }), [1, 4, 3, 3]],
  [new engine.MaxPool2d(3, { stride: 2, padding: 1, dilation: 2, ceilMode: true }), [1, 2, 9, 8]],
  [new engine.MinPool2d([2, 3]), [1, 2, 6, 7]],
  [new engine.AvgPool2d(2, { padding: 1, countIncludePad: false }), [1, 2, 5, 5]],
  [new engine.L2Pool2d(2, { ceilMode: true, scalePartial: false }), [1, 2, 5, 5]],
  [new engine.WeightedPool2d(3, { sigma: [1, 0.5], stride: 1 }), [1, 2, 5, 5]],
  [new engine.GlobalAvgPool2d({ keepdim: false }), [2, 3, 4, 4]],
  [new engine.GlobalMaxPool2d(), [2, 3, 4, 4]],
  [new engine.AdaptiveAvgPool2d([2, null]), [2, 3, 5, 4]],
  [new engine.BatchNorm1d(3, { momentum: null, eps: 0.1 }), [4, 3, 2]],
  [
    new BatchNorm2d(3, { momentumConvention: 'keras', runningVariance: 'biased', affine: false }),
    [4, 3, 2, 2],
  ],
  [new engine.LayerNorm([3, 2], { eps: 0.01 }), [4, 3, 2]],
  [new engine.GroupNorm(2, 4), [3, 4, 2]],
  [new engine.InstanceNorm2d(2, { affine: true }), [3, 2, 2, 2]],
  [new Dropout(0.3, { scaling: 'evaluation', probability: 'keeping' }), [3, 4]],
  [new engine.Dropout2d(0.3), [3, 4, 2, 2]],
  [new engine.RNN(3, 2, { numLayers: 2, nonlinearity: 'relu', dropout: 0.5 }), [2, 4, 3]],
  [new LSTM(3, 2, { bidirectional: true, returnSequences: false, forgetBias: 1 }), [2, 4, 3]],
  [new engine.GRU(3, 2, { bias: false, resetAfter: false }), [2, 4, 3]],
  [new engine.MultiHeadAttention(4, 2, { isCausal: true, bias: false, dropout: 0.1 }), [2, 3, 4]],
  [new engine.TransformerBlock(4, 2, { dimFeedforward: 6, normFirst: true, activation: 'gelu' }), [2, 3, 4]],
  [new engine.Flatten(1, 2), [2, 3, 4, 5]],
  [new engine.Unflatten(1, [2, -1]), [2, 6, 3]],
  [new engine.Add(), [2, 3], [1, 3], [2, 1]],
  [new engine.Concatenate(-1), [2, 3], [2, 4]],
  [new engine.Residual(new Linear(3, 4), new Linear(3, 4)), [2, 3]],
  [new Sequential(new Linear(3, 4), new ReLU(), new Sequential(new engine.Tanh())), [2, 3]],
  [new engine.LeakyReLU(0.2), [2, 3]],
  [new engine.ELU(0.5), [2, 3]],
  [new engine.Hardtanh(-2, 3), [2, 3]],
  [new engine.GELU({ approximate: 'tanh' }), [2, 3]],
  [new engine.Softmax(0), [2, 3]],
  [new engine.LogSoftmax(1), [2, 3]],
  ...[engine.Identity, engine.Sigmoid, engine.LogSigmoid, engine.SiLU, engine.Softplus, engine.Softsign].map(
    (Class): [Layer, number[]] => [new Class(), [2, 3]],
  ),
]

function inputsFor(layer: Layer, shapes: number[][]): Tensor[] {
  if (layer instanceof engine.Embedding)
    return shapes.map((shape) => engine.randint(0, 5, shape, { rng: rng(3) }))
  const { dtype = 'float64' } = layer.config() as { dtype?: 'float32' }
  return shapes.map((shape, i) => randn(shape, { rng: rng(i), dtype }))
}

describe.each(zoo.map(([layer, ...shapes]) => [layer.type, layer, shapes] as const))(
  '%s',
  (_, layer, shapes) => {
    test('announces the shape it gives', () => {
      const output = layer.forward(...inputsFor(layer, shapes))
      expect(layer.outputShape(...shapes)).toEqual(output.shape)
      expect(layer.macs(...shapes)).toBeGreaterThanOrEqual(0)
    })

    test('comes back from its configuration as JSON, and with its state computes the same', () => {
      const config = layer.config()
      const text = JSON.stringify(config)
      const again = layerFromConfig(JSON.parse(text), rng(99))
      expect(again.config()).toEqual(config)
      expect(JSON.parse(text)).toEqual(config)
      again.loadStateDict(layer.stateDict())
      const inputs = inputsFor(layer, shapes)
      layer.eval()
      again.eval()
      expect(again.forward(...inputs).toArray()).toEqual(layer.forward(...inputs).toArray())
      layer.train()
    })

    test('draws the same first weights from the same seed, and others from another', () => {
      const make = (seed: number): Layer => layerFromConfig(layer.config(), rng(seed))
      const [one, same, other] = [make(1).stateDict(), make(1).stateDict(), make(2).stateDict()]
      const random = Object.keys(one).filter((name) => new Set(one[name]!.data).size > 1)
      for (const name of Object.keys(one)) expect(same[name]!.toArray()).toEqual(one[name]!.toArray())
      for (const name of random) expect(other[name]!.toArray()).not.toEqual(one[name]!.toArray())
    })
  },
)

describe('Module', () => {
  class Net extends Module {
    conv = new Conv2d(1, 2, 3, { seed: 1 })
    norm = new BatchNorm2d(2)
    blocks = [new Linear(8, 4, { seed: 2 }), new Linear(4, 4, { seed: 3 })]
    scale = new Parameter(ones([1]))
    notTrained = ones([3])

    forward(x: Tensor): Tensor {
      const y = engine.flatten(this.norm.forward(this.conv.forward(x)), 1)
      return engine.mul(
        this.blocks.reduce((z, block) => block.forward(z), y),
        this.scale,
      )
    }
  }

  test('finds parameters in fields, modules and arrays, in the order of the fields', () => {
    const net = new Net()
    expect(net.namedParameters().map(([name, p]) => [name, p.shape])).toEqual([
      ['scale', [1]],
      ['conv.weight', [2, 1, 3, 3]],
      ['conv.bias', [2]],
      ['norm.weight', [2]],
      ['norm.bias', [2]],
      ['blocks.0.weight', [4, 8]],
      ['blocks.0.bias', [4]],
      ['blocks.1.weight', [4, 4]],
      ['blocks.1.bias', [4]],
    ])
    expect(net.namedBuffers().map(([name]) => name)).toEqual([
      'norm.runningMean',
      'norm.runningVar',
      'norm.numBatchesTracked',
    ])
    expect(net.parameterCount()).toBe(1 + 18 + 2 + 2 + 2 + 32 + 4 + 16 + 4)
  })

  test('a parameter used twice is listed once', () => {
    const shared = new Linear(2, 2)
    expect(new Sequential(shared, new ReLU(), shared).namedParameters().map(([name]) => name)).toEqual([
      '0.weight',
      '0.bias',
    ])
  })

  test('train and eval reach every module, zeroGrad every gradient, requiresGrad freezes', () => {
    const net = new Net()
    engine.sum(net.forward(randn([2, 1, 4, 4], { rng: rng(1) }))).backward()
    expect(net.parameters().every((p) => p.grad !== null)).toBe(true)
    net.zeroGrad()
    expect(net.parameters().every((p) => p.grad === null)).toBe(true)
    expect(
      net
        .eval()
        .namedModules()
        .every(([, module]) => !module.training),
    ).toBe(true)
    expect(
      net
        .train()
        .namedModules()
        .every(([, module]) => module.training),
    ).toBe(true)
    net.requiresGrad(false)
    expect([net.parameterCount(true), net.parameterCount()]).toEqual([0, 81])
  })

  test('stateDict is a copy, and loading it restores every number', () => {
    const net = new Net()
    const state = net.stateDict()
    const x = randn([2, 1, 4, 4], { rng: rng(1) })
    const before = net.eval().forward(x).toArray()
    net.train().forward(x)
    net.conv.weight.data.fill(0)
    expect(net.eval().forward(x).toArray()).not.toEqual(before)
    expect(net.loadStateDict(state)).toEqual({ missing: [], unexpected: [] })
    expect(net.eval().forward(x).toArray()).toEqual(before)
  })

  test('loadStateDict names everything that does not fit, at once, and changes nothing', () => {
    const layer = new Linear(2, 3, { seed: 1 })
    const before = layer.stateDict()
    expect(() => layer.loadStateDict({ weight: zeros([2, 3]), gamma: [1] })).toThrow(
      'loadStateDict: missing: bias. unexpected: gamma. wrong shape: weight is (2, 3), needs (3, 2).',
    )
    expect(() => layer.loadStateDict({ weight: zeros([3, 2]) })).toThrow(
      'loadStateDict: missing: bias. { strict: false } loads the names that fit.',
    )
    expect(layer.stateDict()['weight']!.toArray()).toEqual(before['weight']!.toArray())
    const report = layer.loadStateDict({ weight: zeros([3, 2]), gamma: [1] }, { strict: false })
    expect(report).toEqual({ missing: ['bias'], unexpected: ['gamma'] })
    expect(layer.weight.toArray()).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ])
  })
})

describe('layerFromConfig refuses', () => {
  test('an unknown type', () => {
    expect(() => layerFromConfig({ type: 'Dense' })).toThrow(
      /there is no layer type 'Dense'. Known: .*Linear/,
    )
    expect(() => layerFromConfig({ type: 'toString' })).toThrow(/there is no layer type 'toString'/)
  })
  test('an unknown option', () => {
    expect(() => layerFromConfig({ type: 'ReLU', slope: 1 })).toThrow(/ReLU has no option 'slope'/)
    expect(() => layerFromConfig({ type: 'MaxPool2d', kernelSize: 2, strid: 1 })).toThrow(
      "MaxPool2d: there is no option 'strid'. Known: stride, padding, ceilMode, dilation.",
    )
  })
})
