import { normalize, WORD_END } from '../grammar/normalize.ts'

/** The parts of a symbol's name. */
export interface Name {
  readonly stem: string
  readonly subscript: string
  /** The number of a layer, written as a raised `(2)` or `[2]`. */
  readonly layer: string
  readonly primes: string
}

export const joinName = (name: Partial<Name> & { readonly stem: string }): string =>
  name.stem +
  (name.subscript ? `_${name.subscript}` : '') +
  (name.layer ? `^(${name.layer})` : '') +
  (name.primes ?? '')

/** A subscript or layer without braces, spaces and backslashes. */
export const compact = (raw: string): string => raw.replaceAll(/[\s{}\\\ue000]/gu, '')

const SHAPE = new RegExp(
  [
    `^\\\\?([A-Za-z]+)${WORD_END}?`,
    `(?:\\^\\{?[([](\\w+)[)\\]]\\}?)?`,
    `(?:_?(\\d+)|_([A-Za-z0-9]+)|_\\{([^{}]*)\\})?`,
    `(?:\\^\\{?[([](\\w+)[)\\]]\\}?)?`,
    `('*)$`,
  ].join('\\s*'),
  'u',
)

/** Reads one name in any of its spellings: `a2`, `a₂`, `a_{2}` are all `a` with `2`. */
export const splitName = (text: string): Name | undefined => {
  const match = SHAPE.exec(normalize(text).text.trim())
  if (!match) return undefined
  return {
    stem: match[1]!,
    subscript: compact(match[3] ?? match[4] ?? match[5] ?? ''),
    layer: match[2] ?? match[6] ?? '',
    primes: match[7]!,
  }
}

/** Damerau–Levenshtein distance without repeated edits in one place, at most `limit + 1`; case counts half. */
const distance = (a: string, b: string, limit: number): number => {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let last: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const [x, y] = [a[i - 1]!, b[j - 1]!]
      const change = x === y ? 0 : x.toLowerCase() === y.toLowerCase() ? 0.5 : 1
      let cost = Math.min(row[j - 1]! + change, row[j]! + 1, next[j - 1]! + 1)
      if (i > 1 && j > 1 && x === b[j - 2] && a[i - 2] === y) cost = Math.min(cost, last[j - 2]! + 1)
      next.push(cost)
    }
    last = row
    row = next
  }
  return row[b.length]!
}

/** The closest of the known names, if one is close enough to be meant. */
export const nearest = (name: string, known: Iterable<string>): string | undefined => {
  const limit = name.length < 3 ? 1 : 2
  let best: string | undefined
  let least = limit + 0.25
  for (const candidate of known) {
    // Of a single letter only the case can be a slip of the finger: any other letter would be as near.
    const far = name.length === 1 || candidate.length === 1 ? 0.5 : limit
    const cost = distance(name.slice(0, 24), candidate, far)
    if (cost <= far && cost < least) [best, least] = [candidate, cost]
  }
  return best
}
