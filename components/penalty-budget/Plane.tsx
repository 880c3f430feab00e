import type { Ref } from 'preact'
import { useRef } from 'preact/hooks'
import { penaltiesText } from '../../src/strings/penalties.en.ts'
import { dragging } from '../controls/dragging.ts'
import { contour, costAt, LIMIT, type BudgetState, type Shown, type Vector } from './model.ts'

const text = penaltiesText.budget
const SIZE = 460
const EDGE = 30
const px = (x: number) => EDGE + ((x + LIMIT) / (2 * LIMIT)) * (SIZE - 2 * EDGE)
const py = (y: number) => SIZE - px(y)
const points = (all: readonly Vector[]) =>
  all.map(([x, y]) => `${px(x).toFixed(1)},${py(y).toFixed(1)}`).join(' ')

interface Props {
  id: string
  state: BudgetState
  shown: Shown
  onMove: (x: number, y: number) => void
}

/** Contours around the minimum, the budget around zero, and the place where the two touch. */
export function Plane({ id, state, shown, onMove }: Props) {
  const svg = useRef<SVGSVGElement>(null)
  const move = (event: PointerEvent) => {
    const box = svg.current!.getBoundingClientRect()
    const of = (at: number, from: number, span: number) =>
      ((((at - from) / span) * SIZE - EDGE) / (SIZE - 2 * EDGE)) * 2 * LIMIT - LIMIT
    onMove(of(event.clientX, box.left, box.width), -of(event.clientY, box.top, box.height))
  }
  const { w, zones, path, slope } = shown
  const { m } = state
  const own = costAt(state, w)
  const highest = costAt(state, [0, 0])
  const levels = [0.15, 0.45, 0.75, 1].map((part) => part * highest)
  const length = Math.sqrt(slope[0] ** 2 + slope[1] ** 2)
  const radius = Math.sqrt(shown.size)
  const half = shown.size
  return (
    <svg
      class="budget-plane"
      data-drawing
      ref={svg as Ref<SVGSVGElement>}
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      role="img"
      aria-label={text.picture}
      {...dragging(move)}
    >
      <defs>
        <clipPath id={`${id}-plane`}>
          <rect x={EDGE} y={EDGE} width={SIZE - 2 * EDGE} height={SIZE - 2 * EDGE} />
        </clipPath>
      </defs>
      <g clip-path={`url(#${id}-plane)`}>
        {zones?.one.map((corners, i) => (
          <polygon key={i} class="zone-one" points={points(corners)} />
        ))}
        {zones && <polygon class="zone-both" points={points(zones.both)} />}
        <line class="axis" x1={px(-LIMIT)} x2={px(LIMIT)} y1={py(0)} y2={py(0)} />
        <line class="axis" x1={px(0)} x2={px(0)} y1={py(-LIMIT)} y2={py(LIMIT)} />
        {state.alpha > 0 &&
          (state.kind === 'l2' ? (
            <circle class="budget" cx={px(0)} cy={py(0)} r={px(radius) - px(0)} />
          ) : (
            <polygon
              class="budget"
              points={points([
                [half, 0],
                [0, half],
                [-half, 0],
                [0, -half],
              ])}
            />
          ))}
        {levels.map((level, i) => (
          <polyline key={i} class="cost-contour" points={points(contour(state, level))} />
        ))}
        {own > 1e-9 && <polyline class="cost-contour own" points={points(contour(state, own))} />}
        <polyline class="best-path" points={points(path)} />
        {length > 1e-6 && state.alpha > 0 && (
          <line
            class="cost-pull"
            x1={px(w[0])}
            y1={py(w[1])}
            x2={px(w[0] - (0.6 * slope[0]) / length)}
            y2={py(w[1] - (0.6 * slope[1]) / length)}
          />
        )}
        <circle class="least-cost" cx={px(m[0])} cy={py(m[1])} r={7} />
        <circle class="best-weights" cx={px(w[0])} cy={py(w[1])} r={6} />
      </g>
      <text
        class="curve-name"
        x={px(m[0]) + (m[0] > 1.8 ? -12 : 12)}
        y={py(m[1]) - 10}
        text-anchor={m[0] > 1.8 ? 'end' : 'start'}
      >
        {text.least}
      </text>
      {length > 0.1 && (
        <text class="curve-name of-fit" x={px(w[0]) - 11} y={py(w[1]) + 20} text-anchor="end">
          {text.best}
        </text>
      )}
      {[-2, -1, 1, 2].map((value) => (
        <g key={value}>
          <text class="tick" x={px(value)} y={SIZE - 10} text-anchor="middle">
            {String(value).replace('-', '−')}
          </text>
          <text class="tick" x={EDGE - 6} y={py(value) + 4} text-anchor="end">
            {String(value).replace('-', '−')}
          </text>
        </g>
      ))}
      <text class="tick name" x={SIZE - EDGE} y={SIZE - 10} text-anchor="end">
        {text.axes[0]}
      </text>
      <text class="tick name" x={EDGE - 6} y={EDGE + 8} text-anchor="end">
        {text.axes[1]}
      </text>
    </svg>
  )
}
