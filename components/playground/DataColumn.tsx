import { playgroundText as text } from '../../src/strings/playground.en.ts'
import { Choice } from './Choice.tsx'
import type { Examples } from './use-points.ts'
import { isReal, REAL, TOY_CLASSES, TOY_VALUES, type DataName, type PlayState } from './model.ts'

interface Props {
  state: PlayState
  /** Of a real table, once it is here. */
  columns: Examples['columns']
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
export function DataColumn({ state, columns, shows, onChange }: Props) {
  const known = text.axes[state.data]
  const axes = columns && ([columns.names[columns.chosen[0]]!, columns.names[columns.chosen[1]]!] as const)
  const pick = (axis: 0 | 1, column: number) =>
    onChange({ columns: columns!.chosen.with(axis, column).join('_') })
  const isToy = !isReal(state.data) && state.data !== 'own'
  return (
    <div class="play-data needs-script">
      {shows('data') && (
        <label class="play-choice">
          <span>{text.data}</span>
          <select
            value={state.data}
            onChange={(event) => onChange({ data: event.currentTarget.value as DataName, columns: '' })}
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
      {columns &&
        shows('data') &&
        ([0, 1] as const).map((axis) => (
          <Choice
            key={axis}
            label={text.axis(axis === 0 ? text.x1 : text.x2)}
            value={columns.chosen[axis]}
            options={columns.names.map((_, column) => column)}
            name={(column) => columns.names[column]!}
            onChange={(column) => pick(axis, column)}
          />
        ))}
      {known && <p class="play-note">{text.realNote(...(axes ?? known))}</p>}
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
