import { ui } from '../../../src/strings/index.ts'
import type { Outcome } from '../../../src/exercises/check.ts'
import { textOf } from '../form-props.ts'

interface Props {
  raw: unknown
  outcome: Outcome | undefined
  describedBy: string
  inputMode?: 'text' | 'decimal'
  placeholder?: string
  unit?: string | undefined
  onRaw: (raw: string) => void
}

/** One line of typed text. */
export function TextAnswer({
  raw,
  outcome,
  describedBy,
  inputMode = 'text',
  placeholder,
  unit,
  onRaw,
}: Props) {
  return (
    <label class="answer">
      <span class="visually-hidden">{ui.exercise.yourAnswer}</span>
      <input
        type="text"
        inputMode={inputMode}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        value={textOf(raw)}
        aria-describedby={describedBy}
        aria-invalid={outcome?.status === 'incorrect'}
        onInput={(event) => onRaw(event.currentTarget.value)}
        {...(placeholder === undefined ? {} : { placeholder })}
      />
      {unit && <span class="answer-unit">{unit}</span>}
    </label>
  )
}
