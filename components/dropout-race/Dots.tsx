import { regularizationText } from '../../src/strings/regularization.en.ts'
import { LANES, SEEDS, type Results, type Summary } from './model.ts'

const text = regularizationText.race
const WIDTH = 480
const ROW = 66
const BOX = { left: 146, right: WIDTH - 26, top: 10 }
const HEIGHT = BOX.top + ROW * LANES.length + 40
const LOW = 0.5
const HIGH = 1

const px = (share: number) =>
  BOX.left + ((Math.max(LOW, share) - LOW) / (HIGH - LOW)) * (BOX.right - BOX.left)
const py = (lane: number) => BOX.top + ROW * (lane + 0.5)

/** A dot for every training; a thin line joins the four that began alike. */
export function Dots({ results, summary }: { results: Results; summary: readonly Summary[] | null }) {
  return (
    <svg
      class="dropout-dots"
      data-drawing
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={text.picture(SEEDS)}
    >
      {[0.5, 0.6, 0.7, 0.8, 0.9, 1].map((share) => (
        <g key={share}>
          <line class="axis faint" x1={px(share)} x2={px(share)} y1={BOX.top} y2={HEIGHT - 40} />
          <text class="tick" x={px(share)} y={HEIGHT - 22} text-anchor="middle">
            {text.percent(Math.round(share * 100))}
          </text>
        </g>
      ))}
      <text class="tick" x={BOX.right} y={HEIGHT - 4} text-anchor="end">
        {text.axis}
      </text>
      {LANES.map((lane, k) => (
        <text key={lane} class="lane-label" x={BOX.left - 10} y={py(k) + 5} text-anchor="end">
          {text.lanes[lane]}
        </text>
      ))}
      {results.map((row, seed) => (
        <g key={seed}>
          <polyline class="same-seed" points={row.map(({ test }, k) => `${px(test)},${py(k)}`).join(' ')} />
          {row.map(({ test }, k) => (
            <circle key={k} class={k === 0 ? 'run plain' : 'run'} cx={px(test)} cy={py(k)} r={5} />
          ))}
        </g>
      ))}
      {summary?.map(({ lane, mean }, k) => (
        <line key={lane} class="lane-mean" x1={px(mean)} x2={px(mean)} y1={py(k) - 18} y2={py(k) + 18} />
      ))}
    </svg>
  )
}
