import { useEffect, useRef, useState } from 'preact/hooks'
import { mathText } from '../../../src/strings/exercise-ui.en.ts'
import { Html } from '../Html.tsx'
import type { Key } from './palette.ts'
import type { Typeset } from './typeset.ts'

interface Props {
  label: string
  value: string
  keys: readonly Key[]
  isInvalid: boolean
  describedBy: string
  /** Brings the typesetter; called when something has been typed. */
  loadTypeset: () => Promise<Typeset>
  /** The line is the last one, and Enter is not for the form. */
  onEnter?: () => void
  onValue: (value: string) => void
}

/** A line of typed mathematics: as typed, as it is understood, and keys for what keyboards lack. */
export function MathInput(props: Props) {
  const { label, value, keys, isInvalid, describedBy, onEnter, onValue } = props
  const input = useRef<HTMLInputElement>(null)
  const [typeset, setTypeset] = useState<{ draw: Typeset }>()
  const [isActive, setActive] = useState(false)

  useEffect(() => {
    if (value.trim() === '' || typeset) return
    // Without the typesetter the line "we read" still says what was understood.
    props.loadTypeset().then(
      (draw) => setTypeset({ draw }),
      () => undefined,
    )
  }, [value === ''])

  const insert = (text: string) => {
    const field = input.current
    if (!field) return
    const [from, to] = [field.selectionStart ?? value.length, field.selectionEnd ?? value.length]
    onValue(value.slice(0, from) + text + value.slice(to))
    // After the name, or between the brackets of a function.
    const caret = from + text.length - (text.endsWith('()') ? 1 : 0)
    requestAnimationFrame(() => {
      field.focus()
      field.setSelectionRange(caret, caret)
    })
  }

  const drawn = typeset?.draw(value)
  return (
    <div
      class="math-input"
      onFocusIn={() => setActive(true)}
      // The keys stay until another line has them: if they went away under a press of "Check", it would miss the button.
      // On the way to one of its own keys nothing may go away either: the focus would fall on what is gone.
      onFocusOut={({ currentTarget, relatedTarget }) =>
        setActive(currentTarget.contains(relatedTarget as Node | null) || !isInMathInput(relatedTarget))
      }
    >
      <label class="answer">
        <span class="visually-hidden">{label}</span>
        <input
          ref={input}
          type="text"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          value={value}
          aria-describedby={describedBy}
          aria-invalid={isInvalid}
          onInput={(event) => onValue(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !onEnter) return
            event.preventDefault()
            onEnter()
          }}
        />
      </label>
      <div class="math-preview" aria-hidden="true">
        {drawn !== undefined && <Html html={drawn} />}
      </div>
      <div class={`palette ${isActive ? '' : 'palette-quiet'}`} role="group" aria-label={mathText.palette}>
        {keys.map(({ insert: text, label: sign }) => (
          <button
            key={text}
            type="button"
            tabIndex={isActive ? 0 : -1}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => insert(text)}
          >
            <span class="visually-hidden">{mathText.insert} </span>
            {sign}
          </button>
        ))}
      </div>
    </div>
  )
}

const isInMathInput = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('.math-input') !== null
