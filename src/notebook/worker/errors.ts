import { LIMITS } from '../protocol/limits.ts'
import { ENDLESS_RECURSION, type CellError } from '../protocol/shown.ts'
import { native, ownValue } from './native.ts'

/** How `sourceURL` names the code of a cell (analysis/compile.ts), followed by line and column. */
const FRAME = /chainrule-cell-([a-z0-9-]+)\.ts:(\d+):\d+/g

type Frame = CellError['trace'][number]

/** What was thrown, as data. Anything can be thrown, so everything is read with care. */
export function describeError(thrown: unknown, describeOther: (value: unknown) => string): CellError {
  try {
    if (!native.isPrototypeOf(Error.prototype, thrown as object)) {
      return { name: 'Thrown', message: cut(describeOther(thrown)), trace: [] }
    }
    const error = thrown as Error
    const message = textAt(error, 'message')
    return {
      name: cut(nameOf(error)),
      message: cut(message),
      trace: traceOf(textAt(error, 'stack'), ENDLESS_RECURSION.test(message)),
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

function traceOf(stack: string, isEndless: boolean): Frame[] {
  const frames: Frame[] = []
  for (const [, cell, line] of native.slice(stack, 0, 20_000).matchAll(FRAME))
    frames.push({ cell: cell!, line: Number(line) })
  const trace: Frame[] = []
  for (const frame of isEndless ? withoutChance(frames) : frames) {
    const last = trace.at(-1)
    if (last?.cell !== frame.cell || last.line !== frame.line) trace.push(frame)
    if (trace.length === 8) break
  }
  return trace
}

/**
 * A recursion without end runs out of stack wherever it happens to be, often at the head of a function: such a frame is
 * there once, those that call each other again and again. The reader looks for the call.
 */
function withoutChance(frames: Frame[]): Frame[] {
  const times = ({ cell, line }: Frame): number =>
    frames.filter((other) => other.cell === cell && other.line === line).length
  const [first, second] = frames
  return first && second && times(first) === 1 && times(second) > 1 ? frames.slice(1) : frames
}

const cut = (text: string): string =>
  text.length > LIMITS.lineLength ? `${native.slice(text, 0, LIMITS.lineLength)}…` : text
