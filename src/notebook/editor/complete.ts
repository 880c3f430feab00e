import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import type { Api, ApiEntry } from '../api.ts'
import { AMBIENT_ENTRIES } from './ambient.ts'
import { explained } from './explain.ts'
import { membersFirst } from './words.ts'

const TYPES: Readonly<Record<ApiEntry['kind'], string>> = {
  function: 'function',
  class: 'class',
  type: 'type',
  constant: 'constant',
  method: 'method',
  property: 'property',
}

/** Completions from the engine's own documentation, the names of the notebook's cells and of this cell. */
export function completionSource(api: () => Promise<Api>, names: () => readonly string[]) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    if (isInText(context)) return null
    const member = context.matchBefore(/\.[\p{L}$_]?[\p{L}\p{N}$_]*$/u)
    const word = context.matchBefore(/[\p{L}$_][\p{L}\p{N}$_]*$/u)
    if (!member && !word && !context.explicit) return null
    const loaded = await api()
    if (member) {
      if (/\d$/.test(context.state.sliceDoc(Math.max(0, member.from - 1), member.from))) return null
      return {
        from: member.from + 1,
        options: membersFirst(loaded).map((entry) => optionOf(entry, 0)),
        validFor: /^[\p{L}\p{N}$_]*$/u,
      }
    }
    const own = names().map((label): Completion => ({ label, type: 'variable', boost: 2 }))
    const engine = loaded.exports.filter(({ kind }) => kind !== 'type').map((entry) => optionOf(entry, 1))
    const ambient = AMBIENT_ENTRIES.map((entry) => optionOf(entry, 1))
    const known = new Set([...engine, ...ambient].map(({ label }) => label))
    return {
      from: word ? word.from : context.pos,
      options: [...own.filter(({ label }) => !known.has(label)), ...engine, ...ambient],
      validFor: /^[\p{L}\p{N}$_]*$/u,
    }
  }
}

const optionOf = (entry: ApiEntry, boost: number): Completion => ({
  label: entry.name,
  type: TYPES[entry.kind],
  boost,
  info: () => explained(entry),
})

/** In a comment or a string nothing is completed. */
function isInText({ state, pos }: CompletionContext): boolean {
  const before = state.doc.lineAt(pos)
  const text = before.text.slice(0, pos - before.from).replaceAll(/(['"])(?:\\.|(?!\1)[^\\])*\1/g, '')
  return /\/\/|['"]/.test(text)
}
