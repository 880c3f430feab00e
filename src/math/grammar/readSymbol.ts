import { joinName, compact, nearest } from '../declare/names.ts'
import { call, index, num, symbol, type Node } from './ast.ts'
import type { Scanner } from './scanner.ts'
import { FUNCTION_WORDS } from './vocabulary.ts'

const LAYER = /\s*\^\{?[([](\w+)[)\]]\}?/uy
const BRACED = /\s*_\s*\{([^}]*)\}/uy
const RUN = /\s*_\s*\\?([A-Za-z0-9]+)/uy
const DIGITS = /\d+/uy

/** Parses an expression up to a closing brace or comma; the parser lends it for subscripts like `k + 1`. */
export type ReadExpression = () => Node

export const suggestName = (scanner: Scanner, name: string): string | undefined =>
  nearest(name, [
    ...scanner.declarations.symbols.keys(),
    ...scanner.bound,
    ...(name.length > 1 ? FUNCTION_WORDS : []),
  ])

/** The declared name for a spelling of it. */
const declaredName = (scanner: Scanner, name: string): string | undefined => {
  const { symbols, aliases } = scanner.declarations
  if (scanner.bound.includes(name) || symbols.has(name)) return name
  return aliases.get(name)
}

const rankOf = (scanner: Scanner, name: string): number =>
  scanner.bound.includes(name) ? 0 : (scanner.declarations.symbols.get(name)?.shape.length ?? 0)

const unknown = (scanner: Scanner, name: string, from: number): never => {
  const suggestion = suggestName(scanner, name)
  return scanner.fail(
    suggestion ? 'unknownNear' : 'unknown',
    { name, suggestion: suggestion ?? '' },
    from,
    suggestion,
  )
}

/** `^(2)` or `^[2]` behind a stem, if a symbol with that layer is declared. */
const readLayer = (scanner: Scanner, stem: string): string => {
  const from = scanner.pos
  const layer = scanner.match(LAYER)?.[1] ?? ''
  if (layer && scanner.declarations.stems.has(joinName({ stem, layer }))) return layer
  scanner.pos = from
  return ''
}

/** One subscript without braces: a digit, or a letter that is a name. */
const readMark = (scanner: Scanner, allDigits: boolean): Node | undefined => {
  const from = scanner.pos
  const digits = scanner.match(allDigits ? DIGITS : /\d/uy)
  if (digits) return num(Number(digits[0]), scanner.span(from))
  const letter = scanner.match(/\s*\\?([A-Za-z]+)/uy)?.[1] ?? ''
  for (let length = letter.length; length > 0; length--) {
    const name = declaredName(scanner, letter.slice(0, length))
    if (name === undefined || rankOf(scanner, name) > 0) continue
    scanner.pos -= letter.length - length
    return symbol(name, scanner.span(from))
  }
  scanner.pos = from
  return undefined
}

/** The subscripts of something with `rank` dimensions, standing at the underscore (or at a digit behind a name). */
export const readIndices = (scanner: Scanner, rank: number, expression: ReadExpression): readonly Node[] => {
  const from = scanner.pos
  const marks: Node[] = []
  scanner.eat('_')
  if (scanner.eat('{')) {
    const inside = scanner.text.slice(scanner.pos, scanner.text.indexOf('}', scanner.pos))
    const isList = rank === 1 || inside.includes(',')
    while (marks.length < rank) {
      const mark = isList ? expression() : readMark(scanner, false)
      if (!mark) break
      marks.push(mark)
      scanner.eat(',')
    }
    if (!scanner.eat('}')) scanner.fail('index', { count: rank }, from)
  } else {
    scanner.next()
    for (let mark = readMark(scanner, rank === 1); mark; mark = readMark(scanner, false)) {
      marks.push(mark)
      if (marks.length === rank) break
    }
  }
  if (marks.length !== rank) scanner.fail('index', { count: rank }, from)
  return marks
}

