import type { Item } from '../protocol/shown.ts'
import { inspect } from './inspect/inspect.ts'

const items = new WeakMap<object, Item>()

/** What `table`, `tex` and `Plot.plot` return: shown as the item it carries, wherever a value is shown. */
export function displayable(item: Item): object {
  const value = Object.freeze({ kind: item.kind })
  items.set(value, item)
  return value
}

/** A value as a piece of output. */
export function itemOf(value: unknown): Item {
  const known = typeof value === 'object' && value !== null ? items.get(value) : undefined
  return known ?? { kind: 'value', value: inspect(value) }
}
