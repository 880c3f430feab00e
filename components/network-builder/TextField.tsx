import { useState } from 'preact/hooks'
import { builderText as text } from '../../src/strings/network-builder.en.ts'

interface Props<T> {
  id: string
  label: string
  /** The present value as text. */
  value: string
  hint: string
  /** Undefined or null for what is not understood. */
  parse: (typed: string) => T | null
  print: (value: T) => string
  onValue: (value: T) => void
}

/** A value typed as text: taken as soon as it is understood, and kept as typed. */
export function TextField<T>({ id, label, value, hint, parse, print, onValue }: Props<T>) {
  const [draft, setDraft] = useState({ typed: value, stands: value })
  const shown = draft.stands === value ? draft.typed : value
  const isWrong = parse(shown) === null
  return (
    <div class="option net-field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        value={shown}
        title={hint}
        autocomplete="off"
        spellcheck={false}
        aria-invalid={isWrong}
        {...(isWrong && { 'aria-describedby': `${id}-hint` })}
        onInput={(event) => {
          const typed = event.currentTarget.value
          const next = parse(typed)
          setDraft({ typed, stands: next === null ? value : print(next) })
          if (next !== null) onValue(next)
        }}
      />
      {isWrong && (
        <span class="net-hint" id={`${id}-hint`}>
          {text.notUnderstood(hint)}
        </span>
      )}
    </div>
  )
}
