import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Json } from '../../src/exercises/check.ts'
import { ui } from '../../src/strings/index.ts'
import { vanishingText as text } from '../../src/strings/vanishing.en.ts'
import { Slider } from '../controls/Slider.tsx'
import { useAsTarget } from '../exercise/use-host.ts'
import { Button } from '../figure/Button.tsx'
import { Frame } from '../figure/Frame.tsx'
import { stateFromAddress } from '../figure/state-link.ts'
import { FlowClient } from './client.ts'
import { Drawing } from './Drawing.tsx'
import {
  DEPTH,
  fromLink,
  hiddenControls,
  QUANTITIES,
  RUNS,
  stateFrom,
  summarize,
  toLink,
  type Flow,
  type FlowState,
} from './model.ts'
import { ACTIVATIONS, INITS } from './names.ts'
import { describe, factsOf, tableOf } from './words.ts'

interface Props {
  id: string
  initial: FlowState
  /** Computed at build: the figure's first face. */
  networks: Flow[]
}

/** Gradients through a deep network at its start, for any activation function, first weights and depth. */
export function Panel({ id, initial, networks: given }: Props) {
  const [state, setState] = useState(initial)
  /** The networks with the state that they belong to: what is said is always of what is drawn. */
  const [drawn, setDrawn] = useState({ state: initial, networks: given })
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [notice, setNotice] = useState('')
  const client = useRef<FlowClient | null>(null)

  const change = async (next: FlowState) => {
    setState(next)
    try {
      const networks = await (client.current ??= new FlowClient()).run(next)
      if (!networks) return
      setDrawn({ state: next, networks })
      setNotice('')
    } catch {
      setNotice(text.failed)
    }
  }
  useEffect(() => {
    const link = stateFromAddress(id, location.search)
    const linked = fromLink(link, initial)
    setHidden(hiddenControls(link))
    if (JSON.stringify(linked) !== JSON.stringify(initial)) void change(linked)
    return () => client.current?.dispose()
  }, [])
  useAsTarget('gradient-flow', id, {
    state: () => ({ ...state }),
    setState: (target) => void change(stateFrom(target)),
    measure: (target, measure) => measured(target, measure),
  })
  /** In a worker of its own: a judge's question must not be overtaken by what the reader drags meanwhile. */
  const measured = async (target: Json, measure: string) => {
    const judge = new FlowClient()
    try {
      return await judge.measure(target, measure)
    } finally {
      judge.dispose()
    }
  }

  const { networks, state: of } = drawn
  const summary = useMemo(() => summarize(networks, of, of.shown), [drawn])
  return (
    <Frame
      id={id}
      name={text.name}
      description={describe(summary, of)}
      table={tableOf(networks, summary, of)}
      linkState={() => toLink(state)}
      actions={
        <>
          {!hidden.has('seed') && (
            <Button onClick={() => change({ ...state, seed: state.seed + 1 })}>{text.newSeed}</Button>
          )}
          <Button onClick={() => change({ ...initial, seed: state.seed })}>{ui.figure.reset}</Button>
        </>
      }
    >
      <div class="flow-controls needs-script">
        {!hidden.has('f') && (
          <Choice
            label={text.activation}
            value={state.activation}
            options={ACTIVATIONS.map((name) => [name, text.activations[name]])}
            onChoose={(activation) => change({ ...state, activation })}
          />
        )}
        {!hidden.has('init') && (
          <Choice
            label={text.init}
            value={state.init}
            options={INITS.map((name) => [name, text.inits[name]])}
            onChoose={(init) => change({ ...state, init })}
          />
        )}
        {!hidden.has('shown') && (
          <Choice
            label={text.shown}
            value={state.shown}
            options={QUANTITIES.map((name) => [name, text.quantities[name]])}
            onChoose={(shown) => change({ ...state, shown })}
          />
        )}
        {!hidden.has('residual') && (
          <label class="option">
            <input
              type="checkbox"
              checked={state.residual}
              onChange={(event) => change({ ...state, residual: event.currentTarget.checked })}
            />
            {text.residual}
          </label>
        )}
        {!hidden.has('depth') && (
          <div class="flow-depth">
            <Slider
              name={text.depth}
              label={text.depth}
              value={state.depth}
              {...DEPTH}
              step={1}
              decimals={0}
              signed={false}
              onInput={(depth) => change({ ...state, depth })}
            />
          </div>
        )}
      </div>
      <div class="flow" data-shown={JSON.stringify(of)}>
        <div>
          <Drawing summary={summary} shown={of.shown} />
          <p class="flow-note">{text.runs(RUNS)}</p>
        </div>
        <div>
          <dl class="flow-facts">
            {factsOf(networks, summary, of).map(([key, value]) => (
              <div key={key}>
                <dt>{key}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <p class="flow-verdict">{text.fates[summary.fate]}</p>
        </div>
      </div>
      <p class="frame-notice" role="alert" hidden={notice === ''}>
        {notice}
      </p>
    </Frame>
  )
}

interface ChoiceProps<T extends string> {
  label: string
  value: T
  options: readonly (readonly [value: T, text: string])[]
  onChoose: (value: T) => void
}

function Choice<T extends string>({ label, value, options, onChoose }: ChoiceProps<T>) {
  return (
    <label class="option">
      {label}{' '}
      <select value={value} onChange={(event) => onChoose(event.currentTarget.value as T)}>
        {options.map(([key, said]) => (
          <option key={key} value={key} selected={key === value}>
            {said}
          </option>
        ))}
      </select>
    </label>
  )
}
