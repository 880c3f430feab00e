import { useEffect } from 'preact/hooks'
import { ui } from '../../src/strings/index.ts'
import { lossText } from '../../src/strings/losses.en.ts'
import { Slider } from '../controls/Slider.tsx'
import { Symbol } from '../controls/Symbol.tsx'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { publish } from '../figure/published.ts'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { LossPlot } from './LossPlot.tsx'
import { DATA, factsOf, fromLink, HIGH, LOSSES, LOW, STEP, tidy, toLink, type AxisState } from './model.ts'
import { describe, rowsOf, tableOf } from './table.ts'

const text = lossText.axis

/** Four losses and their slopes while one prediction is dragged. */
export function Panel({ id, initial }: { id: string; initial: AxisState }) {
  // A link can hide: `data`, `t`, `outlier`, `half`.
  const [state, setState, hidden] = useLinkedState(id, initial, fromLink)
  const all = LOSSES.map((loss) => factsOf(loss, state))
  useEffect(() => publish(id, { y: state.target, ŷ: state.y }), [state])
  const change = (part: Partial<AxisState>) => setState({ ...state, ...part })

  return (
    <Frame
      id={id}
      name={text.name}
      description={describe(state, all)}
      table={tableOf(state, all)}
      linkState={() => toLink(state)}
      code={() => codeAddress('loss-axis', import('./code.ts'), state)}
      actions={
        <>
          {!hidden.has('outlier') && (
            <Button
              primary
              pressed={state.data === 'numbers' && state.hasOutlier}
              onClick={() =>
                change({ data: 'numbers', hasOutlier: !(state.data === 'numbers' && state.hasOutlier) })
              }
            >
              {text.outlier}
            </Button>
          )}
          <Button onClick={() => setState(initial)}>{ui.figure.reset}</Button>
          {!hidden.has('half') && (
            <Button pressed={state.half} onClick={() => change({ half: !state.half })}>
              {text.half}
            </Button>
          )}
        </>
      }
    >
      <div class="losses">
        <div class="losses-controls needs-script">
          <Slider
            name={text.prediction}
            label={<Symbol name="ŷ" />}
            value={state.y}
            min={LOW}
            max={HIGH}
            step={STEP}
            signed={false}
            onInput={(y) => change({ y: tidy(y) })}
          />
          {!hidden.has('t') && (
            <Slider
              name={text.target}
              label={<Symbol name="y" />}
              value={state.target}
              min={LOW}
              max={HIGH}
              step={STEP}
              signed={false}
              disabled={state.data !== 'one'}
              onInput={(target) => change({ target: tidy(target) })}
            />
          )}
          {!hidden.has('data') && (
            <fieldset>
              <legend class="visually-hidden">{text.data}</legend>
              {DATA.map((name) => (
                <label class="option" key={name}>
                  <input
                    type="radio"
                    name={`${id}-data`}
                    checked={state.data === name}
                    onChange={() => change({ data: name })}
                  />
                  {text.sets[name]}
                </label>
              ))}
            </fieldset>
          )}
        </div>
        <div class="losses-plots">
          {all.map((facts) => (
            <div class="losses-one" key={facts.loss}>
              <p class="losses-name">{lossText.names[facts.loss]}</p>
              <LossPlot facts={facts} state={state} onMove={(y) => change({ y })} />
              <dl data-loss={facts.loss}>
                {rowsOf(facts).map(([name, value]) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
            </div>
          ))}
        </div>
      </div>
    </Frame>
  )
}
