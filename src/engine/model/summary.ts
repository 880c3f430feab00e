import type { Layer, Reach } from '../layers/layer.ts'
import type { Module } from '../layers/module.ts'
import { bytesPerElement } from '../tensor/dtype.ts'
import { type Shape, numelOf } from '../tensor/shape.ts'
import { lowerModel, type ModelConfig } from './config.ts'
import type { LoweredModel } from './lower.ts'

/** What one output position sees of the input, along H and W, and how far the next one is moved, in input pixels. */
export interface ReceptiveField {
  readonly size: readonly [number, number]
  readonly jump: readonly [number, number]
}

/** One layer of a summary. */
export interface SummaryRow {
  readonly name: string
  readonly type: string
  /** The names of the rows (or inputs) it reads. */
  readonly inputs: readonly string[]
  /** Without the batch. */
  readonly outputShape: Shape
  /** Numbers in its parameters; 0 when they were counted in an earlier row. */
  readonly parameters: number
  readonly trainable: number
  /** Whether its parameters were counted in an earlier row. */
  readonly shared: boolean
  /** Multiply–accumulate operations for one example. */
  readonly macs: number
  /** Bytes of the output of one example. */
  readonly memory: number
  /** For image and sequence inputs: a field, or `'all'` of the input. `null` for features. */
  readonly receptiveField: ReceptiveField | 'all' | null
}

/** All layers of a model and what they cost. */
export interface ModelSummary {
  readonly rows: readonly SummaryRow[]
  readonly parameters: number
  readonly trainable: number
  readonly macs: number
  /** Bytes of all parameters. */
  readonly parameterMemory: number
  /** Bytes of all outputs of one example, which training keeps for the backward pass. */
  readonly activationMemory: number
  /** A table in plain text. */
  toString(): string
}

type Field = ReceptiveField | 'all' | null

/** Receptive field arithmetic: size + (span − 1) · jump, jump · stride. Source: https://distill.pub/2019/computing-receptive-fields/ */
function grow(field: Field, reach: Reach): Field {
  if (field === null || field === 'all' || reach === 'pointwise') return field
  if (reach === 'global') return 'all'
  const along = (axis: 0 | 1): [number, number] => [
    field.size[axis] + reach.dilation[axis] * (reach.kernelSize[axis] - 1) * field.jump[axis],
    field.jump[axis] * reach.stride[axis],
  ]
  const [[height, jumpY], [width, jumpX]] = [along(0), along(1)]
  return { size: [height, width], jump: [jumpY, jumpX] }
}

/** Where branches meet: the larger field. */
function merge(fields: readonly Field[]): Field {
  return fields.reduce((a, b) => {
    if (a === null || b === null) return a ?? b
    if (a === 'all' || b === 'all') return 'all'
    const larger = (key: 'size' | 'jump'): [number, number] => [
      Math.max(a[key][0], b[key][0]),
      Math.max(a[key][1], b[key][1]),
    ]
    return { size: larger('size'), jump: larger('jump') }
  })
}

function inputShapes({ inputs }: LoweredModel, given: Shape | readonly Shape[] | undefined): Shape[] {
  const listed =
    given === undefined ? [] : typeof given[0] === 'number' || given.length === 0 ? [given] : given
  return inputs.map(({ name, shape }, i) => {
    const found = (listed as readonly Shape[])[i] ?? shape
    if (found === null) throw new RangeError(`summary: the shape of input '${name}' is not known; pass it.`)
    return found
  })
}

/**
 * The layers of a model with output shapes, parameters, multiply–accumulates, memory and receptive fields, for one
 * example. A layer that is used twice is counted once. `String(summary(…))` is a table.
 *
 * @param inputShape sizes of one example, without the batch; several for a model with several inputs. A functional
 * model knows its own.
 * @throws ShapeError when the shapes do not fit, TypeError for a model whose forward is code of its own.
 *
 * @example
 * const { parameters, macs, rows } = summary(sequential([new Conv2d(1, 8, 5), new ReLU(), new MaxPool2d(2)]), [1, 28, 28])
 * [parameters, macs, rows.at(-1).outputShape, rows.at(-1).receptiveField.size]
 * // → [208, 115200, [8, 12, 12], [6, 6]]
 */
