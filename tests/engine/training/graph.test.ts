import { describe, expect, test } from 'vitest'
import {
  Add,
  BatchNorm2d,
  Concatenate,
  Conv2d,
  Embedding,
  Flatten,
  FunctionalModel,
  GlobalAvgPool2d,
  LSTM,
  Linear,
  MaxPool2d,
  Module,
  ReLU,
  Residual,
  Sequential,
  SequentialModel,
  Tanh,
  type Tensor,
  TransformerBlock,
  add,
  applyLayer,
  input,
  lowerModel,
  model,
  modelConfig,
  modelFromConfig,
  rng,
  sequential,
  summary,
  tensor,
} from '../../../src/engine/index.ts'
import { exportCases, outputsOf } from './exportModels.ts'

describe('functional models', () => {
  test('compute what the layers compute by hand, shared layers share their weights', () => {
    const [a, b] = [input([2], 'a'), input([2], 'b')]
    const [shared, head] = [new Linear(2, 3, { seed: 1 }), new Linear(3, 1, { seed: 2 })]
    const tanh = new Tanh()
    const left = a.apply(shared).apply(tanh)
    const right = b.apply(shared).apply(tanh)
    const net = model([a, b], applyLayer(new Add(), [left, right]).apply(head))
    const [x, y] = [tensor([[1, 2]]), tensor([[3, -1]])]
    const byHand = head.forward(add(tanh.forward(shared.forward(x)), tanh.forward(shared.forward(y))))
    expect((net.forward(x, y) as Tensor).toArray()).toEqual(byHand.toArray())
    expect(net.namedParameters().map(([name]) => name)).toEqual([
      'linear_1.weight',
      'linear_1.bias',
      'linear_3.weight',
      'linear_3.bias',
    ])
    net.forward(x, y)
    expect(net.parameterCount()).toBe(9 + 4)
  })

  test('several outputs come as a list, in order, and can be trained together', () => {
    const x = input([2])
    const body = x.apply(new Linear(2, 4, { seed: 1 })).apply(new ReLU())
    const net = model(x, [
      body.apply(new Linear(4, 2, { seed: 2 }), 'kind'),
      body.apply(new Linear(4, 1, { seed: 3 }), 'size'),
    ])
    net.compile({
      optimizer: { type: 'Adam', learningRate: 0.05 },
      loss: { kind: 'crossEntropy', size: 'mse' },
    })
    const features = tensor([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ])
    const targets = [tensor([0, 1, 1, 0], { dtype: 'int32' }), tensor([[0], [1], [1], [2]])]
    const { history } = net.fit(features, targets, { epochs: 200 })
    expect(history['loss']!.at(-1)).toBeLessThan(0.05 * history['loss']![0]!)
    expect((net.predict(features) as Tensor[]).map((output) => output.shape)).toEqual([
      [4, 2],
      [4, 1],
    ])
  })

  test('mistakes in the graph are named', () => {
    const [a, b] = [input([2], 'a'), input([3], 'b')]
    const out = applyLayer(new Concatenate(), [a, b])
    expect(() => model(a, out)).toThrow("model: the outputs need an input 'b' that is not listed.")
    expect(() => model([a, b], a.apply(new ReLU()))).toThrow('no output depends on input 1')
    expect(() => a.apply(new Linear(3, 1))).toThrow(/linear: .*Got/)
    expect(() => model([a, input([3], 'a')], out)).toThrow(/not listed/)
    expect(() => model([a, b], applyLayer(new Concatenate(), [a, b], 'a'))).toThrow(
      "the name 'a' is used twice",
    )
    expect(() => model([a, b], applyLayer(new Concatenate(), [a, b], 'a b'))).toThrow("'a b' is no name")
    const net = model([a, b], out)
    expect(() => net.forward(tensor([[1, 2]]))).toThrow('1 inputs are given, the model has 2')
    expect(() => net.forward(tensor([[1, 2]]), tensor([[1, 2]]))).toThrow(
      /input 'b' has another shape. Got b \(1, 2\), wanted \(N, 3\)/,
    )
  })

  test('a chain of a thousand layers does not overflow the stack', () => {
    let symbol = input([1])
    const start = symbol
    for (let i = 0; i < 3000; i++) symbol = symbol.apply(new ReLU())
    expect((model(start, symbol).forward(tensor([[2]])) as Tensor).item()).toBe(2)
  })
})

