import { type Place, type Token, syntaxError, tokenize } from './tokens.ts'

/** The expressions that are understood: enough to write down a model. */
export type Expression = Place &
  (
    | { readonly kind: 'literal'; readonly value: number | string | boolean | null }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'attribute'; readonly object: Expression; readonly name: string }
    | { readonly kind: 'index'; readonly object: Expression; readonly index: Expression }
    | {
        readonly kind: 'call'
        readonly callee: Expression
        readonly args: readonly Expression[]
        readonly keywords: readonly (Place & { readonly name: string; readonly value: Expression })[]
      }
    | { readonly kind: 'list'; readonly items: readonly Expression[] } // lists and tuples
    | { readonly kind: 'dict'; readonly entries: readonly (readonly [Expression, Expression])[] }
    | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
    | {
        readonly kind: 'binary'
        readonly operator: string
        readonly left: Expression
        readonly right: Expression
      }
  )

/** An expression, with the names its value is given (`x = y = value`). */
export interface Statement extends Place {
  readonly targets: readonly Expression[]
  readonly value: Expression
}

const constants: Readonly<Record<string, boolean | null>> = { True: true, False: false, None: null }
const keywords =
  /* @__PURE__ */ 'if for while def class with try return lambda del assert raise global pass async await yield'.split(
    ' ',
  )
/** Binary operators by how tightly they bind. */
const levels: readonly (readonly string[])[] = [
  ['+', '-'],
  ['*', '/', '//', '%'],
]
const MAX_DEPTH = 100

/** Statements of Python source; imports are read and left out. */
export function parsePython(source: string): Statement[] {
  return new Parser(tokenize(source)).statements()
}

