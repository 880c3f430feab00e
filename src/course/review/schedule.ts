import { createEmptyCard, fsrs, Rating, type Card, type Grade } from 'ts-fsrs'
import type { Answer } from '../../exercises/attempts.ts'
import type { Recall, ReviewCard } from './card.ts'

/**
 * The scheduler (FSRS, https://github.com/open-spaced-repetition): an exercise comes back when recall is expected to have
 * dropped to nine in ten. Without random fuzz, so that the same answers give the same dates on every machine.
 */
const scheduler = fsrs({ enable_fuzz: false, request_retention: 0.9, maximum_interval: 365 })

const GRADES: Record<Recall, Grade> = {
  again: Rating.Again,
  hard: Rating.Hard,
  good: Rating.Good,
  easy: Rating.Easy,
}

/** An exercise that enters the review: due at once. @param now milliseconds since 1970 */
export function newCard(id: string, now: number): ReviewCard {
  return { ...fromScheduler(createEmptyCard(new Date(now))), id, lastRecall: null, lastVariant: null }
}

/** The card after an answer to it. @param now milliseconds since 1970 */
export function reviewed(card: ReviewCard, recall: Recall, variant: number, now: number): ReviewCard {
  const { card: next } = scheduler.next(toScheduler(card), new Date(now), GRADES[recall])
  return { ...fromScheduler(next), id: card.id, lastRecall: recall, lastVariant: variant }
}

/**
 * From the answers given in one sitting: right at the first try without help is good, right after help or more tries is
 * hard, and what took the solution, or was not solved, comes again. Undefined while nothing has been decided.
 */
export function recallOf(answers: readonly Answer[], isSolutionSeen: boolean): Recall | undefined {
  const right = answers.findIndex(({ status }) => status === 'correct')
  if (right === -1) return isSolutionSeen ? 'again' : undefined
  const answer = answers[right]!
  if (answer.isSolutionSeen) return 'again'
  return right === 0 && answer.hints === 0 ? 'good' : 'hard'
}

const toScheduler = (card: ReviewCard): Card => ({
  due: new Date(card.due),
  stability: card.stability,
  difficulty: card.difficulty,
  elapsed_days: 0,
  scheduled_days: card.scheduledDays,
  learning_steps: card.learningSteps,
  reps: card.reps,
  lapses: card.lapses,
  state: card.state,
  ...(card.lastReview === null ? {} : { last_review: new Date(card.lastReview) }),
})

const fromScheduler = (card: Card): Omit<ReviewCard, 'id' | 'lastRecall' | 'lastVariant'> => ({
  due: card.due.getTime(),
  stability: card.stability,
  difficulty: card.difficulty,
  scheduledDays: card.scheduled_days,
  learningSteps: card.learning_steps,
  reps: card.reps,
  lapses: card.lapses,
  state: card.state as ReviewCard['state'],
  lastReview: card.last_review?.getTime() ?? null,
})