describe('one description', () => {
  test.each(exportCases().map((one) => [one.name, one] as const))(
    'JSON and back: %s',
    (_name, { model: net, inputs }) => {
      const config = modelConfig(net)
      const copy = modelFromConfig(JSON.parse(JSON.stringify(config)) as typeof config, rng(5))
      expect(modelConfig(copy)).toEqual(config)
      copy.loadStateDict(net.stateDict())
      expect(outputsOf(copy.eval(), inputs)).toEqual(outputsOf(net, inputs))
    },
  )

  test('wrong descriptions are refused', () => {
    const graph = {
      type: 'Graph',
      inputs: [{ name: 'x', shape: [2] }],
      layers: { l: { type: 'ReLU' } },
      nodes: [{ name: 'n', layer: 'l', inputs: ['x'] }],
      outputs: ['n'],
      single: true,
    } as const
    expect(modelFromConfig(graph)).toBeInstanceOf(FunctionalModel)
    expect(modelFromConfig({ type: 'ReLU' })).toBeInstanceOf(SequentialModel)
    expect(() => modelFromConfig({ ...graph, outputs: ['m'] })).toThrow("no node 'm'")
    expect(() => modelFromConfig({ ...graph, layers: {} })).toThrow("no layer 'l'")
    expect(() => modelFromConfig({ type: 'Lineal' })).toThrow(/no layer type 'Lineal'/)
    class Own extends Module {
      forward(x: Tensor) {
        return x
      }
    }
    expect(() => modelConfig(new Own())).toThrow(/own code/)
  })
})

