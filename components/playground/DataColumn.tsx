import { playgroundText as text } from '../../src/strings/playground.en.ts'
import { Choice } from './Choice.tsx'
import { isReal, REAL, TOY_CLASSES, TOY_VALUES, type DataName, type PlayState } from './model.ts'

interface Props {
  state: PlayState
  shows: (control: string) => boolean
  onChange: (change: Partial<PlayState>) => void
}

const GROUPS: readonly (readonly [label: string, names: readonly DataName[]])[] = [
  [text.dataGroups.classes, TOY_CLASSES],
  [text.dataGroups.values, TOY_VALUES],
  [text.dataGroups.real, REAL],
  [text.dataGroups.own, ['own']],
]

/** Which examples there are. */
export function DataColumn({ state, shows, onChange }: Props) {
  const axes = text.axes[state.data]
  const isToy = !isReal(state.data) && state.data !== 'own'
  return (
    <div class="play-data needs-script">
      {shows('data') && (
        <label class="play-choice">
          <span>{text.data}</span>
          <select
            value={state.data}
            onChange={(event) => onChange({ data: event.currentTarget.value as DataName })}
          >
            {GROUPS.map(([label, names]) => (
              <optgroup key={label} label={label}>
                {names.map((name) => (
                  <option key={name} value={name}>
                    {text.dataNames[name]}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
      )}
      {shows('noise') && (
        <Range
          label={text.noise}
          value={state.noise}
          max={50}
          min={0}
          step={5}
          disabled={!isToy}
          onInput={(noise) => onChange({ noise })}
        />
      )}
      {shows('train') && (
        <Range
          label={text.trainShare}
          value={state.trainShare}
          min={10}
          max={90}
          step={10}
          onInput={(trainShare) => onChange({ trainShare })}
        />
      )}
      {shows('batch') && (
        <Choice
          label={text.batch}
          value={state.batchSize}
          options={[1, 2, 5, 10, 15, 20, 25, 30, 100, 0]}
          name={(size) => (size === 0 ? text.allExamples : String(size))}
          onChange={(batchSize) => onChange({ batchSize })}
        />
      )}
      {axes && <p class="play-note">{text.realNote(...axes)}</p>}
    </div>
  )
}

interface RangeProps {
  label: string
  value: number
  min: number
  max: number
  step: number
  disabled?: boolean
  onInput: (value: number) => void
}

function Range({ label, value, min, max, step, disabled = false, onInput }: RangeProps) {
  return (
    <label class="play-range">
      <span>
        {label} <output>{text.percent(value)}</output>
      </span>
      <input
        type="range"
        aria-label={label}
        aria-valuetext={text.percent(value)}
        min={min}
        max={max}
        step={step}
        value={value}
        disabled={disabled}
        onInput={(event) => onInput(Number(event.currentTarget.value))}
      />
    </label>
  )
}
