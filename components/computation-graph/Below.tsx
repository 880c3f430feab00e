import { graphText as text } from '../../src/strings/graphs.en.ts'
import { arrivals, type Evaluated } from './evaluate.ts'
import type { Verdict } from './judge.ts'
import type { GraphState } from './model.ts'
import { shownName } from './ops.ts'
import type { Graph } from './read.ts'
import { kinkOf, sumText, verdictText } from './words.ts'

interface Props {
  state: GraphState
  graph: Graph
  evaluated: Evaluated
  verdicts: readonly Verdict[]
  looked: number | undefined
  score: string
}

/** Below the drawing: what is to be done, what is wrong with the last number and why, and where the numbers come from. */
export function Below({ state, graph, evaluated, verdicts, looked, score }: Props) {
  const lost = graph.nodes.find((_, i) => !Number.isFinite(evaluated.values[i]!))
  const kink = kinkOf(graph, evaluated)
  const isDone = verdicts.every(({ kind }) => kind === 'right')
  const verdict = looked === undefined ? undefined : verdicts[looked]
  const isSaying = verdict !== undefined && verdict.kind !== 'empty'
  const isKnown = (node: number): boolean => state.view === 'show' || verdicts[node]!.kind === 'right'
  const known = graph.nodes.flatMap((_, i) => (isKnown(i) && arrivals(evaluated, i).length > 0 ? [i] : []))
  const said = (): string => {
    if (lost) return text.noValue(shownName(lost.name))
    if (state.view === 'show') return text.shown
    if (state.view === 'forward') return text.forwardSays(shownName(state.by))
    if (isDone) return text.done
    return isSaying ? verdictText(graph, looked!, verdict) : text.begin
  }
  return (
    <>
      <div class="graph-said" role="status">
        <p class={state.view === 'fill' && isSaying && !isDone ? verdict.kind : ''}>
          {state.view === 'fill' && !lost && <b>{score}. </b>}
          {said()}
        </p>
        {kink && <p>{text.kink(kink)}</p>}
      </div>
      {state.view !== 'forward' && known.length > 0 && (
        <dl class="graph-sums" aria-label={text.ledger}>
          {known.toReversed().map((i) => (
            <div key={i}>
              <dt>{text.tableGradient(shownName(graph.nodes[i]!.name))}</dt>
              <dd>{sumText(evaluated, i)}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}
