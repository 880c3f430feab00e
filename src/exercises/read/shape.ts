import { say, type Message } from '../messages.ts'
import { evaluate, isFunctionName } from './arithmetic.ts'
import { asciiSigns, numberLimit } from './number.ts'
import { accept, refuse, type Read } from './reading.ts'

/** Named sizes of an exercise: with their value where the prompt gives one, null where they stay letters. */
export type Symbols = Readonly<Record<string, number | null>>

/** One size as typed, such as `32`, `B`, `B*T` or `floor(T/2)`. */
export type Dim = string

const namePattern = /[\p{L}_][\p{L}\d_]*/gu

/** Reads `(32, 10)`, `32x10`, `32 × 10`, `[B, T, C]`, `B T C`, `(5,)`, `torch.Size([2, 3])`, `()`. */
export function readShape(text: string, symbols: Symbols): Read<Dim[]> {
  if (text.length > numberLimit) return refuse(say('too-long', { limit: numberLimit }))
  const typed = asciiSigns(text).trim()
  if (typed === '') return refuse(say('nothing-entered'))
  const inner = unbracket(typed.replace(/^(?:torch\.)?Size\(([^]*)\)$/, '$1').trim())
  if (inner === undefined) return refuse(say('unbalanced-brackets'))
  if (inner === '') return accept([])
  const dims = splitDims(inner, symbols)
  for (const dim of dims) {
    const problem = dimProblem(dim, symbols)
    if (problem !== undefined) return refuse(problem)
  }
  return accept(dims)
}

const pairs: Record<string, string> = { '(': ')', '[': ']', '{': '}' }

/** Without the outer brackets; undefined if they do not match. `(2, 3)` and `2, 3` alike. */
function unbracket(typed: string): string | undefined {
  const closer = pairs[typed[0]!]
  const last = typed.at(-1)!
  if (closer === undefined) return ']}'.includes(last) ? undefined : typed
  if (last !== closer || typed.length < 2) return undefined
  return typed.slice(1, -1).trim()
}

function splitDims(inner: string, symbols: Symbols): Dim[] {
  const tight = inner.replace(/\s*([-+*/^])\s*/g, '$1')
  const byComma = splitOutside(tight)
  if (byComma.length > 1) return (byComma.at(-1) === '' ? byComma.slice(0, -1) : byComma).map(withProducts)
  const isLetterSize = 'x' in symbols || 'X' in symbols || /max|exp/.test(tight)
  return tight.split(isLetterSize ? /[×\s]+/ : /\s*[x×X]\s*|\s+/).map(withProducts)
}

/** At commas and semicolons outside parentheses. */
function splitOutside(text: string): string[] {
  const parts = ['']
  let depth = 0
  for (const char of text) {
    if (char === '(') depth++
    if (char === ')') depth--
    if (depth === 0 && (char === ',' || char === ';')) parts.push('')
    else parts[parts.length - 1] += char
  }
  return parts.map((part) => part.trim())
}

/** `2C` is read as `2*C`. */
const withProducts = (dim: string): string => dim.replace(/(?<![\p{L}\d_])(\d+)(?=[\p{L}_])/gu, '$1*')

function dimProblem(dim: Dim, symbols: Symbols): Message | undefined {
  const strange = say('not-a-shape', { found: [...dim].slice(0, 12).join('') })
  const value = evaluate(dim, assign(symbols, 0))
  const problem = value.ok || !('id' in value.message) ? undefined : value.message
  if (problem?.id === 'not-a-number') return strange
  const known = Object.keys(symbols)
  for (const name of dim.match(namePattern) ?? []) {
    if (known.includes(name) || isFunctionName(name)) continue
    const twin = known.find((symbol) => symbol.toLowerCase() === name.toLowerCase())
    if (twin !== undefined) return say('symbol-case', { symbol: name, known: twin })
    return say('unknown-symbol', { symbol: name.slice(0, 12), known })
  }
  if (!value.ok) return problem?.id === 'division-by-zero' ? problem : strange
  const isSize = Number.isSafeInteger(value.read) && value.read >= 0
  return isSize || namesOf(dim, symbols) ? undefined : strange
}

const namesOf = (dim: Dim, symbols: Symbols): boolean =>
  (dim.match(namePattern) ?? []).some((name) => name in symbols)

const primes = [7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67]

/** Test values for the symbols, different for each symbol and each round. */
function assign(symbols: Symbols, round: number): Map<string, number> {
  return new Map(
    Object.keys(symbols).map((name, i) => [name, primes[(i * 3 + round * 5) % primes.length]! + 70 * round]),
  )
}

function at(dim: Dim, names: ReadonlyMap<string, number>): number {
  const value = evaluate(dim, names)
  return value.ok ? value.read : NaN
}

/**
 * Whether two sizes are the same: as formulas at several test values where both have letters or a letter has no value;
 * by value where one of them is a number and the letters are bound (`B` is 32).
 */
export function isSameDim(a: Dim, b: Dim, symbols: Symbols): boolean {
  const bound = new Map(
    Object.entries(symbols).flatMap(([name, value]) => (value === null ? [] : ([[name, value]] as const))),
  )
  const [x, y] = [at(a, bound), at(b, bound)]
  const isMixed = namesOf(a, symbols) !== namesOf(b, symbols)
  if (isMixed || !namesOf(a, symbols)) return x === y // NaN where a letter is not bound: different
  return [0, 1, 2, 3].every((round) => {
    const names = assign(symbols, round)
    return Math.abs(at(a, names) - at(b, names)) < 1e-9
  })
}
