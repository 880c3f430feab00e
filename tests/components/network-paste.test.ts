import { describe, expect, test } from 'vitest'
import { kerasOf, pytorchOf } from '../../components/network-builder/export.ts'
import { dialectOf, PasteError, readLayers } from '../../components/network-builder/paste.ts'
import { presetOf, PRESETS } from '../../components/network-builder/presets.ts'
import { parseRows, rowsText } from '../../components/network-builder/rows.ts'
import { sheetOf } from '../../components/network-builder/sheet.ts'

const IMAGE = [3, 32, 32]
const rowsOf = (source: string, input: readonly number[] = IMAGE) => rowsText(readLayers(source, input).rows)

function errorOf(source: string, input: readonly number[] = IMAGE): PasteError {
  try {
    readLayers(source, input)
  } catch (error) {
    if (error instanceof PasteError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('PyTorch', () => {
  test('a Sequential with names, keywords, arithmetic, nesting, comments and imports', () => {
    const read = readLayers(
      `import torch
from torch import nn
width = 8  # filters
net = nn.Sequential(
    nn.Conv2d(3, width, kernel_size=(3, 5), stride=2, padding=(1, 2), bias=False),
    nn.BatchNorm2d(width), nn.ReLU(inplace=True),
    nn.Sequential(nn.MaxPool2d(3, stride=2, ceil_mode=True), nn.Dropout(0.25)),
    nn.Conv2d(width, 2 * width, 3, 1, 'same', 2, 8),
    nn.AdaptiveAvgPool2d((2, 3)), nn.Flatten(), nn.Identity(),
    nn.Linear(16 * 2 * 3, 10), nn.Softmax(dim=1),
)`,
      IMAGE,
    )
    expect(rowsText(read.rows)).toBe(
      'conv-8-k3x5-s2-p1x2-nobias_bn_relu_max-k3-s2-ceil_drop-0.25_conv-16-k3-psame-d2-g8_adaptive-2x3_flatten_dense-10_softmax',
    )
    expect(read.dialect).toBe('pytorch')
    expect(sheetOf(read.input, read.rows, 'pytorch').output).toEqual([10])
  })

  test('an OrderedDict, lazy layers, and layers alone with their indentation', () => {
    expect(rowsOf('nn.Sequential(OrderedDict([("a", nn.LazyConv2d(4, 3)), ("b", nn.Tanh())]))')).toBe('conv-4-k3_tanh') // prettier-ignore
    expect(rowsOf('    nn.LazyConv2d(4, 3),\n    nn.Flatten(),\n    nn.LazyLinear(5, bias=False),')).toBe('conv-4-k3_flatten_dense-5-nobias') // prettier-ignore
    expect(rowsOf('Conv2d(3, 4, 3), ReLU(), MaxPool2d(2)')).toBe('conv-4-k3_relu_max-k2')
  })

  test('the first layer says how many channels or features come in', () => {
    expect(readLayers('nn.Sequential(nn.Conv2d(1, 6, 5))', IMAGE).input).toEqual([1, 32, 32])
    expect(readLayers('nn.Sequential(nn.Linear(784, 10))', IMAGE).input).toEqual([784])
  })

  test.each([
    ['nn.Sequential(\n  nn.Conv2d(3, 8, 3),\n  nn.Conv2d(6, 8, 3),\n)', 3, 13, 'in_channels is 6, but the input has 8 channels; nn.Conv2d(8, …) would fit'], // prettier-ignore
    ['nn.Sequential(nn.Flatten(),\n nn.Linear(100, 10))', 2, 12, 'in_features is 100, but the input has 3072 features'], // prettier-ignore
    ['nn.Sequential(nn.Conv2d(3, 8))', 1, 18, 'kernel_size is missing; the arguments are (in_channels, out_channels, kernel_size'], // prettier-ignore
    ['nn.Sequential(nn.Conv2D(3, 8, 3))', 1, 18, "'Conv2D' is written nn.Conv2d"],
    ['nn.Sequential(nn.Conv2d(3, 8, 3, strides=2))', 1, 34, "nn.Conv2d has no argument 'strides'. Known: in_channels"], // prettier-ignore
    ['nn.Sequential(nn.Conv2d(3, 8, 3, 2, "same"))', 1, 37, "padding='same' is not supported for strided convolutions"], // prettier-ignore
    ['nn.Sequential(nn.Conv2d(3, 8, 3, groups=2))', 1, 34, 'in_channels must be divisible by groups'],
    ['nn.Sequential(nn.MaxPool2d(2, padding=2))', 1, 31, 'pad should be at most half'],
    ['nn.Sequential(nn.Conv2d(3, 8, 33))', 1, 18, 'would fit'],
    ['nn.Sequential(nn.LSTM(3, 8))', 1, 18, "'LSTM' is not understood. Modules: Conv2d"],
    ['nn.Sequential(nn.Conv2d(3, n, 3))', 1, 28, "'n' is not defined"],
    ['nn.Sequential(nn.Linear(32, 8))\nnn.Sequential(nn.Conv2d(3, 8, 3), nn.Linear(30, 8))', 2, 38, 'nn.Flatten() in front makes 7200 features of it'], // prettier-ignore
    ['nn.Sequential(nn.Conv2d(3, 8, 3)', 1, 14, "this '(' is never closed"],
    ['nn.ReLU(),\nnn.Conv2d(3 8, 3),', 2, 13, "expected ',', found '8'"],
    [
      'class Net(nn.Module):\n    pass\nnn.Sequential(nn.ReLU())',
      1,
      1,
      'classes, functions and loops are code',
    ],
    ['nn.Sequential(F.relu(3))', 1, 17, 'functions such as F.relu are not understood'],
  ] as const)('%j is refused at %d:%d', (source, line, column, problem) => {
    const error = errorOf(source)
    expect(error.message).toContain(problem)
    expect([error.line, error.column]).toEqual([line, column])
  })
})

describe('Keras', () => {
  test('a Sequential; activation= is a row of its own; poolings move by their size', () => {
    const read = readLayers(
      `from tensorflow.keras import layers, models
model = models.Sequential([
    layers.Input((28, 28, 1)),
    layers.Conv2D(8, 3, strides=2, padding='same', activation='relu'),
    layers.MaxPooling2D(3, padding='same'),
    layers.MaxPooling2D((2, 2), strides=1),
    layers.BatchNormalization(),
    layers.GlobalAveragePooling2D(),
    layers.Dense(10, activation='softmax'),
])
model.compile(optimizer='adam', loss='categorical_crossentropy')`,
      IMAGE,
    )
    expect(read.dialect).toBe('keras')
    expect(read.input).toEqual([1, 28, 28])
    expect(rowsText(read.rows)).toBe('conv-8-k3-s2-psame_relu_max-k3-psame_max-k2-s1_bn_gap_dense-10_softmax')
    expect(sheetOf(read.input, read.rows, 'keras').lines.map(({ output }) => output!.join('x'))).toEqual(['8x14x14', '8x14x14', '8x5x5', '8x4x4', '8x4x4', '8', '10', '10']) // prettier-ignore
  })

  test('layers alone take the picture that is set; a functional model with branches becomes rows', () => {
    expect(rowsOf("Conv2D(4, 3, activation='relu'),\nFlatten(),\nDense(2)")).toBe('conv-4-k3_relu_flatten_dense-2') // prettier-ignore
    const residual = `inputs = keras.Input((16, 16, 4))
x = layers.Conv2D(8, 3, strides=2, padding='same', use_bias=False)(inputs)
x = layers.BatchNormalization()(x)
y = layers.Conv2D(8, 1, strides=2)(inputs)
x = layers.ReLU()(layers.Add()([x, y]))
z = layers.Conv2D(8, 3, padding='same')(x)
x = layers.add([z, x])
model = keras.Model(inputs, x)`
    const rows = 'fork_conv-8-k3-s2-psame-nobias_bn_way_conv-8-k1-s2_add_relu_fork_conv-8-k3-psame_add'
    expect(rowsOf(residual)).toBe(rows)
    expect(sheetOf([4, 16, 16], parseRows(rows)!, 'keras').output).toEqual([8, 8, 8])
  })

  test.each([
    ["Conv2D(4, 3, padding='full')", 1, 1, "padding is 'valid' or 'same'"],
    ['Conv2D(4, 3),\n  Conv2D(4, 3, stride=2)', 2, 16, "Conv2D has no argument 'stride'. Known: filters"],
    ['Conv2D(4, 3),\nDense(10)', 2, 1, 'flatten first'],
    ['Conv2D(4, 3),\nLSTM(10)', 2, 1, 'LSTM has no row in this table'],
    ['Conv2D(4, 3),\nFlaten()', 2, 1, "'Flaten' is not understood. Layers: Input"],
    ['Conv2D(4, 3)\nFlatten()', 2, 1, "expected ',', found 'Flatten'"],
  ] as const)('%j is refused at %d:%d', (source, line, column, problem) => {
    const error = errorOf(source)
    expect(error.message).toContain(problem)
    expect([error.line, error.column]).toEqual([line, column])
  })
})

test('what Keras reads but refuses to build is refused in its row', () => {
  const { input, rows } = readLayers('Conv2D(4, 3, strides=2, dilation_rate=2)', IMAGE)
  expect(sheetOf(input, rows, 'keras').firstProblem?.problem).toContain('`dilation_rate > 1`')
})

describe('both', () => {
  test('which library it is', () => {
    expect(dialectOf('nn.ReLU()')).toBe('pytorch')
    expect(dialectOf('layers.ReLU()')).toBe('keras')
    expect(dialectOf('hello')).toBeNull()
    expect(errorOf('hello').line).toBe(0)
    expect(errorOf('  ').message).toContain('nothing to read')
  })

  test('text is never run', () => {
    const touched = globalThis as { touched?: boolean }
    for (const source of ['nn.Sequential(globalThis.touched)', 'nn.Sequential((() => touched = True)())', 'layers.Dense(__import__("os"))', 'nn.Sequential(constructor.constructor("globalThis.touched = true")())']) errorOf(source) // prettier-ignore
    expect(touched.touched).toBeUndefined()
  })

  // Branches are a class in PyTorch; a padded pooling, and one to six by six, have no form in Keras.
  test.each(PRESETS)('%s: what is exported reads back as the same rows', (name) => {
    const { input, rows } = presetOf(name)
    const own = sheetOf(input, rows, 'pytorch')
    const back = (source: string) => rowsText(readLayers(source, input).rows)
    if (name !== 'resnet18') expect(back(pytorchOf(own))).toBe(rowsText(rows))
    else expect(pytorchOf(own)).toContain('class Net(nn.Module)')
    if (name === 'resnet18') expect(() => kerasOf(own)).toThrow('MaxPool2d with padding')
    else if (name === 'one-weird-trick') expect(() => kerasOf(own)).toThrow('AdaptiveAvgPool2d')
    else expect(back(kerasOf(own))).toBe(rowsText(rows))
  })
})
