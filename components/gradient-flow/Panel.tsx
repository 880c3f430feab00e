import { useMemo } from 'preact/hooks'
import { vanishingText as text } from '../../src/strings/vanishing.en.ts'
import { Pick } from '../controls/Pick.tsx'
import { Slider } from '../controls/Slider.tsx'
import { useAsTarget } from '../exercise/use-host.ts'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { RunControls } from '../figure/RunControls.tsx'
import { useComputed } from '../figure/use-computed.ts'
import { flowClient } from './client.ts'
import { Drawing } from './Drawing.tsx'
import {
  DEPTH,
  fromLink,
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
  // A link can hide: `f`, `init`, `depth`, `residual`, `shown`, `seed`, `reset`.
  const {
    state,
    shown: drawn,
    hidden,
    notice,
    change,
    measure,
  } = useComputed(id, { initial, given, fromLink, client: flowClient, failed: text.failed })
  useAsTarget('gradient-flow', id, {
    state: () => ({ ...state }),
    setState: (target) => void change(stateFrom(target)),
    measure,
  })
  const { answer: networks, state: of } = drawn
  const summary = useMemo(() => summarize(networks, of, of.shown), [drawn])
  return (
    <Frame
      id={id}
      name={text.name}
      description={describe(summary, of)}
      table={tableOf(networks, summary, of)}
      linkState={() => toLink(state)}
      code={() => codeAddress('gradient-flow', import('./code.ts'), state)}
      actions={
        <RunControls
          hidden={hidden}
          onReset={() => void change({ ...initial, seed: state.seed })}
          onNewSeed={() => void change({ ...state, seed: state.seed + 1 })}
          newSeed={text.newSeed}
        />
      }
    >
      <div class="flow-controls needs-script">
        {!hidden.has('f') && (
          <Pick
            label={text.activation}
            value={state.activation}
            options={ACTIVATIONS.map((name) => [name, text.activations[name]] as const)}
            onPick={(activation) => void change({ ...state, activation })}
          />
        )}
        {!hidden.has('init') && (
          <Pick
            label={text.init}
            value={state.init}
            options={INITS.map((name) => [name, text.inits[name]] as const)}
            onPick={(init) => void change({ ...state, init })}
          />
        )}
        {!hidden.has('shown') && (
          <Pick
            label={text.shown}
            value={state.shown}
            options={QUANTITIES.map((name) => [name, text.quantities[name]] as const)}
            onPick={(shown) => void change({ ...state, shown })}
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
