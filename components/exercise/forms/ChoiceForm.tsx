import { ui } from '../../../src/strings/index.ts'
import type { FormProps } from '../AnswerForm.tsx'
import { Html } from '../Html.tsx'
import type { ShippedVariant } from '../shipped.ts'

type ChoiceVariant = Extract<ShippedVariant, { kind: 'choice' }>

export function ChoiceForm({ variant, raw, describedBy, onRaw }: FormProps<ChoiceVariant>) {
  return (
    <fieldset class="choices" aria-describedby={describedBy}>
      <legend class="visually-hidden">{ui.exercise.yourAnswer}</legend>
      {variant.data.options.map((option) => (
        <label class="choice" key={option}>
          <input type="radio" name={variant.id} checked={raw === option} onChange={() => onRaw(option)} />
          <Html html={variant.html[`option-${option}`] ?? ''} />
        </label>
      ))}
    </fieldset>
  )
}
