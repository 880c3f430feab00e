interface Props<T extends number | string> {
  label: string
  values: readonly T[]
  value: T
  say?: (value: T) => string
  onPick: (value: T) => void
}

/** One setting out of a few. */
export function Pick<T extends number | string>({ label, values, value, say = String, onPick }: Props<T>) {
  return (
    <label class="option">
      {label}{' '}
      <select
        value={String(value)}
        onChange={(event) => onPick(values.find((one) => String(one) === event.currentTarget.value)!)}
      >
        {values.map((one) => (
          <option key={one} value={String(one)} selected={one === value}>
            {say(one)}
          </option>
        ))}
      </select>
    </label>
  )
}
