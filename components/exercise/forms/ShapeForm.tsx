import { formText } from '../../../src/strings/exercise-ui.en.ts'
import type { FormProps } from '../form-props.ts'
import { Mark } from './Mark.tsx'
import { TextAnswer } from './TextAnswer.tsx'

/** A line of text; once graded, each size of it is marked by itself. */
export function ShapeForm({
  raw,
  outcome,
  describedBy,
  onRaw,
}: Omit<FormProps<unknown>, 'tries' | 'variant'>) {
  const sizes = outcome?.read?.replaceAll(/[()]/g, '').split(', ') ?? []
  return (
    <div class="shape-form">
      <TextAnswer
        raw={raw}
        outcome={outcome}
        describedBy={describedBy}
        placeholder={formText.shapeHint}
        onRaw={onRaw}
      />
      {outcome?.parts && (
        <p class="part-marks">
          {outcome.parts.map((part, axis) => (
            <span key={axis}>
              {sizes[axis]} <Mark part={part} />
            </span>
          ))}
        </p>
      )}
    </div>
  )
}
