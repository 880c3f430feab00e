import type { Ref } from 'preact'
import { useRef } from 'preact/hooks'
import { momentumText } from '../../src/strings/momentum.en.ts'
import { dragging } from '../controls/dragging.ts'

const text = momentumText.ball
const WIDTH = 560
const HEIGHT = 360
const LEFT = 40
const RIGHT = WIDTH - 14
const TOP = 14
const BOTTOM = HEIGHT - 42
const LOW = 0.002
const HIGH = 6
/** Rates whose lines are drawn. */
const TENTS = [0.5, 0.7, 0.82, 0.9, 0.95, 0.98]
const SAMPLES = 60

const px = (x: number) =>
  LEFT + (Math.log(Math.min(HIGH, Math.max(LOW, x)) / LOW) / Math.log(HIGH / LOW)) * (RIGHT - LEFT)
const py = (momentum: number) => BOTTOM - momentum * (BOTTOM - TOP)
const at = (x: number, momentum: number) => `${px(x).toFixed(1)} ${py(momentum).toFixed(1)}`
const grid = (from: number, to: number) =>
  Array.from({ length: SAMPLES + 1 }, (_, i) => from + ((to - from) * i) / SAMPLES)
const line = (points: readonly string[]) => `M${points.join('L')}`

/** μ = (1 − √x)²: below it the roots are real. */
const REAL_LEFT = [...grid(Math.sqrt(LOW), 1)].map((s) => at(s * s, (1 - s) ** 2))
const REAL_RIGHT = grid(1, 2).map((s) => at(s * s, (s - 1) ** 2))
/** x = 2 (1 + μ): beyond it a step lands farther away. */
const LIMIT = grid(0, 1).map((momentum) => at(2 * (1 + momentum), momentum))

/** All (x, μ) with rate r: up along the larger real root, over the top where √μ = r, down on the other side. */
const tentOf = (r: number): string =>
  line([
    ...grid(0, r * r).map((momentum) => at((1 - r) * (1 - momentum / r), momentum)),
    ...grid(r * r, 0).map((momentum) => at((1 + r) * (1 + momentum / r), momentum)),
  ])

interface Props {
  /** ηλ of the flat and of the steep direction. */
  products: readonly [number, number]
  momentum: number
  /** What is dragged is the steep direction's mark. */
  onMove: (steepProduct: number, momentum: number) => void
}

/** The plane of (ηλ, μ): regions, lines of equal rate, and the bar from the flat direction to the steep one. */
export function Phase({ products: [flat, steep], momentum, onMove }: Props) {
  const svg = useRef<SVGSVGElement>(null)
  const move = (event: PointerEvent) => {
    const box = svg.current!.getBoundingClientRect()
    const unit = WIDTH / box.width
    const along = ((event.clientX - box.left) * unit - LEFT) / (RIGHT - LEFT)
    onMove(
      LOW * Math.exp(along * Math.log(HIGH / LOW)),
      (BOTTOM - (event.clientY - box.top) * unit) / (BOTTOM - TOP),
    )
  }
  const y = py(momentum)
  const isWide = px(steep) - px(flat) > 60
  return (
    <svg
      class="ball-phase"
      data-drawing
      ref={svg as Ref<SVGSVGElement>}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={text.pictures.phase}
      {...dragging(move)}
    >
      <path class="ball-complex" d={`${line([...REAL_LEFT, ...REAL_RIGHT, at(LOW, 1)])}Z`} />
      <path class="zone-diverges" d={`${line([...LIMIT, at(HIGH, 1), at(HIGH, 0)])}Z`} />
      {TENTS.map((r) => (
        <g key={r}>
          <path class="ball-tent" d={tentOf(r)} />
          <text class="tick ball-halo" x={px(1.9)} y={py(r * r) - 4} text-anchor="middle">
            {r}
          </text>
        </g>
      ))}
      <line class="axis" x1={LEFT} x2={RIGHT} y1={BOTTOM} y2={BOTTOM} />
      <line class="axis" x1={LEFT} x2={LEFT} y1={TOP} y2={BOTTOM} />
      {[0.01, 0.1, 1, 4].map((x) => (
        <text class="tick" key={x} x={px(x)} y={BOTTOM + 18} text-anchor="middle">
          {x}
        </text>
      ))}
      {[0, 0.5, 1].map((value) => (
        <text class="tick" key={value} x={LEFT - 7} y={py(value) + 4} text-anchor="end">
          {value}
        </text>
      ))}
      <text class="tick name" x={LEFT - 26} y={py(0.75)}>
        μ
      </text>
      <text class="tick" x={RIGHT} y={HEIGHT - 6} text-anchor="end">
        {text.product}
      </text>
      <text class="ball-region" x={px(0.0032)} y={py(0.09)}>
        {text.regions.monotone}
      </text>
      <text class="ball-region" x={px(0.2)} y={py(0.9)} text-anchor="middle">
        {text.regions.oscillating}
      </text>
      <text class="ball-region" x={RIGHT - 4} y={py(0.3)} text-anchor="end">
        {text.regions.divergent}
      </text>
      <line class="ball-bar" x1={px(flat)} x2={px(steep)} y1={y} y2={y} />
      <circle class="ball-mark flat" cx={px(flat)} cy={y} r={7} />
      <circle class="ball-mark" cx={px(steep)} cy={y} r={7} />
      <text class="ball-name" x={px(flat)} y={y + 24} text-anchor="middle">
        {isWide ? text.flat : ''}
      </text>
      <text
        class="ball-name"
        x={px(steep)}
        y={y + 24}
        text-anchor={px(steep) > RIGHT - 30 ? 'end' : 'middle'}
      >
        {isWide ? text.steep : ''}
      </text>
    </svg>
  )
}
