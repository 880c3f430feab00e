import { byNearness, nearest } from '../../strings/nearest.ts'

/** The `count` known words that are nearest to `word`, the nearest first. */
export const nearestOf = (word: string, known: Iterable<string>, count: number): string[] =>
  byNearness(word, known)
    .slice(0, count)
    .map((one) => one.known)

/** ` Did you mean "minutes"? Known: …` for the end of an error message. */
export function knownAre(word: string, known: readonly string[]): string {
  const near = nearest(word, known)
  return `${near ? ` Did you mean "${near}"?` : ''} Known: ${[...known].sort().join(', ')}.`
}
