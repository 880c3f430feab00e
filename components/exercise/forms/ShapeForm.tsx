import { formText } from '../../../src/strings/exercise-ui.en.ts'
import type { FormProps } from '../form-props.ts'
import { TextAnswer } from './TextAnswer.tsx'

export function ShapeForm({ raw, outcome, describedBy, onRaw }: Omit<FormProps<unknown>, 'tries'>) {
  return (
    <TextAnswer
      raw={raw}
      outcome={outcome}
      describedBy={describedBy}
      placeholder={formText.shapeHint}
      onRaw={onRaw}
    />
  )
}
