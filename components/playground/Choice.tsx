interface Props<T extends string | number> {
  label: string
  value: T
  options: readonly T[]
  /** What an option is called. */
  name: (option: T) => string
  onChange: (option: T) => void
}

/** A labeled list to choose from. A value that a link set and the list lacks is added at its end. */
export function Choice<T extends string | number>({ label, value, options, name, onChange }: Props<T>) {
  const all = options.includes(value) ? options : [...options, value]
  return (
    <label class="play-choice">
      <span>{label}</span>
      <select
        value={String(value)}
        onChange={(event) => {
          const chosen = all.find((option) => String(option) === event.currentTarget.value)
          if (chosen !== undefined) onChange(chosen)
        }}
      >
        {all.map((option) => (
          <option key={option} value={String(option)}>
            {name(option)}
          </option>
        ))}
      </select>
    </label>
  )
}
