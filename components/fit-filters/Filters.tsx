import { elementary } from 'chainrule'
import { regularizationText } from '../../src/strings/regularization.en.ts'
import { DESIGN, ridgeFilter, stoppedFilter, type FilterState, type Shown } from './model.ts'

const text = regularizationText.filter
const WIDTH = 480
const HEIGHT = 360
const BOX = { left: 38, right: WIDTH - 14, top: 34, bottom: HEIGHT - 46 }
const LOW = 1e-8
const HIGH = DESIGN.curvatures[0]!
const POINTS = 160

const px = (curvature: number) =>
  BOX.left + (elementary.log(curvature / LOW) / elementary.log(HIGH / LOW)) * (BOX.right - BOX.left)
const py = (part: number) => BOX.bottom - part * (BOX.bottom - BOX.top)

const PLACES = Array.from({ length: POINTS + 1 }, (_, i) => LOW * elementary.pow(HIGH / LOW, i / POINTS))
const pathOf = (filter: (curvature: number) => number): string =>
  PLACES.map((place, i) => `${i ? 'L' : 'M'}${px(place).toFixed(1)} ${py(filter(place)).toFixed(1)}`).join('')

/** What each way learns of a direction, by its curvature; dots where the data have one. */
export function Filters({ state, shown }: { state: FilterState; shown: Shown }) {
  return (
    <svg
      class="fit-filters"
      data-drawing
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={text.picture}
    >
      {[0, 0.5, 1].map((part) => (
        <g key={part}>
          <line class="axis faint" x1={BOX.left} x2={BOX.right} y1={py(part)} y2={py(part)} />
          <text class="tick" x={BOX.left - 8} y={py(part) + 4} text-anchor="end">
            {part}
          </text>
        </g>
      ))}
      {['10⁻⁸', '10⁻⁶', '10⁻⁴', '10⁻²', '1'].map((label, i) => (
        <text
          class="tick"
          key={label}
          x={px(LOW * elementary.pow(100, i))}
          y={BOX.bottom + 20}
          text-anchor="middle"
        >
          {label}
        </text>
      ))}
      <text class="tick" x={BOX.right} y={HEIGHT - 6} text-anchor="end">
        {text.curvature}
      </text>
      <text class="tick" x={BOX.left} y={BOX.top - 16}>
        {text.part}
      </text>
      {shown.directions.map(({ curvature, stopped, ridge }) => (
        <line
          key={curvature}
          class="between"
          x1={px(curvature)}
          x2={px(curvature)}
          y1={py(stopped)}
          y2={py(ridge)}
        />
      ))}
      <path class="fitted" d={pathOf((curvature) => stoppedFilter(curvature, state))} />
      <path class="fitted second" d={pathOf((curvature) => ridgeFilter(curvature, state))} />
      {shown.directions.map(({ curvature, stopped, ridge }) => (
        <g key={curvature}>
          <circle class="on-ridge" cx={px(curvature)} cy={py(ridge)} r={4.5} />
          <circle class="on-stopped" cx={px(curvature)} cy={py(stopped)} r={4.5} />
        </g>
      ))}
      <Names x={WIDTH - 170} y={BOX.top - 16} />
    </svg>
  )
}

export function Names({ x, y }: { x: number; y: number }) {
  return (
    <text class="curve-name" x={x} y={y}>
      <tspan class="of-fit">{text.stopped}</tspan>
      <tspan dx={12}>{text.ridge}</tspan>
    </text>
  )
}
