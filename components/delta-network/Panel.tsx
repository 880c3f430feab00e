import { useMemo } from 'preact/hooks'
import { deltasText as text } from '../../src/strings/deltas.en.ts'
import { ui } from '../../src/strings/index.ts'
import { useAsTarget } from '../exercise/use-host.ts'
import { Pick } from '../controls/Pick.tsx'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { Drawing } from './Drawing.tsx'
import {
  backward,
  fromLink,
  keyOf,
  measures,
  MOST_ROUNDS,
  onward,
  stateFrom,
  sweepOf,
  toLink,
  type DeltaState,
} from './model.ts'
import { BIASES, ERRORS, ORDERS, type Outcome } from './network.ts'
import { Ledger, Outcomes, StageLines } from './Side.tsx'
import { exact, linesOf, stageText, tableOf } from './words.ts'

interface Props {
  id: string
  initial: DeltaState
  /** By conventions: what ten thousand updates make of the network, computed at build. */
  outcomes: Record<string, Outcome[]>
}

/** The 2-2-2 network stepped forward, backward layer by layer, and through its update. */
export function Panel({ id, initial, outcomes }: Props) {
  // A link can hide: `order`, `biases`, `error`, `edge`.
  const [state, setState, hidden] = useLinkedState(id, initial, fromLink)
  useAsTarget('delta-network', id, {
    state: () => ({ ...state }),
    setState: (given) => setState(stateFrom(given)),
    measure: async (given, measure) => measures[measure]?.(given) ?? Number.NaN,
  })
  const pass = useMemo(() => sweepOf(state), [state])
  const change = (part: Partial<DeltaState>) => setState({ ...state, ...part })
  const isFirst = state.stage === 'forward' && state.round === 0
  const isLast = state.stage === 'update' && state.round === MOST_ROUNDS

  return (
    <Frame
      id={id}
      name={text.name}
      description={text.describe(
        stageText(state),
        exact(pass.error),
        linesOf(state, pass)
          .map(({ name, value }) => `${name} = ${value}`)
          .join(', '),
      )}
      table={tableOf(state, pass)}
      linkState={() => toLink(state)}
      code={() => codeAddress('delta-network', import('./code.ts'), state)}
      actions={
        <>
          <Button primary disabled={isLast} onClick={() => setState(onward(state))}>
            {state.stage === 'update' ? text.again : text.next}
          </Button>
          <Button disabled={isFirst} onClick={() => setState(backward(state))}>
            {text.back}
          </Button>
          <Button onClick={() => setState(initial)}>{ui.figure.reset}</Button>
        </>
      }
    >
      <div class="delta-controls needs-script">
        {!hidden.has('order') && (
          <Pick
            label={text.order}
            value={state.order}
            options={ORDERS.map((order) => [order, text.orders[order]])}
            onPick={(order) => change({ order })}
          />
        )}
        {!hidden.has('biases') && (
          <Pick
            label={text.biases}
            value={state.biases}
            options={BIASES.map((biases) => [biases, text.biasChoices[biases]])}
            onPick={(biases) => change({ biases })}
          />
        )}
        {!hidden.has('error') && (
          <Pick
            label={text.errorName}
            value={state.error}
            options={ERRORS.map((error) => [error, text.errors[error]])}
            onPick={(error) => change({ error })}
          />
        )}
        {!hidden.has('edge') && (
          <Pick
            label={text.edge}
            value={String(state.edge)}
            options={[1, 2, 3, 4, 5, 6, 7, 8].map((edge) => [String(edge), text.weight(edge)])}
            onPick={(edge) => change({ edge: Number(edge) })}
          />
        )}
      </div>
      <div class="delta">
        <div>
          <Drawing state={state} pass={pass} onEdge={(edge) => change({ edge })} />
          <p class="delta-error">
            {text.error} = <b>{exact(pass.error)}</b>
          </p>
        </div>
        <div>
          <p class="delta-heading">{stageText(state)}</p>
          <StageLines state={state} pass={pass} />
          <Ledger state={state} pass={pass} />
        </div>
      </div>
      <Outcomes outcomes={outcomes[keyOf(state)]!} />
    </Frame>
  )
}
