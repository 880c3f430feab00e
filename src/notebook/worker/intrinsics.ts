import { native } from './native.ts'

type Record_ = readonly [
  path: string,
  target: object,
  keys: readonly PropertyKey[],
  values: readonly unknown[],
]

/** The built-in objects that tests are made of. */
const ROOTS = [
  'Object',
  'Function',
  'Array',
  'Number',
  'String',
  'Boolean',
  'Symbol',
  'Error',
  'Promise',
  'RegExp',
]
  .concat([
    'Map',
    'Set',
    'WeakMap',
    'Math',
    'JSON',
    'Reflect',
    'Float64Array',
    'Float32Array',
    'Int32Array',
    'TypeError',
  ])
  .concat(['RangeError'])

/**
 * Notes what the built-in objects and the engine's classes are made of. The function that it returns names the first
 * that has been changed since: tests measured with a changed `Math.abs` would say nothing.
 */
export function watchIntrinsics(extra: Readonly<Record<string, unknown>>): () => string | undefined {
  const noted: Record_[] = []
  const note = (path: string, target: unknown) => {
    if ((typeof target !== 'object' && typeof target !== 'function') || target === null) return
    const keys = native.ownKeys(target).filter((key) => key !== 'stackTraceLimit')
    noted.push([path, target, keys, keys.map((key) => valueAt(target, key))])
  }
  for (const name of ROOTS) {
    const root = (globalThis as unknown as Record<string, { prototype?: unknown }>)[name]
    note(name, root)
    note(`${name}.prototype`, root?.prototype)
  }
  note(
    'globalThis',
    Object.fromEntries(ROOTS.map((name) => [name, (globalThis as unknown as Record<string, unknown>)[name]])),
  )
  for (const [name, value] of Object.entries(extra)) {
    if (typeof value === 'function' && value.prototype) note(`${name}.prototype`, value.prototype)
  }
  return () => {
    for (let i = 0; i < noted.length; i++) {
      const [path, target, keys, values] = noted[i]!
      const now = native.ownKeys(target)
      let count = 0
      for (let k = 0; k < now.length; k++) if (now[k] !== 'stackTraceLimit') count++
      if (count !== keys.length) return path
      for (let k = 0; k < keys.length; k++) {
        if (!native.is(valueAt(target, keys[k]!), values[k])) return `${path}.${native.text(keys[k])}`
      }
    }
    return undefined
  }
}

/** What a property is, without calling it: its value, or its getter. */
function valueAt(target: object, key: PropertyKey): unknown {
  const found = native.descriptor(target, key)
  return found && ('value' in found ? found.value : found.get)
}
