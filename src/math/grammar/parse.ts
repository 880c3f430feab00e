import type { Declarations } from '../declare/types.ts'
import { message, type Message } from '../message.ts'
import type { Node, Span } from './ast.ts'
import { Parser } from './parser.ts'
import { NotUnderstood } from './scanner.ts'

/** Not understood: never a wrong answer. `position` is where in the text as typed; `suggestion` could replace it. */
export interface Unread {
  readonly ok: false
  readonly position: Span
  readonly message: Message
  readonly suggestion?: string
}

export interface Read {
  readonly ok: true
  readonly expr: Node
  /** How something that could be read in two ways was read. */
  readonly notes: readonly Message[]
}

/** One line of a derivation: `a = b = c`, or `= b`, which goes on from the line before. */
export interface ReadLine {
  readonly ok: true
  readonly sides: readonly Node[]
  readonly continues: boolean
  readonly notes: readonly Message[]
}

/** Longer than any line of any derivation; keeps every later pass quick. */
export const MAX_LENGTH = 1000

const attempt = <T extends { readonly ok: true }>(
  source: string,
  declarations: Declarations,
  read: (parser: Parser) => T,
): T | Unread => {
  if (source.length > MAX_LENGTH)
    return {
      ok: false,
      position: [MAX_LENGTH, source.length],
      message: message('parse.tooLong', { most: MAX_LENGTH }),
    }
  try {
    return read(new Parser(source, declarations))
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error
    const { at: position, what, suggestion } = error
    return { ok: false, position, message: what, ...(suggestion === undefined ? {} : { suggestion }) }
  }
}

/** Nothing may follow but what the caller allows. */
const end = (parser: Parser): string => {
  const found = parser.scanner.next()
  if (found && ')]}'.includes(found)) parser.scanner.fail('unopened', { found })
  if (found && found !== '=') parser.scanner.fail('unexpected', { found })
  return found
}

/** Reads one expression. Never throws; time grows with the length of the text. */
export const parse = (source: string, declarations: Declarations): Read | Unread =>
  attempt(source, declarations, (parser) => {
    const expr = parser.expression()
    if (end(parser) === '=') parser.scanner.fail('equals')
    return { ok: true, expr, notes: parser.scanner.notes }
  })

/** Reads a line of a derivation: expressions with equals signs between them, and perhaps one in front. */
export const parseLine = (source: string, declarations: Declarations): ReadLine | Unread =>
  attempt(source, declarations, (parser) => {
    const continues = parser.scanner.eat('=')
    const sides = [parser.expression()]
    while (end(parser) === '=') {
      parser.scanner.pos++
      sides.push(parser.expression())
    }
    return { ok: true, sides, continues, notes: parser.scanner.notes }
  })
