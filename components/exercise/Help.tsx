import { useLayoutEffect, useRef } from 'preact/hooks'
import { isUntouched, type Work, type WorkEvent } from '../../src/exercises/attempts.ts'
import { solutionAccess, solutionsFrom } from '../../src/exercises/solutions.ts'
import { formText } from '../../src/strings/exercise-ui.en.ts'
import { ui } from '../../src/strings/index.ts'
import type { ShippedVariant } from './shipped.ts'

const text = ui.exercise

interface Props {
  variant: ShippedVariant
  work: Work
  /** Whether hints, feedback and solution have arrived. */
  isReady: boolean
  tell: (event: WorkEvent) => void
}

/** Check, and every kind of help: hints one at a time, the solution, a fresh start that can be taken back. */
export function Help({ variant, work, isReady, tell }: Props) {
  // A prediction is made once: after it, there is only what happened.
  const { solutions } = variant
  const access = solutionAccess(work, solutions)
  const from = solutionsFrom(solutions)
  const isCommitted = variant.kind === 'predict-run' && work.answers.length > 0
  const row = useFocusHandedOn(work)
  return (
    <div class="exercise-buttons" ref={row}>
      {!isCommitted && (
        <button type="submit" class="button button-primary" aria-disabled={!isReady}>
          {variant.kind === 'predict-run' ? formText.commit : text.check}
        </button>
      )}
      {work.hints < variant.hints && (
        <button type="button" class="button" disabled={!isReady} onClick={() => tell({ type: 'hint' })}>
          {text.hint}
        </button>
      )}
      {!work.isSolutionSeen && access !== 'closed' && (
        <button
          type="button"
          class={access === 'offered' ? 'button' : 'link-button'}
          disabled={!isReady}
          onClick={() =>
            (access === 'offered' || confirm(text.confirmSolution)) && tell({ type: 'solution' })
          }
        >
          {text.showSolution}
        </button>
      )}
      {from !== undefined && <span class="soft">{text.solutionsFrom(from)}</span>}
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

/** The last hint, and the solution, take their buttons away: whoever pressed one by keyboard goes on at what has come. */
function useFocusHandedOn({ hints, isSolutionSeen }: Work) {
  const row = useRef<HTMLDivElement>(null)
  const before = useRef({ hints, isSolutionSeen })
  useLayoutEffect(() => {
    const isHint = hints > before.current.hints
    const isSolution = isSolutionSeen && !before.current.isSolutionSeen
    before.current = { hints, isSolutionSeen }
    if (document.activeElement !== document.body || !(isHint || isSolution)) return
    const shown = row.current!.closest('form')!.parentElement!
    const come = shown.querySelectorAll<HTMLElement>(isSolution ? '.exercise-solution' : '.exercise-hint')
    const latest = come[come.length - 1]
    if (!latest) return
    latest.tabIndex = -1
    latest.focus({ preventScroll: true })
  }, [hints, isSolutionSeen])
  return row
}
