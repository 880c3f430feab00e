import { useState } from 'preact/hooks'
import { digitsText } from '../../src/strings/digits.en.ts'
import { PredictForm } from '../figure/PredictForm.tsx'
import type { ShownShot } from './face.ts'
import { confusionOf, missedMost } from './model.ts'
import { SETUP } from './network.ts'
import { percentText } from './words.ts'

const text = digitsText.predict

interface Props {
  shot: ShownShot
  labels: readonly number[]
  onGuess: () => void
}

/** Asks for the end before the beginning; says how far off it was when the end is there. */
export function Predict({ shot, labels, onGuess }: Props) {
  const [guess, setGuess] = useState<readonly string[]>()
  const [problem, setProblem] = useState('')
  const [share, digit] = guess ?? []
  const isOver = shot.epoch >= SETUP.epochs
  const missed = missedMost(confusionOf(labels, shot.answers))
  return (
    <div class="cnn-predict needs-script">
      {!guess && !isOver && (
        <PredictForm
          fields={[text.ask(SETUP.epochs), text.which]}
          action={text.action}
          invalid={text.invalid}
          onGuess={([right, which], written) => {
            if (right! < 0 || right! > 100 || !Number.isInteger(which) || which! < 0 || which! > 9)
              return setProblem(text.invalid)
            setProblem('')
            setGuess(written)
            return onGuess()
          }}
        />
      )}
      <p role="status">
        {guess
          ? isOver
            ? text.verdict(
                share!,
                digitsText.percent(percentText(shot.right / labels.length)),
                digit!,
                missed.count === 0 ? text.none : text.most(missed.digits, missed.count),
              )
            : text.waiting(share!, digit!)
          : problem}
      </p>
    </div>
  )
}
