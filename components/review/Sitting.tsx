import { useEffect, useRef, useState } from 'preact/hooks'
import type { Recall, ReviewCard } from '../../src/course/review/card.ts'
import { freshVariant } from '../../src/course/review/deck.ts'
import type { Work } from '../../src/exercises/attempts.ts'
import { reviewText } from '../../src/strings/exercise-ui.en.ts'
import { ui } from '../../src/strings/index.ts'
import { fetchVariants } from '../exercise/fetch-variants.ts'
import type { ShippedVariant } from '../exercise/shipped.ts'
import type { ListedExercise } from './exercise-index.ts'
import { ReviewQuestion } from './ReviewQuestion.tsx'

interface Props {
  /** What to ask, in order; fixed while the sitting lasts. */
  exercises: readonly ListedExercise[]
  cards: readonly ReviewCard[]
  works: readonly Work[]
  /** Whether it has been answered meanwhile, in another tab. */
  isDone?: (exercise: ListedExercise) => boolean
  /** Grades the card, if there is one; returns when it comes back. */
  onRecall: (exercise: ListedExercise, recall: Recall, variant: number) => number | undefined
}

const dateText = (time: number): string =>
  new Date(time).toLocaleDateString(ui.language, { day: 'numeric', month: 'long', year: 'numeric' })

/** One exercise after the other, each in a variant that the reader has not had. */
export function Sitting({ exercises, cards, works, isDone = () => false, onRecall }: Props) {
  const [at, setAt] = useState(0)
  const [variant, setVariant] = useState<ShippedVariant>()
  const [failed, setFailed] = useState(false)
  const [said, setSaid] = useState('')
  const head = useRef<HTMLHeadingElement>(null)
  const exercise = exercises[at]

  const load = () => {
    if (!exercise) return
    setVariant(undefined)
    setFailed(false)
    setSaid('')
    const own = works.filter(({ id }) => id === exercise.id)
    const last = cards.find(({ id }) => id === exercise.id)?.lastVariant ?? null
    fetchVariants(exercise.source).then(
      (all) => setVariant(all[freshVariant(all.length, own, last) - 1]),
      () => setFailed(true),
    )
  }
  useEffect(load, [exercise?.id])

  const go = () => {
    const next = exercises.findIndex((one, i) => i > at && !isDone(one))
    setAt(next === -1 ? exercises.length : next)
    requestAnimationFrame(() => head.current?.focus())
  }

  if (!exercise) return <p role="status">{reviewText.finished}</p>
  return (
    <section class="exercise" aria-labelledby="review-head">
      <h2 class="exercise-kind" id="review-head" ref={head} tabIndex={-1}>
        {reviewText.position(at + 1, exercises.length)} · {exercise.title}
      </h2>
      {failed && (
        <p class="exercise-failed" role="alert">
          {ui.exercise.failed}{' '}
          <button type="button" class="link-button" onClick={load}>
            {ui.exercise.retry}
          </button>
        </p>
      )}
      {variant && (
        <ReviewQuestion
          key={`${variant.id} ${variant.seed}`}
          variant={variant}
          kept={works.filter(({ id }) => id === exercise.id)}
          onRecall={(recall) => {
            const due = onRecall(exercise, recall, variant.variant)
            setSaid(
              `${reviewText.recall[recall]} ${due === undefined ? '' : reviewText.comesBack(dateText(due))}`,
            )
          }}
        />
      )}
      {(variant || failed) && (
        <p class="review-foot">
          <span role="status">{said}</span>
          <a href={exercise.place}>{reviewText.lesson}</a>
          <button type="button" class={said ? 'button button-primary' : 'link-button'} onClick={go}>
            {said ? reviewText.next : reviewText.skip}
          </button>
        </p>
      )}
    </section>
  )
}
