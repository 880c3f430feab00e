import { LIMITS } from '../../protocol/limits.ts'
import type { HiddenReason, Shown } from '../../protocol/shown.ts'
import { native, ownValue } from '../native.ts'
import { engineValue } from './engine.ts'

/**
 * A value as data for the page. Getters are never called, nothing is asked of the value but its own properties, and
 * everything large, deep or cyclic is cut. A Proxy's traps do run: inside the cell's own time.
 */
export function inspect(value: unknown): Shown {
  return new Inspector().show(value, 0, [])
}

const hidden = (why: HiddenReason, name = ''): Shown => ({ t: 'hidden', why, name })

export class Inspector {
  #nodes: number = LIMITS.nodes
  #characters: number = LIMITS.text

  show(value: unknown, depth: number, path: readonly object[]): Shown {
    if (--this.#nodes < 0) return hidden('budget')
    switch (typeof value) {
      case 'string':
        return this.#text(value)
      case 'number':
        return { t: 'atom', type: 'number', text: native.is(value, -0) ? '-0' : native.numberText(value) }
      case 'boolean':
        return { t: 'atom', type: 'boolean', text: native.text(value) }
      case 'undefined':
        return { t: 'atom', type: 'nothing', text: 'undefined' }
      case 'bigint':
        return { t: 'atom', type: 'bigint', text: `${cut(native.text(value), 200)}n` }
      case 'symbol':
        return { t: 'atom', type: 'symbol', text: cut(native.text(value), 200) }
      case 'function':
        return { t: 'function', name: nameText(ownValue(value, 'name')), isClass: isClass(value) }
      default:
        return value === null
          ? { t: 'atom', type: 'nothing', text: 'null' }
          : this.#object(value as object, depth, path)
    }
  }

  #text(text: string): Shown {
    const room = Math.max(0, Math.min(LIMITS.lineLength, this.#characters))
    const kept = native.slice(text, 0, room)
    this.#characters -= kept.length
    return { t: 'text', text: kept, more: text.length - kept.length }
  }

  #object(value: object, depth: number, path: readonly object[]): Shown {
    if (path.includes(value)) return hidden('cycle', className(value))
    if (depth >= LIMITS.depth) return hidden('depth', className(value))
    try {
      const next = [...path, value]
      return (
        engineValue(value) ??
        plainValue(value) ??
        this.#list(value, depth, next) ??
        this.#map(value, depth, next) ??
        this.#record(value, depth, next)
      )
    } catch (error) {
      // A Proxy that throws, or a prototype that a cell has broken.
      return hidden('unreadable', error instanceof RangeError ? 'RangeError' : '')
    }
  }

  #list(value: object, depth: number, path: readonly object[]): Shown | undefined {
    const limit = depth === 0 ? LIMITS.entries : LIMITS.nestedEntries
    const name = className(value)
    if (native.isArray(value)) {
      const kept = Math.min(value.length, limit)
      const items: Shown[] = []
      for (let i = 0; i < kept; i++) items.push(this.#property(value, i, depth, path))
      return { t: 'list', name, size: value.length, items, more: value.length - kept }
    }
    const typed = native.isView(value) ? native.typedName(value) : undefined
    if (typed !== undefined) {
      const size = native.typedLength(value)
      const kept = Math.min(size, limit)
      const items: Shown[] = []
      for (let i = 0; i < kept; i++) items.push(this.show((value as Float64Array)[i], depth + 1, path))
      return { t: 'list', name: typed, size, items, more: size - kept }
    }
    if (native.tagOf(value) !== '[object Set]') return undefined
    const items: Shown[] = []
    native.setForEach(
      value,
      (item) => void (items.length < limit && items.push(this.show(item, depth + 1, path))),
    )
    return { t: 'list', name, size: native.setSize(value), items, more: native.setSize(value) - items.length }
  }

  #map(value: object, depth: number, path: readonly object[]): Shown | undefined {
    if (native.tagOf(value) !== '[object Map]') return undefined
    const limit = depth === 0 ? LIMITS.entries : LIMITS.nestedEntries
    const entries: [string, Shown][] = []
    native.mapForEach(value, (item, key) => {
      if (entries.length < limit) entries.push([keyText(key), this.show(item, depth + 1, path)])
    })
    const size = native.mapSize(value)
    return { t: 'record', name: className(value), size, entries, more: size - entries.length }
  }

  #record(value: object, depth: number, path: readonly object[]): Shown {
    const limit = depth === 0 ? LIMITS.entries : LIMITS.nestedEntries
    const keys = native.ownKeys(value)
    const entries: [string, Shown][] = []
    let size = 0
    // Loops, because a cell may have replaced the methods of arrays.
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!
      if (native.descriptor(value, key)?.enumerable !== true || size++ >= limit) continue
      entries[entries.length] = [cut(native.text(key), 200), this.#property(value, key, depth, path)]
    }
    return { t: 'record', name: className(value), size, entries, more: size - entries.length }
  }

  #property(target: object, key: PropertyKey, depth: number, path: readonly object[]): Shown {
    const found = native.descriptor(target, key)
    if (!found) return { t: 'atom', type: 'nothing', text: 'empty' }
    return 'value' in found ? this.show(found.value, depth + 1, path) : hidden('getter')
  }
}

/** Objects that are one value: dates, regular expressions, errors. */
function plainValue(value: object): Shown | undefined {
  switch (native.tagOf(value)) {
    case '[object Date]': {
      const isValid = !Number.isNaN(native.dateValue(value as Date))
      return { t: 'atom', type: 'date', text: isValid ? native.isoDate(value as Date) : 'Invalid Date' }
    }
    case '[object RegExp]':
      return { t: 'atom', type: 'regexp', text: cut(native.regexpText(value as RegExp), 200) }
    case '[object Error]':
      return {
        t: 'error',
        name: className(value),
        message: cut(nameText(ownValue(value, 'message')), LIMITS.lineLength),
      }
    default:
      return undefined
  }
}

const cut = (text: string, length: number): string =>
  text.length > length ? `${native.slice(text, 0, length)}…` : text

const nameText = (name: unknown): string => (typeof name === 'string' ? cut(name, 200) : '')

const isClass = (value: object): boolean => native.slice(native.functionText(value), 0, 6) === 'class '

/** A map's key as the label of its entry. */
const keyText = (key: unknown): string =>
  typeof key === 'string'
    ? cut(key, 200)
    : typeof key === 'object' && key
      ? className(key)
      : cut(native.text(key), 200)

/** The name of the class that made an object, read without calling anything. */
export function className(value: object): string {
  for (let at: object | null = value; at; at = native.prototypeOf(at)) {
    const maker = ownValue(at, 'constructor')
    if (typeof maker === 'function') return nameText(ownValue(maker, 'name'))
  }
  return ''
}
