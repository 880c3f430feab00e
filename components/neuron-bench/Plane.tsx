import { useRef } from 'preact/hooks'
import { benchText } from '../../src/strings/bench.en.ts'
import { signOf } from '../../src/strings/numbers.ts'
import { dragging } from '../controls/dragging.ts'
import {
  levelLine,
  LIMIT,
  positiveSide,
  STEP,
  type BenchResult,
  type BenchState,
  type Pair,
} from './model.ts'

const SIZE = 330
const MARGIN = 26
const scale = (SIZE - 2 * MARGIN) / (2 * LIMIT.x)
const px = (x: number) => MARGIN + (x + LIMIT.x) * scale
const py = (y: number) => SIZE - MARGIN - (y + LIMIT.x) * scale

const inside = (value: number) => Math.min(LIMIT.x, Math.max(-LIMIT.x, Math.round(value / STEP) * STEP))
const tidy = (value: number) => Number(inside(value).toFixed(2))

/** Sums whose lines are drawn thin beside the boundary: parallel to it, closer together where the weights are larger. */
const LEVELS = [-1, -0.5, 0.5, 1]

interface Props {
  state: BenchState
  result: BenchResult
  concealed: boolean
  onMove: (x: Pair) => void
}

/** All inputs at once: where the output lies above one half and where below, with the present input as a point. */
export function Plane({ state, result, concealed, onMove }: Props) {
  const svg = useRef<SVGSVGElement>(null)
  const bias = result.bias
  const boundary = levelLine(state.weight, bias, 0, LIMIT.x)
  const side = positiveSide(state.weight, bias, LIMIT.x)

  const move = (event: PointerEvent) => {
    const box = svg.current!.getBoundingClientRect()
    const unit = SIZE / box.width
    onMove([
      tidy(((event.clientX - box.left) * unit - MARGIN) / scale - LIMIT.x),
      tidy((SIZE - MARGIN - (event.clientY - box.top) * unit) / scale - LIMIT.x),
    ])
  }
  const key = (event: KeyboardEvent) => {
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key]
    if (!by) return
    event.preventDefault()
    onMove([tidy(state.x[0] + by[0]! * STEP), tidy(state.x[1] + by[1]! * STEP)])
  }

  return (
    <svg
      class="plane"
      data-drawing
      ref={svg}
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      role="group"
      aria-label={benchText.planePicture}
      {...dragging(move)}
    >
      <rect class="half negative" x={px(-1)} y={py(1)} width={px(1) - px(-1)} height={py(-1) - py(1)} />
      {side.length > 2 && (
        <polygon class="half positive" points={side.map(([x, y]) => `${px(x)},${py(y)}`).join(' ')} />
      )}
      <line class="axis" x1={px(-1)} x2={px(1)} y1={py(0)} y2={py(0)} />
      <line class="axis" x1={px(0)} x2={px(0)} y1={py(-1)} y2={py(1)} />
      <text class="tick name" x={px(1) + 6} y={py(0) + 4}>
        x
        <tspan class="sub" dy="3">
          1
        </tspan>
      </text>
      <text class="tick name" x={px(0)} y={py(1) - 8} text-anchor="middle">
        x
        <tspan class="sub" dy="3">
          2
        </tspan>
      </text>
      {LEVELS.map((level) => {
        const line = levelLine(state.weight, bias, level, LIMIT.x)
        return line && <Line key={level} line={line} name={`level ${level > 0 ? 'positive' : 'negative'}`} />
      })}
      {boundary && <Line line={boundary} name="boundary" />}
      {side.length > 2 && <Side name="positive" text={benchText.above} corners={side} />}
      <Side
        name="negative"
        text={benchText.below}
        corners={positiveSide([-state.weight[0], -state.weight[1]], -bias, LIMIT.x)}
      />
      <circle class="origin" cx={px(0)} cy={py(0)} r={2.5} />
      <circle
        class={`point ${concealed ? '' : signOf(result.z)}`}
        cx={px(state.x[0])}
        cy={py(state.x[1])}
        r={9}
        tabIndex={0}
        role="application"
        aria-label={benchText.dragPoint}
        onKeyDown={key}
      />
    </svg>
  )
}

/** Names a side of the line, in its corner farthest from the line. */
function Side({
  name,
  text,
  corners,
}: {
  name: 'positive' | 'negative'
  text: string
  corners: readonly Pair[]
}) {
  const corner = corners.find(([x, y]) => Math.abs(x) === LIMIT.x && Math.abs(y) === LIMIT.x)
  if (!corner) return null
  const [x, y] = corner
  return (
    <text
      class={`side ${name}`}
      x={px(x) + (x > 0 ? -8 : 8)}
      y={py(y) + (y > 0 ? 18 : -9)}
      text-anchor={x > 0 ? 'end' : 'start'}
    >
      {text}
    </text>
  )
}

function Line({ line: [[x1, y1], [x2, y2]], name }: { line: readonly [Pair, Pair]; name: string }) {
  return <line class={name} x1={px(x1)} y1={py(y1)} x2={px(x2)} y2={py(y2)} />
}
