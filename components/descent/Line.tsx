import type { Ref } from 'preact'
import { useMemo, useRef } from 'preact/hooks'
import { descentText as text } from '../../src/strings/descent.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { dragging } from '../controls/dragging.ts'
import { costsAt, SURFACE, tidy, type Point, type SurfaceName, type Visit } from './model.ts'

const WIDTH = 560
const HEIGHT = 340
const LEFT = 30
const RIGHT = WIDTH - 14
const TOP = 14
const BOTTOM = HEIGHT - 34
const SAMPLES = 241

interface Props {
  surface: SurfaceName
  path: readonly Visit[]
  onStart: (start: Point) => void
}

/** One weight: the cost as a curve, the path on it, the tangent at its end. */
export function Line({ surface, path, onStart }: Props) {
  const svg = useRef<SVGSVGElement>(null)
  const { reach, top } = SURFACE[surface]
  const px = (w: number) => LEFT + ((w + reach) / (2 * reach)) * (RIGHT - LEFT)
  const py = (cost: number) => BOTTOM - (cost / top) * (BOTTOM - TOP)
  const curve = useMemo(() => {
    const ws = Array.from({ length: SAMPLES }, (_, i) => -reach + (2 * reach * i) / (SAMPLES - 1))
    return costsAt(surface, ws)
      .map((cost, i) => `${i ? 'L' : 'M'}${px(ws[i]!).toFixed(1)} ${py(cost).toFixed(1)}`)
      .join('')
  }, [surface])
  const move = (event: PointerEvent) => {
    const box = svg.current!.getBoundingClientRect()
    const x = ((event.clientX - box.left) * WIDTH) / box.width
    onStart(tidy(surface, [((x - LEFT) / (RIGHT - LEFT)) * 2 * reach - reach]))
  }
  // Beyond the window the path is drawn to its edge and no further.
  const inside = ({ w, cost }: Visit) => Math.abs(w[0]!) <= reach * 1.02 && cost <= top * 1.05
  const clamp = (value: number) => Math.min(reach * 1.02, Math.max(-reach * 1.02, value))
  const now = path.at(-1)!
  const slope = now.gradient[0]!
  const dx = 55 / Math.hypot(1, (slope * (py(0) - py(1))) / (px(1) - px(0)))
  const dw = dx / (px(1) - px(0))
  return (
    <svg
      class="descent-line"
      data-drawing
      ref={svg as Ref<SVGSVGElement>}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={text.pictures.line}
      {...dragging(move)}
    >
      <line class="axis" x1={LEFT} x2={RIGHT} y1={BOTTOM} y2={BOTTOM} />
      {[-1, -0.5, 0, 0.5, 1].map((part) => (
        <text class="tick" key={part} x={px(part * reach)} y={HEIGHT - 14} text-anchor="middle">
          {decimal(part * reach, 0)}
        </text>
      ))}
      <text class="tick name" x={RIGHT} y={BOTTOM - 8} text-anchor="end">
        w
      </text>
      <text class="tick name" x={LEFT - 20} y={TOP + 8}>
        C
      </text>
      <path class="function" d={curve} />
      {path.slice(1).map(({ w, cost }, i) => {
        const before = path[i]!
        return (
          <line
            class="descent-step"
            key={i}
            x1={px(clamp(before.w[0]!))}
            y1={py(Math.min(top * 1.05, before.cost))}
            x2={px(clamp(w[0]!))}
            y2={py(Math.min(top * 1.05, cost))}
          />
        )
      })}
      {path.filter(inside).map((visit, i) => (
        <circle class="descent-visit" key={i} cx={px(visit.w[0]!)} cy={py(visit.cost)} r={3.5} />
      ))}
      {inside(now) && (
        <>
          <line
            class="tangent"
            x1={px(now.w[0]! - dw)}
            y1={py(now.cost - slope * dw)}
            x2={px(now.w[0]! + dw)}
            y2={py(now.cost + slope * dw)}
          />
          <circle class="descent-now" cx={px(now.w[0]!)} cy={py(now.cost)} r={7} />
        </>
      )}
    </svg>
  )
}
