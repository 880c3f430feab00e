/** The line, from 1, of an offset in a text. */
export const lineAt = (source: string, offset: number): number => source.slice(0, offset).split('\n').length

/**
 * The line of a key in JSON or YAML, found by its path: `['objectives', 'weighted-sum']`. Without a match, the line of
 * the last key of the path that there is, or `fallback`.
 */
export function lineOfKey(source: string, path: readonly PropertyKey[], fallback = 1): number {
  let from = 0
  let line = fallback
  for (const key of path) {
    const name = String(key).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    const match = new RegExp(`(^|[\\s{,])["']?${name}["']?\\s*:`, 'm').exec(source.slice(from))
    if (!match) continue
    from += match.index + match[0].length
    line = lineAt(source, from - 1)
  }
  return line
}

/** The line of a word of `course.config.ts`: between quotes, as the last part of a longer name, or as a key. */
export function lineOfWord(source: string, word: string): number {
  const escaped = word.replaceAll(/[^\w-]/g, '.')
  const found = new RegExp(`['"\`/]${escaped}['"\`]|\\b${escaped}\\s*:`).exec(source)
  return found ? lineAt(source, found.index) : 1
}
