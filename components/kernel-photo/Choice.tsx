interface Props<T extends string> {
  /** The figure's id: two figures of a page must not share a group of radio buttons. */
  id: string
  name: string
  legend: string
  values: readonly T[]
  words: Readonly<Record<T, string>>
  value: T
  onPick: (value: T) => void
}

/** A few possibilities, of which one holds. */
export function Choice<T extends string>({ id, name, legend, values, words, value, onPick }: Props<T>) {
  return (
    <fieldset class="choice">
      <legend>{legend}</legend>
      {values.map((one) => (
        <label class="option" key={one}>
          <input type="radio" name={`${id}-${name}`} checked={one === value} onChange={() => onPick(one)} />
          {words[one]}
        </label>
      ))}
    </fieldset>
  )
}
