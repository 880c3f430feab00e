import { native } from './native.ts'

/** A test that has failed and says so in words. */
export class TestFailure extends Error {
  override name = 'TestFailure'
}

const untensored = (value: unknown): unknown =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as { toArray?: unknown }).toArray === 'function'
    ? (value as { toArray(): unknown }).toArray()
    : value

/** What the tests of code exercises are written with. Messages never carry the expected value. */
export const assertions = {
  /** Fails with the message unless the condition holds. */
  assert(condition: unknown, message: string): void {
    if (condition !== true) throw new TestFailure(message)
  },

  /** Fails unless numbers, arrays or tensors agree element by element: |actual − expected| ≤ tolerance · max(1, |expected|). */
  assertClose(actual: unknown, expected: unknown, what: string, tolerance = 1e-9): void {
    const problem = difference(untensored(actual), untensored(expected), tolerance)
    if (problem !== undefined) throw new TestFailure(`${what} ${problem}`)
  },

  /** The central difference (f(x + h) − f(x − h)) / 2h: what a derivative must agree with. */
  slope(f: (x: number) => number, x: number, h = 1e-5): number {
    return (f(x + h) - f(x - h)) / (2 * h)
  },
}

function difference(actual: unknown, expected: unknown, tolerance: number): string | undefined {
  if (typeof expected === 'number') {
    if (typeof actual !== 'number') return `gives ${describe(actual)}, not a number.`
    const isClose =
      native.is(actual, expected) ||
      distance(actual, expected) <= tolerance * Math.max(1, distance(expected, 0))
    return isClose ? undefined : `gives ${describe(actual)}, which is not right.`
  }
  if (!native.isArray(expected))
    return native.is(actual, expected) ? undefined : `gives ${describe(actual)}, which is not right.`
  if (!native.isArray(actual)) return `gives ${describe(actual)}, not an array.`
  if (actual.length !== expected.length) return `has ${actual.length} elements; it needs ${expected.length}.`
  for (let i = 0; i < expected.length; i++) {
    const problem = difference(actual[i], expected[i], tolerance)
    if (problem !== undefined) return `at index ${i} ${problem}`
  }
  return undefined
}

const distance = (a: number, b: number): number => (a > b ? a - b : b - a)

function describe(value: unknown): string {
  if (typeof value === 'number') return native.numberText(value)
  if (value === undefined) return 'nothing (undefined: is a return missing?)'
  if (native.isArray(value)) return `an array of ${value.length}`
  return typeof value === 'object' && value !== null
    ? 'an object'
    : `${native.slice(native.text(value), 0, 80)}`
}
