import { useMemo } from 'preact/hooks'
import { cardsToAdd, toCsv } from '../../src/course/review/deck.ts'
import { dueCards } from '../../src/course/review/due.ts'
import { reviewText } from '../../src/strings/exercise-ui.en.ts'
import { ui } from '../../src/strings/index.ts'
import { download } from '../figure/save-svg.ts'
import type { ListedExercise } from './exercise-index.ts'
import { Sitting } from './Sitting.tsx'
import { useReview, type ReviewState } from './use-review.ts'

interface Props {
  exercises: readonly ListedExercise[]
}

/** What is due today, for whoever has asked to review. */
export function ReviewPanel({ exercises }: Props) {
  const { state, start, stop, recall } = useReview(exercises)
  if (!state) return <p role="status">{reviewText.loading}</p>
  const { cards, isKept } = state
  return (
    <>
      {!isKept && <p class="exercise-note">{reviewText.notKept}</p>}
      {cards.length === 0 ? (
        <Invitation state={state} exercises={exercises} onStart={start} />
      ) : (
        <>
          <Due
            state={state}
            exercises={exercises}
            onRecall={({ id }, how, variant) => recall(id, how, variant)}
          />
          <p class="review-buttons">
            <button
              type="button"
              class="link-button"
              onClick={() => download(reviewText.csvName, 'text/csv', toCsv(cards))}
            >
              {reviewText.download}
            </button>
            <button
              type="button"
              class="link-button"
              onClick={() => confirm(reviewText.confirmStop) && stop()}
            >
              {reviewText.stop}
            </button>
          </p>
        </>
      )}
    </>
  )
}

interface InvitationProps extends Props {
  state: ReviewState
  onStart: () => void
}

function Invitation({ state, exercises, onStart }: InvitationProps) {
  const ids = exercises.map(({ id }) => id)
  const answered = cardsToAdd(state.works, [], ids, Date.now()).length
  if (answered === 0) return <p>{reviewText.nothingAnswered}</p>
  return (
    <p>
      {reviewText.invite(answered)}{' '}
      <button type="button" class="button button-primary" onClick={onStart}>
        {reviewText.start}
      </button>
    </p>
  )
}

interface DueProps extends Props {
  state: ReviewState
  onRecall: (
    exercise: ListedExercise,
    recall: 'again' | 'hard' | 'good' | 'easy',
    variant: number,
  ) => number | undefined
}

function Due({ state, exercises, onRecall }: DueProps) {
  const ids = exercises.map(({ id }) => id)
  // The sitting is what was due when it began: grading a card takes it from the schedule, not from under the reader.
  const queue = useMemo(
    () => dueCards(state.cards, ids, Date.now()).map((card) => exercises.find(({ id }) => id === card.id)!),
    [state.cards.length],
  )
  const due = dueCards(state.cards, ids, Date.now())
  if (queue.length === 0) {
    const next = Math.min(...state.cards.filter(({ id }) => ids.includes(id)).map(({ due }) => due))
    return (
      <p role="status">{Number.isFinite(next) ? reviewText.noneDue(dateText(next)) : reviewText.caughtUp}</p>
    )
  }
  return (
    <>
      <p class="review-due">{reviewText.due(due.length)}</p>
      <Sitting
        exercises={queue}
        cards={state.cards}
        works={state.works}
        isDone={({ id }) => !due.some((card) => card.id === id)}
        onRecall={onRecall}
      />
    </>
  )
}

const dateText = (time: number): string =>
  new Date(time).toLocaleDateString(ui.language, { day: 'numeric', month: 'long' })
