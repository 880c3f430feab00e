import { GLOBALS } from '../analysis/globals.ts'
import { native } from './native.ts'

/**
 * Leaves in the worker's global scope only the language itself and a handful of harmless tools: no network, no
 * storage, no other threads, no way to send or overhear messages. What is not known to be harmless goes, own or
 * inherited, so that what browsers add tomorrow is gone already.
 */
export function lockDown(): void {
  for (
    let scope: object | null = globalThis;
    scope && scope !== Object.prototype;
    scope = native.prototypeOf(scope)
  ) {
    for (const key of native.ownKeys(scope)) {
      if (typeof key === 'string' && key !== 'constructor' && !GLOBALS.has(key)) remove(scope, key)
    }
  }
  const { URL } = globalThis
  if (URL) for (const key of ['createObjectURL', 'revokeObjectURL']) remove(URL, key)
  for (const key of ['transfer', 'transferToFixedLength', 'resize']) remove(ArrayBuffer.prototype, key)
  if (globalThis.performance) keepOnlyNow()
}

function remove(scope: object, key: string): void {
  try {
    if (Reflect.deleteProperty(scope, key)) return
    native.define(scope, key, { value: undefined, writable: false, configurable: false })
  } catch {
    // Neither deletable nor definable: a constant of the platform, such as Infinity.
  }
}

/** The clock without the browser's ledger of loaded resources. */
function keepOnlyNow(): void {
  const { now } = native
  native.define(globalThis, 'performance', { value: { now }, writable: true, configurable: true })
}
