import { convolutionText } from '../../src/strings/convolution.en.ts'
import { parseDecimal } from '../../src/strings/numbers.ts'
import { DIVISORS, MOST, SIDE, type KernelState } from './model.ts'

const text = convolutionText.kernel

interface Props {
  state: KernelState
  onChange: (part: Partial<KernelState>) => void
}

/** Nine weights in whole numbers, and what their sum is divided by. */
export function Editor({ state, onChange }: Props) {
  const type = (i: number, raw: string) => {
    const value = parseDecimal(raw)
    if (value === undefined || !Number.isInteger(value) || Math.abs(value) > MOST) return
    onChange({ kernel: state.kernel.map((weight, k) => (k === i ? value : weight)) })
  }
  return (
    <fieldset class="kernel-editor">
      <legend>{text.weights}</legend>
      <div>
        {state.kernel.map((weight, i) => (
          <input
            key={i}
            type="number"
            min={-MOST}
            max={MOST}
            step={1}
            aria-label={text.weight(Math.floor(i / SIDE) + 1, (i % SIDE) + 1)}
            value={weight}
            onInput={(event) => type(i, event.currentTarget.value)}
            onBlur={(event) => (event.currentTarget.value = String(weight))}
          />
        ))}
      </div>
      <label class="option">
        {text.divisor}{' '}
        <select
          value={state.divisor}
          onChange={(event) => onChange({ divisor: Number(event.currentTarget.value) })}
        >
          {DIVISORS.map((divisor) => (
            <option key={divisor} value={divisor} selected={divisor === state.divisor}>
              {divisor}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  )
}
