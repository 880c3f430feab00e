import { digitsText } from '../../src/strings/digits.en.ts'
import { signedDecimal } from '../../src/strings/numbers.ts'
import { Pick, PickNumber } from '../controls/Pick.tsx'
import type { Palette } from '../playground/palette.ts'
import { WINDOWS, type Window } from './explain.ts'
import type { ShownShot } from './face.ts'
import { Part } from './Layers.tsx'
import type { DigitState } from './model.ts'
import { CLASSES, FULL, SIDE } from './network.ts'
import { largestOf, Sheet } from './Sheet.tsx'

const text = digitsText.saliency
const ANSWERS = [-1, ...Array.from({ length: CLASSES }, (_, k) => k)]

interface Props {
  state: DigitState
  insight: ShownShot['insight']
  pixels: ArrayLike<number>
  title: string
  palette: Palette | undefined
  hidden: boolean
  onChange: (part: Partial<DigitState>) => void
}

/** Two ways to ask which pixels matter for an answer, side by side on one digit. */
export function Saliency({ state, insight, pixels, title, palette, hidden, onChange }: Props) {
  const range = (values: ArrayLike<number>) => {
    const all = Array.from(values)
    return text.range(signedDecimal(Math.min(...all), 2), signedDecimal(Math.max(...all), 2))
  }
  const one = { side: SIDE, columns: 1, rows: 1, palette }
  return (
    <div class="cnn-saliency">
      {!hidden && (
        <div class="cnn-choices needs-script">
          <PickNumber
            label={text.answer}
            values={ANSWERS}
            value={state.answer}
            say={(answer) => (answer < 0 ? text.own : String(answer))}
            onPick={(answer) => onChange({ answer })}
          />
          <Pick
            label={text.window}
            value={String(state.window)}
            options={WINDOWS.map((window) => [String(window), text.windows[window]] as const)}
            onPick={(chosen) => onChange({ window: Number(chosen) as Window })}
          />
        </div>
      )}
      <div class="cnn-three">
        <Part name={digitsText.look.digit} note={title} size="one">
          <Sheet {...one} name={digitsText.look.digit} values={pixels} most={FULL} ink />
        </Part>
        <Part name={text.gradient(insight.answer)} note={range(insight.gradient)} size="one">
          <Sheet
            {...one}
            name={text.gradient(insight.answer)}
            values={insight.gradient}
            most={largestOf(insight.gradient)}
          />
          <p class="cnn-note">{text.gradientNote}</p>
        </Part>
        <Part name={text.occlusion(insight.answer)} note={range(insight.occlusion)} size="one">
          <Sheet
            {...one}
            name={text.occlusion(insight.answer)}
            values={insight.occlusion}
            most={largestOf(insight.occlusion)}
          />
          <p class="cnn-note">{text.occlusionNote}</p>
        </Part>
      </div>
    </div>
  )
}
