import { MEMORY } from '../protocol/limits.ts'
import { native } from './native.ts'

/** More memory than a cell may use; the message says so in words. */
export class MemoryError extends RangeError {
  override name = 'MemoryError'
}

type Constructor = abstract new (...args: never[]) => object

const NAMES = [
  'ArrayBuffer',
  'Float64Array',
  'Float32Array',
  'Int8Array',
  'Int16Array',
  'Int32Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Uint16Array',
  'Uint32Array',
  'BigInt64Array',
  'BigUint64Array',
] as const

export type BufferConstructors = Record<(typeof NAMES)[number], Constructor>

/** Counts bytes against a budget; what the collector has taken back is given back. */
class Meter {
  #used = 0
  readonly #budget: number
  readonly #least: number
  readonly #freed = new native.Registry<number>((bytes) => (this.#used -= bytes))

  /** Arrays smaller than `least` bytes are not counted. */
  constructor(budget: number, least: number) {
    this.#budget = budget
    this.#least = least
  }

  /** @throws MemoryError before the memory is taken. */
  check(bytes: number): void {
    if (bytes > MEMORY.largest || (bytes >= this.#least && this.#used + bytes > this.#budget)) {
      const megabytes = Math.min(this.#budget, MEMORY.largest) / 1024 / 1024
      throw new MemoryError(`the arrays of this cell would take more than ${megabytes} MB of memory.`)
    }
  }

  count(made: object, bytes: number): void {
    if (bytes < this.#least) return
    this.#used += bytes
    this.#freed.register(made, bytes)
  }
}

/** The constructors of buffers, each counting what it makes. Plain functions: a Proxy would slow `instanceof` down. */
function metered(meter: Meter): BufferConstructors {
  return Object.fromEntries(NAMES.map((name) => [name, meteredOne(name, meter)])) as BufferConstructors
}

function meteredOne(name: (typeof NAMES)[number], meter: Meter): Constructor {
  const original = globalThis[name] as unknown as Constructor
  const bytesPerElement = (ownOf(original, 'BYTES_PER_ELEMENT') as number | undefined) ?? 1
  const counting = function (this: unknown, ...args: unknown[]): object {
    if (!new.target) throw new TypeError(`Constructor ${name} requires 'new'`)
    const bytes = sizeAsked(args) * bytesPerElement
    meter.check(bytes)
    const made = native.construct(
      original as never,
      args,
      (new.target as unknown) === counting ? original : new.target,
    )
    meter.count(made, bytes)
    return made
  }
  native.define(counting, 'name', { value: name })
  native.define(counting, 'prototype', { value: original.prototype, writable: false })
  // `from`, `of`, `isView`, `BYTES_PER_ELEMENT`: inherited, and constructing through `this`.
  Object.setPrototypeOf(counting, original)
  return counting as unknown as Constructor
}

/** Elements that a constructor is asked to make anew; 0 for a view of a buffer that exists. */
function sizeAsked([first, second]: readonly unknown[]): number {
  if (typeof first === 'number') return Math.max(first, Number(ownOf(second, 'maxByteLength') ?? 0))
  if (typeof first !== 'object' || first === null) return 0
  if (native.isView(first)) return native.typedName(first) === undefined ? 0 : native.typedLength(first)
  return native.isArray(first) ? first.length : 0
}

const ownOf = (target: unknown, key: string): unknown =>
  (typeof target === 'object' && target !== null) || typeof target === 'function'
    ? native.descriptor(target, key)?.value
    : undefined

/** The constructors for the engine: it makes many small arrays, so only large ones count. */
export const engineBuffers = (): BufferConstructors => metered(new Meter(MEMORY.engine, 4 * 1024 * 1024))

/** Puts counting constructors in place of the reader's, also where `array.constructor` finds them. */
export function limitReaderMemory(): void {
  const counting = metered(new Meter(MEMORY.reader, 4 * 1024))
  for (const name of NAMES) {
    const made = counting[name]
    native.define(globalThis, name, { value: made, writable: true, configurable: true })
    native.define(made.prototype as object, 'constructor', {
      value: made,
      writable: true,
      configurable: true,
    })
  }
}
