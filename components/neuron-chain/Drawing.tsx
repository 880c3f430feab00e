import { chainText as text } from '../../src/strings/chain.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { forward, gradients, localSlopes, WAYS, type ChainState, type SlopeName } from './model.ts'
import { number, shown } from './words.ts'

/** Pixels; only widths follow the screen. */
const BOX = { leaf: 74, step: 94, height: 42 }
const ROW = 84
const MARGIN = 6
const COLUMNS = { left: 15, middle: 50, right: 85 } as const

type NodeName = 'w_1' | 'x' | 'b_1' | 'z_1' | 'w_2' | 'a_1' | 'b_2' | 'z_2' | 'a_2' | 'T' | 'E'

const PLACES: Readonly<Record<NodeName, readonly [column: keyof typeof COLUMNS, row: number]>> = {
  w_1: ['left', 0],
  x: ['middle', 0],
  b_1: ['right', 0],
  z_1: ['middle', 1],
  w_2: ['left', 2],
  a_1: ['middle', 2],
  b_2: ['right', 2],
  z_2: ['middle', 3],
  a_2: ['middle', 4],
  T: ['right', 4],
  E: ['middle', 5],
}
const HEIGHT = 5 * ROW + BOX.height + 2 * MARGIN

const x = (name: NodeName): number => COLUMNS[PLACES[name][0]]
const top = (name: NodeName): number => MARGIN + PLACES[name][1] * ROW

/** Edges that carry no gradient that is asked for: from the input, and from the target. */
const QUIET: readonly (readonly [NodeName, NodeName])[] = [
  ['x', 'z_1'],
  ['T', 'E'],
]

/** The chain from its input at the top to the error at the bottom; the way back to the nudged parameter is lit. */
export function Drawing({ state: { chain, parameter } }: { state: ChainState }) {
  const slopes = localSlopes(chain)
  const values = { ...chain, ...forward(chain) }
  const reds: Readonly<Record<string, number>> = gradients(chain)
  const way: readonly SlopeName[] = WAYS[parameter]
  return (
    <div class="chain-drawing" style={{ height: `${HEIGHT}px` }}>
      <svg data-drawing height={HEIGHT} role="img" aria-label={text.picture(shown(parameter))}>
        {QUIET.map(([from, to]) => (
          <Edge key={from} from={from} to={to} />
        ))}
        {(Object.keys(slopes) as SlopeName[]).map((name) => {
          const [to, from] = name.split('/') as [NodeName, NodeName]
          return <Edge key={name} from={from} to={to} slope={slopes[name]} isLit={way.includes(name)} />
        })}
        {(Object.keys(PLACES) as NodeName[]).map((name) => (
          <g
            key={name}
            class={`chain-node ${name in chain ? 'leaf' : ''} ${name === parameter ? 'nudged' : ''}`}
            data-node={name}
          >
            <rect
              x={`${x(name)}%`}
              y={top(name)}
              width={name in chain ? BOX.leaf : BOX.step}
              height={BOX.height}
              rx={name in chain ? 21 : 8}
              transform={`translate(${-(name in chain ? BOX.leaf : BOX.step) / 2},0)`}
            />
            <text
              class="chain-value"
              x={`${x(name)}%`}
              y={top(name) + (reds[name] === undefined ? 26 : 17)}
              text-anchor="middle"
            >
              {shown(name)} = {decimal(values[name], name in chain ? 2 : 4)}
            </text>
            {reds[name] !== undefined && (
              <text class="chain-red" x={`${x(name)}%`} y={top(name) + 34} text-anchor="middle">
                {number(reds[name])}
              </text>
            )}
          </g>
        ))}
      </svg>
    </div>
  )
}

interface EdgeProps {
  from: NodeName
  to: NodeName
  slope?: number
  isLit?: boolean
}

function Edge({ from, to, slope, isLit = false }: EdgeProps) {
  const [y1, y2] = [top(from) + BOX.height, top(to)]
  return (
    <g class={isLit ? 'chain-edge lit' : 'chain-edge'}>
      <line x1={`${x(from)}%`} y1={y1} x2={`${x(to)}%`} y2={y2} />
      {slope !== undefined && (
        <text
          x={`${(x(from) + x(to)) / 2}%`}
          y={(y1 + y2) / 2 + 4}
          text-anchor="middle"
          data-slope={`${to}/${from}`}
        >
          {number(slope)}
        </text>
      )}
    </g>
  )
}
