import { useState } from 'preact/hooks'
import { activationText } from '../../src/strings/activations.en.ts'
import { decimal, parseDecimal } from '../../src/strings/numbers.ts'
import type { Point } from './model.ts'

const text = activationText.plot

/** Asks for value and slope before they are shown, and says how far off the guesses were. */
export function PredictPoint({ at, onReveal }: { at: Point; onReveal: (said: string) => void }) {
  const [guess, setGuess] = useState({ value: '', slope: '' })
  const [problem, setProblem] = useState('')
  const reveal = () => {
    const [value, slope] = [parseDecimal(guess.value), parseDecimal(guess.slope)]
    if (value === undefined || slope === undefined) return setProblem(text.invalid)
    const off = (guessed: number, real: number) => decimal(Math.abs(guessed - real), 3)
    onReveal(
      text.verdict(decimal(at.value, 4), off(value, at.value), decimal(at.slope, 4), off(slope, at.slope)),
    )
  }
  const box = (key: 'value' | 'slope', label: string) => (
    <label>
      {label}{' '}
      <input
        type="text"
        inputMode="decimal"
        autocomplete="off"
        value={guess[key]}
        onInput={(event) => setGuess({ ...guess, [key]: event.currentTarget.value })}
      />
    </label>
  )
  return (
    <form
      class="predict-point"
      onSubmit={(event) => {
        event.preventDefault()
        reveal()
      }}
    >
      {box('value', text.guessValue)}
      {box('slope', text.guessSlope)}
      <button type="submit" class="button">
        {text.reveal}
      </button>
      <p role="alert">{problem}</p>
    </form>
  )
}
