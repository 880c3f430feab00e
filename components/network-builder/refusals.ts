import { builderText } from '../../src/strings/network-builder.en.ts'
import { sidesOf, type Shape } from './layers.ts'
import { paddingText, pairText, type Row } from './rows.ts'

/** Whose rules hold, and whose order of axes is shown. */
export const DIALECTS = ['pytorch', 'keras'] as const
export type Dialect = (typeof DIALECTS)[number]

const text = builderText.refused
const pair = (values: readonly number[]): string => `(${values.join(', ')})`

/** A shape as the library prints it: (C, H, W), or (H, W, C). */
export const shapeText = (shape: Shape, dialect: Dialect): string => {
  const sizes = dialect === 'keras' && shape.length === 3 ? [shape[1]!, shape[2]!, shape[0]!] : shape
  return sizes.length === 1 ? `(${sizes[0]})` : pair(sizes)
}

/** Whether the window fits into the padded input; says so as the library does. */
function fits(row: Row, shape: Shape, dialect: Dialect): string | null {
  const sides = sidesOf(row, shape)
  const padded = [shape[1]! + sides[0] + sides[1], shape[2]! + sides[2] + sides[3]]
  const spans = [0, 1].map((axis) => row.dilation[axis]! * (row.kernel[axis]! - 1) + 1)
  if (spans.every((size, axis) => size <= padded[axis]!)) return null
  const most = Math.min(...padded)
  if (dialect === 'keras') return text.kerasNegative(shapeText(shape, 'keras'), pairText(row.kernel), most)
  return row.kind === 'conv'
    ? text.torchKernel(padded.join(' x '), spans.join(' x '), most)
    : text.torchPoolSize(shape.join('x'), most)
}

function convolution(row: Row, shape: Shape, dialect: Dialect): string | null {
  const strides = row.stride.some((s) => s > 1)
  if (dialect === 'keras') {
    if (shape[0]! % row.groups !== 0) return text.kerasGroupsIn(row.groups, shape[0]!)
    if (row.out % row.groups !== 0) return text.kerasGroupsOut(row.groups, row.out)
    if (strides && row.dilation.some((d) => d > 1))
      return text.kerasStrideDilation(pair(row.stride), pair(row.dilation))
  } else {
    if (row.padding === 'same' && strides) return text.torchSame(sidesOf(row, shape).join(', '))
    if (shape[0]! % row.groups !== 0) return text.torchGroupsIn(row.groups, shape[0]!)
    if (row.out % row.groups !== 0) return text.torchGroupsOut(row.groups, row.out)
  }
  return fits(row, shape, dialect)
}

function pooling(row: Row, shape: Shape, dialect: Dialect): string | null {
  if (dialect === 'keras') {
    if (row.ceil) return text.kerasCeil
    if (row.padding !== 'same' && paddingText(row.padding) !== '0') return text.kerasPoolPadding
    return fits(row, shape, dialect)
  }
  if (row.padding === 'same') return text.torchPoolSame
  const [top, bottom, left, right] = row.padding
  if (top !== bottom || left !== right) return text.torchPoolSides
  const axis = [top, left].findIndex((zeros, i) => zeros > Math.floor(row.kernel[i]! / 2))
  if (axis >= 0) return text.torchHalf([top, left][axis]!, row.kernel[axis]!)
  return fits(row, shape, dialect)
}

/** Whose message it is where the input has no height and width. */
const EXPECTS = { conv: 'conv', max: 'pool', avg: 'pool', adaptive: 'adaptive', gap: 'adaptive' } as const

/**
 * Why the library refuses this row on an input of this shape, in its own words and with what would be right; null where
 * it takes it.
 */
export function refusal(row: Row, shape: Shape, dialect: Dialect): string | null {
  const isImage = shape.length === 3
  switch (row.kind) {
    case 'conv':
    case 'max':
    case 'avg':
    case 'adaptive':
    case 'gap':
      if (!isImage)
        return dialect === 'keras' ? text.kerasFlat(shape[0]!) : text.torchFlat(EXPECTS[row.kind], shape[0]!)
      if (row.kind === 'conv') return convolution(row, shape, dialect)
      return row.kind === 'max' || row.kind === 'avg' ? pooling(row, shape, dialect) : null
    case 'dense':
      if (!isImage) return null
      return dialect === 'keras'
        ? text.kerasImage(row.out, pair([shape[1]!, shape[2]!, row.out]))
        : text.torchImage(
            shape.slice(0, 2).reduce((a, b) => a * b),
            shape[2]!,
            row.out,
          )
    default:
      return null
  }
}

/** Why two ways cannot be added. */
export const addRefusal = (body: Shape, way: Shape, hasWay: boolean, dialect: Dialect): string =>
  text.add(shapeText(body, dialect), shapeText(way, dialect), hasWay)
