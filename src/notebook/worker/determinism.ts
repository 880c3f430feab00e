import { native } from './native.ts'

/** 1 January 2020, 00:00 UTC: what the clock of a graded run starts from, in milliseconds. */
const EPOCH = 1_577_836_800_000

/**
 * For graded runs: chance comes from a seed, and clocks advance by a millisecond whenever they are read, so that the
 * same program gets the same verdict every time.
 */
export function makeDeterministic(uniform: () => number): void {
  let reads = 0
  const tick = () => ++reads
  native.define(Math, 'random', { value: () => uniform(), writable: true, configurable: true })
  native.define(globalThis, 'performance', { value: { now: tick }, writable: true, configurable: true })
  native.define(globalThis, 'crypto', { value: undefined, writable: true, configurable: true })
  const NativeDate = Date
  const clock = () => EPOCH + tick()
  const FixedDate = function (this: unknown, ...args: unknown[]): unknown {
    if (!new.target) return new NativeDate(clock()).toString()
    const target = (new.target as unknown) === FixedDate ? NativeDate : new.target
    return native.construct(
      NativeDate,
      args.length === 0 ? [clock()] : (args as [number]),
      target as typeof Date,
    )
  }
  native.define(FixedDate, 'name', { value: 'Date' })
  native.define(FixedDate, 'prototype', { value: NativeDate.prototype })
  Object.setPrototypeOf(FixedDate, NativeDate)
  native.define(FixedDate, 'now', { value: clock })
  native.define(NativeDate.prototype, 'constructor', { value: FixedDate, configurable: true })
  native.define(globalThis, 'Date', { value: FixedDate, writable: true, configurable: true })
}
