import { importKeras, withoutWeights as withoutNumbers } from 'chainrule'
import { importPytorch } from '../../src/engine/exchange/pytorch/import.ts'
import { type Expression, parsePython } from '../../src/engine/exchange/python/parser.ts'
import { builderText } from '../../src/strings/network-builder.en.ts'
import { KNOWN_LAYERS, rowsOfModel } from './from-layers.ts'
import type { Shape } from './layers.ts'
import { MOST, type Row } from './rows.ts'
import type { Dialect } from './refusals.ts'

const text = builderText.paste

export interface Read {
  readonly dialect: Dialect
  readonly input: Shape
  readonly rows: readonly Row[]
  readonly notes: readonly string[]
}

/** A mistake in the text, at a place that counts from 1; without one where it concerns the whole. */
export class PasteError extends Error {
  override name = 'PasteError'
  readonly line: number
  readonly column: number

  constructor(problem: string, line = 0, column = 0) {
    super(problem)
    this.line = line
    this.column = column
  }

  override toString(): string {
    return this.line > 0 ? text.at(this.line, this.column, this.message) : this.message
  }
}

const TORCH = /\bnn\s*\.|\btorch\b|\b(?:Conv2d|MaxPool2d|AvgPool2d|BatchNorm2d|Linear|ReLU\(\))\b/
const KERAS = /\b(?:keras|tensorflow|Conv2D|Dense|MaxPool(?:ing)?2D|AveragePooling2D|Input)\b|\blayers\s*\./

/** Which library's layers these are, by their names; Keras first, as PyTorch's ReLU() is one of Keras too. */
export function dialectOf(source: string): Dialect | null {
  if (/\bnn\s*\.|\btorch\b/.test(source)) return 'pytorch'
  if (KERAS.test(source)) return 'keras'
  return TORCH.test(source) ? 'pytorch' : null
}

/** Layers of Keras that the engine has and the table has not. */
const KERAS_ONLY =
  /^(?:Conv2DTranspose|LayerNormalization|GroupNormalization|Embedding|SimpleRNN|LSTM|GRU|Bidirectional|Concatenate|concatenate|Reshape|GlobalMaxPool(?:ing)?2D)$/

/** The first call among these expressions whose name is matched. */
function findCall(expressions: readonly Expression[], names: RegExp): (Expression & { name: string }) | null {
  for (const e of expressions) {
    if (e.kind === 'call') {
      const { callee } = e
      const name = callee.kind === 'name' || callee.kind === 'attribute' ? callee.name : ''
      if (names.test(name)) return { ...e, name }
      const inner = findCall([callee, ...e.args, ...e.keywords.map(({ value }) => value)], names)
      if (inner) return inner
    }
    const inner = e.kind === 'list' ? e.items : e.kind === 'attribute' ? [e.object] : []
    const found = findCall(inner, names)
    if (found) return found
  }
  return null
}

const place = ({ line, column }: { line: number; column: number }) => `line ${line}, column ${column}: `

function readKeras(source: string, input: Shape): Omit<Read, 'dialect'> {
  const unknown = findCall(
    parsePython(source).map(({ value }) => value),
    KERAS_ONLY,
  )
  if (unknown) throw new Error(place(unknown) + text.noTable(unknown.name, KNOWN_LAYERS.join(', ')))
  const inputShape = input.length === 3 ? [input[1]!, input[2]!, input[0]!] : input
  const { model, inputShapes, notes } = importKeras(source, { inputShape, dtype: 'float32' })
  const shape = inputShapes[0]!
  return { input: shape, rows: rowsOfModel(model, shape, true), notes }
}

function readTorch(source: string, input: Shape): Omit<Read, 'dialect'> {
  const { model, inputShape } = importPytorch(source, { inputShape: input, dtype: 'float32' })
  return { input: inputShape, rows: rowsOfModel(model, inputShape, false), notes: [] }
}

/** Layers alone, one after the other, stand in a Sequential of our own, a line further down. */
function wrapped(source: string, dialect: Dialect): { source: string; above: number } {
  if (/\b(?:Sequential|Model)\b/.test(source)) return { source, above: 0 }
  const lines = source.split('\n')
  // Imports may stand above the layers.
  const from = lines.findLastIndex((line) => /^\s*(?:import|from)\b/.test(line)) + 1
  const [open, close] = dialect === 'keras' ? ['Sequential([', '])'] : ['nn.Sequential(', ')']
  const body = lines.slice(from).join('\n')
  return { source: `${'\n'.repeat(from)}${open}\n${body}\n${close}`, above: 1 }
}

/**
 * The rows of layers written in Keras or PyTorch. The text is parsed, never run.
 *
 * @param input what the picture is where the text does not say it, (C, H, W).
 * @throws PasteError with line and column, what was found and what would be right.
 */
export function readLayers(pasted: string, input: Shape): Read {
  if (pasted.trim() === '') throw new PasteError(text.empty)
  const plain = pasted.replaceAll('\r\n', '\n')
  const dialect = dialectOf(plain)
  if (dialect === null) throw new PasteError(text.bare)
  const lines = plain.split('\n')
  const block = lines.findIndex((line) => /^\s*(?:class|def|for|while|if)\b/.test(line))
  if (block >= 0) throw new PasteError(text.block, block + 1, lines[block]!.search(/\S/) + 1)
  const { source, above } = wrapped(plain, dialect)
  try {
    // Without weights: a pasted network may be larger than the memory.
    const read = withoutNumbers(() =>
      dialect === 'keras' ? readKeras(source, input) : readTorch(source, input),
    )
    const largest = Math.max(...read.input)
    if (largest > MOST.input) throw new Error(`${largest} > ${MOST.input}`)
    return { dialect, ...read }
  } catch (error) {
    const { message } = error as Error
    const [, line = '', column = '', problem = ''] = /^line (\d+), column (\d+): ([^]*)$/.exec(message) ?? []
    if (line === '') throw new PasteError(message.replace(/^import(?:Keras|Pytorch): /, ''))
    throw new PasteError(problem, Math.min(lines.length, Math.max(1, Number(line) - above)), Number(column))
  }
}
