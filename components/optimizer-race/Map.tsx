import { useMemo } from 'preact/hooks'
import { momentumText } from '../../src/strings/momentum.en.ts'
import { contour } from '../descent/contours.ts'
import { costsAt, LANES, SURFACE, type LaneName, type SurfaceName, type Visit } from './model.ts'

const text = momentumText.race
const SIZE = 440
const MARGIN = 8
const GRID = 61
const LEVELS = 11

interface Props {
  surface: SurfaceName
  paths: Record<LaneName, readonly Visit[]>
  follow: LaneName
}

/** All paths over the lines of equal cost: the followed one in color, the others thin, each with its number. */
export function Map({ surface, paths, follow }: Props) {
  const {
    center: [cx, cy],
    reach,
    lowest,
    top,
  } = SURFACE[surface]
  const scale = (SIZE - 2 * MARGIN) / (2 * reach)
  const px = (u: number) => MARGIN + (u - cx + reach) * scale
  const py = (v: number) => SIZE - MARGIN - (v - cy + reach) * scale
  const lines = useMemo(() => {
    const axis = Array.from({ length: GRID }, (_, i) => -reach + (2 * reach * i) / (GRID - 1))
    const heights = costsAt(
      surface,
      axis.flatMap(() => axis.map((u) => u + cx)),
      axis.flatMap((v) => axis.map(() => v + cy)),
    )
    // Levels closer together near the bottom, where the paths end.
    return Array.from({ length: LEVELS }, (_, k) => lowest + (top - lowest) * ((k + 1) / LEVELS) ** 2.6).map(
      (level) =>
        contour(heights, axis, level)
          .map(
            ([[x0, y0], [x1, y1]]) =>
              `M${px(x0 + cx).toFixed(1)} ${py(y0 + cy).toFixed(1)}L${px(x1 + cx).toFixed(1)} ${py(y1 + cy).toFixed(1)}`,
          )
          .join(''),
    )
  }, [surface])
  const clamp = (value: number, middle: number) =>
    Math.min(middle + reach * 1.02, Math.max(middle - reach * 1.02, value))
  const place = ({ w: [u, v] }: Visit) => [px(clamp(u, cx)), py(clamp(v, cy))] as const
  const points = (visits: readonly Visit[]) =>
    visits
      .map((visit) =>
        place(visit)
          .map((value) => value.toFixed(1))
          .join(','),
      )
      .join(' ')
  const now = paths[follow].at(-1)!
  return (
    <svg
      class="race-map"
      data-drawing
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      role="img"
      aria-label={text.pictures.map}
    >
      <rect
        class="descent-window"
        x={MARGIN}
        y={MARGIN}
        width={SIZE - 2 * MARGIN}
        height={SIZE - 2 * MARGIN}
      />
      {lines.map((d, k) => (
        <path class="contour" key={k} d={d} />
      ))}
      {LANES.filter((lane) => lane !== follow).map((lane) => (
        <polyline class="race-other" key={lane} points={points(paths[lane])} />
      ))}
      <polyline class="descent-step" points={points(paths[follow])} />
      {/* All places in one path of dots: hundreds of circles would be slow to draw anew at every step. */}
      <path
        class="race-visits"
        d={paths[follow]
          .map((visit) => {
            const [x, y] = place(visit)
            return `M${x.toFixed(1)} ${y.toFixed(1)}h0`
          })
          .join('')}
      />
      {LANES.filter((lane) => lane !== follow).map((lane) => {
        const [x, y] = place(paths[lane].at(-1)!)
        return <Numbered key={lane} x={x} y={y} number={LANES.indexOf(lane) + 1} />
      })}
      <Numbered x={place(now)[0]} y={place(now)[1]} number={LANES.indexOf(follow) + 1} followed />
    </svg>
  )
}

/** An optimizer's mark: its number in a disc. */
function Numbered({
  x,
  y,
  number,
  followed = false,
}: {
  x: number
  y: number
  number: number
  followed?: boolean
}) {
  return (
    <g class={followed ? 'race-mark followed' : 'race-mark'}>
      <circle cx={x} cy={y} r={10} />
      <text x={x} y={y + 5} text-anchor="middle">
        {number}
      </text>
    </g>
  )
}
