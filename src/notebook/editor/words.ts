import type { EditorState } from '@codemirror/state'
import type { Api, ApiEntry } from '../api.ts'
import { AMBIENT_ENTRIES } from './ambient.ts'

const NAME = /[\p{L}$_][\p{L}\p{N}$_]*/gu

export interface Word {
  text: string
  from: number
  to: number
  /** It stands after a point. */
  isMember: boolean
}

/** The name at a position, or undefined. */
export function wordAt(state: EditorState, at: number): Word | undefined {
  const line = state.doc.lineAt(at)
  for (const match of line.text.matchAll(NAME)) {
    const from = line.from + match.index
    const to = from + match[0].length
    if (from <= at && at <= to)
      return { text: match[0], from, to, isMember: line.text[match.index - 1] === '.' }
  }
  return undefined
}

/** What is known of a name: the engine's and the notebook's own; of a member, whatever class has one of that name. */
export function entriesFor(
  api: Api,
  { text, isMember }: Pick<Word, 'text' | 'isMember'>,
): readonly ApiEntry[] {
  if (!isMember) return [...AMBIENT_ENTRIES, ...api.exports].filter(({ name }) => name === text)
  const found = membersFirst(api).filter(({ name }) => name === text)
  return found.slice(0, 1)
}

/** Members of all classes, Tensor's before the others'; each name once. */
export function membersFirst({ members }: Api): readonly ApiEntry[] {
  const all = new Map<string, ApiEntry>()
  for (const entry of [members['Tensor'] ?? [], members['Module'] ?? [], ...Object.values(members)].flat()) {
    if (!all.has(entry.name)) all.set(entry.name, entry)
  }
  return [...all.values()]
}

/** The call in whose parentheses a position stands: the name before them, and which argument it is. */
export function callAt(text: string): { name: string; isMember: boolean; argument: number } | undefined {
  let depth = 0
  let argument = 0
  for (let i = text.length - 1; i >= 0 && text.length - i < 2000; i--) {
    const char = text[i]!
    if (/[)\]}]/.test(char)) depth++
    else if (/[([{]/.test(char) && depth > 0) depth--
    else if (char === '(') {
      const before = /(\.?)([\p{L}$_][\p{L}\p{N}$_]*)\s*$/u.exec(text.slice(0, i))
      const isKeyword = /^(if|for|while|switch|catch|function|return)$/.test(before?.[2] ?? '')
      return before && !isKeyword ? { name: before[2]!, isMember: before[1] === '.', argument } : undefined
    } else if (/[[{]/.test(char)) return undefined
    else if (char === ',' && depth === 0) argument++
  }
  return undefined
}
