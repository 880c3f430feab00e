import { layersText } from '../../src/strings/layers.en.ts'
import { decimal, signOf } from '../../src/strings/numbers.ts'
import { indexOf, isShown, placeOf, type BenchState, type Pass } from './model.ts'

const text = layersText.bench
const [WIDTH, HEIGHT, RADIUS] = [320, 262, 23]
const COLUMNS = [42, 160, 278] as const
const LETTERS = ['x', 'h', 'y'] as const
const yOf = (index: number, count: number): number => 144 + (index - (count - 1) / 2) * 80

interface Props {
  state: BenchState
  passes: readonly Pass[]
  onPart: (at: number, part: number) => void
}

/** The network as a drawing; the edges of the neuron looked at stand out. */
export function Network({ state, passes, onPart }: Props) {
  const columns = [state.x, ...passes.map(({ a }) => a)]
  const here = placeOf(state.at)
  return (
    <svg
      class="lb-network"
      data-drawing
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={text.picture}
    >
      {state.layers.map(({ weight }, layer) =>
        weight.map((row, r) =>
          row.map((value, i) => {
            const isHere = here.layer === layer && here.row === r
            const ends = {
              x1: COLUMNS[layer]! + RADIUS,
              y1: yOf(i, row.length),
              x2: COLUMNS[layer + 1]! - RADIUS,
              y2: yOf(r, weight.length),
            }
            return (
              <g
                key={`${layer}-${r}-${i}`}
                class={`lb-edge ${signOf(value)} ${isHere ? 'here' : ''} ${isHere && state.part === i ? 'lit' : ''}`}
                onClick={() => onPart(indexOf(layer, r), i)}
              >
                <line class="lb-hit" {...ends} />
                <line class="lb-line" {...ends} stroke-width={0.8 + 2.4 * Math.abs(value)} />
              </g>
            )
          }),
        ),
      )}
      {columns.map((values, column) =>
        values.map((value, i) => {
          const [x, y] = [COLUMNS[column]!, yOf(i, values.length)]
          const isHere = column > 0 && here.layer === column - 1 && here.row === i
          const isOpen = column === 0 || isShown(state, column - 1, i)
          return (
            <g key={`${column}-${i}`} class={`lb-node ${isHere ? 'here' : ''}`}>
              <circle cx={x} cy={y} r={RADIUS} />
              <text class="lb-value" x={x} y={y + 5} text-anchor="middle">
                {isOpen ? decimal(value, column === 0 ? 1 : 2) : text.covered}
              </text>
              <text class="tick name" x={x} y={y - RADIUS - 7} text-anchor="middle">
                {LETTERS[column]}
                <tspan class="sub" dy="3">
                  {i + 1}
                </tspan>
              </text>
            </g>
          )
        }),
      )}
    </svg>
  )
}
