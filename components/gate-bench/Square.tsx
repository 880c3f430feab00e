import { boundaryText } from '../../src/strings/boundaries.en.ts'
import { boundary, positiveSide, type Demand, type GateState } from './model.ts'

const text = boundaryText.gate
const SIZE = 360
const MARGIN = 30
const [LO, HI] = [-0.35, 1.35]
const unit = (SIZE - 2 * MARGIN) / (HI - LO)
const px = (x: number) => MARGIN + (x - LO) * unit
const py = (y: number) => SIZE - MARGIN - (y - LO) * unit

/** The four points with what they should be, and the two sides of the neuron's line. */
export function Square({ state, demands }: { state: GateState; demands: readonly Demand[] }) {
  const side = positiveSide(state, LO, HI)
  const line = boundary(state, LO, HI)
  return (
    <svg
      class="gate-square"
      data-drawing
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      role="img"
      aria-label={text.picture}
    >
      <rect class="half negative" x={px(LO)} y={py(HI)} width={px(HI) - px(LO)} height={py(LO) - py(HI)} />
      {side.length > 2 && (
        <polygon class="half positive" points={side.map(([x, y]) => `${px(x)},${py(y)}`).join(' ')} />
      )}
      <line class="axis" x1={px(LO)} x2={px(HI)} y1={py(0)} y2={py(0)} />
      <line class="axis" x1={px(0)} x2={px(0)} y1={py(LO)} y2={py(HI)} />
      {line && (
        <line
          class="boundary"
          x1={px(line[0][0])}
          y1={py(line[0][1])}
          x2={px(line[1][0])}
          y2={py(line[1][1])}
        />
      )}
      <text class="tick name" x={px(HI) + 6} y={py(0) + 4}>
        x
        <tspan class="sub" dy="3">
          1
        </tspan>
      </text>
      <text class="tick name" x={px(0)} y={py(HI) - 8} text-anchor="middle">
        x
        <tspan class="sub" dy="3">
          2
        </tspan>
      </text>
      {demands.map(({ corner: [x, y], wanted, holds }) => (
        <g key={`${x}${y}`}>
          <CornerMark x={px(x)} y={py(y)} bit={wanted} isWrong={!holds} />
          <text
            class="corner-name"
            x={px(x) + (x ? 14 : -14)}
            y={py(y) + (y ? -12 : 22)}
            text-anchor={x ? 'start' : 'end'}
          >
            {x}
            {y}
          </text>
        </g>
      ))}
    </svg>
  )
}

/** A filled circle for 1, an open square for 0, a ring around what is answered wrongly: told apart without color. */
export function CornerMark({ x, y, bit, isWrong }: { x: number; y: number; bit: 0 | 1; isWrong: boolean }) {
  return (
    <g class={bit ? 'positive' : 'negative'}>
      {bit ? (
        <circle class="corner filled" cx={x} cy={y} r={8} />
      ) : (
        <rect class="corner" x={x - 7} y={y - 7} width={14} height={14} />
      )}
      {isWrong && <circle class="corner-wrong" cx={x} cy={y} r={14} />}
    </g>
  )
}
