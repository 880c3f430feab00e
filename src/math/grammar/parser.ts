import type { Declarations } from '../declare/types.ts'
import {
  binary,
  call,
  index,
  num,
  unary,
  type BinaryKind,
  type Comparison,
  type Node,
  type Span,
} from './ast.ts'
import { POWER } from './powers.ts'
import { readNumber } from './readNumber.ts'
import { readName } from './readName.ts'
import { readIndices, readSized } from './readSymbol.ts'
import { Scanner } from './scanner.ts'
import { isShaped, rankOf } from './shaped.ts'

const MAX_DEPTH = 64

const OPERATORS: readonly (readonly [text: string, kind: BinaryKind, power: number])[] = [
  ['+', 'add', POWER.sum],
  ['-', 'sub', POWER.sum],
  ['.*', 'hadamard', POWER.hadamard],
  ['⊙', 'hadamard', POWER.hadamard],
  ['\\odot', 'hadamard', POWER.hadamard],
  ['\\circ', 'hadamard', POWER.hadamard],
  ['*', 'mul', POWER.product],
  ['@', 'mul', POWER.product],
  ['\\times', 'mul', POWER.product],
  ['·', 'dot', POWER.product],
  ['\\cdot', 'dot', POWER.product],
  ['/', 'div', POWER.product],
]

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }
const TRANSPOSE = /\s*(?:⊤|\\top|\{\s*(?:⊤|\\top)\s*\})/uy
const TRANSPOSE_T = /\s*(?:T|\{\s*T\s*\})/uy

/** A Pratt parser over the characters: what a run of letters means depends on what is declared. */
export class Parser {
  readonly scanner: Scanner
  readonly declarations: Declarations
  /** Inside a function's arguments a comma separates. */
  isInList = false
  /** While a derivative's own symbols are read, no derivative is looked for. */
  isInDerivative = false
  /** The bar that would close here, if one is open. */
  #bar: '' | '|' | '||' = ''
  depth = 0

  constructor(source: string, declarations: Declarations) {
    this.scanner = new Scanner(source, declarations)
    this.declarations = declarations
  }

