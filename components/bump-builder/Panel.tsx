import { ui } from '../../src/strings/index.ts'
import { layersText } from '../../src/strings/layers.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { Pick, PickNumber } from '../controls/Pick.tsx'
import { Slider } from '../controls/Slider.tsx'
import { Symbol } from '../controls/Symbol.tsx'
import { useAsTarget } from '../exercise/use-host.ts'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { useLinkedState } from '../figure/use-linked-state.ts'
import {
  errorsOf,
  fromLink,
  GOALS,
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
  // A link can hide: `f`, `units`, `goal`, `k`, `h`, `fit`, `bump`.
  const [state, setState, hidden] = useLinkedState(id, initial, fromLink)
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
      code={() => codeAddress('bump-builder', import('./code.ts'), state)}
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
              <Pick
                label={text.goal}
                value={state.goal}
                options={GOALS.map((goal) => [goal, text.goals[goal]] as const)}
                onPick={(goal) => change({ goal })}
              />
            )}
            {!hidden.has('f') && (
              <Pick
                label={text.kind}
                value={state.kind}
                options={KINDS.map((kind) => [kind, text.kinds[kind]] as const)}
                onPick={(kind) => change({ kind })}
              />
            )}
            {!hidden.has('units') && (
              <PickNumber
                label={text.units}
                value={state.units}
                values={UNITS}
                onPick={(units) => change({ units })}
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
