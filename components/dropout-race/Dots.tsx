import { regularizationText } from '../../src/strings/regularization.en.ts'

const text = regularizationText.race
const WIDTH = 480
const BOX = { left: 146, right: WIDTH - 26, top: 10 }
const LOW = 0.5
const HIGH = 1

const px = (share: number) =>
  BOX.left + ((Math.max(LOW, share) - LOW) / (HIGH - LOW)) * (BOX.right - BOX.left)

interface Props {
  /** What assistive technology calls the picture. */
  picture: string
  /** The names of the lanes, from top to bottom. */
  lanes: readonly string[]
  /** For each seed the shares of its lanes, as far as they are known. */
  rows: readonly (readonly number[])[]
  /** The mean of each lane, when there is one. */
  means: readonly number[] | null
  /** So many lanes began alike and are joined by a line; the first of them had nothing added. All, unless given. */
  joined?: number
  /** Height of a lane. */
  row?: number
}

/** A dot for every training; a thin line joins those that began alike. */
export function Dots({ picture, lanes, rows, means, joined = lanes.length, row = 66 }: Props) {
  const height = BOX.top + row * lanes.length + 40
  const py = (lane: number) => BOX.top + row * (lane + 0.5)
  const groups = Array.from({ length: lanes.length / joined }, (_, i) => i * joined)
  return (
    <svg class="dropout-dots" data-drawing viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={picture}>
      {[0.5, 0.6, 0.7, 0.8, 0.9, 1].map((share) => (
        <g key={share}>
          <line class="axis faint" x1={px(share)} x2={px(share)} y1={BOX.top} y2={height - 40} />
          <text class="tick" x={px(share)} y={height - 22} text-anchor="middle">
            {text.percent(Math.round(share * 100))}
          </text>
        </g>
      ))}
      <text class="tick" x={BOX.right} y={height - 4} text-anchor="end">
        {text.axis}
      </text>
      {lanes.map((lane, k) => (
        <text key={k} class="lane-label" x={BOX.left - 10} y={py(k) + 5} text-anchor="end">
          {lane}
        </text>
      ))}
      {rows.map((shares, seed) => (
        <g key={seed}>
          {groups.map((first) => (
            <polyline
              key={first}
              class="same-seed"
              points={shares
                .slice(first, first + joined)
                .map((share, k) => `${px(share)},${py(first + k)}`)
                .join(' ')}
            />
          ))}
          {shares.map((share, k) => (
            <circle
              key={k}
              class={k % joined === 0 ? 'run plain' : 'run'}
              cx={px(share)}
              cy={py(k)}
              r={Math.min(5, row / 8)}
            />
          ))}
        </g>
      ))}
      {means?.map((mean, k) => (
        <line
          key={k}
          class="lane-mean"
          x1={px(mean)}
          x2={px(mean)}
          y1={py(k) - row * 0.27}
          y2={py(k) + row * 0.27}
        />
      ))}
    </svg>
  )
}
