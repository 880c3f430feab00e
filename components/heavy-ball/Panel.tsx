import { useMemo } from 'preact/hooks'
import { ui } from '../../src/strings/index.ts'
import { momentumText } from '../../src/strings/momentum.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { RateSlider } from '../controls/RateSlider.tsx'
import { Slider } from '../controls/Slider.tsx'
import { Symbol } from '../controls/Symbol.tsx'
import { useAsTarget } from '../exercise/use-host.ts'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { useLinkedState } from '../figure/use-linked-state.ts'
import {
  fromLink,
  iterate,
  KAPPAS,
  measuredRate,
  measures,
  MOMENTUM,
  productsOf,
  RATES,
  regimeOf,
  stateFrom,
  STEPS,
  tidyMomentum,
  tidyRate,
  toLink,
  worstRate,
  type HeavyBallState,
} from './model.ts'
import { Phase } from './Phase.tsx'
import { Distance, Roots, Valley } from './Pictures.tsx'
import { directionsOf, plugged, tableOf, verdictOf } from './words.ts'

const text = momentumText.ball

/** Momentum in a quadratic valley: where both directions stand, what the roots predict, and what the iteration does. */
export function Panel({ id, initial }: { id: string; initial: HeavyBallState }) {
  // A link can hide: `kappa`, `rate`, `momentum`, `step`.
  const [state, setState, hidden] = useLinkedState(id, initial, fromLink)
  const { kappa, learningRate, momentum } = state
  useAsTarget('heavy-ball', id, {
    state: () => toLink(state),
    setState: (next) => setState(stateFrom(next)),
    measure: (next, measure) => measures[measure]?.(next) ?? Number.NaN,
  })
  const visits = useMemo(() => iterate(state), [kappa, learningRate, momentum])
  const measured = useMemo(() => measuredRate(productsOf(state), momentum), [kappa, learningRate, momentum])
  const products = productsOf(state)
  const rate = worstRate(state)
  const step = Math.min(state.step, visits.length - 1)
  const change = (part: Partial<HeavyBallState>) => setState({ ...state, ...part })
  const [flat, steep] = products.map((x) => text.regions[regimeOf(x, momentum)])

  return (
    <Frame
      id={id}
      name={text.name}
      description={text.describe(
        String(kappa),
        String(learningRate),
        decimal(momentum, 2),
        flat!,
        steep!,
        decimal(rate, 4),
      )}
      table={tableOf(state, visits, measured)}
      linkState={() => toLink(state)}
      code={() => codeAddress('heavy-ball', import('./code.ts'), state)}
      actions={
        <>
          {!hidden.has('momentum') && <Button onClick={() => change({ momentum: 0 })}>{text.none}</Button>}
          <Button onClick={() => setState(initial)}>{ui.figure.reset}</Button>
        </>
      }
    >
      <div class="descent-controls needs-script">
        {!hidden.has('kappa') && (
          <label class="option">
            {text.kappa}
            <select
              value={String(kappa)}
              onChange={(event) => {
                const chosen = KAPPAS.find((value) => String(value) === event.currentTarget.value)
                if (chosen !== undefined) change({ kappa: chosen })
              }}
            >
              {KAPPAS.map((value) => (
                <option key={value} value={String(value)}>
                  {value}
                </option>
              ))}
            </select>
          </label>
        )}
        {!hidden.has('rate') && (
          <RateSlider
            name={text.rate}
            label={<Symbol name="η" />}
            values={RATES}
            value={learningRate}
            onInput={(next) => change({ learningRate: next })}
          />
        )}
        {!hidden.has('momentum') && (
          <Slider
            name={text.momentum}
            label={<Symbol name="μ" />}
            value={momentum}
            {...MOMENTUM}
            signed={false}
            onInput={(next) => change({ momentum: next })}
          />
        )}
      </div>
      <div class="ball">
        <div>
          <p class="descent-heading">{text.headings.phase}</p>
          <Phase
            products={products}
            momentum={momentum}
            onMove={(x, next) => change({ learningRate: tidyRate(x / kappa), momentum: tidyMomentum(next) })}
          />
          <p class="descent-note">{text.tents}</p>
          <p class="descent-heading">{text.headings.distance}</p>
          <Distance state={state} visits={visits} rate={rate} />
          <table class="descent-table ball-rates">
            <tbody>
              <tr>
                <th scope="row">{text.predicted}</th>
                <td>{decimal(rate, 4)}</td>
              </tr>
              <tr>
                <th scope="row">{text.measured}</th>
                <td>{decimal(measured, 3)}</td>
              </tr>
              <tr>
                <th scope="row">{text.root}</th>
                <td>{decimal(Math.sqrt(momentum), 4)}</td>
              </tr>
            </tbody>
          </table>
          <p class="descent-verdict">{verdictOf(state)}</p>
        </div>
        <div>
          <p class="descent-heading">{text.headings.path}</p>
          <Valley kappa={kappa} visits={visits} step={step} />
          <div class="needs-script">
            <Slider
              name={text.step}
              label={text.step}
              value={step}
              min={0}
              max={STEPS}
              step={1}
              decimals={0}
              signed={false}
              onInput={(next) => change({ step: next })}
            />
          </div>
          <p class="descent-heading">{text.headings.ledger(String(step))}</p>
          <dl class="descent-ledger ball-ledger">
            {[0, 1].map((i) => (
              <div key={i}>
                <dt>{text.ledger.rule(i + 1)}</dt>
                <dd>{plugged(visits, step, i, state) || '—'}</dd>
              </div>
            ))}
          </dl>
          <p class="descent-heading">{text.headings.roots}</p>
          <div class="ball-eigen">
            <Roots products={products} momentum={momentum} />
            <table class="descent-table">
              <tbody>
                {directionsOf(state).map((row) => (
                  <tr key={row.name}>
                    <th scope="row">{row.name}</th>
                    <td>
                      {text.table.equals(row.product)}
                      <br />
                      {row.roots}
                      <br />
                      {text.table.last(row.region, row.size)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      </div>
    </Frame>
  )
}
