import type { ComponentChildren } from 'preact'
import { nearestIndex } from './two-figures.ts'

interface Props {
  name: string
  label: ComponentChildren
  /** What can be chosen, ascending. */
  values: readonly number[]
  value: number
  onInput: (value: number) => void
}

/** A learning rate out of a list that grows by factors, not by steps. */
export function RateSlider({ name, label, values, value, onInput }: Props) {
  return (
    <label class="slider">
      <span class="slider-label" aria-hidden="true">
        {label}
      </span>
      <input
        type="range"
        aria-label={name}
        aria-valuetext={String(value)}
        min={0}
        max={values.length - 1}
        step={1}
        value={nearestIndex(values, value)}
        onInput={(event) => onInput(values[Number(event.currentTarget.value)]!)}
      />
      <output class="slider-value" aria-hidden="true">
        {value}
      </output>
    </label>
  )
}
