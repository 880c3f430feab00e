import {
  AdaptiveAvgPool2d,
  AvgPool2d,
  BatchNorm1d,
  BatchNorm2d,
  Conv2d,
  Dropout,
  ELU,
  Flatten,
  GELU,
  GlobalAvgPool2d,
  LeakyReLU,
  Linear,
  MaxPool2d,
  ReLU,
  Sigmoid,
  SiLU,
  Softmax,
  Softplus,
  Tanh,
  type Layer,
  type Sides,
} from 'chainrule'
import type { FunctionName, Pair, Padding, Row } from './rows.ts'

/** Shapes without the batch: (C, H, W), or features. */
export type Shape = readonly number[]

const span = (kernel: number, dilation: number): number => dilation * (kernel - 1) + 1

/** Keras's 'same' along H and W: ceil(n / s) outputs, the odd zero at the end. */
export function sameSides(
  shape: Shape,
  { kernel, stride, dilation }: Pick<Row, 'kernel' | 'stride' | 'dilation'>,
): readonly [number, number, number, number] {
  const [[top, bottom], [left, right]] = ([0, 1] as const).map((axis) => {
    const size = shape[axis + 1]!
    const steps = (Math.ceil(size / stride[axis]) - 1) * stride[axis]
    const total = Math.max(0, steps + span(kernel[axis], dilation[axis]) - size)
    return [Math.floor(total / 2), Math.ceil(total / 2)]
  }) as [[number, number], [number, number]]
  return [top, bottom, left, right]
}

/** The zeros that a row puts around its input: top, bottom, left, right. */
export const sidesOf = (row: Row, shape: Shape): readonly [number, number, number, number] =>
  row.padding === 'same' ? sameSides(shape, row) : row.padding

/** A number where both axes have it: libraries' code is shorter so. */
const short = ([a, b]: Pair): number | [number, number] => (a === b ? a : [a, b])

function paddingOption(padding: Exclude<Padding, 'same'>): number | [number, number] | Sides {
  const [top, bottom, left, right] = padding
  return top === bottom && left === right ? short([top, left]) : { top, bottom, left, right }
}

const weights = { dtype: 'float32' } as const

function convolution(row: Row, shape: Shape): Layer {
  const strides = row.stride.some((s) => s !== 1)
  return new Conv2d(shape[0]!, row.out, short(row.kernel), {
    ...weights,
    ...(strides && { stride: short(row.stride) }),
    padding: row.padding === 'same' && !strides ? 'same' : paddingOption(sidesOf(row, shape)),
    ...(row.dilation.some((d) => d !== 1) && { dilation: short(row.dilation) }),
    ...(row.groups > 1 && { groups: row.groups }),
    bias: row.bias,
  })
}

function pooling(row: Row, shape: Shape): Layer {
  const options = {
    stride: short(row.stride),
    padding: paddingOption(sidesOf(row, shape)),
    ceilMode: row.ceil,
  }
  if (row.kind === 'max') return new MaxPool2d(short(row.kernel), options)
  // An average leaves the zeros of 'same' out, as Keras's does; those given in numbers count, as in PyTorch.
  return new AvgPool2d(short(row.kernel), { ...options, countIncludePad: row.padding !== 'same' })
}

function activation(name: FunctionName, shape: Shape): Layer {
  switch (name) {
    case 'relu':
      return new ReLU()
    case 'tanh':
      return new Tanh()
    case 'sigmoid':
      return new Sigmoid()
    case 'leaky':
      return new LeakyReLU(0.01)
    case 'elu':
      return new ELU(1)
    case 'gelu':
      return new GELU()
    case 'silu':
      return new SiLU()
    case 'softplus':
      return new Softplus()
    case 'softmax':
      return new Softmax(shape.length === 3 ? 1 : -1)
  }
}

/**
 * The engine's layer that a row stands for, on an input of this shape; null for the parts of a residual branch. Call it
 * within `withoutWeights`.
 *
 * @throws RangeError or ShapeError when the engine refuses the hyper-parameters.
 */
export function layerOf(row: Row, shape: Shape): Layer | null {
  switch (row.kind) {
    case 'conv':
      return convolution(row, shape)
    case 'max':
    case 'avg':
      return pooling(row, shape)
    case 'adaptive':
      return new AdaptiveAvgPool2d(short(row.size))
    case 'gap':
      return new GlobalAvgPool2d({ keepdim: false })
    case 'act':
      return activation(row.name, shape)
    case 'bn':
      return shape.length === 3 ? new BatchNorm2d(shape[0]!, weights) : new BatchNorm1d(shape[0]!, weights)
    case 'drop':
      return new Dropout(row.p)
    case 'flatten':
      return new Flatten()
    case 'dense':
      return new Linear(shape[0]!, row.out, { ...weights, bias: row.bias })
    default:
      return null
  }
}
