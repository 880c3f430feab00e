import { useId, useState } from 'preact/hooks'
import { ui } from '../../src/strings/index.ts'
import { parseDecimal } from '../../src/strings/numbers.ts'
import { Button } from './Button.tsx'

interface Props {
  /** What is asked, a number each. */
  fields: readonly string[]
  /** What the button says. */
  action: string
  /** What to say when a field holds no number. */
  invalid?: string
  onGuess: (guesses: readonly number[], written: readonly string[]) => void
}

/** Predict first: asks for numbers before the figure shows them. */
export function PredictForm({ fields, action, invalid = ui.figure.predictInvalid, onGuess }: Props) {
  const [written, setWritten] = useState<readonly string[]>(fields.map(() => ''))
  const [problem, setProblem] = useState('')
  const problemId = useId()
  const guess = (event: Event) => {
    event.preventDefault()
    const guesses = written.map(parseDecimal).filter((value) => value !== undefined)
    if (guesses.length < fields.length) return setProblem(invalid)
    setProblem('')
    onGuess(guesses, written)
  }
  return (
    <form class="predict-form" onSubmit={guess}>
      {fields.map((label, i) => (
        <label key={label}>
          <span>{label}</span>{' '}
          <input
            type="text"
            inputMode="decimal"
            autocomplete="off"
            value={written[i]}
            aria-invalid={problem !== '' && parseDecimal(written[i]!) === undefined}
            aria-describedby={problemId}
            onInput={(event) => setWritten(written.with(i, event.currentTarget.value))}
          />
        </label>
      ))}
      <Button primary type="submit">
        {action}
      </Button>
      <p id={problemId} role="alert">
        {problem}
      </p>
    </form>
  )
}