  expression = (min = 0): Node => {
    if (++this.depth > MAX_DEPTH) this.scanner.fail('tooDeep')
    this.scanner.next()
    const start = this.scanner.pos
    let left = this.#prefix(min)
    for (let more = this.#extend(left, min, start); more; more = this.#extend(left, min, start)) left = more
    this.depth--
    return left
  }

  /** An expression in a subscript, where a comma separates. */
  subscript = (): Node => {
    const saved = this.isInList
    this.isInList = true
    const inside = this.expression()
    this.isInList = saved
    return inside
  }

  /** Reads what stands between brackets; `closing` is consumed. */
  group(closing: string, isInList = false): Node {
    const open = this.scanner.pos - 1
    const saved = [this.#bar, this.isInList] as const
    ;[this.#bar, this.isInList] = ['', isInList]
    const inside = this.expression()
    if (!isInList) this.close(closing, open)
    ;[this.#bar, this.isInList] = saved
    return inside
  }

  close(closing: string, open: number): void {
    if (this.scanner.eat('\\right') && closing === '}') this.scanner.fail('unexpected', { found: '\\right' })
    if (this.scanner.eat(closing)) return
    const found = this.scanner.next()
    if (found && !')]}='.includes(found)) this.scanner.fail('unexpected', { found })
    this.scanner.fail('unclosed', { open: this.scanner.text[open] ?? '', closing }, open, closing)
  }

  #prefix(min: number): Node {
    const { scanner } = this
    const char = scanner.next()
    const from = scanner.pos
    if (scanner.eat('+')) return this.expression(Math.max(min, POWER.hadamard))
    if (scanner.eat('-')) {
      const operand = this.expression(Math.max(min, POWER.hadamard))
      return unary('neg', operand, scanner.span(from))
    }
    if (/[\d.]/u.test(char)) return this.#number()
    scanner.eat('\\left')
    const opening = scanner.next()
    if (opening && '([{'.includes(opening)) {
      scanner.pos++
      return opening === '[' ? this.#bracket(from) : this.group(CLOSING[opening]!)
    }
    if (opening === '|') return this.#bars(from)
    if (/[A-Za-z\\]/u.test(opening)) return readName(this, from)
    if (opening === '') return scanner.fail(from === 0 ? 'empty' : 'incomplete', {}, Math.max(0, from - 1))
    if (')]}'.includes(opening))
      return scanner.fail(this.depth > 1 ? 'incomplete' : 'unopened', { found: opening })
    return scanner.fail('unexpected', { found: opening })
  }

  #number(): Node {
    const { scanner } = this
    const from = scanner.pos
    if (scanner.match(/1(?=\s*_)/uy)) return readSized(scanner, 'ones', from, this.subscript)
    return readNumber(scanner, this.isInList)
  }

  /** `[x > 0]` is 1 or 0; other brackets group. */
  #bracket(from: number): Node {
    const { scanner } = this
    const left = this.group(']', true)
    const sign = scanner.match(/\s*([<>]=?)/uy)?.[1]
    if (sign === undefined) {
      this.close(']', from)
      return left
    }
    const right = this.group(']')
    return { kind: 'compare', name: sign as Comparison, args: [left, right], at: scanner.span(from) }
  }

  #bars(from: number): Node {
    const { scanner } = this
    const bar = scanner.eat('||') ? '||' : '|'
    if (bar === '|') scanner.pos++
    const saved = [this.#bar, this.isInList] as const
    ;[this.#bar, this.isInList] = [bar, false]
    const inside = this.expression()
    ;[this.#bar, this.isInList] = saved
    scanner.eat('\\right')
    if (!scanner.eat(bar)) scanner.fail('unclosed', { open: bar, closing: bar }, from, bar)
    if (bar === '|') return unary('abs', inside, scanner.span(from))
    const kind = scanner.match(/\s*_\{?([12F])\}?/uy)?.[1]
    return { kind: 'norm', p: kind === '1' ? 1 : 2, args: [inside], at: scanner.span(from) }
  }

  /** One more operator or postfix behind `left`, if one follows that binds at least as tightly as `min`. */
  #extend(left: Node, min: number, start: number): Node | undefined {
    const { scanner } = this
    const char = scanner.next()
    const from = scanner.pos
    const at = (): { at: Span } => ({ at: scanner.span(start) })
    if (char === '' || ')]}=,;<>'.includes(char) || this.#closes(char)) return undefined
    if (scanner.eat('.T')) return { ...unary('transpose', left), ...at() }
    if (char === "'") return this.#prime(left, at)
    if (char === '_') {
      const rank = rankOf(left, this.declarations)
      if (rank === 0) return scanner.fail('indexOfScalar')
      return { ...index(left, readIndices(scanner, rank, this.subscript)), ...at() }
    }
    if (char === '^' || scanner.text.startsWith('**', from)) return this.#raise(left, min, at)
    for (const [text, kind, power] of OPERATORS) {
      if (!scanner.text.startsWith(text, from)) continue
      if (power < min) return undefined
      scanner.pos += text.length
      const right = this.expression(power + 1)
      return { ...binary(kind, left, right), ...at() }
    }
    return this.#implicit(left, min, char, at)
  }

  #closes(char: string): boolean {
    if (this.scanner.text.startsWith('\\right', this.scanner.pos)) return true
    return char === '|' && this.#bar !== '' && this.scanner.text.startsWith(this.#bar, this.scanner.pos)
  }

  #implicit(left: Node, min: number, char: string, at: () => object): Node | undefined {
    const { scanner } = this
    if (POWER.product < min) return undefined
    const isOnes = /1\s*_/uy.test(scanner.text.slice(scanner.pos, scanner.pos + 9))
    const isBehindBracket = /[)\]}]\s*$/u.test(scanner.text.slice(Math.max(0, scanner.pos - 9), scanner.pos))
    if (/[\d.]/u.test(char) && !isOnes && !isBehindBracket) scanner.fail('missingOperator')
    if (!/[A-Za-z0-9\\([{|]/u.test(char)) scanner.fail('unexpected', { found: char })
    const right = this.expression(POWER.product + 1)
    if (left.kind === 'div' && left.args[1]!.kind === 'number' && left.args[0]!.kind !== 'number')
      scanner.note('slashProduct')
    return { ...binary('mul', left, right), ...at() }
  }

  #prime(left: Node, at: () => object): Node {
    const { scanner, declarations } = this
    if (declarations.options.primeIsTranspose && isShaped(left, declarations)) {
      scanner.pos++
      return { ...unary('transpose', left), ...at() }
    }
    const name = left.kind === 'symbol' ? left.name : ''
    return isShaped(left, declarations)
      ? scanner.fail('primeTranspose', { name }, scanner.pos, `${name}^T`)
      : scanner.fail('primeOnSymbol', { name })
  }

  #raise(left: Node, min: number, at: () => object): Node | undefined {
    const { scanner, declarations } = this
    const from = scanner.pos
    if (!scanner.eat('**')) scanner.pos++
    const isPower = declarations.symbols.has('T') && !isShaped(left, declarations) && left.kind !== 'number'
    if (scanner.match(TRANSPOSE) || (!isPower && scanner.match(TRANSPOSE_T))) {
      const isOnes = left.kind === 'number' && left.value === 1
      const operand = isOnes ? call('ones', [num(0)]) : left
      return { ...unary('transpose', operand), ...at() }
    }
    if (POWER.power < min) {
      scanner.pos = from
      return undefined
    }
    return { ...binary('pow', left, this.exponent()), ...at() }
  }

  subscripts(rank: number): readonly Node[] {
    return readIndices(this.scanner, rank, this.subscript)
  }

  /** What is raised: braces, or one factor with its sign. */
  exponent(): Node {
    const { scanner } = this
    const char = scanner.next()
    if (char === '{') {
      scanner.pos++
      return this.group('}')
    }
    const from = scanner.pos
    if (scanner.eat('-')) return unary('neg', this.expression(POWER.power), scanner.span(from))
    return this.expression(POWER.power)
  }
}
