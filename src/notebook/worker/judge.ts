import type { JudgeJob, Json, TestResult, Verdict } from '../protocol/messages.ts'
import { assertions } from './assertions.ts'
import type { Current } from './current.ts'
import { makeDeterministic } from './determinism.ts'
import { engine } from './engine.ts'
import { describeError } from './errors.ts'
import { native } from './native.ts'
import { call, textOf } from './run.ts'
import { watchIntrinsics } from './intrinsics.ts'

/** Lines of printed output that a verdict carries. */
const MOST_LINES = 200

/**
 * Runs programs and their tests from nothing, in a worker that has run nothing else: what a program leaves behind could
 * decide over the next one. Whoever runs several in one worker believes only the first (see `npm run regrade`).
 */
export async function judge({ cells, tests, probe, seed }: JudgeJob, current: Current): Promise<Verdict> {
  makeDeterministic(seededUniform(seed))
  const printed: string[] = []
  recordPrinting(printed)
  const changed = watchIntrinsics(engine)
  const scope = new Map<string, unknown>(Object.entries(assertions))
  const results: TestResult[] = []
  const verdict = (more: Partial<Verdict>): Verdict => {
    const tampered = changed()
    return { tests: results, printed, ...more, ...(tampered === undefined ? {} : { tampered }) }
  }
  for (const cell of cells) {
    current.begin(cell.id)
    try {
      const { defined } = await call(cell, scope)
      for (const [name, value] of Object.entries(defined)) scope.set(name, value)
    } catch (error) {
      return verdict({ error: describeError(error, textOf) })
    }
  }
  for (const test of tests) {
    try {
      await call(test, scope)
      results.push({ id: test.id, passed: true })
    } catch (error) {
      results.push({ id: test.id, passed: false, error: describeError(error, textOf) })
    }
  }
  if (!probe) return verdict({})
  try {
    return verdict({ value: plain((await call(probe, scope)).value, 0) })
  } catch (error) {
    return verdict({ error: describeError(error, textOf) })
  }
}

function seededUniform(seed: number): () => number {
  const rng = (engine['rng'] as (seed: number) => { uniform(): number })(seed)
  return () => rng.uniform()
}

/** What is printed in a graded run is text: one line for each call. */
function recordPrinting(printed: string[]): void {
  const print = (...parts: unknown[]) => {
    if (printed.length < MOST_LINES) printed.push(parts.map(printedText).join(' '))
  }
  const console = Object.fromEntries(['log', 'info', 'debug', 'warn', 'error'].map((level) => [level, print]))
  native.define(globalThis, 'console', { value: console, configurable: true })
  native.define(globalThis, 'display', { value: print, configurable: true })
}

function printedText(value: unknown): string {
  if (typeof value === 'string') return native.slice(value, 0, 2000)
  const data = plain(value, 0)
  return typeof data === 'string'
    ? data
    : typeof data === 'object' && data !== null
      ? listText(data)
      : native.text(data)
}

const listText = (list: readonly Json[]): string =>
  `[${list.map((item) => (typeof item === 'object' && item !== null ? listText(item) : native.text(item))).join(', ')}]`

/** A value as JSON: numbers that JSON has not, functions and objects become text. */
function plain(value: unknown, depth: number): Json {
  if (typeof value === 'number') return Number.isFinite(value) ? value : native.numberText(value)
  if (typeof value === 'string') return native.slice(value, 0, 2000)
  if (typeof value === 'boolean' || value === null) return value
  const Tensor = engine['Tensor'] as { prototype: object }
  const isObject = typeof value === 'object'
  const data =
    isObject && native.isPrototypeOf(Tensor.prototype, value)
      ? (value as { toArray(): unknown }).toArray()
      : value
  if (typeof data === 'number') return plain(data, depth)
  if (depth < 8 && (native.isArray(data) || native.typedName(data) !== undefined)) {
    return Array.from(data as ArrayLike<unknown>, (item) => plain(item, depth + 1)).slice(0, 1000)
  }
  return textOf(value)
}
