import { CHANNELS, FORBIDDEN_OPTIONS } from '../../protocol/plot-vocabulary.ts'
import type { Channel, PlotOption } from '../../protocol/shown.ts'
import { digit } from '../inspect/engine.ts'
import { native } from '../native.ts'
import { untensored } from '../tables.ts'

export type Value = Channel['values'][number]
export type Options = Readonly<Record<string, unknown>>

/** The rows of a mark: those of an array, a tensor, a Map or a Set. */
export function rowsOf(data: unknown): readonly unknown[] {
  const plain = untensored(data)
  if (plain === undefined || plain === null) return []
  if (native.isArray(plain)) return plain
  if (typeof plain === 'object' && Symbol.iterator in plain) return [...(plain as Iterable<unknown>)]
  throw new TypeError('Plot: the data of a mark are an array or a tensor.')
}

/** A value as Plot is handed it: a number, text, true or false; everything else is missing. */
export function valueOf(value: unknown): Value {
  const plain = untensored(value)
  if (typeof plain === 'number') return digit(plain)
  if (typeof plain === 'bigint') return Number(plain)
  if (typeof plain === 'boolean') return plain
  return typeof plain === 'string' ? native.slice(plain, 0, 200) : null
}

/** Rows that are values themselves, as in `lineY([3, 1, 4])`. */
export function primitiveRows(rows: readonly unknown[]): Channel | undefined {
  const isPrimitive = rows.every((row) => typeof row !== 'object' || row === null)
  return isPrimitive ? { label: '', values: rows.map(valueOf) } : undefined
}

/** Reads the channels among a mark's options: a field's name, a function of the row, or a column of values. */
export function channelsOf(rows: readonly unknown[], options: Options): Record<string, Channel> {
  const channels: Record<string, Channel> = {}
  const isPaired = options['x'] === undefined && options['y'] === undefined && native.isArray(rows[0])
  const asked = isPaired ? { x: '0', y: '1', ...options } : options
  for (const name of CHANNELS) {
    const column = columnOf(rows, asked[name])
    if (column)
      channels[name] = isPaired && (name === 'x' || name === 'y') ? { ...column, label: '' } : column
  }
  return channels
}

function columnOf(rows: readonly unknown[], option: unknown): Channel | undefined {
  const { value, label } = labeled(option)
  if (typeof value === 'function') {
    const read = value as (row: unknown, index: number) => unknown
    return { label, values: rows.map((row, i) => valueOf(read(row, i))) }
  }
  if (typeof value === 'string') {
    if (!rows.some((row) => hasField(row, value))) return undefined
    return { label: label || value, values: rows.map((row) => valueOf(fieldOf(row, value))) }
  }
  const values = untensored(value)
  const isColumn = native.isArray(values) || (native.isView(values) && native.typedName(values) !== undefined)
  return isColumn ? { label, values: Array.from(values as ArrayLike<unknown>, valueOf) } : undefined
}

/** Plot's own way to name a channel: `{ value: 'loss', label: 'mean loss' }`. */
function labeled(option: unknown): { value: unknown; label: string } {
  if (typeof option !== 'object' || option === null || !('value' in option))
    return { value: option, label: '' }
  const { value, label } = option as { value: unknown; label?: unknown }
  return { value, label: typeof label === 'string' ? label : '' }
}

const hasField = (row: unknown, field: string): boolean =>
  typeof row === 'object' && row !== null && Object.hasOwn(row, field)

const fieldOf = (row: unknown, field: string): unknown =>
  typeof row === 'object' && row !== null ? (row as Record<string, unknown>)[field] : undefined

/** Options as data: constants in arrays and records. Functions and what may not be set are left out. */
export function constants(options: Options, without: readonly string[] = []): Record<string, PlotOption> {
  const kept: Record<string, PlotOption> = {}
  for (const [name, option] of Object.entries(options)) {
    if (without.includes(name) || FORBIDDEN_OPTIONS.includes(name)) continue
    const value = constant(option, 0)
    if (value !== undefined) kept[name] = value
  }
  return kept
}

function constant(option: unknown, depth: number): PlotOption | undefined {
  const value = untensored(option)
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'string') return native.slice(value, 0, 200)
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'object' || depth > 3) return undefined
  if (native.isArray(value)) return value.slice(0, 1000).map((item) => constant(item, depth + 1) ?? null)
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      const inner = FORBIDDEN_OPTIONS.includes(key) ? undefined : constant(item, depth + 1)
      return inner === undefined ? [] : [[key, inner] as const]
    }),
  )
}
