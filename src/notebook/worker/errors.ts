import { LIMITS } from '../protocol/limits.ts'
import type { CellError } from '../protocol/shown.ts'
import { native, ownValue } from './native.ts'

/** How `sourceURL` names the code of a cell (analysis/compile.ts), followed by line and column. */
const FRAME = /chainrule-cell-([a-z0-9-]+)\.ts:(\d+):\d+/g

/** What was thrown, as data. Anything can be thrown, so everything is read with care. */
export function describeError(thrown: unknown, describeOther: (value: unknown) => string): CellError {
  try {
    if (!native.isPrototypeOf(Error.prototype, thrown as object)) {
      return { name: 'Thrown', message: cut(describeOther(thrown)), trace: [] }
    }
    const error = thrown as Error
    return {
      name: cut(nameOf(error)),
      message: cut(textAt(error, 'message')),
      trace: traceOf(textAt(error, 'stack')),
    }
  } catch {
    return { name: 'Error', message: 'the error cannot be read', trace: [] }
  }
}

/** The name that an error shows: its own, or the one its class gives to all. */
function nameOf(error: Error): string {
  for (let at: object | null = error; at; at = native.prototypeOf(at)) {
    const name = ownValue(at, 'name')
    if (typeof name === 'string') return name
  }
  return 'Error'
}

/** Browsers keep `message` and `stack` as data or as accessors of their own; a cell's own getter is its own doing. */
function textAt(error: Error, key: 'message' | 'stack'): string {
  const value: unknown = error[key]
  return typeof value === 'string' ? value : ''
}

function traceOf(stack: string): { cell: string; line: number }[] {
  const trace: { cell: string; line: number }[] = []
  for (const [, cell, line] of native.slice(stack, 0, 20_000).matchAll(FRAME)) {
    const last = trace.at(-1)
    if (last?.cell !== cell || last?.line !== Number(line)) trace.push({ cell: cell!, line: Number(line) })
    if (trace.length === 8) break
  }
  return trace
}

const cut = (text: string): string =>
  text.length > LIMITS.lineLength ? `${native.slice(text, 0, LIMITS.lineLength)}…` : text
