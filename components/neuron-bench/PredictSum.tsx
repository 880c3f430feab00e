import { useId, useState } from 'preact/hooks'
import { ui } from '../../src/strings/index.ts'
import { decimal, parseDecimal } from '../../src/strings/numbers.ts'

const text = ui.bench

/** Asks for the sum before it is shown, then says how far off the prediction was. */
export function PredictSum({ z, onReveal }: { z: number; onReveal: (said: string) => void }) {
  const [guess, setGuess] = useState('')
  const [problem, setProblem] = useState('')
  const input = useId()
  const problemId = useId()
  const reveal = (event: Event) => {
    event.preventDefault()
    const value = parseDecimal(guess)
    if (value === undefined) return setProblem(text.predictInvalid)
    const off = Math.abs(value - z)
    onReveal(
      off < 1e-9
        ? text.predictExact(decimal(z, 4))
        : text.predictResult(guess, decimal(z, 4), decimal(off, 4)),
    )
  }
  return (
    <form class="predict-sum" onSubmit={reveal}>
      <label for={input}>{text.predictPrompt}</label>
      <input
        id={input}
        type="text"
        inputMode="decimal"
        autocomplete="off"
        value={guess}
        aria-invalid={problem !== ''}
        aria-describedby={problemId}
        onInput={(event) => setGuess(event.currentTarget.value)}
      />
      <button class="button button-primary" type="submit">
        {text.predictCheck}
      </button>
      <p id={problemId} role="alert">
        {problem}
      </p>
    </form>
  )
}
