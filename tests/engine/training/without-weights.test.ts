import { describe, expect, test } from 'vitest'
import {
  Conv2d,
  Embedding,
  Flatten,
  GRU,
  LSTM,
  type LayerConfig,
  Linear,
  MaxPool2d,
  type ModelConfig,
  MultiHeadAttention,
  ReLU,
  TransformerBlock,
  exportKeras,
  exportPytorch,
  importKeras,
  modelFromConfig,
  sequential,
  summary,
  tensor,
  withoutWeights,
} from '../../../src/engine/index.ts'

// VGG-16, configuration D of https://arxiv.org/abs/1409.1556: 138,357,544 parameters, half a gigabyte in float32.
const WIDTHS = [
  [64, 64],
  [128, 128],
  [256, 256, 256],
  [512, 512, 512],
  [512, 512, 512],
]
const PARAMETERS = 138_357_544

const vggLayers = () => {
  const channels = [3, ...WIDTHS.flat()]
  let at = 0
  const blocks = WIDTHS.map((block) => [
    ...block.flatMap(() => [
      new Conv2d(channels[at]!, channels[++at]!, 3, { padding: 1, dtype: 'float32' }),
      new ReLU(),
    ]),
    new MaxPool2d(2),
  ])
  const head = [
    new Flatten(),
    new Linear(512 * 49, 4096, { dtype: 'float32' }),
    new ReLU(),
    new Linear(4096, 4096, { dtype: 'float32' }),
    new ReLU(),
    new Linear(4096, 1000, { dtype: 'float32' }),
  ]
  return [...blocks.flat(), ...head]
}

const vgg = () => withoutWeights(() => sequential(vggLayers()))
const config = (): ModelConfig => ({
  type: 'Sequential',
  layers: withoutWeights(() => vggLayers().map((layer): LayerConfig => layer.config())),
})

/** Milliseconds; drawing the weights alone takes several seconds. */
function timeOf(run: () => void): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

describe('a model of half a gigabyte, without its weights', () => {
  test('is summarized at once: the published number of parameters, 15.5 billion multiplications', () => {
    let rows = summary(vgg(), [3, 224, 224])
    const time = timeOf(() => (rows = summary(vgg(), [3, 224, 224])))
    expect(time).toBeLessThan(500)
    expect(rows.parameters).toBe(PARAMETERS)
    expect(rows.parameterMemory).toBe(4 * PARAMETERS)
    expect(rows.macs).toBe(15_470_264_320)
    expect(rows.rows.at(-1)!.outputShape).toEqual([1000])
    expect(rows.rows.find(({ type }) => type === 'Flatten')!.receptiveField).toBe('all')
    // Receptive field of the last pooling, as published with the network: 212 pixels.
    expect(rows.rows.filter(({ type }) => type === 'MaxPool2d').at(-1)!.receptiveField).toMatchObject({
      size: [212, 212],
      jump: [32, 32],
    })
  })

  test('as plain data needs no weights for summary or export', () => {
    const data = config()
    expect(timeOf(() => void summary(data, [3, 224, 224]))).toBeLessThan(500)
    expect(summary(data, [3, 224, 224]).parameters).toBe(PARAMETERS)
    expect(exportPytorch(data)).toContain('nn.Linear(25088, 4096)')
    expect(exportKeras(data, [3, 224, 224])).toContain('layers.Dense(1000)')
  })

  test('is read back from its Keras source', () => {
    const { model, inputShapes } = withoutWeights(() =>
      importKeras(exportKeras(vgg(), [3, 224, 224]), { dtype: 'float32' }),
    )
    expect(summary(model, inputShapes).parameters).toBe(PARAMETERS)
  })
})

describe('without weights', () => {
  const all = () => [
    new Linear(2, 3),
    new Embedding(4, 2, { paddingIdx: 0 }),
    new LSTM(2, 3, { forgetBias: 1 }),
    new GRU(2, 3, { bidirectional: true }),
    new MultiHeadAttention(4, 2),
    new TransformerBlock(4, 2, { dimFeedforward: 8 }),
  ]

  test.each(all().map((layer, i) => [layer.type, i] as const))(
    '%s has the names and shapes that it has with them',
    (_, i) => {
      const [whole, shapes] = [all()[i]!, withoutWeights(all)[i]!]
      const describeAll = (layer: typeof whole) =>
        layer
          .namedParameters()
          .map(([name, { shape, dtype, numel, requiresGrad }]) => [name, shape, dtype, numel, requiresGrad])
      expect(describeAll(shapes)).toEqual(describeAll(whole))
      expect(shapes.config()).toEqual(whole.config())
    },
  )

  test('computing is refused with the reason, and so are its values', () => {
    const layer = withoutWeights(() => new Linear(2, 3))
    expect(() => layer.forward(tensor([[1, 2]]))).toThrow('built withoutWeights')
    expect(() => layer.stateDict()).toThrow('built withoutWeights')
  })

  test('ends with the function, also when that fails', () => {
    expect(() =>
      withoutWeights(() => {
        throw new Error('stop')
      }),
    ).toThrow('stop')
    expect(new Linear(2, 3, { seed: 1 }).weight.data).toHaveLength(6)
  })

  test('a model made again from its data has weights', () => {
    const made = modelFromConfig(withoutWeights(() => sequential([new Linear(2, 1)]).config()))
    expect(made.forward(tensor([[0, 0]]))).toMatchObject({ shape: [1, 1] })
  })
})
