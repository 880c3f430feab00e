import { lowerModel, type LayerConfig, type Module } from 'chainrule'
import { builderText } from '../../src/strings/network-builder.en.ts'
import { sameSides, type Shape } from './layers.ts'
import { FUNCTIONS, MOST_ROWS, newRow, type FunctionName, type Pair, type Padding, type Row } from './rows.ts'

const text = builderText.paste

type Options = Readonly<Record<string, unknown>>

const pairOf = (value: unknown, otherwise: Pair = [1, 1]): Pair => {
  if (Array.isArray(value)) return [value[0] as number, value[1] as number]
  return typeof value === 'number' ? [value, value] : otherwise
}

function paddingOf(value: unknown): Padding {
  if (value === 'same') return 'same'
  if (value === undefined || value === null || value === 'valid') return [0, 0, 0, 0]
  if (typeof value === 'object' && !Array.isArray(value)) {
    const { top = 0, bottom = 0, left = 0, right = 0 } = value as Record<string, number>
    return [top, bottom, left, right]
  }
  const [y, x] = pairOf(value)
  return [y, y, x, x]
}

/** A padding that is what Keras's 'same' comes to here reads as 'same' again: the engine has it with stride 1 only, and not in poolings. */
function windowOf(o: Options, shape: Shape, isKeras: boolean): Partial<Row> {
  const kernel = pairOf(o['kernelSize'])
  const window = {
    kernel,
    stride: pairOf(o['stride'], [1, 1]),
    dilation: pairOf(o['dilation']),
  }
  const padding = paddingOf(o['padding'])
  const isSame =
    isKeras &&
    (o['outChannels'] === undefined || window.stride.some((s) => s !== 1)) &&
    padding !== 'same' &&
    padding.some((zeros) => zeros > 0) &&
    padding.join() === sameSides(shape, window).join()
  return { ...window, padding: isSame ? 'same' : padding }
}

function functionOf({ type }: LayerConfig): FunctionName | undefined {
  return (Object.keys(FUNCTIONS) as FunctionName[]).find((name) => FUNCTIONS[name] === type)
}

/** Types of the engine that have a row, for messages. */
export const KNOWN_LAYERS = [
  'Conv2d',
  'MaxPool2d',
  'AvgPool2d',
  'AdaptiveAvgPool2d',
  'GlobalAvgPool2d',
  'BatchNorm',
  'Dropout',
  'Flatten',
  'Linear',
  ...Object.values(FUNCTIONS),
]

/** The row of a layer on an input of this shape. @throws Error for a layer that has none. */
function rowOf(config: LayerConfig, shape: Shape, isKeras: boolean): Row | null {
  const { type, ...o } = config
  const name = functionOf(config)
  if (name !== undefined) return newRow('act', { name })
  switch (type) {
    case 'Conv2d':
      return newRow('conv', {
        ...windowOf(o, shape, isKeras),
        out: o['outChannels'] as number,
        groups: (o['groups'] as number | undefined) ?? 1,
        bias: o['bias'] !== false,
      })
    case 'MaxPool2d':
    case 'AvgPool2d': {
      const window = windowOf({ ...o, stride: o['stride'] ?? o['kernelSize'] }, shape, isKeras)
      if (window.dilation!.some((d) => d !== 1)) throw new Error(text.pooled)
      return newRow(type === 'MaxPool2d' ? 'max' : 'avg', {
        kernel: window.kernel!,
        stride: window.stride!,
        padding: window.padding!,
        ceil: o['ceilMode'] === true,
      })
    }
    case 'AdaptiveAvgPool2d':
      return newRow('adaptive', { size: pairOf(o['outputSize']) })
    case 'GlobalAvgPool2d':
      return o['keepdim'] === false ? newRow('gap') : newRow('adaptive')
    case 'BatchNorm1d':
    case 'BatchNorm2d':
      return newRow('bn')
    case 'Dropout':
    case 'Dropout2d':
      return newRow('drop', { p: o['p'] as number })
    case 'Flatten':
      return newRow('flatten')
    case 'Linear':
      return newRow('dense', { out: o['outFeatures'] as number, bias: o['bias'] !== false })
    case 'Identity':
      return null
    default:
      throw new Error(text.noTable(type, KNOWN_LAYERS.join(', ')))
  }
}

/**
 * The rows of a model: a chain, with residual branches wherever two ways from one value are added.
 *
 * @throws Error for layers that have no row and for branches that meet otherwise.
 */
export function rowsOfModel(model: Module<unknown>, input: Shape, isKeras: boolean): Row[] {
  const { inputs, nodes, outputs } = lowerModel(model)
  if (inputs.length !== 1 || outputs.length !== 1) throw new Error(text.inputs)
  // Values are numbered: 0 is the input, n + 1 the result of node n.
  const shapes: Shape[] = [input]
  for (const { layer, inputs: from } of nodes)
    shapes.push(layer.outputShape(...from.map((value) => [1, ...shapes[value]!])).slice(1))
  const node = (value: number) => nodes[value - 1]!

  /** The value before this one on its chain; before a sum, the value at which its two ways part. */
  const before = (value: number): number => {
    const { inputs: from, layer } = node(value)
    if (from.length === 1) return from[0]!
    if (from.length !== 2 || layer.type !== 'Add') throw new Error(text.joins)
    const passed = new Set<number>()
    for (let at = from[0]!; ; at = before(at)) {
      passed.add(at)
      if (at === 0) break
    }
    let at = from[1]!
    while (!passed.has(at)) at = before(at)
    return at
  }
  const between = (start: number, end: number): Row[] => {
    const parts: Row[][] = []
    for (let value = end; value !== start; value = before(value)) {
      const { layer, inputs: from } = node(value)
      if (from.length === 1) {
        const row = rowOf(layer.config(), shapes[from[0]!]!, isKeras)
        parts.push(row === null ? [] : [row])
        continue
      }
      const fork = before(value)
      const ways = from.map((way) => between(fork, way)).toSorted((a, b) => b.length - a.length)
      const [body, way] = ways as [Row[], Row[]]
      parts.push([newRow('fork'), ...body, ...(way.length > 0 ? [newRow('way'), ...way] : []), newRow('add')])
    }
    return parts.toReversed().flat()
  }
  const rows = between(0, outputs[0]!)
  if (rows.length > MOST_ROWS) throw new Error(text.tooMany(MOST_ROWS))
  return rows
}
