import { LIMITS } from '../protocol/limits.ts'
import type { Item } from '../protocol/shown.ts'
import { engine } from './engine.ts'
import { inspect } from './inspect/inspect.ts'
import { native } from './native.ts'

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Nested arrays instead of a tensor; everything else as it is. */
export function untensored(value: unknown): unknown {
  const Tensor = engine['Tensor'] as { prototype: object } | undefined
  if (!isObject(value) || !Tensor || !native.isPrototypeOf(Tensor.prototype, value)) return value
  return (value as { toArray(): unknown }).toArray()
}

/** Rows of a table: those of an array or a matrix, or the entries of an object. Columns are all keys that occur. */
export function tableItem(value: unknown, wanted?: unknown): Item {
  const data = untensored(value)
  const rows = rowsOf(data)
  const shown = rows.slice(0, LIMITS.rows)
  const columns = (native.isArray(wanted) ? wanted.map(native.text) : columnsOf(shown)).slice(
    0,
    LIMITS.columns,
  )
  return {
    kind: 'table',
    columns,
    rows: shown.map(([label, row]) => [
      inspect(label),
      ...columns.map((column) => inspect(cellOf(row, column))),
    ]),
    more: rows.length - shown.length,
  }
}

const VALUE = 'value'

function rowsOf(data: unknown): [string, unknown][] {
  if (native.isArray(data)) return data.map((row: unknown, i) => [native.text(i), row])
  if (native.isView(data) && native.typedName(data))
    return Array.from(data as Float64Array, (x, i) => [native.text(i), x])
  if (native.tagOf(data) === '[object Map]') {
    const rows: [string, unknown][] = []
    native.mapForEach(data, (row, key) => void rows.push([native.text(key), row]))
    return rows
  }
  if (!isObject(data)) return [['', data]]
  return native.keys(data).map((key) => [key, native.descriptor(data, key)?.value])
}

function columnsOf(rows: readonly [string, unknown][]): string[] {
  const columns = new Set<string>()
  for (const [, row] of rows) {
    if (!isObject(row)) columns.add(VALUE)
    else for (const key of native.keys(row)) columns.add(key)
  }
  return [...columns]
}

const cellOf = (row: unknown, column: string): unknown => {
  if (!isObject(row)) return column === VALUE ? row : ''
  const found = native.descriptor(row, column)
  return found ? found.value : ''
}
