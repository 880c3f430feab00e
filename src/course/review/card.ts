/** How well an answer went, from the record of it: what the schedule is computed from. */
export type Recall = 'again' | 'hard' | 'good' | 'easy'

/** One exercise in the reader's review: when it is due, and what the scheduler remembers of it. Plain JSON. */
export interface ReviewCard {
  /** `lesson/exercise`. */
  id: string
  /** Milliseconds since 1970. */
  due: number
  /** Days until recall is expected to have dropped to nine in ten. */
  stability: number
  /** 1 (easy) to 10. */
  difficulty: number
  /** Days that the last interval was meant to last. */
  scheduledDays: number
  /** Place among the first short steps. */
  learningSteps: number
  /** Reviews so far, and how many of them failed after having been known. */
  reps: number
  lapses: number
  /** 0 new, 1 learning, 2 review, 3 learning again. */
  state: 0 | 1 | 2 | 3
  /** Milliseconds since 1970; null before the first review. */
  lastReview: number | null
  lastRecall: Recall | null
  /** The variant that was asked last. */
  lastVariant: number | null
}

const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value)

/** Whether a stored value is a card that this version can schedule. */
export function isCard(value: unknown): value is ReviewCard {
  if (typeof value !== 'object' || value === null) return false
  const card = value as Partial<ReviewCard>
  const { due, stability, difficulty, scheduledDays, learningSteps, reps, lapses } = card
  return (
    typeof card.id === 'string' &&
    [due, stability, difficulty, scheduledDays, learningSteps, reps, lapses].every(isNumber) &&
    [0, 1, 2, 3].includes(card.state as number) &&
    (card.lastReview === null || isNumber(card.lastReview)) &&
    (card.lastVariant === null || isNumber(card.lastVariant))
  )
}
