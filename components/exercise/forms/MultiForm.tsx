import { formText } from '../../../src/strings/exercise-ui.en.ts'
import { idsOf, type FormProps, type VariantOf } from '../form-props.ts'
import { Text } from '../Text.tsx'
import { MessageText } from '../MessageText.tsx'
import { Mark } from './Mark.tsx'

/** Check boxes; once graded, each chosen option says why it is right or not. */
export function MultiForm({ variant, raw, outcome, describedBy, onRaw }: FormProps<VariantOf<'multi'>>) {
  const chosen = idsOf(raw)
  const { options } = variant.data
  const toggle = (option: string) => onRaw(options.filter((id) => (id === option) !== chosen.includes(id)))
  return (
    <fieldset class="choices" aria-describedby={describedBy}>
      <legend>{formText.pickAll}</legend>
      {options.map((option, i) => {
        const part = outcome?.parts?.[i]
        return (
          <div class="choice-with-reason" key={option}>
            <label class="choice">
              <input type="checkbox" checked={chosen.includes(option)} onChange={() => toggle(option)} />
              <span class="choice-text">
                <Text of={variant.html} name={`option-${option}`} />
                <Mark part={part} />
              </span>
            </label>
            {part && part.status !== 'ungraded' && (
              <div class="choice-reason">
                <MessageText message={part.message} html={variant.html} />
              </div>
            )}
          </div>
        )
      })}
    </fieldset>
  )
}
