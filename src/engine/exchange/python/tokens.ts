import { FormatError } from '../formatError.ts'

/** Where something stands in the source; both count from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

export interface Token extends Place {
  readonly kind: 'name' | 'number' | 'string' | 'operator' | 'newline' | 'end'
  /** The text; of a string, its contents. */
  readonly text: string
}

export function syntaxError({ line, column }: Place, problem: string): FormatError {
  return new FormatError(`line ${line}, column ${column}: ${problem}`)
}

const patterns: readonly [Token['kind'] | 'skip', RegExp][] = [
  ['skip', /(?:[ \t\f\r]|\\\r?\n|#[^\n]*)+/y],
  ['newline', /\n/y],
  ['number', /(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?/y],
  ['string', /[rRbBuUfF]{0,2}(?:'''[^]*?'''|"""[^]*?"""|'(?:[^'\\\n]|\\[^])*'|"(?:[^"\\\n]|\\[^])*")/y],
  ['name', /[\p{L}_][\p{L}\p{N}_]*/uy],
  ['operator', /\*\*|\/\/|->|:=|[-+*/%@=<>!]=?|[()[\]{},:.;&|^~]/y],
]

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\n': '' }

function unquote(source: string, place: Place): string {
  const [, prefix = '', quoted = ''] = /^([a-z]*)([^]*)$/i.exec(source)!
  if (/[bf]/i.test(prefix)) throw syntaxError(place, `strings with the prefix '${prefix}' are not understood`)
  const width = quoted.startsWith("'''") || quoted.startsWith('"""') ? 3 : 1
  const text = quoted.slice(width, -width)
  return /r/i.test(prefix)
    ? text
    : text.replace(/\\([^])/g, (_, c: string) => (Object.hasOwn(escapes, c) ? escapes[c]! : c))
}

/**
 * The tokens of Python source. Line ends count only outside of brackets; an indented line is refused, since nothing
 * that is understood has an indented block.
 */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = []
  const open: Token[] = []
  let [position, line, lineStart] = [0, 1, 0]
  while (position < source.length) {
    const place = { line, column: position - lineStart + 1 }
    let text = ''
    const kind = patterns.find(([, pattern]) => {
      pattern.lastIndex = position
      text = pattern.exec(source)?.[0] ?? ''
      return text !== ''
    })?.[0]
    if (kind === undefined) {
      const problem = /["']/.test(source[position]!)
        ? 'this string does not end'
        : `'${source[position]}' is not Python`
      throw syntaxError(place, problem)
    }
    const last = tokens.at(-1)
    const starts = last === undefined || last.kind === 'newline'
    if (kind === 'newline') {
      if (open.length === 0 && !starts) tokens.push({ kind, text, ...place })
    } else if (kind !== 'skip') {
      if (starts && place.column > 1)
        throw syntaxError(place, 'an indented line; loops and functions are not understood')
      const token: Token = { kind, text: kind === 'string' ? unquote(text, place) : text, ...place }
      if (kind === 'operator') matchBrackets(open, token)
      tokens.push(token)
    }
    position += text.length
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      line++
      lineStart = position - text.length + i + 1
    }
  }
  if (open.length > 0) throw syntaxError(open.at(-1)!, `this '${open.at(-1)!.text}' is never closed`)
  const place = { line, column: position - lineStart + 1 }
  return [...tokens, { kind: 'newline', text: '\n', ...place }, { kind: 'end', text: '', ...place }]
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

function matchBrackets(open: Token[], token: Token): void {
  if ('([{'.includes(token.text)) open.push(token)
  else if (')]}'.includes(token.text)) {
    const opener = open.pop()
    if (opener === undefined) throw syntaxError(token, `'${token.text}' closes nothing`)
    if (closers[opener.text] === token.text) return
    throw syntaxError(token, `'${token.text}' does not close '${opener.text}' of line ${opener.line}`)
  }
}
