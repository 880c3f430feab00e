import { deltasText as text } from '../../src/strings/deltas.en.ts'
import { decimal, significantFigures } from '../../src/strings/numbers.ts'
import { hasReached, stageOf, type DeltaState } from './model.ts'
import { T, X, type Sweep } from './network.ts'

const COLUMNS = [42, 212, 382] as const
const ROWS = [92, 308] as const
const RADIUS = 27
const WIDTH = 424
const HEIGHT = 404

type Place = readonly [x: number, y: number]

/** Where edge e, from 0, begins and ends: at the rims of its two circles. */
function ends(edge: number): readonly [Place, Place] {
  const layer = edge < 4 ? 0 : 1
  const [x1, x2] = [COLUMNS[layer], COLUMNS[layer + 1]!]
  const [y1, y2] = [ROWS[edge % 2]!, ROWS[Math.floor(edge / 2) % 2]!]
  const length = Math.hypot(x2 - x1, y2 - y1)
  const [dx, dy] = [((x2 - x1) / length) * RADIUS, ((y2 - y1) / length) * RADIUS]
  return [
    [x1 + dx, y1 + dy],
    [x2 - dx, y2 - dy],
  ]
}

/** Straight edges say their numbers above or below the drawing; crossing ones near their beginning, clear of each other. */
function labelOf(edge: number): Place {
  const [[x1, y1], [x2, y2]] = ends(edge)
  if (y1 === y2) return [(x1 + x2) / 2, y1 === ROWS[0] ? y1 - 25 : y1 + 19]
  const share = edge < 4 ? 0.3 : 0.37
  return [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share - 3]
}

interface Props {
  state: DeltaState
  pass: Sweep
  onEdge: (edge: number) => void
}

/** The network with everything that is known at this stage: black went forward, pink came back, purple is new. */
export function Drawing({ state, pass, onEdge }: Props) {
  return (
    <svg
      class="delta-network"
      data-drawing
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={text.picture}
    >
      {pass.before.w.map((_, edge) => (
        <Edge key={edge} edge={edge} state={state} pass={pass} onEdge={onEdge} />
      ))}
      {X.map((x, i) => (
        <Node key={i} at={[COLUMNS[0], ROWS[i]!]} name={text.input(i)} value={String(x)} facts={[]} />
      ))}
      {pass.a.map((a, unit) => (
        <Node
          key={unit}
          at={[COLUMNS[unit < 2 ? 1 : 2]!, ROWS[unit % 2]!]}
          name={text.units[unit]!}
          value={decimal(a, 4)}
          facts={factsOf(unit, state, pass)}
        />
      ))}
    </svg>
  )
}

type Fact = readonly [kind: 'forward' | 'gradient' | 'new', said: string]

function factsOf(unit: number, state: DeltaState, pass: Sweep): Fact[] {
  const facts: Fact[] = [['forward', `${text.bias} ${decimal(pass.before.b[unit]!, 2)}`]]
  if (unit > 1) facts.push(['forward', `${text.target} ${T[unit - 2]!}`])
  if (hasReached(state, unit > 1 ? 'outputDeltas' : 'hiddenDeltas'))
    facts.push(['gradient', `${text.delta} ${significantFigures(pass.delta[unit]!, 3)}`])
  return facts
}

function Node({ at: [x, y], name, value, facts }: { at: Place; name: string; value: string; facts: Fact[] }) {
  return (
    <g class="delta-node">
      <circle cx={x} cy={y} r={RADIUS} />
      <text class="delta-name" x={x} y={y - RADIUS - 8} text-anchor="middle">
        {name}
      </text>
      <text x={x} y={y + 5} text-anchor="middle">
        {value}
      </text>
      {facts.map(([kind, said], i) => (
        <text key={i} class={`delta-fact ${kind}`} x={x} y={y + RADIUS + 17 + i * 17} text-anchor="middle">
          {said}
        </text>
      ))}
    </g>
  )
}

function Edge({ edge, state, pass, onEdge }: { edge: number } & Props) {
  const [[x1, y1], [x2, y2]] = ends(edge)
  const [x, y] = labelOf(edge)
  const hasGradient = hasReached(state, stageOf(edge + 1))
  // In the hidden deltas’ turn, deltas come back along the edges of the second layer.
  const isCarrying = state.stage === 'hiddenDeltas' && edge > 3
  const classes = ['delta-edge', state.edge === edge + 1 ? 'chosen' : '', isCarrying ? 'carrying' : '']
  const isMoved = state.stage === 'update' || (isCarrying && state.order === 'updated')
  const weight = isCarrying ? pass.carried[edge - 4]! : isMoved ? pass.after.w[edge]! : pass.before.w[edge]!
  return (
    <g class={classes.filter(Boolean).join(' ')} data-edge={edge + 1} onClick={() => onEdge(edge + 1)}>
      <line class="delta-reach" x1={x1} y1={y1} x2={x2} y2={y2} />
      <line class="delta-line" x1={x1} y1={y1} x2={x2} y2={y2} stroke-width={0.8 + 3 * Math.abs(weight)} />
      <text class={isMoved ? 'delta-fact new' : 'delta-fact forward'} x={x} y={y} text-anchor="middle">
        {text.weight(edge + 1)} {decimal(weight, isMoved || state.round > 0 ? 4 : 2)}
      </text>
      {hasGradient && (
        <text class="delta-fact gradient" x={x} y={y + 16} text-anchor="middle">
          {significantFigures(pass.gradW[edge]!, 3)}
        </text>
      )}
    </g>
  )
}