/** Subscript read as part of a name: the longest spelling that is declared. */
const readNamed = (scanner: Scanner, stem: string, layer: string): string | undefined => {
  const from = scanner.pos
  const digits = scanner.match(DIGITS)
  const braced = digits ? undefined : scanner.match(BRACED)
  const raw = digits?.[0] ?? braced?.[1] ?? scanner.match(RUN)?.[1]
  if (raw === undefined) return undefined
  const end = scanner.pos
  const text = compact(raw)
  for (let length = text.length; length > 0; length--) {
    if (/^\d\d/u.test(text.slice(length - 1))) continue
    for (const late of layer ? [layer] : [readLayerAt(scanner, stem, end), '']) {
      const name = declaredName(scanner, joinName({ stem, subscript: text.slice(0, length), layer: late }))
      if (name === undefined) continue
      if (length < text.length) scanner.pos = end - (text.length - length)
      return name
    }
    if (braced || digits) break
  }
  scanner.pos = from
  return undefined
}

/** Tries the layer behind a subscript; stands behind whatever was read. */
const readLayerAt = (scanner: Scanner, stem: string, end: number): string => {
  scanner.pos = end
  return readLayer(scanner, stem)
}

/** The spelling a reader used, for the message that it is unknown. */
const spelled = (scanner: Scanner, stem: string, layer: string): string => {
  const raw = scanner.match(DIGITS)?.[0] ?? scanner.match(BRACED)?.[1] ?? scanner.match(RUN)?.[1] ?? ''
  return joinName({ stem, layer, subscript: compact(raw) })
}

/** The symbol that begins with `stem`, which has just been read: its layer, its subscripts, its primes. */
export const readSymbol = (
  scanner: Scanner,
  stem: string,
  from: number,
  expression: ReadExpression,
): Node => {
  const layer = readLayer(scanner, stem)
  const named = readNamed(scanner, stem, layer)
  if (named !== undefined) return withLateIndices(scanner, named, from, expression)
  const base = declaredName(scanner, joinName({ stem, layer }))
  const rank = base === undefined ? 0 : rankOf(scanner, base)
  const digit = /\d/u.test(scanner.text[scanner.pos] ?? '')
  const marked = digit || /^ *_/u.test(scanner.text.slice(scanner.pos, scanner.pos + 80))
  if (base === undefined) return unknown(scanner, spelled(scanner, stem, layer), from)
  if (!marked) return primed(scanner, base, from)
  if (rank > 0)
    return index(symbol(base, scanner.span(from)), readIndices(scanner, rank, expression), scanner.span(from))
  const digits = digit ? scanner.match(DIGITS)![0] : ''
  if (digits) scanner.fail('trailingDigit', { name: base, digits }, from, `${base}^${digits}`)
  return unknown(scanner, spelled(scanner, stem, layer), from)
}

const primed = (scanner: Scanner, name: string, from: number): Node => {
  const primes = /'+/uy
  primes.lastIndex = scanner.pos
  const marks = primes.exec(scanner.text)?.[0] ?? ''
  const full = marks ? declaredName(scanner, name + marks) : undefined
  if (full !== undefined) scanner.pos += marks.length
  return symbol(full ?? name, scanner.span(from))
}

/** `W_1` may itself be a matrix whose entries carry further subscripts: `W_{1,jk}` is not read, `(W_1)_{jk}` is. */
const withLateIndices = (scanner: Scanner, name: string, from: number, expression: ReadExpression): Node => {
  const rank = rankOf(scanner, name)
  const node = primed(scanner, name, from)
  if (rank === 0 || !/^ *_/u.test(scanner.text.slice(scanner.pos, scanner.pos + 80))) return node
  return index(node, readIndices(scanner, rank, expression), scanner.span(from))
}

/** `1_n` and `I_n`: what follows the underscore must be a size. */
export const readSized = (
  scanner: Scanner,
  name: 'ones' | 'eye',
  from: number,
  expression: ReadExpression,
): Node => call(name, readIndices(scanner, 1, expression), 0, scanner.span(from))
