import { activationText } from '../../src/strings/activations.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { PredictForm } from '../figure/PredictForm.tsx'
import type { Point } from './model.ts'

const text = activationText.plot

/** Asks for value and slope before they are shown, and says how far off the guesses were. */
export function PredictPoint({ at, onReveal }: { at: Point; onReveal: (said: string) => void }) {
  const off = (guessed: number, real: number) => decimal(Math.abs(guessed - real), 3)
  return (
    <PredictForm
      fields={[text.guessValue, text.guessSlope]}
      action={text.reveal}
      invalid={text.invalid}
      onGuess={([value, slope]) =>
        onReveal(
          text.verdict(
            decimal(at.value, 4),
            off(value!, at.value),
            decimal(at.slope, 4),
            off(slope!, at.slope),
          ),
        )
      }
    />
  )
}
