import { useEffect, useState } from 'preact/hooks'
import { graphText as text } from '../../src/strings/graphs.en.ts'
import { Slider } from '../controls/Slider.tsx'
import { Symbol } from '../controls/Symbol.tsx'
import { Button } from '../figure/Button.tsx'
import { graphOf, PRESETS, REACH, start, STEP, VIEWS, withSource, type GraphState } from './model.ts'
import { shownName } from './ops.ts'
import { variablesOf, type Graph } from './read.ts'
import { refusalText } from './words.ts'

interface SourceProps {
  state: GraphState
  onState: (state: GraphState) => void
}

/** The expression as typed; what cannot be drawn leaves the graph as it was, and says why. */
export function Source({ state, onState }: SourceProps) {
  const [typed, setTyped] = useState(state.source)
  useEffect(() => setTyped(state.source), [state.source])
  const built = graphOf(typed)
  return (
    <div class="needs-script">
      <label class="graph-source">
        <span>{text.expression}</span>
        <span class="graph-line">
          f =
          <input
            type="text"
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            maxLength={120}
            aria-invalid={!built.ok}
            value={typed}
            onInput={({ currentTarget: { value } }) => {
              setTyped(value)
              if (graphOf(value).ok) onState(withSource(state, value))
            }}
          />
        </span>
      </label>
      <p class="graph-refused" role="status">
        {built.ok ? text.hint : `${refusalText(built.why)} ${text.refused.kept}`}
      </p>
      <div class="graph-presets" role="group" aria-label={text.presets}>
        {PRESETS.map((preset) => (
          <Button
            key={preset.source}
            pressed={preset.source === state.source}
            onClick={() => onState({ ...start(preset), view: state.view, hasSlopes: state.hasSlopes })}
          >
            {preset.source}
          </Button>
        ))}
      </div>
    </div>
  )
}

interface SettingsProps {
  state: GraphState
  graph: Graph
  hidden: ReadonlySet<string>
  onValue: (name: string, value: number) => void
  onState: (state: GraphState) => void
}

/** The values of the variables, and what is shown. */
export function Settings({ state, graph, hidden, onValue, onState }: SettingsProps) {
  const names = variablesOf(graph)
  return (
    <div class="needs-script">
      {!hidden.has('values') &&
        names.map((name) => {
          const [stem, index] = name.split('_')
          return (
            <Slider
              key={name}
              name={text.value(shownName(name))}
              label={<Symbol name={stem!} {...(index ? { index } : {})} />}
              value={state.values[name]!}
              min={-REACH}
              max={REACH}
              step={STEP}
              decimals={1}
              onInput={(value) => onValue(name, Number(value.toFixed(1)))}
            />
          )
        })}
      {!hidden.has('view') && (
        <div class="graph-presets" role="group" aria-label={text.view}>
          {VIEWS.map((view) => (
            <Button key={view} pressed={view === state.view} onClick={() => onState({ ...state, view })}>
              {view === 'forward' ? text.views.forward(shownName(state.by)) : text.views[view]}
            </Button>
          ))}
          {!hidden.has('slopes') && (
            <Button
              pressed={state.hasSlopes}
              onClick={() => onState({ ...state, hasSlopes: !state.hasSlopes })}
            >
              {text.slopes}
            </Button>
          )}
        </div>
      )}
      {state.view === 'forward' && names.length > 1 && (
        <label class="graph-by">
          {text.by}
          <select
            value={state.by}
            onChange={({ currentTarget }) => onState({ ...state, by: currentTarget.value })}
          >
            {names.map((name) => (
              <option key={name} value={name}>
                {shownName(name)}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  )
}
