import { ui } from '../../src/strings/index.ts'
import { LEARNING_RATES, PACES, PAIRS, type Settings } from './model.ts'

const text = ui.trainNeuron

interface Props {
  id: string
  settings: Settings
  pace: number
  onChange: (settings: Settings) => void
  onPace: (steps: number) => void
}

export function SettingsRow({ id, settings, pace, onChange, onPace }: Props) {
  return (
    <div class="training-settings needs-script">
      <fieldset>
        <legend>{text.classes}</legend>
        {PAIRS.map((pair) => (
          <label class="option" key={pair}>
            <input
              type="radio"
              name={`${id}-pair`}
              checked={settings.pair === pair}
              onChange={() => onChange({ ...settings, pair })}
            />
            {pair === 'easy' ? text.easyPair : text.hardPair}
          </label>
        ))}
      </fieldset>
      <label class="option">
        <input
          type="checkbox"
          checked={settings.hasBias}
          onChange={(event) => onChange({ ...settings, hasBias: event.currentTarget.checked })}
        />
        {text.useBias}
      </label>
      <label class="option">
        {text.learningRate}
        <select
          value={String(settings.learningRate)}
          onChange={(event) => onChange({ ...settings, learningRate: Number(event.currentTarget.value) })}
        >
          {LEARNING_RATES.map((rate) => (
            <option key={rate} value={String(rate)}>
              {rate}
            </option>
          ))}
        </select>
      </label>
      <label class="option">
        {text.speed}
        <select value={String(pace)} onChange={(event) => onPace(Number(event.currentTarget.value))}>
          {PACES.map((steps) => (
            <option key={steps} value={String(steps)}>
              {steps}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}
