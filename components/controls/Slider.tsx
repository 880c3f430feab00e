import type { ComponentChildren } from 'preact'
import { decimal } from '../../src/strings/numbers.ts'

interface Props {
  /** What assistive technology calls it. */
  name: string
  /** What stands before it, usually a symbol. */
  label: ComponentChildren
  value: number
  min: number
  max: number
  step: number
  disabled?: boolean
  /** How the value is printed; its sign gives it the color of its sign when `signed`. */
  decimals?: number
  signed?: boolean
  onInput: (value: number) => void
}

/** A labeled range with its value printed beside it: by mouse, touch and arrow keys alike. */
export function Slider({
  name,
  label,
  value,
  min,
  max,
  step,
  disabled = false,
  decimals = 2,
  signed = true,
  onInput,
}: Props) {
  const sign = !signed || value === 0 ? '' : value > 0 ? 'positive' : 'negative'
  return (
    <label class="slider">
      <span class="slider-label" aria-hidden="true">
        {label}
      </span>
      <input
        type="range"
        aria-label={name}
        aria-valuetext={decimal(value, decimals)}
        min={min}
        max={max}
        step={step}
        value={value}
        disabled={disabled}
        onInput={(event) => onInput(Number(event.currentTarget.value))}
      />
      <output class={`slider-value ${sign}`} aria-hidden="true">
        {decimal(value, decimals)}
      </output>
    </label>
  )
}
