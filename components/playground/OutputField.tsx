import { useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import { playgroundText as text } from '../../src/strings/playground.en.ts'
import { GRID } from '../../src/worker/playground/spec.ts'
import { EDGE, onPlane, type Points, type Split } from './model.ts'
import { drawClasses, drawMap, type Palette } from './palette.ts'
import { FACE_ROWS, marksPath, PLANE, px, py } from './places.ts'

interface Props {
  name: string
  /** The map to show; with `chances` it is one of classes. */
  bytes: ArrayLike<number> | undefined
  chances: ArrayLike<number> | undefined
  face: string | undefined
  palette: Palette | undefined
  discretize: boolean
  points: Points
  split: Split
  showTest: boolean
  /** The training example of the last update, −1 for none. */
  marked: number
  /** Given where a press on the plane adds a point. */
  onPlace: ((x1: number, x2: number) => void) | undefined
}

/** How far apart dragging places points, in pixels of the drawing. */
const SPACING = 10

/** The plane: what a neuron says everywhere, and the examples. */
export function OutputField(props: Props) {
  const { bytes, chances, palette, discretize, points, split, showTest, marked, onPlace } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  const last = useRef<{ x: number; y: number } | null>(null)
  useLayoutEffect(() => {
    if (!canvas.current || !bytes || !palette) return
    if (chances) drawClasses(canvas.current, bytes, chances, palette, discretize)
    else drawMap(canvas.current, bytes, palette, discretize)
  })
  const place = (event: PointerEvent & { currentTarget: Element }) => {
    const box = event.currentTarget.getBoundingClientRect()
    const [x, y] = [
      ((event.clientX - box.left) / box.width) * PLANE,
      ((event.clientY - box.top) / box.height) * PLANE,
    ]
    const before = last.current
    if (before && Math.abs(x - before.x) + Math.abs(y - before.y) < SPACING) return
    last.current = { x, y }
    onPlace?.(onPlane((x / PLANE) * 2 * EDGE - EDGE), onPlane(EDGE - (y / PLANE) * 2 * EDGE))
  }
  const at = split.train[marked]
  return (
    <div class="play-plane">
      {props.face !== undefined && (
        <svg
          viewBox={`0 0 ${FACE_ROWS.output} ${FACE_ROWS.output}`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          <path class="play-positive" d={props.face} />
        </svg>
      )}
      <canvas
        ref={canvas}
        width={GRID}
        height={GRID}
        data-drawing={bytes ? '' : undefined}
        aria-hidden="true"
      />
      <svg
        class={onPlace ? 'play-examples play-placing' : 'play-examples'}
        data-drawing
        viewBox={`0 0 ${PLANE} ${PLANE}`}
        role="img"
        aria-label={props.name}
        {...(onPlace && {
          onPointerDown: (event: PointerEvent & { currentTarget: SVGSVGElement }) => {
            last.current = null
            event.currentTarget.setPointerCapture(event.pointerId)
            place(event)
          },
          onPointerMove: (event: PointerEvent & { currentTarget: SVGSVGElement }) =>
            event.buttons > 0 && place(event),
        })}
      >
        <Axes />
        <Examples points={points} rows={showTest ? split.test : []} kind="test" />
        <Examples points={points} rows={split.train} kind="train" />
        {at !== undefined && (
          <circle class="play-marked" cx={px(points.at[2 * at]!)} cy={py(points.at[2 * at + 1]!)} r="8" />
        )}
      </svg>
    </div>
  )
}

const Axes = () => (
  <g>
    {[-5, 0, 5].map((value) => (
      <g key={value}>
        <text class="tick" x={px(value)} y={PLANE - 5} text-anchor="middle">
          {value < 0 ? `−${-value}` : value}
        </text>
        {value !== -5 && (
          <text class="tick" x={5} y={py(value) + 4}>
            {value}
          </text>
        )}
      </g>
    ))}
    <text class="tick play-axis" x={PLANE - 6} y={PLANE - 5} text-anchor="end">
      {text.x1}
    </text>
    <text class="tick play-axis" x={5} y={14}>
      {text.x2}
    </text>
  </g>
)

/** Values fall into five bands, each one path: 10,000 examples are still a handful of elements. */
const bandOf = (value: number): number => Math.min(4, Math.max(0, Math.round(value * 2 + 2)))

function Examples({
  points,
  rows,
  kind,
}: {
  points: Points
  rows: readonly number[]
  kind: 'train' | 'test'
}) {
  const paths = useMemo(() => {
    const groups = new Map<number, [number, number][]>()
    for (const row of rows) {
      const value = points.target[row]!
      const group = points.classes === 0 ? bandOf(value) : value
      if (!groups.has(group)) groups.set(group, [])
      groups.get(group)!.push([points.at[2 * row]!, points.at[2 * row + 1]!])
    }
    return [...groups].map(([group, members]) => ({
      group,
      count: members.length,
      path: marksPath(members, points.classes === 0 ? 1 : group),
    }))
  }, [points, rows])
  const prefix = points.classes === 0 ? 'band' : 'class'
  return (
    <>
      {paths.map(({ group, path, count }) => (
        <path key={group} class={`play-mark play-${kind} ${prefix}-${group}`} d={path} data-count={count} />
      ))}
    </>
  )
}
