import { convolutionText } from '../../src/strings/convolution.en.ts'
import { Slider } from '../controls/Slider.tsx'
import { Choice } from '../kernel-photo/Choice.tsx'
import { PADDINGS, ROUNDINGS } from './axis.ts'
import { AXES, FIELDS, fitted, RANGES, VIEWS, withField, type ShapesState } from './model.ts'

const text = convolutionText.shapes

interface Props {
  id: string
  state: ShapesState
  hidden: ReadonlySet<string>
  onChange: (state: ShapesState) => void
}

/** Sliders for both axes, and what goes for both. Rows of sliders stay in place when the axes are parted. */
export function Controls({ id, state, hidden, onChange }: Props) {
  const change = (part: Partial<ShapesState>) => onChange(fitted({ ...state, ...part }))
  const hasPadding = state.kind === 'side' || state.kind === 'total'
  return (
    <div class="needs-script">
      <div class="shapes-axes">
        {AXES.map((name) => (
          <fieldset key={name} class="shapes-axis">
            <legend>{text.axes[name]}</legend>
            {FIELDS.map(
              (field) =>
                !hidden.has(field) && (
                  <Slider
                    key={field}
                    name={text.field(text.axes[name], text.fields[field])}
                    label={text.fields[field]}
                    value={state[name][field]}
                    min={RANGES[field][0]}
                    max={RANGES[field][1]}
                    step={1}
                    decimals={0}
                    signed={false}
                    disabled={(state.isSquare && name === 'columns') || (field === 'padding' && !hasPadding)}
                    onInput={(value) => onChange(withField(state, name, field, value))}
                  />
                ),
            )}
          </fieldset>
        ))}
      </div>
      <div class="kernel-choices">
        <label class="option">
          <input
            type="checkbox"
            checked={state.isSquare}
            onChange={(event) =>
              change({
                isSquare: event.currentTarget.checked,
                ...(event.currentTarget.checked ? { columns: state.rows } : {}),
              })
            }
          />
          {text.square}
        </label>
        {!hidden.has('kind') && (
          <Choice
            id={id}
            name="kind"
            legend={text.kind}
            values={PADDINGS}
            words={text.kinds}
            value={state.kind}
            onPick={(kind) => change({ kind })}
          />
        )}
        {!hidden.has('rounding') && (
          <Choice
            id={id}
            name="rounding"
            legend={text.rounding}
            values={ROUNDINGS}
            words={text.roundings}
            value={state.rounding}
            onPick={(rounding) => change({ rounding })}
          />
        )}
        {!hidden.has('view') && (
          <Choice
            id={id}
            name="view"
            legend={text.view}
            values={VIEWS}
            words={text.views}
            value={state.view}
            onPick={(view) => change({ view })}
          />
        )}
      </div>
    </div>
  )
}
