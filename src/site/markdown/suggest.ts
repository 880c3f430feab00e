/** How many slips of the keyboard apart two words are: a letter too many, missing, wrong, or two swapped. */
function distance(a: string, b: string): number {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const substitution = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swap = isSwap ? before[j - 2]! + 1 : Infinity
      next.push(Math.min(substitution, swap, row[j]! + 1, next[j - 1]! + 1))
    }
    ;[before, row] = [row, next]
  }
  return row[b.length]!
}

/** The known word nearest to `word`, if it is near enough to be a slip of the keyboard. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined
  let least = Math.max(1, Math.floor(word.length / 3)) + 1
  for (const candidate of known) {
    const d = distance(word.toLowerCase(), candidate.toLowerCase())
    if (d < least) [best, least] = [candidate, d]
  }
  return best
}

/** The `count` known words that are nearest to `word`, the nearest first. */
export const nearestOf = (word: string, known: Iterable<string>, count: number): string[] =>
  [...known]
    .map((candidate) => ({ candidate, d: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.d - b.d)
    .slice(0, count)
    .map(({ candidate }) => candidate)

/** ` Did you mean "minutes"? Known: …` for the end of an error message. */
export function knownAre(word: string, known: readonly string[]): string {
  const near = nearest(word, known)
  return `${near ? ` Did you mean "${near}"?` : ''} Known: ${[...known].sort().join(', ')}.`
}
