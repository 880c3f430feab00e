import { useEffect, useRef, useState } from 'preact/hooks'
import { parseDecimal } from '../../src/strings/numbers.ts'

interface Props {
  name: string
  value: number
  /** What the arrow keys add. */
  step: number
  onValue: (value: number) => void
}

const written = (value: number): string => String(value).replace('-', '−')

/** A number to be edited in place: what is typed counts at once, as soon as it is a number. */
export function Cell({ name, value, step, onValue }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(written(value))
  useEffect(() => {
    // What is being typed stays as it is typed: "1." and "1.0" are the same number.
    const isTyping = document.activeElement === input.current && parseDecimal(text) === value
    if (!isTyping) setText(written(value))
  }, [value])
  const type = (typed: string) => {
    setText(typed)
    const read = parseDecimal(typed)
    if (read !== undefined) onValue(read)
  }
  return (
    <>
      <input
        ref={input}
        class="cell-number needs-script"
        type="text"
        inputMode="decimal"
        autocomplete="off"
        aria-label={name}
        aria-invalid={parseDecimal(text) === undefined}
        value={text}
        onInput={(event) => type(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={() => setText(written(value))}
        onKeyDown={(event) => {
          const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
          if (direction === 0) return
          event.preventDefault()
          onValue(value + direction * step)
        }}
      />
      <span class="cell-printed">{written(value)}</span>
    </>
  )
}
