import { benchText } from '../../src/strings/bench.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { PredictForm } from '../figure/PredictForm.tsx'

const text = benchText

/** Asks for the sum before it is shown, then says how far off the prediction was. */
export function PredictSum({ z, onReveal }: { z: number; onReveal: (said: string) => void }) {
  return (
    <PredictForm
      fields={[text.predictPrompt]}
      action={text.predictCheck}
      onGuess={([value], [written]) => {
        const off = Math.abs(value! - z)
        onReveal(
          off < 1e-9
            ? text.predictExact(decimal(z, 4))
            : text.predictResult(written!, decimal(z, 4), decimal(off, 4)),
        )
      }}
    />
  )
}
