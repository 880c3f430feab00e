import { formatMatrix, formatNumber, formatVector, type Formatted } from './format.ts'

/** Markdown with TeX between dollars; what prompts, hints, solutions and feedback are written in. */
export interface Md {
  readonly md: string
}

/** What an author writes where text is expected: Markdown, or a function of the parameters. */
export type Text<P> = string | Md | ((params: P) => string | Md)

type Insert = number | string | Md | Formatted | readonly number[] | readonly (readonly number[])[]

type Place = 'text' | 'tex' | 'code'

/** Follows dollars and backticks through the literal parts, so that a value is printed as its place needs it. */
class PlaceScanner {
  place: Place = 'text'
  #closer = ''

  read(part: string): void {
    for (let i = 0; i < part.length; i++) {
      const char = part[i]!
      if (char === '\\' && this.place !== 'code') i++
      else if (char === '`' && this.place !== 'tex') i += this.#fence(part, i, '`', 'code')
      else if (char === '$' && this.place !== 'code') i += this.#fence(part, i, '$', 'tex')
    }
  }

  /** Opens or closes at a run of dollars or backticks; returns how many characters beyond the first it took. */
  #fence(part: string, at: number, mark: string, place: Place): number {
    const longest = place === 'tex' ? 2 : Infinity
    let run = 1
    while (run < longest && part[at + run] === mark) run++
    const fence = mark.repeat(run)
    if (this.place === 'text') {
      this.place = place
      this.#closer = fence
    } else if (fence === this.#closer) this.place = 'text'
    return run - 1
  }
}

function isFormatted(value: Insert): value is Formatted {
  return typeof value === 'object' && 'tex' in value
}

function format(value: Exclude<Insert, string | Md>): Formatted {
  if (typeof value === 'number') return formatNumber(value)
  if (isFormatted(value)) return value
  return value.every((item) => typeof item === 'number')
    ? formatVector(value)
    : formatMatrix(value as readonly number[][])
}

/** After + − · × and before ^ some numbers need parentheses, or the formula would say something else. */
function inFormula(tex: string, before: string, after: string): string {
  const followsOperator = /(?:[-+*/]|\\cdot|\\times)\s*$/.test(before)
  const isBase = after.startsWith('^') && /^-?\d/.test(tex) && !/^[\d.]+$/.test(tex)
  return isBase || (followsOperator && tex.startsWith('-')) ? `(${tex})` : tex
}

function insert(value: Insert, place: Place, before: string, after: string): string {
  if (typeof value === 'string') return value
  if (typeof value === 'object' && value !== null && 'md' in value) return value.md
  const isPrintable = typeof value === 'number' || (typeof value === 'object' && value !== null)
  if (!isPrintable) throw new TypeError(`md: cannot print ${String(value)}`)
  const formatted = format(value)
  return place === 'tex' ? inFormula(formatted.tex, before, after) : formatted[place]
}

/** Removes the indentation that all lines share, and blank first and last lines. */
function dedent(text: string): string {
  const lines = text
    .replace(/^[ \t]*\n/, '')
    .trimEnd()
    .split('\n')
  const margins = lines.slice(text.startsWith('\n') ? 0 : 1).filter((line) => line.trim() !== '')
  const margin = Math.min(...margins.map((line) => line.length - line.trimStart().length), Infinity)
  if (!Number.isFinite(margin)) return lines.join('\n')
  return lines.map((line) => (line.slice(0, margin).trim() === '' ? line.slice(margin) : line)).join('\n')
}

/**
 * Markdown from a template. Backslashes are literal (`\frac` needs no doubling); `\`` and `\${` give those characters.
 * Numbers, vectors and matrices are printed for their place: a real minus in text, TeX between dollars, plain in code.
 */
export function md(strings: TemplateStringsArray, ...values: readonly Insert[]): Md {
  const scanner = new PlaceScanner()
  let text = ''
  strings.raw.forEach((raw, i) => {
    const part = raw.replaceAll('\\`', '`').replaceAll('\\${', '${')
    scanner.read(part)
    text += part
    if (i < values.length) text += insert(values[i]!, scanner.place, text, strings.raw[i + 1]!)
  })
  if (scanner.place !== 'text')
    throw new SyntaxError(`md: unclosed ${scanner.place === 'tex' ? '$' : '`'} in: ${text}`)
  return { md: dedent(text) }
}

/** The Markdown of an authored text for given parameters. */
export function markdown<P>(text: Text<P>, params: P): string {
  const value = typeof text === 'function' ? text(params) : text
  return typeof value === 'string' ? value : value.md
}
