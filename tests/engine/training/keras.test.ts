import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  AvgPool2d,
  Conv2d,
  ConvTranspose2d,
  Dropout2d,
  ELU,
  Embedding,
  Flatten,
  FormatError,
  GELU,
  GRU,
  GlobalAvgPool2d,
  GlobalMaxPool2d,
  GroupNorm,
  LSTM,
  LayerNorm,
  LeakyReLU,
  Linear,
  MaxPool2d,
  type ModelConfig,
  RNN,
  ReLU,
  type SequentialModel,
  Sigmoid,
  Softmax,
  Unflatten,
  WeightedPool2d,
  exportKeras,
  importKeras,
  modelConfig,
  sequential,
  summary,
} from '../../../src/engine/index.ts'
import { exportCases } from './exportModels.ts'

const types = (source: string, options = {}) =>
  (importKeras(source, options).model as SequentialModel).layers.map((layer) => (layer as Linear).type)

/** What Keras does not tell apart: the convention of momentum, which running variance, the last axis counted from where. */
function comparable(config: ModelConfig): unknown {
  return JSON.parse(JSON.stringify(config), (_key, value: Record<string, unknown>) => {
    if (typeof value !== 'object' || value === null || typeof value['type'] !== 'string') return value
    if (value['type'].startsWith('BatchNorm')) {
      const momentum = value['momentum'] as number
      const keras = value['momentumConvention'] === 'keras'
      return {
        ...value,
        momentum: keras ? momentum : 1 - momentum,
        momentumConvention: 0,
        runningVariance: 0,
      }
    }
    return value['type'].endsWith('oftmax') && value['axis'] === 1 ? { ...value, axis: -1 } : value
  })
}

