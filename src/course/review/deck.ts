import { progressOf, type Work } from '../../exercises/attempts.ts'
import type { ReviewCard } from './card.ts'
import { newCard } from './schedule.ts'

/** The exercises that the reader has answered and that have no card yet, as cards. */
export function cardsToAdd(
  works: readonly Work[],
  cards: readonly ReviewCard[],
  known: readonly string[],
  now: number,
): ReviewCard[] {
  const has = new Set(cards.map(({ id }) => id))
  const answered = new Set(works.filter((work) => progressOf(work) !== 'untried').map(({ id }) => id))
  return known.filter((id) => answered.has(id) && !has.has(id)).map((id) => newCard(id, now))
}

/**
 * The variant to ask next: one that the reader has not answered, else the one answered longest ago; never the one asked
 * last, where there is another.
 */
export function freshVariant(variants: number, works: readonly Work[], lastVariant: number | null): number {
  const answeredAt = (variant: number): number =>
    Math.max(
      0,
      ...works
        .filter((work) => work.variant === variant)
        .flatMap(({ answers }) => answers.map(({ at }) => at)),
    )
  const all = Array.from({ length: variants }, (_, i) => i + 1)
  const others = all.filter((variant) => variant !== lastVariant)
  return (others.length ? others : all).toSorted((a, b) => answeredAt(a) - answeredAt(b) || a - b)[0] ?? 1
}

const day = (time: number | null): string => (time === null ? '' : new Date(time).toISOString().slice(0, 10))

const COLUMNS = [
  'exercise',
  'due',
  'last review',
  'last recall',
  'stability days',
  'difficulty',
  'reviews',
  'lapses',
]

/** The schedule as a table for a spreadsheet. A cell that a spreadsheet would take for a formula is quoted as text. */
export function toCsv(cards: readonly ReviewCard[]): string {
  const rows = cards.map((card) => [
    card.id,
    day(card.due),
    day(card.lastReview),
    card.lastRecall ?? '',
    card.stability.toFixed(2),
    card.difficulty.toFixed(2),
    String(card.reps),
    String(card.lapses),
  ])
  return [COLUMNS, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')
}

function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
