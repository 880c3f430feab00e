/** How many slips of the keyboard apart two words are: a letter too many, missing, wrong, or two swapped. */
function slipsBetween(a: string, b: string): number {
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

/** Known words by how near they are to `word`, the nearest first. */
export const byNearness = (word: string, known: Iterable<string>): { known: string; slips: number }[] =>
  [...known]
    .map((one) => ({ known: one, slips: slipsBetween(word.toLowerCase(), one.toLowerCase()) }))
    .sort((a, b) => a.slips - b.slips)

/** The known word nearest to `word`, if it is near enough to be a slip of the keyboard. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const [first] = byNearness(word, known)
  return first && first.slips <= Math.max(1, Math.floor(word.length / 3)) ? first.known : undefined
}
