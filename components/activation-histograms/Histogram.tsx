import { activationText } from '../../src/strings/activations.en.ts'
import { significantFigures } from '../../src/strings/numbers.ts'
import type { LayerSummary } from './model.ts'

const WIDTH = 460
const HEIGHT = 74
const MARGIN = { left: 6, right: 6, top: 16, bottom: 18 }
/** Taller bars are cut here and say their share: one spike must not flatten all the rest. */
const TALLEST = 0.08

/** The activations of one layer; all layers share the axis. */
export function Histogram({ layer, summary: { shares, lo, hi } }: { layer: number; summary: LayerSummary }) {
  const width = (WIDTH - MARGIN.left - MARGIN.right) / shares.length
  const base = HEIGHT - MARGIN.bottom
  const tall = base - MARGIN.top
  const x = (value: number) => MARGIN.left + ((value - lo) / (hi - lo)) * (WIDTH - MARGIN.left - MARGIN.right)
  return (
    <svg
      class="layer-histogram"
      data-drawing
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={activationText.histograms.picture(layer)}
    >
      <line class="axis" x1={MARGIN.left} x2={WIDTH - MARGIN.right} y1={base} y2={base} />
      {lo < 0 && hi > 0 && <line class="axis" x1={x(0)} x2={x(0)} y1={MARGIN.top} y2={base + 4} />}
      {shares.map((share, i) => {
        const height = (Math.min(share, TALLEST) / TALLEST) * tall
        const left = MARGIN.left + i * width
        return (
          <g key={i}>
            <rect class="share" x={left + 0.5} width={width - 1} y={base - height} height={height} />
            {share > TALLEST && (
              <text
                class="tick"
                x={i === 0 ? left : i === shares.length - 1 ? left + width : left + width / 2}
                y={MARGIN.top - 4}
                text-anchor={i === 0 ? 'start' : i === shares.length - 1 ? 'end' : 'middle'}
              >
                {Math.round(share * 100)} %
              </text>
            )}
          </g>
        )
      })}
      <text class="tick" x={MARGIN.left} y={HEIGHT - 3}>
        {significantFigures(lo, 3)}
      </text>
      <text class="tick" x={WIDTH - MARGIN.right} y={HEIGHT - 3} text-anchor="end">
        {significantFigures(hi, 3)}
      </text>
    </svg>
  )
}
