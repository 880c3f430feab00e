import { useMemo, useRef, useState } from 'preact/hooks'
import { graphText as text } from '../../src/strings/graphs.en.ts'
import { ui } from '../../src/strings/index.ts'
import { useAsTarget } from '../exercise/use-host.ts'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { Drawing } from './Drawing.tsx'
import {
  evaluate,
  fromLink,
  graphIn,
  judge,
  measures,
  redraw,
  stateFrom,
  toJson,
  toLink,
  withEntry,
  withValue,
  type GraphState,
} from './model.ts'
import { Settings, Source } from './Settings.tsx'
import { shownName } from './ops.ts'
import { Below } from './Below.tsx'
import { definitionsOf, tableOf, valuesText } from './words.ts'

/** Any expression as a graph: values forward, and the gradients backward, filled in by the reader. */
export function Panel({ id, initial }: { id: string; initial: GraphState }) {
  // A link can hide: `expression`, `values`, `view`, `slopes`.
  const [state, setState, hidden] = useLinkedState(id, initial, fromLink)
  /** The node that the reader filled in or looked at last. */
  const [looked, setLooked] = useState<number>()
  const draws = useRef(0)
  const change = (next: GraphState) => {
    setState(next)
    if (next.source !== state.source || next.entries.length === 0) setLooked(undefined)
  }
  useAsTarget('computation-graph', id, {
    state: () => toJson(state),
    setState: (next) => change(stateFrom(next)),
    measure: (next, measure) => measures[measure]?.(next) ?? Number.NaN,
  })

  const graph = useMemo(() => graphIn(state), [state.source])
  const evaluated = useMemo(() => evaluate(graph, state.values), [graph, state.values])
  const verdicts = useMemo(() => judge(graph, evaluated, state.entries), [graph, evaluated, state.entries])
  const right = verdicts.filter(({ kind }) => kind === 'right').length
  const score = text.score(right, verdicts.length)
  const definitions = definitionsOf(graph)

  return (
    <Frame
      id={id}
      name={text.name}
      description={text.describe(
        definitions,
        valuesText(state.values),
        state.view === 'fill'
          ? score
          : state.view === 'show'
            ? text.shown
            : text.forwardSays(shownName(state.by)),
      )}
      table={tableOf(state, graph, evaluated, verdicts)}
      linkState={() => toLink(state)}
      code={() => codeAddress('computation-graph', import('./code.ts'), state)}
      actions={
        <>
          <Button onClick={() => change(redraw(state, ++draws.current))}>{text.otherNumbers}</Button>
          <Button onClick={() => change({ ...state, entries: [] })}>{text.clear}</Button>
          <Button onClick={() => change(initial)}>{ui.figure.reset}</Button>
        </>
      }
    >
      <div class="graph-bench">
        <div class="graph-side">
          {!hidden.has('expression') && <Source state={state} onState={change} />}
          <Settings
            state={state}
            graph={graph}
            hidden={hidden}
            onValue={(name, value) => change(withValue(state, name, value))}
            onState={change}
          />
        </div>
        <div class="graph-main">
          <p class="graph-definitions">{text.read(definitions)}</p>
          <Drawing
            state={state}
            graph={graph}
            evaluated={evaluated}
            verdicts={verdicts}
            onEntry={(node, entry) => {
              setState(withEntry(state, node, entry))
              setLooked(node)
            }}
            onLook={setLooked}
          />
          <Below
            state={state}
            graph={graph}
            evaluated={evaluated}
            verdicts={verdicts}
            looked={looked}
            score={score}
          />
        </div>
      </div>
    </Frame>
  )
}
