import { stochasticText } from '../../src/strings/stochastic.en.ts'
import { ellipse, type Pair } from './spread.ts'
import type { Shown } from './model.ts'

const text = stochasticText.batch
const SIZE = 440
const MARGIN = 30
/** Means of batches that are drawn as dots; more would only be blacker. */
const DOTS = 500
/** Standard deviations at which the ellipse is drawn. */
export const RADIUS = 2

interface View {
  /** The slopes at the left and at the lower edge. */
  low: Pair
  /** Slope from one edge to the other, the same both ways. */
  extent: number
  ticks: readonly [x: number[], y: number[]]
}

const STEPS = [0.25, 0.5, 1, 2, 5, 10, 20, 50]

/** A square that holds the origin and every arrow, with ticks at round numbers. */
function viewOf(gradients: readonly Pair[]): View {
  const ends = ([0, 1] as const).map((k) => {
    const values = gradients.map((pair) => pair[k])
    return [Math.min(0, ...values), Math.max(0, ...values)] as const
  })
  const extent = Math.max(...ends.map(([low, high]) => high - low)) * 1.08
  const low = ends.map(([from, to]) => (from + to - extent) / 2)
  const step = STEPS.find((size) => extent / size <= 6) ?? STEPS.at(-1)!
  const ticks = low.map((from) => {
    const first = Math.ceil(from / step)
    const count = Math.floor((from + extent) / step) - first + 1
    return Array.from({ length: count }, (_, i) => (first + i) * step).filter((value) => value !== 0)
  })
  return { low: [low[0]!, low[1]!], extent, ticks: [ticks[0]!, ticks[1]!] }
}

/** The plane of slopes: an arrow for each example, for their mean, and for the batch, with its noise. */
export function Arrows({ shown, id }: { shown: Shown; id: string }) {
  const { gradients, mean, draws, batch, predicted } = shown
  const { low, extent, ticks } = viewOf(gradients)
  const scale = (SIZE - 2 * MARGIN) / extent
  const px = (value: number) => Number((MARGIN + (value - low[0]) * scale).toFixed(2))
  const py = (value: number) => Number((SIZE - MARGIN - (value - low[1]) * scale).toFixed(2))
  const latest = draws.at(-1)!
  const inBatch = new Set(batch)
  const ring = ellipse(predicted, RADIUS, mean)
  return (
    <svg
      class="batch-arrows"
      data-drawing
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      role="img"
      aria-label={text.arrows}
    >
      <defs>
        <clipPath id={`${id}-plane`}>
          <rect x={0} y={0} width={SIZE} height={SIZE} />
        </clipPath>
      </defs>
      <line class="axis" x1={MARGIN} x2={SIZE - MARGIN} y1={py(0)} y2={py(0)} />
      <line class="axis" x1={px(0)} x2={px(0)} y1={MARGIN} y2={SIZE - MARGIN} />
      {ticks[0].map((value) => (
        <text class="tick" key={value} x={px(value)} y={py(0) + 16} text-anchor="middle">
          {String(value).replace('-', '−')}
        </text>
      ))}
      {ticks[1].map((value) => (
        <text class="tick" key={value} x={px(0) + 6} y={py(value) + 4}>
          {String(value).replace('-', '−')}
        </text>
      ))}
      <text class="tick" x={SIZE} y={py(0) - 8} text-anchor="end">
        {text.slopeW}
      </text>
      <text class="tick" x={px(0) + 6} y={14}>
        {text.slopeB}
      </text>
      <g clip-path={`url(#${id}-plane)`}>
        {gradients.map(([a, b], i) => (
          <line
            key={i}
            class={inBatch.has(i) ? 'example chosen' : 'example'}
            x1={px(0)}
            y1={py(0)}
            x2={px(a)}
            y2={py(b)}
          />
        ))}
        {draws.slice(-DOTS).map(([a, b], i) => (
          <circle key={i} class="drawn" cx={px(a)} cy={py(b)} r={1.8} />
        ))}
        <polygon class="noise" points={ring.map(([a, b]) => `${px(a)},${py(b)}`).join(' ')} />
        <Arrow class="batch" to={latest} px={px} py={py} />
        <Arrow class="full" to={mean} px={px} py={py} />
      </g>
      <text class="arrow-name full" {...beside(mean, latest, px, py)}>
        {text.all}
      </text>
      <text class="arrow-name batch" {...beside(latest, mean, px, py)}>
        {text.batch}
      </text>
    </svg>
  )
}

/** A name at the tip of an arrow, on the side away from the other tip, so that the two never cover each other. */
function beside(tip: Pair, other: Pair, px: (value: number) => number, py: (value: number) => number) {
  const isAbove = tip[1] > other[1] || (tip[1] === other[1] && tip[0] > other[0])
  const isLeft = tip[0] < 0
  return {
    x: Math.min(SIZE - 50, Math.max(50, px(tip[0]) + (isLeft ? -8 : 8))),
    y: Math.min(SIZE - 8, Math.max(16, py(tip[1]) + (isAbove ? -10 : 20))),
    'text-anchor': isLeft ? 'end' : 'start',
  } as const
}

interface ArrowProps {
  class: string
  to: Pair
  px: (value: number) => number
  py: (value: number) => number
}

/** From the origin, with a head that is drawn only where there is room for it. */
function Arrow({ class: name, to, px, py }: ArrowProps) {
  const [x, y] = [px(to[0]) - px(0), py(to[1]) - py(0)]
  const length = Math.hypot(x, y)
  const [u, v] = length === 0 ? [0, 0] : [x / length, y / length]
  const head = Math.min(13, length)
  const at = (along: number, across: number) =>
    `${(px(0) + x - u * along - v * across).toFixed(1)},${(py(0) + y - v * along + u * across).toFixed(1)}`
  return (
    <g class={`arrow ${name}`}>
      <line x1={px(0)} y1={py(0)} x2={px(0) + x - u * head * 0.8} y2={py(0) + y - v * head * 0.8} />
      <polygon points={`${at(0, 0)} ${at(head, head * 0.42)} ${at(head, -head * 0.42)}`} />
    </g>
  )
}
