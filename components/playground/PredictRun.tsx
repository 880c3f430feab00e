import { playgroundText as text } from '../../src/strings/playground.en.ts'
import { PredictForm } from '../figure/PredictForm.tsx'
import type { Prediction } from './use-prediction.ts'

/** What is asked before the epochs are made, and how far off the answer was after them. */
export const PredictRun = ({ prediction: { question, verdict, guess } }: { prediction: Prediction }) => (
  <div class="play-predict needs-script">
    {question !== '' && (
      <PredictForm fields={[question]} action={text.predict.action} onGuess={([value]) => guess(value!)} />
    )}
    <p role="status">{verdict}</p>
  </div>
)
