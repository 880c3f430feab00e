import type { LogLevel } from '../protocol/shown.ts'
import type { Current } from './current.ts'
import { inspect } from './inspect/inspect.ts'
import { native } from './native.ts'
import { tableItem } from './tables.ts'

const LEVELS: readonly LogLevel[] = ['log', 'info', 'debug', 'warn', 'error']

/** The console of cells: prints below the running cell. */
export function makeConsole(current: Current): Record<string, unknown> {
  const counts = new Map<string, number>()
  const print = (level: LogLevel, parts: readonly unknown[]) => {
    if (current.outbox.dropLine()) return
    current.outbox.add({ kind: 'log', level, parts: parts.map((part) => inspect(part)) })
  }
  const timers = new Map<string, number>()
  return {
    ...Object.fromEntries(LEVELS.map((level) => [level, (...parts: unknown[]) => print(level, parts)])),
    dir: (value: unknown) => print('log', [value]),
    trace: (...parts: unknown[]) => print('debug', parts),
    table: (rows: unknown, columns?: unknown) => void current.outbox.add(tableItem(rows, columns)),
    assert: (condition: unknown, ...parts: unknown[]) => {
      if (!condition) print('error', ['Assertion failed', ...parts])
    },
    count: (label = 'default') => {
      counts.set(label, (counts.get(label) ?? 0) + 1)
      print('log', [`${label}: ${counts.get(label)}`])
    },
    countReset: (label = 'default') => void counts.delete(label),
    time: (label = 'default') => void timers.set(label, native.now()),
    timeEnd: (label = 'default') => {
      const from = timers.get(label)
      timers.delete(label)
      if (from !== undefined) print('log', [`${label}: ${(native.now() - from).toFixed(1)} ms`])
    },
    group: (...parts: unknown[]) => void (parts.length > 0 && print('log', parts)),
    groupEnd: () => undefined,
    clear: () => undefined,
  }
}
