interface Props<T extends string> {
  label: string
  value: T
  options: readonly (readonly [value: T, words: string])[]
  disabled?: boolean
  /** Of the figure's own, besides `option`. */
  class?: string
  onPick: (value: T) => void
}

/** A labeled list to choose from. The options say which is chosen, so that it is right before any script runs. */
export function Pick<T extends string>({
  label,
  value,
  options,
  disabled = false,
  onPick,
  ...more
}: Props<T>) {
  return (
    <label class={more.class === undefined ? 'option' : `option ${more.class}`}>
      <span>{label}</span>{' '}
      <select
        value={value}
        disabled={disabled}
        onChange={(event) => {
          const chosen = options.find(([key]) => key === event.currentTarget.value)
          if (chosen) onPick(chosen[0])
        }}
      >
        {options.map(([key, words]) => (
          <option key={key} value={key} selected={key === value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  )
}

interface NumberProps {
  label: string
  value: number
  values: readonly number[]
  /** What a number is called; itself unless given. */
  say?: (value: number) => string
  onPick: (value: number) => void
}

/** The same for numbers. */
export const PickNumber = ({ label, value, values, say = String, onPick }: NumberProps) => (
  <Pick
    label={label}
    value={String(value)}
    options={values.map((one) => [String(one), say(one)] as const)}
    onPick={(chosen) => onPick(Number(chosen))}
  />
)
