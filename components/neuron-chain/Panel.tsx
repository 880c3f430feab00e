import { useEffect } from 'preact/hooks'
import { chainText as text } from '../../src/strings/chain.en.ts'
import { ui } from '../../src/strings/index.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { Slider } from '../controls/Slider.tsx'
import { Symbol } from '../controls/Symbol.tsx'
import { useAsTarget } from '../exercise/use-host.ts'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { publish } from '../figure/published.ts'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { Drawing } from './Drawing.tsx'
import { Follow, Ledger } from './Ledger.tsx'
import {
  EXAMPLE,
  forward,
  fromLink,
  gradients,
  halved,
  measures,
  NUDGE_REACH,
  PARAMETERS,
  RANGES,
  stateFrom,
  toJson,
  toLink,
  updated,
  withValue,
  type Chain,
  type ChainState,
} from './model.ts'
import { FINE, shown, tableOf } from './words.ts'

const NAMES = Object.keys(EXAMPLE) as (keyof Chain)[]

/** Two neurons in a row: nudge a parameter and follow it to the error, or compute all four gradients and step. */
export function Panel({ id, initial }: { id: string; initial: ChainState }) {
  // A link can hide: `values`, `nudge`, `update`.
  const [state, setState, hidden] = useLinkedState(id, initial, fromLink)
  useAsTarget('neuron-chain', id, {
    state: () => toJson(state),
    setState: (next) => setState(stateFrom(next)),
    measure: (next, measure) => measures[measure]?.(next) ?? Number.NaN,
  })
  const { chain, parameter, nudge, rate, updates } = state
  const { E } = forward(chain)
  useEffect(() => publish(id, { ...chain, ...forward(chain) }), [state])

  return (
    <Frame
      id={id}
      name={text.name}
      description={text.describe(
        decimal(E, FINE),
        PARAMETERS.map((name) => `∂E/∂${shown(name)} = ${decimal(gradients(chain)[name], FINE)}`).join(', '),
        updates,
      )}
      table={tableOf(state)}
      linkState={() => toLink(state)}
      code={() => codeAddress('neuron-chain', import('./code.ts'), state)}
      actions={
        <>
          {!hidden.has('update') && (
            <Button primary onClick={() => setState(updated(state))}>
              {text.update}
            </Button>
          )}
          {!hidden.has('nudge') && <Button onClick={() => setState(halved(state))}>{text.halve}</Button>}
          <Button onClick={() => setState(initial)}>{ui.figure.reset}</Button>
        </>
      }
    >
      <div class="chain">
        <div>
          <Drawing state={state} />
          <p class="chain-error" role="status">
            {text.error(decimal(E, FINE), updates)}
          </p>
        </div>
        <div>
          {!hidden.has('values') && (
            <div class="chain-values needs-script">
              {NAMES.map((name) => {
                const [stem, index] = name.split('_')
                return (
                  <Slider
                    key={name}
                    name={text.value(shown(name))}
                    label={<Symbol name={stem!} {...(index ? { index } : {})} />}
                    value={chain[name]}
                    min={RANGES[name][0]}
                    max={RANGES[name][1]}
                    step={0.05}
                    onInput={(value) => setState(withValue(state, name, value))}
                  />
                )
              })}
            </div>
          )}
          {!hidden.has('nudge') && (
            <>
              <div class="chain-choice needs-script" role="group" aria-label={text.which}>
                <span>{text.which}</span>
                {PARAMETERS.map((name) => (
                  <Button
                    key={name}
                    pressed={name === parameter}
                    onClick={() => setState({ ...state, parameter: name })}
                  >
                    {shown(name)}
                  </Button>
                ))}
              </div>
              <div class="chain-nudge needs-script">
                <Slider
                  name={text.by}
                  label={text.by}
                  value={nudge}
                  min={-NUDGE_REACH}
                  max={NUDGE_REACH}
                  step={0.01}
                  decimals={4}
                  onInput={(value) => setState({ ...state, nudge: value === 0 ? 0.01 : value })}
                />
              </div>
              <Follow state={state} />
            </>
          )}
          {!hidden.has('update') && (
            <div class="chain-nudge needs-script">
              <Slider
                name={text.rate}
                label="η"
                value={rate}
                min={0}
                max={10}
                step={0.1}
                decimals={1}
                signed={false}
                onInput={(value) => setState({ ...state, rate: value })}
              />
            </div>
          )}
        </div>
        <Ledger state={state} />
      </div>
    </Frame>
  )
}
