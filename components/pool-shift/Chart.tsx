import type { JSX } from 'preact'
import { poolingText } from '../../src/strings/pooling.en.ts'
import { FARTHEST, KINDS, type Measure, type Series, type ShiftState } from './model.ts'

const text = poolingText.shift
const WIDTH = 420
const HEIGHT = 300
const BOX = { left: 46, right: WIDTH - 124, top: 26, bottom: HEIGHT - 40 }
const GAP = 17
/** In tenths of a percent. */
const TOP: Readonly<Record<Measure, number>> = { change: 1750, kept: 1000 }
const TICKS: Readonly<Record<Measure, readonly number[]>> = {
  change: [0, 500, 1000, 1500],
  kept: [0, 250, 500, 750, 1000],
}

const px = (right: number) => BOX.left + (right / FARTHEST) * (BOX.right - BOX.left)

/** Names at the ends of their lines, pushed apart where the lines end together. */
function places(ends: readonly number[]): number[] {
  const order = ends.map((_, k) => k).toSorted((a, b) => ends[a]! - ends[b]!)
  const out = [...ends]
  order.forEach((k, i) => {
    if (i > 0) out[k] = Math.max(out[k]!, out[order[i - 1]!]! + GAP)
  })
  // Back up where the last one hangs over the end.
  let low = BOX.bottom + 4
  for (const k of order.toReversed()) {
    out[k] = Math.min(out[k]!, low)
    low = out[k]! - GAP
  }
  return out
}

interface Props {
  state: ShiftState
  series: Series
  onPick: (right: number) => void
}

/** One line for each kind: how much changes, or stays, against the number of pixels moved. */
export function Chart({ state, series, onPick }: Props) {
  const { measure } = state
  const py = (value: number) => BOX.bottom - (value / TOP[measure]) * (BOX.bottom - BOX.top)
  const labels = places(KINDS.map((kind) => py(series[kind][measure].at(-1)!)))
  const pick = (event: JSX.TargetedPointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const x = ((event.clientX - box.left) / box.width) * WIDTH
    const right = Math.round(((x - BOX.left) / (BOX.right - BOX.left)) * FARTHEST)
    onPick(Math.min(FARTHEST, Math.max(0, right)))
  }
  return (
    <svg
      class="pool-chart"
      data-drawing
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={text.chart}
      onPointerDown={pick}
    >
      {TICKS[measure].map((value) => (
        <g key={value}>
          <line class="axis faint" x1={BOX.left} x2={BOX.right} y1={py(value)} y2={py(value)} />
          <text class="tick" x={BOX.left - 8} y={py(value) + 4} text-anchor="end">
            {text.percent(String(value / 10))}
          </text>
        </g>
      ))}
      {[0, 2, 4, 6, 8].map((right) => (
        <text class="tick" key={right} x={px(right)} y={BOX.bottom + 18} text-anchor="middle">
          {right}
        </text>
      ))}
      <text class="tick" x={BOX.right} y={HEIGHT - 4} text-anchor="end">
        {text.pixels}
      </text>
      <text class="tick" x={BOX.left} y={14}>
        {text.axis[measure]}
      </text>
      <line class="pool-at" x1={px(state.right)} x2={px(state.right)} y1={BOX.top} y2={BOX.bottom} />
      {KINDS.map((kind, k) => (
        <g key={kind} class={`pool-line ${kind}`}>
          <polyline points={series[kind][measure].map((value, i) => `${px(i)},${py(value)}`).join(' ')} />
          <circle cx={px(state.right)} cy={py(series[kind][measure][state.right]!)} r={4} />
          <text x={BOX.right + 8} y={labels[k]! + 4}>
            {text.kinds[kind]}
          </text>
        </g>
      ))}
    </svg>
  )
}