describe('importKeras', () => {
  test('a model written with add, as in the notes: 10·5 + 5 + 5·5 + 5 + 5 + 1 = 91 parameters', () => {
    const { model, inputShapes, training } = importKeras(
      `import keras
from keras.layers import Dense
from keras.models import Sequential
model = Sequential()
model.add(Dense(5, activation='relu', input_shape=(n_cols,))) ### 1. hidden layer
model.add(Dense(5, activation='relu')) ### 2. hidden layer
model.add(Dense(1)) ### output layer
model.compile(optimizer='adam', loss='mean_squared_error')
model.fit(predictors, target)
`,
      { variables: { n_cols: 10 } },
    )
    expect(model.parameterCount()).toBe(91)
    expect(inputShapes).toEqual([[10]])
    expect(training).toEqual({
      optimizer: {
        type: 'Adam',
        learningRate: 0.001,
        eps: 1e-7,
        epsPlacement: 'uncorrected',
        weightDecayMode: 'decoupled',
      },
      loss: 'mean_squared_error',
      fromLogits: false,
      metrics: [],
      epochs: null,
      batchSize: null,
    })
    expect(model.compile({ optimizer: training.optimizer!, loss: 'mse' }).optimizer.type).toBe('Adam')
  })

  test("Keras's guide for digits: 34,826 parameters, images turned to (C, H, W)", () => {
    const source = `
num_classes = 10
input_shape = (28, 28, 1)
model = keras.Sequential(
    [
        keras.Input(shape=input_shape),
        layers.Conv2D(32, kernel_size=(3, 3), activation="relu"),
        layers.MaxPooling2D(pool_size=(2, 2)),
        layers.Conv2D(64, kernel_size=(3, 3), activation="relu"),
        layers.MaxPooling2D(pool_size=(2, 2)),
        layers.Flatten(),
        layers.Dropout(0.5),
        layers.Dense(num_classes, activation="softmax"),
    ]
)
batch_size = 128
model.compile(loss="categorical_crossentropy", optimizer=keras.optimizers.RMSprop(lr=0.001, rho=0.8), metrics=["accuracy"])
history = model.fit(x_train, y_train, epochs=20, batch_size=512, validation_data=(x_val, y_val))
`
    const { model, inputShapes, training, notes } = importKeras(source)
    expect(model.parameterCount()).toBe(34826)
    expect(inputShapes).toEqual([[1, 28, 28]])
    expect(summary(model, inputShapes[0]).rows.map((row) => row.outputShape)).toContainEqual([64, 5, 5])
    expect(training).toMatchObject({
      loss: 'categorical_crossentropy',
      metrics: ['accuracy'],
      epochs: 20,
      batchSize: 512,
      optimizer: { type: 'RMSprop', alpha: 0.8, momentumOf: 'step', epsPlacement: 'inside' },
    })
    expect(notes).toEqual([expect.stringContaining('ordered (channels, height, width) here')])
  })

  test('functional: branches, several inputs, a layer used twice, names', () => {
    const { model, inputShapes } = importKeras(
      `
a = Input((4,), name='a'); b = Input(shape=[4])
shared = Dense(2 ** 2 * 2 - 5, 'tanh')
x = layers.concatenate([shared(a), shared(b)])
y = tf.keras.layers.add([x, layers.Dense(units=6)(x)])
out1, = [0],
kind = Dense(3, activation=tf.nn.softmax, name="kind")(y)
size = Dense(1)(y)
net = keras.Model(inputs=[a, b], outputs=[kind, size])
net.summary()
`.replace('out1, = [0],\n', ''),
    )
    expect(inputShapes).toEqual([[4], [4]])
    expect(model.outputNames).toEqual(['kind', 'linear_5'])
    // shared 4·3 + 3, then 6·6 + 6, 6·3 + 3, 6 + 1
    expect(model.parameterCount()).toBe(15 + 42 + 21 + 7)
  })

  test("'same' padding with a stride pads as TensorFlow does, unevenly", () => {
    const config = (source: string) =>
      ((importKeras(source).model as SequentialModel).config() as unknown as { layers: object[] }).layers
    const [conv] = config(`Sequential([Conv2D(2, 3, strides=2, padding='same', input_shape=(28, 28, 1))])`)
    expect(conv).toMatchObject({ padding: { top: 0, bottom: 1, left: 0, right: 1 }, stride: 2 })
    const [pool] = config(`Sequential([MaxPool2D(2, padding='same', input_shape=(5, 6, 1))])`)
    expect(pool).toMatchObject({ padding: { top: 0, bottom: 1, left: 0, right: 0 } })
    const { model, inputShapes } = importKeras(
      `Sequential([Input((7, 5, 2)), DepthwiseConv2D(3, padding='same', depth_multiplier=2), Conv2DTranspose(3, 3, strides=2, padding='same'), AveragePooling2D(3, 2, 'same'), GlobalMaxPool2D()])`,
    )
    expect(summary(model, inputShapes[0]).rows.map((row) => row.outputShape)).toEqual([
      [4, 7, 5],
      [3, 14, 10],
      [3, 7, 5],
      [3],
    ])
  })

  test('sequences', () => {
    const source = `model = Sequential([Embedding(100, 8, input_length=12), Bidirectional(LSTM(4, return_sequences=True)), LayerNormalization(), GRU(3), Dense(1, activation='sigmoid')])`
    expect(types(source)).toEqual(['Embedding', 'LSTM', 'LayerNorm', 'GRU', 'Linear', 'Sigmoid'])
    const { model, inputShapes } = importKeras(source)
    expect(inputShapes).toEqual([[12]])
    const lstm = (model as SequentialModel).layers[1] as LSTM
    const [input, hidden] = [lstm.parameter('biasIhL0').data, lstm.parameter('biasHhL0').data]
    expect([4, 5, 6, 7].map((gate) => input[gate]! + hidden[gate]!)).toEqual([1, 1, 1, 1])
  })

  test('what changes only the start or the penalty is noted, not refused', () => {
    const { notes } = importKeras(
      `Sequential([Dense(3, kernel_initializer='he_normal', kernel_regularizer=regularizers.l2(0.01), input_dim=2)])`,
    )
    expect(notes).toEqual(['Dense: kernel_initializer is left out', 'Dense: kernel_regularizer is left out'])
  })

  const refused: [string, string, string][] = [
    [
      'unknown layer',
      'model = Sequential([\n  Dens(3)\n])',
      "line 2, column 3: 'Dens' is not understood. Layers: ",
    ],
    [
      'unknown argument',
      'm = Sequential()\nm.add(Dense(3, unit=4))',
      "line 2, column 16: Dense has no argument 'unit'. Known: units, activation, use_bias",
    ],
    ['argument twice', 'Dense(3, units=4)', "line 1, column 10: Dense: 'units' is given twice"],
    ['undefined name', 'Sequential([Dense(n)])', "line 1, column 19: 'n' is not defined"],
    [
      'unknown activation',
      "Sequential([Dense(3, 'rellu', input_dim=1)])",
      'line 1, column 13: Dense: activation "rellu" is unknown',
    ],
    [
      'shapes do not fit',
      'Sequential([Conv2D(3, 9, input_shape=(5, 5, 1))])',
      'line 1, column 13: conv2d: the kernel spans 9',
    ],
    ['no input shape', 'Sequential([Dense(3)])', 'line 1, column 13: the input shape is not known'],
    ['no model', 'x = 3', 'importKeras: there is no Sequential or Model'],
    ['empty model', 'Sequential()', 'the Sequential has no layers'],
    ['open bracket', 'model = Sequential([', "line 1, column 20: this '[' is never closed"],
    ['wrong bracket', 'model = Sequential([)', "line 1, column 21: ')' does not close '[' of line 1"],
    ['open string', "Dense(3, 'relu)", 'line 1, column 10: this string does not end'],
    ['a loop', 'for i in range(3):\n    model.add(Dense(3))', 'line 2, column 5: an indented line'],
    [
      'a loop in a line',
      'for i in range(3): model.add(Dense(3))',
      "line 1, column 1: 'for' is not understood",
    ],
    ['a lambda', 'f = lambda x: x', "line 1, column 5: 'lambda' is not understood here"],
    ['an f-string', "print(f'{x}')", 'line 1, column 7: strings with the prefix'],
    [
      'another language',
      'const model = 3',
      "line 1, column 7: expected the end of the statement, found 'model'",
    ],
    ['a sign', 'x = $3', "line 1, column 5: '$' is not Python"],
    ['something executable', "__import__('os').system('ls')", 'only layers can be called'],
    ['a method', 'm = Sequential()\nm.pop()', "line 2, column 3: the method 'pop' is not understood"],
    [
      'order of axes',
      "Sequential([Conv2D(3, 3, data_format='channels_first', input_shape=(1, 5, 5))])",
      "only data_format='channels_last'",
    ],
    ['open size', 'Sequential([Input((None, None, 3))])', 'sizes left open (None) are not understood'],
    [
      'padding without convolution',
      'Sequential([Input((5, 5, 1)), ZeroPadding2D(1)])',
      'after ZeroPadding2D comes a convolution',
    ],
    [
      'padding before pooling',
      'Sequential([Input((5, 5, 1)), ZeroPadding2D(1), MaxPooling2D()])',
      'MaxPooling2D: after ZeroPadding2D comes a convolution',
    ],
    ['a layer on nothing', 'Dense(3)(4)', 'a tensor is needed'],
    [
      'dense on images',
      'Sequential([Input((5, 5, 1)), Dense(3)])',
      'Dense: of images acts on channels in Keras',
    ],
    ['nested too deep', `x = ${'('.repeat(200)}1${')'.repeat(200)}`, 'nested more than 100 deep'],
    ['signs too deep', `x = ${'-'.repeat(20000)}1`, 'nested more than 100 deep'],
  ]
  test.each(refused)('refuses with the place: %s', (_name, source, message) => {
    expect(() => importKeras(source)).toThrow(FormatError)
    expect(() => importKeras(source)).toThrow(message)
  })

  test('damaged sources give a FormatError or a model, nothing else', () => {
    const source =
      "import keras\nm = keras.Sequential([keras.Input((6, 6, 1)), layers.Conv2D(2, (3, 3), padding='same'),\n  layers.Flatten(), layers.Dense(2, activation='relu')])\nm.compile(optimizer='adam', loss={'a': 1})\n"
    const pieces = fc.constantFrom(
      '',
      '(',
      ')',
      '[',
      ']',
      ',',
      "'",
      '"',
      '\n',
      ' ',
      '=',
      '.',
      '-',
      '9',
      'None',
      '{',
      '#',
      '\\',
      '**',
      'x',
    )
    expect(() =>
      fc.assert(
        fc.property(fc.nat(source.length), fc.nat(6), pieces, (start, length, piece) => {
          try {
            importKeras(source.slice(0, start) + piece + source.slice(start + length))
          } catch (error) {
            return error instanceof FormatError
          }
          return true
        }),
        { numRuns: 1500 },
      ),
    ).not.toThrow()
    expect(() =>
      fc.assert(
        fc.property(fc.string({ maxLength: 80 }), (text) => {
          try {
            importKeras(text)
          } catch (error) {
            return error instanceof FormatError
          }
          return false
        }),
        { numRuns: 1000 },
      ),
    ).not.toThrow()
  })
})

