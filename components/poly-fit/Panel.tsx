import { useMemo, useState } from 'preact/hooks'
import { regularizationText } from '../../src/strings/regularization.en.ts'
import { useAsTarget } from '../exercise/use-host.ts'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { RunControls } from '../figure/RunControls.tsx'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { Curve } from './Curve.tsx'
import { Dial } from './Dial.tsx'
import { Errors } from './Errors.tsx'
import {
  fromLink,
  HANDLES,
  INITIAL,
  measures,
  shownAt,
  stateFrom,
  toLink,
  VALUES,
  VIEWS,
  type FitState,
  type Handle,
} from './model.ts'
import { describe, factsOf, rowsOf, tableOf, valueText, verdictOf } from './words.ts'

const text = regularizationText.fit

/** A sine, some examples, and a polynomial with five handles. */
export function Panel({ id, initial = INITIAL }: { id: string; initial?: FitState }) {
  const [state, setState, hidden] = useLinkedState(id, initial, fromLink)
  const [choice, setChoice] = useState('')
  const { guess } = state
  useAsTarget('poly-fit', id, {
    state: () => toLink(state),
    setState: (next) => setState(stateFrom(next)),
    measure: (next, measure) => measures[measure]?.(next) ?? Number.NaN,
  })

  const shown = useMemo(() => shownAt(state), [state])
  const change = (part: Partial<FitState>) => setState({ ...state, ...part })
  const covered = guess === null ? 'until-guess' : ''

  return (
    <Frame
      id={id}
      name={text.name}
      description={describe(shown, state)}
      table={tableOf(shown, state)}
      linkState={() => toLink(state)}
      code={() => codeAddress('poly-fit', import('./code.ts'), state)}
      actions={
        <RunControls hidden={hidden} onReset={() => setState({ ...initial, guess, seed: state.seed })}>
          <Button primary onClick={() => change({ seed: state.seed + 1 })}>
            {text.newData}
          </Button>
        </RunControls>
      }
    >
      <div class="fit-handles needs-script">
        {HANDLES.filter((handle) => !hidden.has(handle)).map((handle) => (
          <Dial
            key={handle}
            label={text.handles[handle]}
            values={VALUES[handle]}
            value={state[handle]}
            say={(value) => valueText(handle, value)}
            onPick={(value) => change({ [handle]: value })}
          />
        ))}
      </div>
      <div class="fit-pictures">
        <Curve state={state} shown={shown} id={id} />
        <Errors state={state} shown={shown} />
      </div>
      <div class="fit-choices needs-script">
        <label class="option">
          {text.along}{' '}
          <select
            value={state.along}
            onChange={(event) => change({ along: event.currentTarget.value as Handle })}
          >
            {HANDLES.map((handle) => (
              <option key={handle} value={handle} selected={handle === state.along}>
                {text.handles[handle]}
              </option>
            ))}
          </select>
        </label>
        <fieldset>
          <legend>{text.view}</legend>
          {VIEWS.map((view) => (
            <label class="option" key={view}>
              <input
                type="radio"
                name={`${id}-view`}
                checked={state.view === view}
                onChange={() => change({ view })}
              />
              {text.views[view]}
            </label>
          ))}
        </fieldset>
        <div class="fit-guess">
          <label class="option">
            {text.guess}{' '}
            <select value={choice} onChange={(event) => setChoice(event.currentTarget.value)}>
              <option value="">{text.choose}</option>
              {VALUES.degree.map((degree) => (
                <option key={degree} value={String(degree)}>
                  {degree}
                </option>
              ))}
            </select>
          </label>
          <Button disabled={choice === ''} onClick={() => change({ guess: Number(choice), along: 'degree' })}>
            {text.reveal}
          </Button>
        </div>
      </div>
      <p class="fit-verdict needs-script" role="status">
        {verdictOf(shown, state)}
      </p>
      <div class="fit-numbers">
        <table class="race-ledger">
          <thead>
            <tr>
              <th scope="col">{text.quantity}</th>
              <th scope="col">{text.one}</th>
              <th scope="col">{text.many}</th>
            </tr>
          </thead>
          <tbody>
            {rowsOf(shown).map(([key, name, one, many, isTest]) => (
              <tr key={key} data-row={key}>
                <th scope="row">{name}</th>
                {[one, many].map((value, i) => (
                  <td key={i}>
                    <span class={isTest ? covered : ''}>{value}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <dl class="batch-facts">
          {factsOf(shown, state).map(([name, value, isTest]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd class={isTest ? covered : ''}>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Frame>
  )
}
