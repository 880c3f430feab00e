import { useRef } from 'preact/hooks'
import { stochasticText } from '../../src/strings/stochastic.en.ts'
import { dragging } from '../controls/dragging.ts'
import { bowlOf, LIMITS, type Example } from './model.ts'
import { ellipse, inverse, type Pair } from './spread.ts'

const text = stochasticText.batch
const SIZE = 440
const MARGIN = 30
const STEP = 0.05
/** Losses above the least at which a contour is drawn: each four times the one inside it. */
const LEVELS = [0.05, 0.2, 0.8, 3.2, 12.8]

const side = SIZE - 2 * MARGIN
const px = (w: number) => MARGIN + ((w - LIMITS.w[0]) / (LIMITS.w[1] - LIMITS.w[0])) * side
const py = (b: number) => SIZE - MARGIN - ((b - LIMITS.b[0]) / (LIMITS.b[1] - LIMITS.b[0])) * side
const kept = (value: number, [low, high]: readonly [number, number]) =>
  Number(Math.min(high, Math.max(low, Math.round(value / STEP) * STEP)).toFixed(2))

interface Props {
  id: string
  examples: readonly Example[]
  path: readonly Pair[]
  onMove: (start: Pair) => void
}

/** The bowl of the loss seen from above, and the way that the updates take through it. */
export function Plane({ id, examples, path, onMove }: Props) {
  const svg = useRef<SVGSVGElement>(null)
  const { least, hessian } = bowlOf(examples)
  const at = path.at(-1)!
  const start = path[0]!
  const move = (event: PointerEvent) => {
    const box = svg.current!.getBoundingClientRect()
    const unit = SIZE / box.width
    const x = (event.clientX - box.left) * unit
    const y = (event.clientY - box.top) * unit
    onMove([
      kept(LIMITS.w[0] + ((x - MARGIN) / side) * (LIMITS.w[1] - LIMITS.w[0]), LIMITS.w),
      kept(LIMITS.b[0] + ((SIZE - MARGIN - y) / side) * (LIMITS.b[1] - LIMITS.b[0]), LIMITS.b),
    ])
  }
  const key = (event: KeyboardEvent) => {
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key]
    if (!by) return
    event.preventDefault()
    onMove([kept(at[0] + by[0]! * STEP, LIMITS.w), kept(at[1] + by[1]! * STEP, LIMITS.b)])
  }
  return (
    <svg
      class="batch-plane"
      data-drawing
      ref={svg}
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      role="group"
      aria-label={text.plane}
      {...dragging(move)}
    >
      <defs>
        <clipPath id={`${id}-bowl`}>
          <rect x={MARGIN} y={MARGIN} width={side} height={side} />
        </clipPath>
      </defs>
      <rect class="plane-ground" x={MARGIN} y={MARGIN} width={side} height={side} />
      <g clip-path={`url(#${id}-bowl)`}>
        {LEVELS.map((level) => (
          // ½ dᵀH d = level on the ellipse √(2 level) standard deviations of H⁻¹ out.
          <polygon
            key={level}
            class="contour"
            points={ellipse(inverse(hessian), Math.sqrt(2 * level), least, 96)
              .map(([w, b]) => `${px(w).toFixed(1)},${py(b).toFixed(1)}`)
              .join(' ')}
          />
        ))}
        <polyline
          class="way"
          points={path.map(([w, b]) => `${px(w).toFixed(1)},${py(b).toFixed(1)}`).join(' ')}
        />
      </g>
      <path class="least" d={`M${px(least[0]) - 5} ${py(least[1])}h10m-5-5v10`} />
      <text class="tick" x={px(least[0]) + 9} y={py(least[1]) + 16}>
        {text.least}
      </text>
      {[-1, 0, 1, 2, 3].map((w) => (
        <text class="tick" key={w} x={px(w)} y={SIZE - 10} text-anchor="middle">
          {String(w).replace('-', '−')}
        </text>
      ))}
      {[-2, -1, 0, 1].map((b) => (
        <text class="tick" key={b} x={MARGIN - 6} y={py(b) + 4} text-anchor="end">
          {String(b).replace('-', '−')}
        </text>
      ))}
      <text class="name" x={SIZE - MARGIN + 6} y={SIZE - 10}>
        w
      </text>
      <text class="name" x={MARGIN - 18} y={MARGIN - 8}>
        b
      </text>
      <circle class="start-mark" cx={px(start[0])} cy={py(start[1])} r={4} />
      <circle
        class="at-mark"
        cx={px(at[0])}
        cy={py(at[1])}
        r={7}
        tabIndex={0}
        role="application"
        aria-label={text.plane}
        onKeyDown={key}
      />
    </svg>
  )
}
