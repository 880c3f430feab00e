import { formText } from '../../../src/strings/exercise-ui.en.ts'
import type { FormProps, VariantOf } from '../form-props.ts'
import { Text } from '../Text.tsx'
import { useFigure } from '../use-host.ts'
import { Mark } from './Mark.tsx'

/** The goals, and the way to the figure that has to reach them. "Check" judges the figure as it stands. */
export function TargetForm({ variant, outcome }: FormProps<VariantOf<'target'>>) {
  const { figure, start, goals } = variant.data
  const host = useFigure(figure)
  return (
    <div class="target-form">
      <p class="note-label">{formText.goals}</p>
      <ul class="goals">
        {goals.map(({ id }, i) => (
          <li key={id}>
            <Mark part={outcome?.parts?.[i]} />
            <Text of={variant.html} name={`goal-${id}`} />
          </li>
        ))}
      </ul>
      {host ? (
        <p class="target-links">
          <a href={`#${host.anchor}`}>{formText.toFigure}</a>
          <button type="button" class="link-button" onClick={() => host.setState(start)}>
            {formText.startFigure}
          </button>
        </p>
      ) : (
        <p class="exercise-note">{formText.noFigure}</p>
      )}
    </div>
  )
}
