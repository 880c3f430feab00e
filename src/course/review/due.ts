import type { ReviewCard } from './card.ts'

/** End of the reader's own day, in milliseconds since 1970: whatever is due today is due now. */
export function endOfDay(now: number): number {
  const end = new Date(now)
  end.setHours(23, 59, 59, 999)
  return end.getTime()
}

/** The cards due today, the most overdue first. Cards of exercises that are gone stay silent. */
export function dueCards(
  cards: readonly ReviewCard[],
  known: readonly string[],
  now: number,
): readonly ReviewCard[] {
  const isKnown = new Set(known)
  const until = endOfDay(now)
  return cards.filter(({ id, due }) => due <= until && isKnown.has(id)).toSorted((a, b) => a.due - b.due)
}
