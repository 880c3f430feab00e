import { graphText as text } from '../../src/strings/graphs.en.ts'
import { tangents, type Evaluated } from './evaluate.ts'
import type { Verdict } from './judge.ts'
import { edgeKey, layoutOf, type Place } from './layout.ts'
import type { GraphState } from './model.ts'
import { labelOf, shownName } from './ops.ts'
import type { Graph } from './read.ts'
import { definitionsOf, number } from './words.ts'

/** Pixels: a node's box, the number below it, and the room between two rows. Only widths follow the screen. */
const BOX = { width: 74, height: 44 }
const SLOT = 30
const GAP = 42
const ROW = BOX.height + SLOT + GAP
const MARGIN = 4

const top = ({ row }: Place): number => MARGIN + row * ROW
const share = ({ x }: Place): string => `${x * 100}%`

interface Props {
  state: GraphState
  graph: Graph
  evaluated: Evaluated
  verdicts: readonly Verdict[]
  onEntry: (node: number, text: string) => void
  /** The reader is at this number now. */
  onLook: (node: number) => void
}

/** The graph from its inputs at the top to its result at the bottom; values black, what flows backward in its color. */
export function Drawing({ state, graph, evaluated, verdicts, onEntry, onLook }: Props) {
  const { rows, columns, places, routes } = layoutOf(graph)
  const height = rows * ROW - GAP + 2 * MARGIN
  const moved = tangents(graph, evaluated, state.by)
  const isForward = state.view === 'forward'
  const below = (node: number): string | undefined => {
    if (isForward) return number(moved[node]!)
    return state.view === 'show' ? number(evaluated.gradients[node]!) : undefined
  }
  return (
    <div class="graph-scroll">
      <div
        class="graph-drawing"
        style={{ height: `${height}px`, minWidth: `${columns * (BOX.width + 6)}px` }}
      >
        <svg data-drawing height={height} role="img" aria-label={text.picture(definitionsOf(graph))}>
          {evaluated.edges.map((edge) => {
            const route = routes.get(edgeKey(edge.from, edge.to, edge.arg))!
            // Two operands from the same node would run on one line.
            const shift = graph.nodes[edge.to]!.args.every((arg) => 'node' in arg && arg.node === edge.from)
              ? (edge.arg - 0.5) * 24 * (graph.nodes[edge.to]!.args.length - 1)
              : 0
            return (
              <g key={edgeKey(edge.from, edge.to, edge.arg)} transform={`translate(${shift},0)`}>
                {route.slice(1).map((to, i) => (
                  <line
                    key={i}
                    class="graph-edge"
                    x1={share(route[i]!)}
                    y1={i === 0 ? top(route[i]!) + BOX.height + SLOT : top(route[i]!) + BOX.height}
                    x2={share(to)}
                    y2={i === route.length - 2 ? top(to) : top(to) + BOX.height}
                  />
                ))}
                {state.hasSlopes && <SlopeLabel route={route} slope={edge.slope} />}
              </g>
            )
          })}
          {graph.nodes.map((node, i) => {
            const place = places[i]!
            const isLeaf = node.op === null
            const isResult = i === graph.nodes.length - 1
            const shown = below(i)
            return (
              <g key={i} class={isLeaf ? 'graph-node leaf' : isResult ? 'graph-node result' : 'graph-node'}>
                <rect
                  x={share(place)}
                  y={top(place)}
                  width={BOX.width}
                  height={BOX.height}
                  rx={isLeaf ? 22 : 8}
                  transform={`translate(${-BOX.width / 2},0)`}
                />
                <text class="graph-label" x={share(place)} y={top(place) + 17} text-anchor="middle">
                  {isLeaf ? labelOf(node) : `${shownName(node.name)}: ${labelOf(node)}`}
                </text>
                <text class="graph-value" x={share(place)} y={top(place) + 36} text-anchor="middle">
                  {number(evaluated.values[i]!)}
                </text>
                {shown !== undefined && (
                  <text
                    class={isForward ? 'graph-below forward' : 'graph-below'}
                    x={share(place)}
                    y={top(place) + BOX.height + 20}
                    text-anchor="middle"
                  >
                    {shown}
                  </text>
                )}
              </g>
            )
          })}
        </svg>
        {/* The last node first: that is the order in which they can be filled in. */}
        {state.view === 'fill' &&
          graph.nodes
            .map(({ name }, i) => (
              <Entry
                key={`${state.source} ${i}`}
                name={shownName(name)}
                place={places[i]!}
                verdict={verdicts[i]!}
                entry={state.entries[i] ?? ''}
                onEntry={(entry) => onEntry(i, entry)}
                onLook={() => onLook(i)}
              />
            ))
            .toReversed()}
      </div>
    </div>
  )
}

/** The local slope beside its edge: where the edge arrives, so that it is clear whose slope it is. */
function SlopeLabel({ route, slope }: { route: readonly Place[]; slope: number }) {
  const [from, to] = route.slice(-2)
  const begin = top(from!) + BOX.height + SLOT
  return (
    <text
      class="graph-slope"
      x={`${((from!.x + to!.x) / 2) * 100}%`}
      y={(begin + top(to!)) / 2 + 5}
      text-anchor="middle"
    >
      {number(slope)}
    </text>
  )
}

interface EntryProps {
  name: string
  place: Place
  verdict: Verdict
  entry: string
  onEntry: (text: string) => void
  onLook: () => void
}

/** Where the reader writes a gradient: below its node. */
function Entry({ name, place, verdict: { kind }, entry, onEntry, onLook }: EntryProps) {
  return (
    <input
      type="text"
      autocomplete="off"
      class={`graph-entry ${kind}`}
      style={{ left: `calc(${share(place)} - 34px)`, top: `${top(place) + BOX.height + 2}px` }}
      aria-label={text.entry(name)}
      aria-invalid={kind === 'wrong' || kind === 'unread'}
      value={entry}
      onChange={({ currentTarget }) => onEntry(currentTarget.value)}
      onKeyDown={({ key, currentTarget }) => key === 'Enter' && onEntry(currentTarget.value)}
      onFocus={onLook}
    />
  )
}
