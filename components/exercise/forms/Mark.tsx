import type { Outcome } from '../../../src/exercises/check.ts'
import { formText } from '../../../src/strings/exercise-ui.en.ts'

/** A verdict on one part of an answer: a sign for the eye, a word for everybody else. */
export function Mark({ part }: { part: Outcome | undefined }) {
  if (part === undefined || part.status === 'ungraded') return null
  const isRight = part.status === 'correct'
  return (
    <span class={`mark mark-${isRight ? 'right' : 'wrong'}`}>
      <span aria-hidden="true">{isRight ? '✓' : '✗'}</span>
      <span class="visually-hidden">{isRight ? formText.right : formText.wrong}</span>
    </span>
  )
}