describe('summary', () => {
  const lenet = sequential([
    new Conv2d(1, 6, 5, { padding: 2 }),
    new ReLU(),
    new MaxPool2d(2),
    new Conv2d(6, 16, 5),
    new ReLU(),
    new MaxPool2d(2),
    new Flatten(),
    new Linear(400, 120),
    new ReLU(),
    new Linear(120, 84),
    new ReLU(),
    new Linear(84, 10),
  ])

  test('LeNet-5 has 61,706 parameters and 416,520 multiply–accumulates, layer by layer', () => {
    const { rows, parameters, trainable, macs } = summary(lenet, [1, 28, 28])
    expect([parameters, trainable]).toEqual([61706, 61706])
    const weighted = rows.filter((row) => row.parameters > 0)
    expect(weighted.map((row) => row.parameters)).toEqual([156, 2416, 48120, 10164, 850])
    expect(weighted.map((row) => row.macs)).toEqual([28 * 28 * 150, 10 * 10 * 16 * 150, 48000, 10080, 840])
    expect(macs).toBe(117600 + 240000 + 48000 + 10080 + 840)
    expect(rows.map((row) => row.outputShape)).toContainEqual([16, 5, 5])
    expect(
      rows.map(
        (row) => row.receptiveField && (row.receptiveField === 'all' ? 'all' : row.receptiveField.size[0]),
      ),
    ).toEqual([5, 5, 6, 14, 14, 16, 'all', 'all', 'all', 'all', 'all', 'all'])
  })

  test('as text', () => {
    expect(
      String(
        summary(
          sequential([
            new Conv2d(1, 4, 3, { dtype: 'float32' }),
            new ReLU(),
            new Flatten(),
            new Linear(2704, 10, { dtype: 'float32' }),
          ]),
          [1, 28, 28],
        ),
      ),
    ).toMatchInlineSnapshot(`
      "layer  type     output          parameters    MACs   bytes  sees
      ----------------------------------------------------------------
      0      Conv2d   (N, 4, 26, 26)          40  24,336  10,816  3×3
      1      ReLU     (N, 4, 26, 26)           0       0  10,816  3×3
      2      Flatten  (N, 2704)                0       0  10,816  all
      3      Linear   (N, 10)             27,050  27,040      40  all
      ----------------------------------------------------------------
      parameters 27,090 (27,090 trainable), 108,360 bytes
      per example: 51,376 MACs, 32,488 bytes of activations"
    `)
  })

  test('receptive fields of AlexNet and VGG-16 are 195 and 212 pixels', () => {
    const sees = (layers: Module[], size: number) =>
      summary(sequential(layers), [1, size, size]).rows.at(-1)!.receptiveField
    const conv = (kernel: number, stride = 1) => new Conv2d(1, 1, kernel, { stride, padding: kernel >> 1 })
    const alexnet = [
      conv(11, 4),
      new MaxPool2d(3, { stride: 2 }),
      conv(5),
      new MaxPool2d(3, { stride: 2 }),
      conv(3),
      conv(3),
      conv(3),
      new MaxPool2d(3, { stride: 2 }),
    ]
    expect(sees(alexnet, 224)).toEqual({ size: [195, 195], jump: [32, 32] })
    const vgg = [2, 2, 3, 3, 3].flatMap((count) => [
      ...Array.from({ length: count }, () => conv(3)),
      new MaxPool2d(2),
    ])
    expect(sees(vgg, 224)).toEqual({ size: [212, 212], jump: [32, 32] })
  })

  test('branches meet with the larger field; shared layers count once; sequences and features', () => {
    const block = sequential([
      new Residual(
        new Sequential(
          new Conv2d(2, 2, 3, { padding: 1 }),
          new BatchNorm2d(2),
          new Conv2d(2, 2, 3, { padding: 1 }),
        ),
      ),
    ])
    const { rows, parameters } = summary(block, [2, 8, 8])
    expect(rows.map((row) => row.name)).toEqual(['0.body.0', '0.body.1', '0.body.2', '0.add'])
    expect(rows.at(-1)).toMatchObject({
      type: 'Add',
      inputs: ['0.body.2', 'x'],
      receptiveField: { size: [5, 5] },
    })
    expect(parameters).toBe(block.parameterCount())
    const x = input([3])
    const shared = new Linear(3, 3)
    const twice = summary(model(x, x.apply(shared).apply(shared)))
    expect(twice.rows.map((row) => [row.parameters, row.shared, row.macs])).toEqual([
      [12, false, 9],
      [0, true, 9],
    ])
    expect(twice.parameters).toBe(12)
    expect(twice.rows[0]!.receptiveField).toBeNull()
    const sequence = summary(
      sequential([
        new Embedding(10, 4),
        new TransformerBlock(4, 2),
        new LSTM(4, 3, { returnSequences: false }),
      ]),
      [7],
    )
    expect(sequence.rows.map((row) => row.outputShape)).toEqual([[7, 4], [7, 4], [3]])
  })

  test('frozen parameters are not trainable; memory counts bytes', () => {
    const net = sequential([
      new Conv2d(1, 2, 3, { dtype: 'float32' }),
      new GlobalAvgPool2d({ keepdim: false }),
      new Linear(2, 2, { dtype: 'float32' }),
    ])
    net.layers[0]!.requiresGrad(false)
    const { parameters, trainable, parameterMemory, activationMemory } = summary(net, [1, 5, 5])
    expect([parameters, trainable, parameterMemory, activationMemory]).toEqual([26, 6, 104, (18 + 2 + 2) * 4])
  })

  test('mistakes are named', () => {
    expect(() => summary(lenet)).toThrow(/shape of input 'x' is not known/)
    expect(() => summary(lenet, [3, 28, 28])).toThrow(/channels/)
    expect(() =>
      lowerModel(
        new (class Own extends Module {
          forward(x: Tensor) {
            return x
          }
        })(),
      ),
    ).toThrow(/only layers can be listed/)
  })
})
