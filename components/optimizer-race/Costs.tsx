import { momentumText } from '../../src/strings/momentum.en.ts'
import { LANES, MOST_STEPS, SURFACE, type LaneName, type SurfaceName, type Visit } from './model.ts'

const text = momentumText.race
const WIDTH = 560
const HEIGHT = 270
const BOX = { left: 50, right: WIDTH - 40, top: 12, bottom: HEIGHT - 30 }
const LOW = -8
const HIGH = 2

/** Ends of the axis, with its marks: the shortest that holds the steps is drawn. */
const AXES = [
  [0, 20, 40, 60],
  [0, 50, 100, 150],
  [0, 100, 200, MOST_STEPS],
] as const
const py = (logarithm: number) =>
  BOX.bottom - ((Math.min(HIGH, Math.max(LOW, logarithm)) - LOW) / (HIGH - LOW)) * (BOX.bottom - BOX.top)

/** As near to their places as a least distance allows, within the box. */
function spreadOut(heights: readonly number[], least: number): number[] {
  const order = heights.map((_, i) => i).sort((a, b) => heights[a]! - heights[b]!)
  const placed = [...heights]
  let before = -Infinity
  for (const i of order) before = placed[i] = Math.max(placed[i]!, before + least)
  let after = BOX.bottom + least
  for (const i of order.reverse()) after = placed[i] = Math.min(placed[i]!, after - least)
  return placed
}

interface Props {
  surface: SurfaceName
  paths: Record<LaneName, readonly Visit[]>
  follow: LaneName
}

/** Cost above the lowest by step; each curve has its number at its end. */
export function Costs({ surface, paths, follow }: Props) {
  const { lowest } = SURFACE[surface]
  const longest = Math.max(...LANES.map((lane) => paths[lane].length - 1))
  const marks = AXES.find((axis) => axis[3] >= longest) ?? AXES[2]
  const px = (step: number) => BOX.left + (step / marks[3]) * (BOX.right - BOX.left)
  const logarithm = ({ cost }: Visit) => Math.log10(Math.max(1e-12, cost - lowest))
  const names = spreadOut(
    LANES.map((lane) => py(logarithm(paths[lane].at(-1)!))),
    19,
  )
  const lane = (name: LaneName, i: number) => {
    const isFollowed = name === follow
    const visits = paths[name]
    return (
      <g key={name}>
        <path
          class={isFollowed ? 'descent-step' : 'race-other'}
          d={visits
            .map(
              (visit, step) => `${step ? 'L' : 'M'}${px(step).toFixed(1)} ${py(logarithm(visit)).toFixed(1)}`,
            )
            .join('')}
        />
        <g class={isFollowed ? 'race-mark followed' : 'race-mark'}>
          <circle cx={px(visits.length - 1) + 16} cy={names[i]!} r={9} />
          <text x={px(visits.length - 1) + 16} y={names[i]! + 5} text-anchor="middle">
            {i + 1}
          </text>
        </g>
      </g>
    )
  }
  return (
    <svg
      class="race-costs"
      data-drawing
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={text.pictures.costs}
    >
      {[0, -4, -8].map((power) => (
        <g key={power}>
          <line class="axis faint" x1={BOX.left} x2={BOX.right} y1={py(power)} y2={py(power)} />
          <text class="tick" x={BOX.left - 6} y={py(power) + 4} text-anchor="end">
            {power === 0 ? 1 : `10${power === -4 ? '⁻⁴' : '⁻⁸'}`}
          </text>
        </g>
      ))}
      {marks.map((step) => (
        <text class="tick" key={step} x={px(step)} y={BOX.bottom + 20} text-anchor="middle">
          {step}
        </text>
      ))}
      <text class="tick" x={BOX.left + 6} y={BOX.top + 8}>
        {text.costAxis}
      </text>
      {LANES.map((name, i) => (name === follow ? null : lane(name, i)))}
      {lane(follow, LANES.indexOf(follow))}
    </svg>
  )
}
