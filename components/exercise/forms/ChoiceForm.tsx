import { useId } from 'preact/hooks'
import { ui } from '../../../src/strings/index.ts'
import type { FormProps, VariantOf } from '../form-props.ts'
import { Text } from '../Text.tsx'

type Props = Omit<FormProps<Pick<VariantOf<'choice'>, 'data' | 'html'>>, 'tries'>

export function ChoiceForm({ variant, raw, describedBy, onRaw }: Props) {
  const name = useId()
  return (
    <fieldset class="choices" aria-describedby={describedBy}>
      <legend class="visually-hidden">{ui.exercise.yourAnswer}</legend>
      {variant.data.options.map((option) => (
        <label class="choice" key={option}>
          <input type="radio" name={name} checked={raw === option} onChange={() => onRaw(option)} />
          <Text of={variant.html} name={`option-${option}`} />
        </label>
      ))}
    </fieldset>
  )
}
