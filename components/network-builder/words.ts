import { builderText as text } from '../../src/strings/network-builder.en.ts'
import { quizText } from '../../src/strings/network-quiz.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { presetIn, type BuilderState } from './model.ts'
import { shapeText, type Dialect } from './refusals.ts'
import { FUNCTIONS, pairText, paddingText, type Pair, type Row } from './rows.ts'
import type { Line, Sees, Sheet } from './sheet.ts'

/** 1234567 → '1,234,567', whatever the language of the machine. */
export const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',')

const BYTES = 4 // float32
export const kilobytes = (numbers: number): string => decimal((BYTES * numbers) / 1000, 1)
const memoryText = (numbers: number): string =>
  BYTES * numbers >= 1e6
    ? text.megabytes(decimal((BYTES * numbers) / 1e6, 1))
    : text.kilobytes(kilobytes(numbers))

const times = (pair: Pair): string => pairText(pair).replace('x', ' × ')
const square = ([a, b]: Pair): string => `${a} × ${b}`

/** A row in words: "convolution, 96 filters, 11 × 11, stride 4". */
export function layerText(row: Row): string {
  const { layer, kinds } = text
  const parts: string[] = [row.kind === 'act' ? FUNCTIONS[row.name] : kinds[row.kind]]
  const isPool = row.kind === 'max' || row.kind === 'avg'
  if (row.kind === 'conv') parts.push(layer.filters(row.out))
  if (row.kind === 'dense') parts.push(layer.units(row.out))
  if (row.kind === 'conv' || isPool) {
    parts.push(layer.window(square(row.kernel)))
    if (isPool ? pairText(row.stride) !== pairText(row.kernel) : pairText(row.stride) !== '1')
      parts.push(layer.stride(times(row.stride)))
    if (paddingText(row.padding) !== '0') parts.push(layer.padding(paddingText(row.padding).replaceAll('x', ' × '))) // prettier-ignore
    if (pairText(row.dilation) !== '1') parts.push(layer.dilation(times(row.dilation)))
    if (row.groups > 1) parts.push(layer.groups(row.groups))
    if (row.ceil) parts.push(layer.ceil)
  }
  if (row.kind === 'adaptive') parts[0] = `${parts[0]!} ${square(row.size)}`
  if (row.kind === 'drop') parts.push(layer.dropped(String(row.p)))
  if ((row.kind === 'conv' || row.kind === 'dense') && !row.bias) parts.push(layer.noBias)
  return parts.join(', ')
}

/** The same with where it reads from, where that is not the row above. */
export const lineText = ({ row, inputs }: Line): string =>
  row.kind === 'add' && inputs.length === 2
    ? `${layerText(row)}: ${text.layer.plus(inputs[0]!, inputs[1]!)}`
    : row.kind === 'way' && inputs.length === 1
      ? `${layerText(row)}: ${text.layer.from(inputs[0]!)}`
      : layerText(row)

const axes = ([y, x]: readonly [number, number]): string => (y === x ? String(y) : `${y} × ${x}`)
export const seesText = (sees: Sees): string => (sees === null ? '' : sees === 'all' ? text.all : axes(sees.size)) // prettier-ignore
export const jumpText = (sees: Sees): string => (sees === null || sees === 'all' ? '' : axes(sees.jump))

/** A share of a whole. What is not all is never said to be 100.0 %: then a second digit stands there. */
export function percentText(part: number, whole: number): string {
  if (whole === 0) return text.percent('0')
  const share = (100 * part) / whole
  return text.percent(decimal(share, share < 100 && share > 99.95 ? 2 : 1))
}

/** Sums of the table by name. */
export function totalsOf({ totals, output }: Sheet, dialect: Dialect): [name: string, value: string][] {
  const { parameters, denseParameters, macs, convMacs, activations, kept } = totals
  return [
    [text.totals.parameters, grouped(parameters)],
    [text.totals.dense, percentText(denseParameters, parameters)],
    [text.totals.macs, grouped(macs)],
    [text.totals.conv, percentText(convMacs, macs)],
    [text.totals.memory, memoryText(activations)],
    [text.totals.kept, memoryText(kept)],
    [text.totals.output, output === null ? text.noOutput : shapeText(output, dialect)],
  ]
}

/** The table of the whole network, for the figure's table of numbers. */
export const tableOf = (
  sheet: Sheet,
  dialect: Dialect,
  covered: ReadonlySet<number> = new Set(),
): [string, string][] => [
  ...(covered.size > 0 ? [] : totalsOf(sheet, dialect)),
  ...sheet.lines.map((line, i): [string, string] => [
    `${line.name}: ${lineText(line)}`,
    line.problem ??
      (covered.has(i)
        ? quizText.covered
        : line.output === null
          ? '–'
          : [
              shapeText(line.output, dialect),
              grouped(line.parameters),
              grouped(line.macs),
              text.kilobytes(kilobytes(line.activations)),
              seesText(line.sees),
            ]
              .filter(Boolean)
              .join('; ')),
  ]),
]

export function describe(state: BuilderState, sheet: Sheet, isCovered = false): string {
  const { dialect } = state
  const preset = presetIn(state)
  const line = sheet.lines[state.at]
  if (isCovered && line !== undefined && line.problem === null)
    return quizText.asked(line.name, layerText(line.row))
  const sees =
    line?.sees === 'all'
      ? text.seesAll
      : line?.sees
        ? text.seesWindow(seesText(line.sees), jumpText(line.sees))
        : ''
  const row =
    line === undefined
      ? ''
      : line.problem !== null
        ? text.refusedRow(line.name, line.problem)
        : text.describeRow(line.name, layerText(line.row), line.output ? shapeText(line.output, dialect) : '–', sees) // prettier-ignore
  return text.describe(
    preset === null ? text.own : text.presets[preset],
    sheet.lines.length,
    shapeText(sheet.input, dialect),
    sheet.output === null ? text.noOutput : shapeText(sheet.output, dialect),
    grouped(sheet.totals.parameters),
    grouped(sheet.totals.macs),
    row,
  )
}
