import { isUntouched, type Work, type WorkEvent } from '../../src/exercises/attempts.ts'
import { ui } from '../../src/strings/index.ts'
import type { ShippedVariant } from './shipped.ts'

const text = ui.exercise

interface Props {
  variant: ShippedVariant
  work: Work
  /** Whether hints, feedback and solution have arrived. */
  isReady: boolean
  isSolutionOffered: boolean
  tell: (event: WorkEvent) => void
}

/** Check, and every kind of help: hints one at a time, the solution, a fresh start that can be taken back. */
export function Help({ variant, work, isReady, isSolutionOffered, tell }: Props) {
  return (
    <div class="exercise-buttons">
      <button type="submit" class="button button-primary" aria-disabled={!isReady}>
        {text.check}
      </button>
      {work.hints < variant.hints && (
        <button type="button" class="button" disabled={!isReady} onClick={() => tell({ type: 'hint' })}>
          {text.hint}
        </button>
      )}
      {!work.isSolutionSeen && (
        <button
          type="button"
          class={isSolutionOffered ? 'button' : 'link-button'}
          disabled={!isReady}
          onClick={() => (isSolutionOffered || confirm(text.confirmSolution)) && tell({ type: 'solution' })}
        >
          {text.showSolution}
        </button>
      )}
      {work.undo ? (
        <button type="button" class="link-button" onClick={() => tell({ type: 'undo' })}>
          {text.undoReset}
        </button>
      ) : (
        !isUntouched(work) && (
          <button type="button" class="link-button" onClick={() => tell({ type: 'reset' })}>
            {text.reset}
          </button>
        )
      )}
    </div>
  )
}
