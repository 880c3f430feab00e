import type { Ref } from 'preact'
import { studentLimit } from '../../src/exercises/record.ts'

interface Props {
  label: string
  value: string
  onType: (typed: string) => void
  input?: Ref<HTMLInputElement>
}

/** Where a student's name is typed, for an assignment and for the file of one's work. */
export const StudentField = ({ label, value, onType, input }: Props) => (
  <label class="record-student needs-script">
    {label}{' '}
    <input
      type="text"
      maxLength={studentLimit}
      autocomplete="off"
      spellcheck={false}
      value={value}
      ref={input ?? null}
      onInput={({ currentTarget }) => onType(currentTarget.value)}
    />
  </label>
)
