import type { Ref } from 'preact'
import { useMemo, useRef } from 'preact/hooks'
import { descentText as text } from '../../src/strings/descent.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { dragging } from '../controls/dragging.ts'
import { contour } from './contours.ts'
import { costsAt, SURFACE, tidy, type Forecast, type Point, type SurfaceName, type Visit } from './model.ts'

const SIZE = 440
const MARGIN = 30
const GRID = 61
const LEVELS = 11

interface Props {
  surface: SurfaceName
  path: readonly Visit[]
  ahead: Forecast
  learningRate: number
  onStart: (start: Point) => void
}

/** Two weights: lines of equal cost, the path across them, the next step as an arrow, the two axes of curvature. */
export function Map({ surface, path, ahead, learningRate, onStart }: Props) {
  const svg = useRef<SVGSVGElement>(null)
  const { reach, top } = SURFACE[surface]
  const scale = (SIZE - 2 * MARGIN) / (2 * reach)
  const px = (w: number) => MARGIN + (w + reach) * scale
  const py = (w: number) => SIZE - MARGIN - (w + reach) * scale
  const lines = useMemo(() => {
    const axis = Array.from({ length: GRID }, (_, i) => -reach + (2 * reach * i) / (GRID - 1))
    const heights = costsAt(
      surface,
      axis.flatMap(() => axis),
      axis.flatMap((v) => axis.map(() => v)),
    )
    const lowest = Math.min(...heights)
    // Levels closer together near the bottom, where the path ends.
    return Array.from({ length: LEVELS }, (_, k) => lowest + (top - lowest) * ((k + 1) / LEVELS) ** 2).map(
      (level) =>
        contour(heights, axis, level)
          .map(
            ([[x0, y0], [x1, y1]]) =>
              `M${px(x0).toFixed(1)} ${py(y0).toFixed(1)}L${px(x1).toFixed(1)} ${py(y1).toFixed(1)}`,
          )
          .join(''),
    )
  }, [surface])
  const move = (event: PointerEvent) => {
    const box = svg.current!.getBoundingClientRect()
    const unit = SIZE / box.width
    onStart(
      tidy(surface, [
        ((event.clientX - box.left) * unit - MARGIN) / scale - reach,
        (SIZE - MARGIN - (event.clientY - box.top) * unit) / scale - reach,
      ]),
    )
  }
  const clamp = (value: number) => Math.min(reach * 1.1, Math.max(-reach * 1.1, value))
  const place = ({ w }: Pick<Visit, 'w'>) => [px(clamp(w[0]!)), py(clamp(w[1]!))] as const
  const isInside = ({ w }: Visit) => w.every((value) => Math.abs(value) <= reach * 1.1)
  const now = path.at(-1)!
  const [x, y] = place(now)
  const next = place({ w: now.w.map((value, i) => value - learningRate * now.gradient[i]!) })
  return (
    <svg
      class="descent-map"
      data-drawing
      ref={svg as Ref<SVGSVGElement>}
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      role="img"
      aria-label={text.pictures.map}
      {...dragging(move)}
    >
      <rect
        class="descent-window"
        x={px(-reach)}
        y={py(reach)}
        width={2 * reach * scale}
        height={2 * reach * scale}
      />
      {lines.map((d, k) => (
        <path class="contour" key={k} d={d} />
      ))}
      {[-reach, 0, reach].map((value) => (
        <g key={value}>
          <text class="tick" x={px(value)} y={SIZE - 10} text-anchor="middle">
            {decimal(value, 0)}
          </text>
          <text class="tick" x={MARGIN - 6} y={py(value) + 4} text-anchor="end">
            {decimal(value, 0)}
          </text>
        </g>
      ))}
      <text class="tick name" x={px(reach / 2)} y={SIZE - 8} text-anchor="middle">
        w
        <tspan class="sub" dy="3">
          1
        </tspan>
      </text>
      <text class="tick name" x={MARGIN - 26} y={py(reach / 2) + 4}>
        w
        <tspan class="sub" dy="3">
          2
        </tspan>
      </text>
      {isInside(now) &&
        ahead.local.curvatures.map(({ direction: [c, s] }, i) => (
          <line
            class="curvature-axis"
            key={i}
            x1={x - 26 * c!}
            y1={y + 26 * s!}
            x2={x + 26 * c!}
            y2={y - 26 * s!}
          />
        ))}
      <polyline class="descent-step" points={path.map((visit) => place(visit).join(',')).join(' ')} />
      {path.filter(isInside).map((visit, i) => {
        const [cx, cy] = place(visit)
        return <circle class="descent-visit" key={i} cx={cx} cy={cy} r={3} />
      })}
      <line class="descent-next" x1={x} y1={y} x2={next[0]} y2={next[1]} />
      <circle class="descent-now" cx={x} cy={y} r={7} />
    </svg>
  )
}
