import { useEffect, useState } from 'preact/hooks'
import { activationText } from '../../src/strings/activations.en.ts'
import { ui } from '../../src/strings/index.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { Slider } from '../controls/Slider.tsx'
import { Symbol } from '../controls/Symbol.tsx'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { publish } from '../figure/published.ts'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { Curves } from './Curves.tsx'
import { factsOf, slopeText, tableOf } from './facts.ts'
import {
  ACTIVATIONS,
  fromLink,
  pointAt,
  REACH,
  STEP,
  toLink,
  type ActivationName,
  type PlotState,
} from './model.ts'
import { PredictPoint } from './PredictPoint.tsx'

const text = activationText.plot
const { names } = activationText

/** Every activation function with its slope; the reader drags z, compares two functions, and predicts before looking. */
export function Panel({ id, initial }: { id: string; initial: PlotState }) {
  // A link can hide: `f`, `g`, `z`, `predict`.
  const [state, setState, hidden] = useLinkedState(id, initial, fromLink)
  const [predicting, setPredicting] = useState(false)
  const [verdict, setVerdict] = useState('')

  const at = pointAt(state.shown, state.z)
  useEffect(() => publish(id, predicting ? { z: at.z } : { z: at.z, a: at.value }), [state, predicting])
  const change = (part: Partial<PlotState>) => {
    setState({ ...state, ...part })
    setVerdict('')
  }
  const name = names[state.shown]
  const z = decimal(state.z, 2)

  return (
    <Frame
      id={id}
      name={text.name}
      description={
        predicting
          ? text.hidden(name, z)
          : text.describe(name, z, decimal(at.value, 4), slopeText(at), at.isFlat)
      }
      table={tableOf(state, predicting)}
      linkState={() => toLink(state)}
      code={() => codeAddress('activation-plot', import('./code.ts'), state)}
      actions={
        <>
          {!hidden.has('predict') && (
            <Button primary pressed={predicting} onClick={() => (setPredicting(!predicting), setVerdict(''))}>
              {text.predict}
            </Button>
          )}
          <Button onClick={() => (setState(initial), setPredicting(false), setVerdict(''))}>
            {ui.figure.reset}
          </Button>
        </>
      }
    >
      <div class="activations">
        <div class="activations-side">
          <div class="activations-choice needs-script">
            {!hidden.has('f') && (
              <Choice
                label={text.choose}
                value={state.shown}
                onChange={(shown) => change({ shown: shown as ActivationName })}
              />
            )}
            {!hidden.has('g') && (
              <Choice
                label={text.compare}
                value={state.other}
                withNone
                onChange={(other) => change({ other })}
              />
            )}
            {!hidden.has('z') && (
              <Slider
                name={text.sum}
                label={<Symbol name="z" />}
                value={state.z}
                min={-REACH}
                max={REACH}
                step={STEP}
                signed={false}
                onInput={(value) => change({ z: value })}
              />
            )}
          </div>
          <dl class="activations-facts">
            {factsOf(state, predicting).map(([key, value]) => (
              <div key={key}>
                <dt>{key}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {predicting && (
            <PredictPoint at={at} onReveal={(said) => (setPredicting(false), setVerdict(said))} />
          )}
          <p class="activations-verdict" role="status">
            {verdict}
          </p>
        </div>
        <Curves
          shown={state.shown}
          other={state.other}
          at={at}
          concealed={predicting}
          onMove={(value) => change({ z: value })}
        />
      </div>
    </Frame>
  )
}

interface ChoiceProps {
  label: string
  value: ActivationName | 'none'
  withNone?: boolean
  onChange: (name: ActivationName | 'none') => void
}

function Choice({ label, value, withNone = false, onChange }: ChoiceProps) {
  return (
    <label class="option">
      {label}{' '}
      <select
        value={value}
        onChange={(event) => onChange(event.currentTarget.value as ActivationName | 'none')}
      >
        {(withNone ? (['none', ...ACTIVATIONS] as const) : ACTIVATIONS).map((name) => (
          <option key={name} value={name} selected={name === value}>
            {names[name]}
          </option>
        ))}
      </select>
    </label>
  )
}
