/**
 * The language's own functions, taken before any reader's code runs: what a cell does to `JSON` or `Array.prototype`
 * does not reach the code that reports on it. Imported first by everything in this folder.
 */
const uncurry = <This, Args extends unknown[], Result>(method: (this: This, ...args: Args) => Result) =>
  Function.prototype.call.bind(method) as (self: This, ...args: Args) => Result

const typedArrayPrototype = Object.getPrototypeOf(Float64Array.prototype) as object
const getter = (target: object, key: PropertyKey) =>
  uncurry(Object.getOwnPropertyDescriptor(target, key)!.get as (this: unknown) => unknown)

export const native = {
  keys: Object.keys,
  ownKeys: Reflect.ownKeys,
  descriptor: Object.getOwnPropertyDescriptor,
  prototypeOf: Object.getPrototypeOf as (value: object) => object | null,
  define: Object.defineProperty,
  is: Object.is,
  isArray: Array.isArray,
  isView: ArrayBuffer.isView,
  construct: Reflect.construct,
  quote: JSON.stringify as (text: string) => string,
  parse: JSON.parse as (text: string) => unknown,
  text: String,
  // The frame's policy allows it, the page's does not: this is what the frame is for.
  // oxlint-disable-next-line no-eval
  eval: globalThis.eval,
  isPrototypeOf: uncurry(Object.prototype.isPrototypeOf),
  tagOf: uncurry(Object.prototype.toString),
  slice: uncurry(String.prototype.slice),
  numberText: uncurry(Number.prototype.toString) as (value: number) => string,
  functionText: uncurry(Function.prototype.toString) as (value: object) => string,
  isoDate: uncurry(Date.prototype.toISOString) as (value: Date) => string,
  dateValue: uncurry(Date.prototype.getTime) as (value: Date) => number,
  regexpText: uncurry(RegExp.prototype.toString) as (value: RegExp) => string,
  mapSize: getter(Map.prototype, 'size') as (value: unknown) => number,
  mapForEach: uncurry(Map.prototype.forEach) as (
    value: unknown,
    visit: (item: unknown, key: unknown) => void,
  ) => void,
  setSize: getter(Set.prototype, 'size') as (value: unknown) => number,
  setForEach: uncurry(Set.prototype.forEach) as (value: unknown, visit: (item: unknown) => void) => void,
  typedName: getter(typedArrayPrototype, Symbol.toStringTag) as (value: unknown) => string | undefined,
  typedLength: getter(typedArrayPrototype, 'length') as (value: unknown) => number,
  now: performance.now.bind(performance),
  setTimeout: globalThis.setTimeout.bind(globalThis) as (run: () => void, ms: number) => unknown,
  Registry: FinalizationRegistry,
  NativePromise: Promise,
} as const

/** An own data property, read without calling anything; undefined for a getter or none. */
export function ownValue(target: object, key: PropertyKey): unknown {
  const found = native.descriptor(target, key)
  return found && 'value' in found ? found.value : undefined
}
