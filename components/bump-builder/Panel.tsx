import { useEffect, useState } from 'preact/hooks'
import { ui } from '../../src/strings/index.ts'
import { layersText } from '../../src/strings/layers.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { Slider } from '../controls/Slider.tsx'
import { Symbol } from '../controls/Symbol.tsx'
import { useAsTarget } from '../exercise/use-host.ts'
import { Button } from '../figure/Button.tsx'
import { Frame } from '../figure/Frame.tsx'
import { stateFromAddress } from '../figure/state-link.ts'
import {
  errorsOf,
  fromLink,
  GOALS,
  hiddenControls,
  KINDS,
  measures,
  networkOf,
  oneBump,
  parametersOf,
  stateFrom,
  STEEPEST,
  toLink,
  UNITS,
  withHeight,
  withPart,
  type BuilderState,
} from './model.ts'
import { Plot, Shares } from './Plot.tsx'

const text = layersText.builder

/** One hidden layer that builds a curve out of steps or ramps, height by height. */
export function Panel({ id, initial }: { id: string; initial: BuilderState }) {
  const [state, setState] = useState(initial)
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const link = stateFromAddress(id, location.search)
    setState(fromLink(link, initial))
    setHidden(hiddenControls(link))
  }, [])
  useAsTarget('bump-builder', id, {
    state: () => toLink(state),
    setState: (next) => setState(stateFrom(next)),
    measure: (next, measure) => measures[measure]?.(next) ?? Number.NaN,
  })
  const change = (part: Partial<BuilderState>) => setState(withPart(state, part))
  const errors = errorsOf(state)
  const network = networkOf(state)
  const facts: [string, string][] = [
    [text.hidden, String(state.units)],
    [text.parameters, String(parametersOf(state))],
    [text.largest, decimal(errors.largest, 3)],
    [text.mean, decimal(errors.mean, 3)],
  ]

  return (
    <Frame
      id={id}
      name={text.name}
      description={text.describe(
        text.goals[state.goal],
        state.units,
        text.kinds[state.kind],
        decimal(errors.largest, 3),
      )}
      table={[
        ...facts,
        [text.bias, decimal(network.c, 2)],
        ...network.w.map((w, i): [string, string] => [
          text.neuron(i + 1),
          [w, network.b[i]!, network.v[i]!].map((value) => decimal(value, 2)).join(', '),
        ]),
      ]}
      linkState={() => toLink(state)}
      actions={
        <>
          {!hidden.has('fit') && (
            <Button primary onClick={() => change({ heights: null })}>
              {text.fit}
            </Button>
          )}
          {!hidden.has('bump') && <Button onClick={() => setState(oneBump(state))}>{text.bump}</Button>}
          <Button onClick={() => setState(initial)}>{ui.figure.reset}</Button>
        </>
      }
    >
      <div class="bb">
        <div>
          <Plot
            state={state}
            canDrag={!hidden.has('h')}
            onHeight={(index, height) => setState((now) => withHeight(now, index, height))}
          />
          <p class="bb-title">{text.shares}</p>
          <Shares state={state} />
        </div>
        <div>
          <div class="bb-choices needs-script">
            {!hidden.has('goal') && (
              <Select
                label={text.goal}
                value={state.goal}
                options={GOALS}
                name={(goal) => text.goals[goal]}
                onChange={(goal) => change({ goal })}
              />
            )}
            {!hidden.has('f') && (
              <Select
                label={text.kind}
                value={state.kind}
                options={KINDS}
                name={(kind) => text.kinds[kind]}
                onChange={(kind) => change({ kind })}
              />
            )}
            {!hidden.has('units') && (
              <Select
                label={text.units}
                value={state.units}
                options={UNITS}
                name={String}
                onChange={(units) => change({ units })}
              />
            )}
            {!hidden.has('k') && (
              <Slider
                name={text.steepness}
                label={<Symbol name="w" />}
                value={state.steepness}
                min={10}
                max={STEEPEST}
                step={10}
                decimals={0}
                signed={false}
                disabled={state.kind === 'relu'}
                onInput={(steepness) => change({ steepness })}
              />
            )}
          </div>
          <dl class="bb-facts">
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </div>
      </div>
    </Frame>
  )
}

interface SelectProps<T extends string | number> {
  label: string
  value: T
  options: readonly T[]
  name: (option: T) => string
  onChange: (option: T) => void
}

function Select<T extends string | number>({ label, value, options, name, onChange }: SelectProps<T>) {
  return (
    <label class="option">
      <span>{label}</span>
      <select
        value={value}
        onChange={(event) => onChange(options[event.currentTarget.selectedIndex] ?? value)}
      >
        {options.map((option) => (
          <option key={option} value={option} selected={option === value}>
            {name(option)}
          </option>
        ))}
      </select>
    </label>
  )
}
