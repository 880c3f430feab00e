import { ui } from '../../../src/strings/index.ts'
import type { FormProps } from '../AnswerForm.tsx'
import type { ShippedVariant } from '../shipped.ts'

type NumericVariant = Extract<ShippedVariant, { kind: 'numeric' }>

export function NumericForm({ variant, raw, outcome, describedBy, onRaw }: FormProps<NumericVariant>) {
  return (
    <label class="answer">
      <span class="visually-hidden">{ui.exercise.yourAnswer}</span>
      <input
        type="text"
        inputMode={variant.data.calc ? 'text' : 'decimal'}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        value={typeof raw === 'string' ? raw : ''}
        aria-describedby={describedBy}
        aria-invalid={outcome?.status === 'incorrect'}
        onInput={(event) => onRaw(event.currentTarget.value)}
      />
      {variant.data.unit && <span class="answer-unit">{variant.data.unit}</span>}
    </label>
  )
}