class Parser {
  readonly #tokens: readonly Token[]
  #position = 0
  #depth = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  get #next(): Token {
    return this.#tokens[this.#position]!
  }

  #take(): Token {
    return this.#tokens[this.#position++]!
  }

  #is(text: string): boolean {
    return this.#next.kind === 'operator' && this.#next.text === text
  }

  /** Takes the operator if it is next. */
  #accept(text: string): boolean {
    const found = this.#is(text)
    if (found) this.#position++
    return found
  }

  #expect(text: string): void {
    if (!this.#accept(text)) throw this.#unexpected(`'${text}'`)
  }

  #unexpected(wanted: string): Error {
    const { kind, text } = this.#next
    const found = kind === 'newline' || kind === 'end' ? 'the line ends' : `found '${text}'`
    return syntaxError(this.#next, `expected ${wanted}, ${found}`)
  }

  statements(): Statement[] {
    const statements: Statement[] = []
    while (this.#next.kind !== 'end') {
      if (this.#next.kind === 'newline') this.#take()
      else if (['import', 'from'].includes(this.#next.text) && this.#next.kind === 'name') this.#import()
      else statements.push(this.#statement())
    }
    return statements
  }

  #import(): void {
    const start = this.#take()
    while (this.#next.kind !== 'newline' && !this.#accept(';')) {
      const { kind, text } = this.#take()
      if (kind === 'name' || (kind === 'operator' && '.,*()'.includes(text))) continue
      throw syntaxError(start, `this import is not understood at '${text}'`)
    }
  }

  #statement(): Statement {
    const { kind, text, line, column } = this.#next
    if (kind === 'name' && keywords.includes(text)) {
      throw syntaxError(this.#next, `'${text}' is not understood; only assignments, calls and imports are`)
    }
    const parts = [this.#items()]
    while (this.#accept('=')) parts.push(this.#items())
    if (this.#next.kind !== 'newline' && !this.#accept(';'))
      throw this.#unexpected('the end of the statement')
    return { targets: parts.slice(0, -1), value: parts.at(-1)!, line, column }
  }

  /** One expression, or several with commas: a tuple. */
  #items(): Expression {
    const first = this.#expression()
    if (!this.#is(',')) return first
    const items = [first]
    while (this.#accept(',')) {
      if (this.#next.kind === 'newline' || this.#is('=')) break
      items.push(this.#expression())
    }
    return { kind: 'list', items, line: first.line, column: first.column }
  }

  #expression(): Expression {
    if (++this.#depth > MAX_DEPTH) throw syntaxError(this.#next, `nested more than ${MAX_DEPTH} deep`)
    const value = this.#binary(0)
    this.#depth--
    return value
  }

  #binary(level: number): Expression {
    if (level === levels.length) return this.#unary()
    let left = this.#binary(level + 1)
    while (this.#next.kind === 'operator' && levels[level]!.includes(this.#next.text)) {
      const { text: operator, line, column } = this.#take()
      left = { kind: 'binary', operator, left, right: this.#binary(level + 1), line, column }
    }
    return left
  }

  #unary(): Expression {
    const { line, column, text, kind } = this.#next
    if (kind === 'operator' && (text === '-' || text === '+')) {
      this.#take()
      if (++this.#depth > MAX_DEPTH) throw syntaxError(this.#next, `nested more than ${MAX_DEPTH} deep`)
      const operand = this.#unary()
      this.#depth--
      return { kind: 'unary', operator: text, operand, line, column }
    }
    const base = this.#postfix(this.#atom())
    if (!this.#accept('**')) return base
    if (++this.#depth > MAX_DEPTH) throw syntaxError(this.#next, `nested more than ${MAX_DEPTH} deep`)
    const right = this.#unary()
    this.#depth--
    return { kind: 'binary', operator: '**', left: base, right, line, column }
  }

  #postfix(atom: Expression): Expression {
    let value = atom
    for (;;) {
      const { line, column } = this.#next
      if (this.#accept('.')) {
        if (this.#next.kind !== 'name') throw this.#unexpected('a name')
        const { text: name, ...place } = this.#take()
        value = { kind: 'attribute', object: value, name, line: place.line, column: place.column }
      } else if (this.#accept('(')) {
        value = { kind: 'call', callee: value, ...this.#arguments(), line: value.line, column: value.column }
      } else if (this.#accept('[')) {
        value = { kind: 'index', object: value, index: this.#items(), line, column }
        this.#expect(']')
      } else return value
    }
  }

  #arguments(): Pick<Extract<Expression, { kind: 'call' }>, 'args' | 'keywords'> {
    const args: Expression[] = []
    const named: (Place & { name: string; value: Expression })[] = []
    while (!this.#accept(')')) {
      const [first, second] = [this.#next, this.#tokens[this.#position + 1]!]
      if (first.kind === 'name' && second.kind === 'operator' && second.text === '=') {
        this.#position += 2
        if (named.some(({ name }) => name === first.text))
          throw syntaxError(first, `'${first.text}' is given twice`)
        named.push({ name: first.text, value: this.#expression(), line: first.line, column: first.column })
      } else {
        if (named.length > 0) throw syntaxError(first, 'an argument without a name after one with a name')
        args.push(this.#expression())
      }
      if (this.#accept(')')) break
      this.#expect(',')
    }
    return { args, keywords: named }
  }

  #atom(): Expression {
    const { line, column, kind, text } = this.#next
    const place = { line, column }
    if (kind === 'number') {
      this.#take()
      return { kind: 'literal', value: Number(text.replaceAll('_', '')), ...place }
    }
    if (kind === 'string') {
      let value = ''
      while (this.#next.kind === 'string') value += this.#take().text // neighbors are one string
      return { kind: 'literal', value, ...place }
    }
    if (kind === 'name') {
      this.#take()
      if (Object.hasOwn(constants, text)) return { kind: 'literal', value: constants[text]!, ...place }
      if (keywords.includes(text)) throw syntaxError(place, `'${text}' is not understood here`)
      return { kind: 'name', name: text, ...place }
    }
    if (this.#accept('(')) return this.#parenthesized(place)
    if (this.#accept('['))
      return { kind: 'list', items: this.#until(']', () => this.#expression()), ...place }
    if (this.#accept('{')) {
      const entries = this.#until('}', () => {
        const key = this.#expression()
        this.#expect(':')
        return [key, this.#expression()] as const
      })
      return { kind: 'dict', entries, ...place }
    }
    throw this.#unexpected('a value')
  }

  #parenthesized(place: Place): Expression {
    if (this.#accept(')')) return { kind: 'list', items: [], ...place }
    const first = this.#expression()
    if (this.#accept(')')) return first
    this.#expect(',')
    return { kind: 'list', items: [first, ...this.#until(')', () => this.#expression())], ...place }
  }

  /** Items separated by commas, a last comma allowed, up to `closer`. */
  #until<T>(closer: string, item: () => T): T[] {
    const items: T[] = []
    while (!this.#accept(closer)) {
      items.push(item())
      if (this.#accept(closer)) break
      this.#expect(',')
    }
    return items
  }
}