describe('exportKeras', () => {
  test('says that it was not executed, and reads like Keras', () => {
    const model = sequential([
      new Conv2d(1, 8, 3, { padding: 'same' }),
      new ReLU(),
      new MaxPool2d(2),
      new Flatten(),
      new Linear(1568, 10),
      new Softmax(1),
    ])
    expect(exportKeras(model, [1, 28, 28])).toMatchInlineSnapshot(`
      "# Not executed: read back by our own importer only.
      import keras
      from keras import layers

      model = keras.Sequential([
          keras.Input(shape=(28, 28, 1)),
          layers.Conv2D(8, 3, padding='same', activation='relu'),
          layers.MaxPooling2D(2),
          layers.Permute((3, 1, 2)),
          layers.Flatten(),
          layers.Dense(10, activation='softmax'),
      ])
      "
    `)
  })

  const models: [string, SequentialModel, number[]][] = [
    [
      'images',
      sequential([
        new Conv2d(3, 4, [3, 5], { stride: 2, padding: { top: 0, bottom: 1, left: 0, right: 0 }, groups: 1 }),
        new ELU(),
        new Conv2d(4, 4, 3, { groups: 4, dilation: 2 }),
        new LeakyReLU(0.1),
        new GroupNorm(2, 4),
        new Dropout2d(0.1),
        new GlobalAvgPool2d({ keepdim: false }),
        new Linear(4, 2),
      ]),
      [3, 20, 20],
    ],
    [
      'same pooling',
      sequential([
        new MaxPool2d(3, { stride: 2, padding: 1 }),
        new AvgPool2d(3, { stride: 1, padding: 1, countIncludePad: false }),
        new GlobalMaxPool2d(),
      ]),
      [2, 7, 7],
    ],
    [
      'transposed',
      sequential([
        new ConvTranspose2d(2, 3, 2, { stride: 2 }),
        new ReLU(),
        new ConvTranspose2d(3, 1, 3, { stride: 2, padding: { top: 0, bottom: 1, left: 0, right: 1 } }),
        new Sigmoid(),
      ]),
      [2, 4, 4],
    ],
    [
      'sequences',
      sequential([
        new Embedding(9, 4),
        new LSTM(4, 3, { bidirectional: true }),
        new RNN(6, 5, { nonlinearity: 'relu', bias: false }),
        new LayerNorm([5], { affine: false }),
        new LSTM(5, 3, { forgetBias: 1, returnSequences: false }),
        new Linear(3, 6),
        new GELU(),
        new Unflatten(1, [3, 2]),
        new GRU(2, 1),
      ]),
      [8],
    ],
  ]
  test.each(models)('comes back the same through our importer: %s', (_name, model, shape) => {
    const source = exportKeras(model, shape)
    const back = importKeras(source)
    expect(comparable(modelConfig(back.model))).toEqual(comparable(modelConfig(model)))
    expect(back.inputShapes).toEqual([shape])
    expect(back.notes).toEqual([])
    expect(exportKeras(back.model, shape)).toBe(source)
  })

  const supported = ['mlp', 'cnn', 'gru', 'rnn', 'two inputs, two outputs', 'shared']
  test.each(
    exportCases()
      .filter(({ name }) => supported.includes(name))
      .map((one) => [one.name, one] as const),
  )('of the PyTorch cases: %s', (_name, { model, inputs }) => {
    const back = importKeras(exportKeras(model, inputs[0]!.shape.slice(1)))
    expect(comparable(modelConfig(back.model))).toEqual(comparable(modelConfig(model)))
  })

  test('residual blocks become a functional model with the same parameters', () => {
    const { model, inputs } = exportCases().find(({ name }) => name === 'residual')!
    const back = importKeras(exportKeras(model, inputs[0]!.shape.slice(1)))
    expect(back.model.parameterCount()).toBe(model.parameterCount())
    expect(summary(back.model).macs).toBe(summary(model, [2, 7, 9]).macs)
  })

  test('what Keras does not have is refused', () => {
    const refused: [SequentialModel, number[], RegExp][] = [
      [sequential([new WeightedPool2d(2)]), [1, 4, 4], /WeightedPool2d has no form in Keras/],
      [sequential([new MaxPool2d(2, { ceilMode: true })]), [1, 5, 5], /ceilMode/],
      [sequential([new MaxPool2d(3, { padding: 1, stride: 3 })]), [1, 9, 9], /'same'/],
      [sequential([new LSTM(2, 2, { numLayers: 2 })]), [3, 2], /several layers/],
      [sequential([new Flatten(2)]), [2, 3, 4], /some axes only/],
      [sequential([new Softmax(2)]), [2, 3, 4], /over the channels/],
    ]
    for (const [model, shape, why] of refused) expect(() => exportKeras(model, shape)).toThrow(why)
    expect(() => exportKeras(sequential([new ReLU()]))).toThrow(/shape of input 'x' is not known/)
  })
})
