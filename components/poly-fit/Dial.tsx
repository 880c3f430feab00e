interface Props {
  label: string
  values: readonly number[]
  value: number
  say: (value: number) => string
  onPick: (value: number) => void
}

/** A slider over given values, which need not be evenly spaced: decades, or "none" and "to the end". */
export function Dial({ label, values, value, say, onPick }: Props) {
  return (
    <label class="slider dial">
      <span class="slider-label">{label}</span>
      <input
        type="range"
        aria-valuetext={say(value)}
        min={0}
        max={values.length - 1}
        step={1}
        value={positionOf(values, value)}
        onInput={(event) => onPick(values[Number(event.currentTarget.value)]!)}
      />
      <output class="slider-value" aria-hidden="true">
        {say(value)}
      </output>
    </label>
  )
}

/** Where a slider stands for a value: at it, or at the next one when it lies between two (a matched α does). */
const positionOf = (values: readonly number[], value: number): number => {
  const at = values.findIndex((one) => one >= value)
  return at < 0 ? values.length - 1 : at
}
