import { ui } from '../../src/strings/index.ts'
import { PickNumber } from '../controls/Pick.tsx'
import { LEARNING_RATES, PAIRS, type Settings } from './model.ts'

const text = ui.trainNeuron

interface Props {
  id: string
  settings: Settings
  onChange: (settings: Settings) => void
}

export function SettingsRow({ id, settings, onChange }: Props) {
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
      <PickNumber
        label={text.learningRate}
        values={LEARNING_RATES}
        value={settings.learningRate}
        onPick={(learningRate) => onChange({ ...settings, learningRate })}
      />
    </div>
  )
}
