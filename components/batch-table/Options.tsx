interface Props<T extends string> {
  id: string
  legend: string
  name: string
  values: readonly T[]
  value: T
  words: Readonly<Record<T, string>>
  onPick: (value: T) => void
}

/** A choice of a few words, side by side. */
export function Options<T extends string>({ id, legend, name, values, value, words, onPick }: Props<T>) {
  return (
    <fieldset>
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
