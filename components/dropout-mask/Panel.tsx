import { useMemo } from 'preact/hooks'
import { ui } from '../../src/strings/index.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { regularizationText } from '../../src/strings/regularization.en.ts'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { Dial } from '../poly-fit/Dial.tsx'
import { Layer } from './Layer.tsx'
import {
  CHANCES,
  factorOf,
  fromLink,
  INITIAL,
  keepOf,
  MODES,
  MOST_PASSES,
  paint,
  READINGS,
  SCALINGS,
  shownAt,
  toLink,
  type MaskState,
  type Shown,
} from './model.ts'
import { Sums } from './Sums.tsx'

const text = regularizationText.mask

/** Dropout on eight units: paint a mask, draw many, and compare training with evaluation. */
export function Panel({ id, initial = INITIAL }: { id: string; initial?: MaskState }) {
  const [state, setState, hidden] = useLinkedState(id, initial, fromLink)
  const shown = useMemo(() => shownAt(state), [state])
  const change = (part: Partial<MaskState>) => setState({ ...state, ...part })
  const pass = (more: number) =>
    change({ passes: Math.min(MOST_PASSES, state.passes + more), painted: null, mode: 'train' })
  const rows = rowsOf(shown, state)

  return (
    <Frame
      id={id}
      name={text.name}
      description={text.describe(
        decimal(keepOf(state), 1),
        decimal(shown.exact.mean, 3),
        decimal(shown.evaluation, 3),
      )}
      table={rows}
      linkState={() => toLink(state)}
      code={() => codeAddress('dropout-mask', import('./code.ts'), state)}
      actions={
        <>
          <Button primary disabled={state.passes >= MOST_PASSES} onClick={() => pass(1)}>
            {text.one}
          </Button>
          <Button disabled={state.passes >= MOST_PASSES} onClick={() => pass(500)}>
            {text.many}
          </Button>
          <Button onClick={() => setState({ ...initial, seed: state.seed })}>{ui.figure.reset}</Button>
        </>
      }
    >
      <div class="fit-choices mask-choices needs-script">
        {!hidden.has('p') && (
          <Dial
            label={text.p}
            values={CHANCES}
            value={state.p}
            say={(p) => decimal(p, 1)}
            onPick={(p) => change({ p, painted: null })}
          />
        )}
        {!hidden.has('reading') && (
          <Options
            id={id}
            legend={text.reading}
            name="reading"
            values={READINGS}
            value={state.reading}
            words={text.readings}
            onPick={(reading) => change({ reading, painted: null })}
          />
        )}
        {!hidden.has('scaling') && (
          <label class="option">
            {text.scaling}{' '}
            <select
              value={state.scaling}
              onChange={(event) => change({ scaling: event.currentTarget.value as MaskState['scaling'] })}
            >
              {SCALINGS.map((scaling) => (
                <option key={scaling} value={scaling} selected={scaling === state.scaling}>
                  {text.scalings[scaling]}
                </option>
              ))}
            </select>
          </label>
        )}
        {!hidden.has('mode') && (
          <Options
            id={id}
            legend={text.mode}
            name="mode"
            values={MODES}
            value={state.mode}
            words={text.modes}
            onPick={(mode) => change({ mode })}
          />
        )}
      </div>
      <div class="fit-pictures">
        <Layer shown={shown} onPaint={(unit, isKept) => setState(paint(state, unit, isKept))} />
        <div>
          <Sums shown={shown} factor={factorOf(state, 'train')} />
          <dl class="batch-facts mask-facts">
            {rows.map(([name, value]) => (
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

function rowsOf(shown: Shown, state: MaskState): [string, string][] {
  const { z, passesMean, exact, evaluation } = shown
  return [
    [text.facts.factor, decimal(factorOf(state), 3)],
    [text.facts.now, decimal(z, 3)],
    [text.facts.passes(state.passes.toLocaleString('en')), decimal(passesMean, 3)],
    [text.facts.exact, decimal(exact.mean, 3)],
    [text.facts.evaluation, decimal(evaluation, 3)],
    [text.facts.std, decimal(exact.std, 3)],
    [text.facts.relu, decimal(exact.reluMean, 3)],
    [text.facts.reluEvaluation, decimal(Math.max(0, evaluation), 3)],
  ]
}

interface OptionsProps<T extends string> {
  id: string
  legend: string
  name: string
  values: readonly T[]
  value: T
  words: Readonly<Record<T, string>>
  onPick: (value: T) => void
}

function Options<T extends string>({ id, legend, name, values, value, words, onPick }: OptionsProps<T>) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {values.map((one) => (
        <label class="option" key={one}>
          <input type="radio" name={`${id}-${name}`} checked={one === value} onChange={() => onPick(one)} />
          {words[one]}
        </label>
      ))}
    </fieldset>
  )
}
