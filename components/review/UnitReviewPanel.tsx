import { reviewText } from '../../src/strings/exercise-ui.en.ts'
import type { ListedExercise } from './exercise-index.ts'
import { Sitting } from './Sitting.tsx'
import { useReview } from './use-review.ts'

/** Every exercise of a unit once. Who reviews has it counted for the schedule, too. */
export function UnitReviewPanel({ exercises }: { exercises: readonly ListedExercise[] }) {
  const { state, recall } = useReview(exercises)
  if (!state) return <p role="status">{reviewText.loading}</p>
  return (
    <Sitting
      exercises={exercises}
      cards={state.cards}
      works={state.works}
      onRecall={({ id }, how, variant) => recall(id, how, variant)}
    />
  )
}
