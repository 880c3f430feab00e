import { momentumText } from '../../src/strings/momentum.en.ts'
import { bestWithout, rootsOf, START, STEPS, type HeavyBallState, type Moment } from './model.ts'

const text = momentumText.ball

const MAP = { width: 440, height: 300, scale: 140 }

/** The valley from above: lines of equal cost are ellipses with the axes 1 : √κ. */
export function Valley({ kappa, visits, step }: { kappa: number; visits: readonly Moment[]; step: number }) {
  const px = (w: number) => MAP.width / 2 + Math.min(1.55, Math.max(-1.55, w)) * MAP.scale
  const py = (w: number) => MAP.height / 2 - Math.min(1.05, Math.max(-1.05, w)) * MAP.scale
  const path = visits.slice(0, step + 1)
  const [u, v] = path.at(-1)!.w
  const full = (1 + kappa) / 2
  return (
    <svg
      class="ball-valley"
      data-drawing
      viewBox={`0 0 ${MAP.width} ${MAP.height}`}
      role="img"
      aria-label={text.pictures.path}
    >
      <clipPath id="ball-window">
        <rect width={MAP.width} height={MAP.height} />
      </clipPath>
      <g clip-path="url(#ball-window)">
        {[1, 0.6, 0.3, 0.1, 0.02].map((part) => (
          <ellipse
            class="contour"
            key={part}
            cx={MAP.width / 2}
            cy={MAP.height / 2}
            rx={Math.sqrt(2 * part * full) * MAP.scale}
            ry={Math.sqrt((2 * part * full) / kappa) * MAP.scale}
          />
        ))}
      </g>
      <polyline class="descent-step" points={path.map(({ w }) => `${px(w[0]!)},${py(w[1]!)}`).join(' ')} />
      {path.map(({ w }, i) => (
        <circle class="descent-visit" key={i} cx={px(w[0]!)} cy={py(w[1]!)} r={3} />
      ))}
      <circle class="descent-now" cx={px(u!)} cy={py(v!)} r={7} />
      <text class="tick" x={MAP.width - 8} y={MAP.height / 2 - 8} text-anchor="end">
        {text.axes.w1}
      </text>
      <text class="tick" x={MAP.width / 2 + 8} y={18}>
        {text.axes.w2}
      </text>
    </svg>
  )
}

const CHART = { width: 560, height: 240, left: 44, right: 546, top: 12, bottom: 208 }
const [LOWEST, HIGHEST] = [-8, 2]

/** log₁₀ of the distance by step; dashed, what the rate of the roots would make of the start. */
export function Distance({
  state,
  visits,
  rate,
}: {
  state: HeavyBallState
  visits: readonly Moment[]
  rate: number
}) {
  const px = (step: number) => CHART.left + (step / STEPS) * (CHART.right - CHART.left)
  const py = (logarithm: number) =>
    CHART.bottom -
    ((Math.min(HIGHEST, Math.max(LOWEST, logarithm)) - LOWEST) / (HIGHEST - LOWEST)) *
      (CHART.bottom - CHART.top)
  const start = Math.log10(Math.hypot(...START))
  const straight = (factor: number) => {
    const slope = Math.log10(Math.max(1e-12, factor))
    const end =
      slope < 0
        ? Math.min(STEPS, (LOWEST - start) / slope)
        : slope > 0
          ? Math.min(STEPS, (HIGHEST - start) / slope)
          : STEPS
    return { x1: px(0), y1: py(start), x2: px(end), y2: py(start + slope * end) }
  }
  const distances = visits.map(({ w }) => Math.log10(Math.max(1e-30, Math.hypot(...w))))
  const plain = bestWithout(state.kappa).rate
  return (
    <svg
      class="ball-distance"
      data-drawing
      viewBox={`0 0 ${CHART.width} ${CHART.height}`}
      role="img"
      aria-label={text.pictures.distance}
    >
      {[0, -4, -8].map((power) => (
        <g key={power}>
          <line class="axis faint" x1={CHART.left} x2={CHART.right} y1={py(power)} y2={py(power)} />
          <text class="tick" x={CHART.left - 6} y={py(power) + 4} text-anchor="end">
            {power === 0 ? 1 : `10${power === -4 ? '⁻⁴' : '⁻⁸'}`}
          </text>
        </g>
      ))}
      {[0, 25, 50, 75, 100].map((step) => (
        <text class="tick" key={step} x={px(step)} y={CHART.bottom + 20} text-anchor="middle">
          {step}
        </text>
      ))}
      <text class="tick" x={CHART.left + 6} y={CHART.top + 8}>
        {text.distanceAxis}
      </text>
      {plain > 0 && (
        <>
          <line class="ball-plain" {...straight(plain)} />
          <text class="tick" x={CHART.right} y={straight(plain).y2 - 8} text-anchor="end">
            {straight(plain).x2 > CHART.right - 60 ? text.bestPlain : ''}
          </text>
        </>
      )}
      <line class="ball-forecast" {...straight(rate)} />
      <path
        class="descent-step"
        d={distances
          .map((value, i) => `${i ? 'L' : 'M'}${px(i).toFixed(1)} ${py(value).toFixed(1)}`)
          .join('')}
      />
      <circle
        class="descent-now"
        cx={px(Math.min(state.step, visits.length - 1))}
        cy={py(distances[Math.min(state.step, visits.length - 1)]!)}
        r={6}
      />
    </svg>
  )
}

const PLANE = { size: 250, scale: 92 }

/** The roots of both directions: open for the flat one, filled for the steep one. */
export function Roots({ products, momentum }: { products: readonly number[]; momentum: number }) {
  const middle = PLANE.size / 2
  const clamp = (value: number) => Math.min(1.3, Math.max(-1.3, value))
  return (
    <svg
      class="ball-roots"
      data-drawing
      viewBox={`0 0 ${PLANE.size} ${PLANE.size}`}
      role="img"
      aria-label={text.pictures.roots}
    >
      <line class="axis faint" x1={4} x2={PLANE.size - 4} y1={middle} y2={middle} />
      <line class="axis faint" x1={middle} x2={middle} y1={4} y2={PLANE.size - 4} />
      <circle class="ball-unit" cx={middle} cy={middle} r={PLANE.scale} />
      <circle class="ball-circle" cx={middle} cy={middle} r={Math.sqrt(momentum) * PLANE.scale} />
      <text class="tick" x={middle + PLANE.scale + 4} y={middle - 5}>
        1
      </text>
      <text class="tick" x={middle + 5} y={middle - Math.sqrt(momentum) * PLANE.scale - 6}>
        {momentum > 0.04 && momentum < 0.8 ? text.root : ''}
      </text>
      {products.flatMap((x, direction) =>
        rootsOf(x, momentum).map(({ re, im }, i) => (
          <circle
            class={direction === 0 ? 'ball-mark flat' : 'ball-mark'}
            key={`${direction}${i}`}
            cx={middle + clamp(re) * PLANE.scale}
            cy={middle - clamp(im) * PLANE.scale}
            r={6}
          />
        )),
      )}
    </svg>
  )
}
