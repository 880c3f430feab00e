import { message, type Message } from '../message.ts'
import type { Declarations } from '../declare/types.ts'
import type { Span } from './ast.ts'
import { normalize, WORD_END, type Normalized } from './normalize.ts'
import { functionName, isGreek, WORDS } from './vocabulary.ts'

/** Why a text was not understood. Thrown inside the grammar only; `parse` returns it. */
export class NotUnderstood extends Error {
  readonly what: Message
  readonly at: Span
  readonly suggestion: string | undefined
  constructor(what: Message, at: Span, suggestion?: string) {
    super(what.id)
    this.what = what
    this.at = at
    this.suggestion = suggestion
  }
}

export interface Word {
  readonly text: string
  readonly kind: 'stem' | 'function' | 'word' | 'greek'
}

/** A place in the text, and what can be read there without knowing the grammar. */
export class Scanner {
  readonly text: string
  readonly declarations: Declarations
  /** Names of the indices that an enclosing sum binds. */
  readonly bound: string[] = []
  readonly notes: Message[] = []
  pos = 0
  readonly #origin: readonly number[]

  constructor(source: string, declarations: Declarations) {
    const normalized: Normalized = normalize(source)
    this.text = normalized.text
    this.#origin = normalized.origin
    this.declarations = declarations
  }

  span(from: number, to = this.pos): Span {
    const start = this.#origin[from]!
    return [start, Math.max(start, this.#origin[to]!)]
  }

  fail(id: string, params: Message['params'] = {}, from = this.pos, suggestion?: string): never {
    const to = Math.min(this.text.length, Math.max(this.pos, from + 1))
    throw new NotUnderstood(message(`parse.${id}`, params), this.span(from, to), suggestion)
  }

  /** Something that could be read in two ways: how it was read. */
  note(id: string): void {
    this.notes.push(message(`note.${id}`))
  }

  /** The next character that is not a space; moves there. */
  next(): string {
    while (this.text[this.pos] === ' ' || this.text[this.pos] === WORD_END) this.pos++
    return this.text[this.pos] ?? ''
  }

  eat(piece: string): boolean {
    this.next()
    if (!this.text.startsWith(piece, this.pos)) return false
    this.pos += piece.length
    return true
  }

  /** What a sticky pattern matches here; moves behind it. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.pos
    const found = pattern.exec(this.text)
    if (found) this.pos += found[0].length
    return found ?? undefined
  }

  isStem(text: string): boolean {
    return this.declarations.stems.has(text) || this.bound.includes(text)
  }

  classify(text: string): Word | undefined {
    if (this.isStem(text)) return { text, kind: 'stem' }
    if (WORDS.has(text)) return { text, kind: 'word' }
    if (text === 'Sigma' || text === 'Pi') return { text: text === 'Pi' ? 'prod' : 'sum', kind: 'word' }
    const name = functionName(text)
    if (name !== undefined) return { text: name, kind: 'function' }
    return isGreek(text) ? { text, kind: 'greek' } : undefined
  }

  /**
   * The longest word known here: a declared name, a function, a word of the grammar, a Greek letter. Letters run
   * together otherwise, so `xw` is two words if only `x` and `w` are declared. After a backslash the whole run counts.
   */
  word(): Word | undefined {
    this.next()
    const escaped = this.match(COMMAND)
    if (escaped) return this.classify(escaped[1]!) ?? { text: escaped[1]!, kind: 'greek' }
    const letters = this.run()
    for (let length = letters.length; length > 0; length--) {
      const found = this.classify(letters.slice(0, length))
      if (!found) continue
      this.pos += length
      return found
    }
    return undefined
  }

  /** The letters that follow, none consumed; longer than any name is cut. */
  run(): string {
    LETTERS.lastIndex = this.pos
    return LETTERS.exec(this.text)?.[0] ?? ''
  }
}

const COMMAND = new RegExp(`\\\\([A-Za-z]{1,24})${WORD_END}?`, 'uy')
const LETTERS = /[A-Za-z]{1,24}/uy
