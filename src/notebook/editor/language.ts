import { StreamLanguage, type StreamParser, type StringStream } from '@codemirror/language'

/**
 * TypeScript for coloring and indentation, line by line: a tenth of the size of a full grammar, which the budget of a
 * first touch has no room for. What is wrong with the code is said by the real parser (analysis/).
 */
interface State {
  /** Open brackets, innermost last; '`' for a template, '${' for an expression in one. */
  open: string[]
  inComment: boolean
  /** Whether a slash here begins a regular expression. */
  expectsValue: boolean
  /** What the last token was, for names after it. */
  last: string
}

const set = (words: string) => new Set(words.split(' '))
const KEYWORDS = set(
  'abstract as async await break case catch class const continue declare default delete do else enum export extends finally for from function get if implements import in instanceof interface is keyof let new of readonly return satisfies set static super switch throw try type typeof using var void while with yield',
)
const ATOMS = set('true false null undefined NaN Infinity this arguments')
const TYPES = set('any bigint boolean never number object string symbol unknown')
const VALUE_FOLLOWS = set('return typeof case in of new delete void throw await yield else do instanceof')
const CLOSES: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '${': '}' }

const parser: StreamParser<State> = {
  name: 'typescript',
  startState: () => ({ open: [], inComment: false, expectsValue: true, last: '' }),
  copyState: (state) => ({ ...state, open: [...state.open] }),
  token,
  indent(state, textAfter, { unit }) {
    const brackets = state.open.filter((bracket) => bracket !== '`')
    const closes = /^[)\]}]/.test(textAfter)
    return state.open.at(-1) === '`' ? null : Math.max(0, brackets.length - (closes ? 1 : 0)) * unit
  },
  languageData: {
    commentTokens: { line: '//', block: { open: '/*', close: '*/' } },
    closeBrackets: { brackets: ['(', '[', '{', "'", '"', '`'] },
    indentOnInput: /^\s*[)\]}]$/,
  },
}

function token(stream: StringStream, state: State): string | null {
  if (state.inComment) return comment(stream, state)
  if (state.open.at(-1) === '`') return template(stream, state)
  if (stream.eatSpace()) return null
  if (stream.match('//')) {
    stream.skipToEnd()
    return 'comment'
  }
  if (stream.match('/*')) {
    state.inComment = true
    return comment(stream, state)
  }
  const kind = bare(stream, state)
  return kind
}

function comment(stream: StringStream, state: State): string {
  if (stream.skipTo('*/')) {
    stream.match('*/')
    state.inComment = false
  } else stream.skipToEnd()
  return 'comment'
}

function template(stream: StringStream, state: State): string {
  if (stream.match('${')) {
    state.open.push('${')
    state.expectsValue = true
    return 'bracket'
  }
  if (stream.match('`')) {
    state.open.pop()
    state.expectsValue = false
    return 'string'
  }
  while (!stream.eol() && !stream.match(/^(`|\$\{)/, false)) {
    if (stream.next() === '\\') stream.next()
  }
  return 'string'
}

function bare(stream: StringStream, state: State): string | null {
  if (stream.match('`')) {
    state.open.push('`')
    return 'string'
  }
  if (stream.match(/^(['"])(?:\\.|(?!\1)[^\\])*\1?/)) return value(state, 'string')
  if (stream.match(/^(?:0[xob][\da-f_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[+-]?\d+)?)n?/i))
    return value(state, 'number')
  if (state.expectsValue && stream.match(/^\/(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\[])+\/[a-z]*/))
    return value(state, 'regexp')
  const word = stream.match(/^[\p{L}$_#@][\p{L}\p{N}$_]*/u) as RegExpMatchArray | null
  if (word) return name(word[0], stream, state)
  return punctuation(stream, state)
}

function value(state: State, kind: string): string {
  state.expectsValue = false
  state.last = kind
  return kind
}

function name(word: string, stream: StringStream, state: State): string {
  const isProperty = state.last === '.'
  const isCalled = stream.match(/^\s*(?:<[^<>()]*>)?\(/, false) !== null
  state.expectsValue = false
  state.last = word
  if (isProperty) return isCalled ? 'propertyName.function' : 'propertyName'
  if (ATOMS.has(word)) return 'atom'
  if (KEYWORDS.has(word)) {
    state.expectsValue = VALUE_FOLLOWS.has(word)
    return 'keyword'
  }
  if (TYPES.has(word)) return 'typeName'
  if (/^[A-Z]/.test(word)) return 'className'
  return isCalled ? 'variableName.function' : 'variableName'
}

function punctuation(stream: StringStream, state: State): string {
  const char = stream.next()!
  state.last = char
  if (char === '(' || char === '[' || char === '{') {
    state.open.push(char)
    state.expectsValue = true
    return 'bracket'
  }
  if (char === ')' || char === ']' || char === '}') {
    if (CLOSES[state.open.at(-1) ?? ''] === char) state.open.pop()
    state.expectsValue = char === '}'
    return 'bracket'
  }
  state.expectsValue = char !== '.'
  return /[;,.:]/.test(char) ? 'punctuation' : 'operator'
}

export const cellLanguage = StreamLanguage.define(parser)
