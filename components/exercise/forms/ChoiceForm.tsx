import { useId } from 'preact/hooks'
import { ui } from '../../../src/strings/index.ts'
import type { FormProps, VariantOf } from '../form-props.ts'
import { Html } from '../Html.tsx'

type Props = Omit<FormProps<Pick<VariantOf<'choice'>, 'data' | 'html'>>, 'tries'>

export function ChoiceForm({ variant, raw, describedBy, onRaw }: Props) {
  const name = useId()
  return (
    <fieldset class="choices" aria-describedby={describedBy}>
      <legend class="visually-hidden">{ui.exercise.yourAnswer}</legend>
      {variant.data.options.map((option) => (
        <label class="choice" key={option}>
          <input type="radio" name={name} checked={raw === option} onChange={() => onRaw(option)} />
          <Html html={variant.html[`option-${option}`] ?? ''} />
        </label>
      ))}
    </fieldset>
  )
}
