import { formText } from '../../../src/strings/exercise-ui.en.ts'
import { idsOf, partOf, textOf, type FormProps, type VariantOf } from '../form-props.ts'
import { Text } from '../Text.tsx'

const wordsIn = (text: string): number => text.match(/\S+/g)?.length ?? 0

/** Prose first; then the list of what a full answer says, for the reader to mark it with. */
export function FreeForm({ variant, raw, describedBy, onRaw }: FormProps<VariantOf<'free'>>) {
  const text = textOf(partOf(raw, 'text'))
  const checked = partOf(raw, 'checked')
  const isOpen = checked !== undefined
  const points = idsOf(checked)
  const { rubric, minWords } = variant.data
  const toggle = (point: string) =>
    onRaw({ text, checked: rubric.filter((id) => (id === point) !== points.includes(id)) })
  return (
    <div class="free">
      <label class="free-text">
        <span class="visually-hidden">{formText.text}</span>
        <textarea
          rows={5}
          value={text}
          aria-describedby={describedBy}
          onInput={(event) => {
            const next = { text: event.currentTarget.value }
            onRaw(isOpen ? { ...next, checked } : next)
          }}
        />
        <span class="free-words">{formText.words(wordsIn(text))}</span>
      </label>
      {isOpen ? (
        <fieldset class="choices">
          <legend>{formText.rubric}</legend>
          {rubric.map((point) => (
            <label class="choice" key={point}>
              <input type="checkbox" checked={points.includes(point)} onChange={() => toggle(point)} />
              <Text of={variant.html} name={`rubric-${point}`} />
            </label>
          ))}
        </fieldset>
      ) : (
        <button
          type="button"
          class="button"
          disabled={wordsIn(text) < minWords}
          onClick={() => onRaw({ text, checked: [] })}
        >
          {formText.compare}
        </button>
      )}
    </div>
  )
}