export function summary(
  model: Module<unknown> | ModelConfig,
  inputShape?: Shape | readonly Shape[],
): ModelSummary {
  const lowered = lowerModel(model)
  const shapes = inputShapes(lowered, inputShape)
  const names = lowered.inputs.map(({ name }) => name)
  const fields: Field[] = shapes.map((shape) => (shape.length < 2 ? null : { size: [1, 1], jump: [1, 1] }))
  const seen = new Set<object>()
  let parameterMemory = 0
  // Where a layer has no parameters: the dtype of the first layer that has.
  const dtype = lowered.nodes.flatMap(({ layer }) => layer.parameters())[0]?.dtype ?? 'float64'
  const rows = lowered.nodes.map(({ name, layer, inputs }): SummaryRow => {
    const into = inputs.map((value) => [1, ...shapes[value]!])
    const [, ...outputShape] = layer.outputShape(...into)
    const all = layer.parameters()
    const fresh = all.filter((parameter) => !seen.has(parameter))
    for (const parameter of fresh) {
      seen.add(parameter)
      parameterMemory += parameter.numel * bytesPerElement(parameter.dtype)
    }
    const count = (list: readonly { numel: number }[]): number =>
      list.reduce((sum, { numel }) => sum + numel, 0)
    const field = grow(merge(inputs.map((value) => fields[value]!)), layer.reach(...into))
    shapes.push(outputShape)
    fields.push(field)
    names.push(name)
    return {
      name,
      type: (layer as Layer).type,
      inputs: inputs.map((value) => names[value]!),
      outputShape,
      parameters: count(fresh),
      trainable: count(fresh.filter((parameter) => parameter.requiresGrad)),
      shared: fresh.length < all.length,
      macs: layer.macs(...into),
      memory: numelOf(outputShape) * bytesPerElement(all[0]?.dtype ?? dtype),
      receptiveField: field,
    }
  })
  const total = (key: 'parameters' | 'trainable' | 'macs' | 'memory'): number =>
    rows.reduce((sum, row) => sum + row[key], 0)
  const totals = {
    parameters: total('parameters'),
    trainable: total('trainable'),
    macs: total('macs'),
    parameterMemory,
    activationMemory: total('memory'),
  }
  return { rows, ...totals, toString: () => table(rows, totals) }
}

/** 1234567 → '1,234,567', whatever the language of the machine. */
const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',')

function fieldText(field: Field): string {
  return field === null ? '' : field === 'all' ? 'all' : field.size.join('×')
}

function table(rows: readonly SummaryRow[], totals: Omit<ModelSummary, 'rows' | 'toString'>): string {
  const lines = [
    ['layer', 'type', 'output', 'parameters', 'MACs', 'bytes', 'sees'],
    ...rows.map((row) => [
      row.name,
      row.type,
      `(${['N', ...row.outputShape].join(', ')})`,
      row.shared ? 'shared' : grouped(row.parameters),
      grouped(row.macs),
      grouped(row.memory),
      fieldText(row.receptiveField),
    ]),
  ]
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  const text = lines.map((line) =>
    line
      .map((cell, column) =>
        column >= 3 && column <= 5 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
      )
      .join('  ')
      .trimEnd(),
  )
  const rule = '-'.repeat(Math.max(...text.map((line) => line.length)))
  const { parameters, trainable, macs, parameterMemory, activationMemory } = totals
  return [
    text[0],
    rule,
    ...text.slice(1),
    rule,
    `parameters ${grouped(parameters)} (${grouped(trainable)} trainable), ${grouped(parameterMemory)} bytes`,
    `per example: ${grouped(macs)} MACs, ${grouped(activationMemory)} bytes of activations`,
  ].join('\n')
}
