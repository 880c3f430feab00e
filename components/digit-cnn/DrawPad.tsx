import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { digitsText } from '../../src/strings/digits.en.ts'
import { Button } from '../figure/Button.tsx'
import { Chances, Part } from './Layers.tsx'
import type { DigitState } from './model.ts'
import { PAD, PEN, type Drawn, type Point, type Stroke } from './pen.ts'

const text = digitsText.draw
const STEP = 2
const ARROWS: Readonly<Record<string, Point>> = {
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
}
const kept = (value: number) => Math.min(PAD - 1, Math.max(0, Math.round(value)))
const lineOf = (stroke: Stroke) => stroke.map(([x, y]) => `${x},${y}`).join(' ')

interface Props {
  state: DigitState
  drawn: Drawn
  /** What the network answers to what is looked at, and what that is. */
  chances: ArrayLike<number>
  title: string
  onChange: (part: Partial<DigitState>) => void
}

/** A pad of 32 × 32 points: by mouse and finger, or with arrow keys and a pen that the space bar puts down. */
export function DrawPad({ state: { own, stretches }, drawn, chances, title, onChange }: Props) {
  const [pen, setPen] = useState<Point>([PAD / 2, PAD / 4])
  const [isDown, setDown] = useState(false)
  const isStroking = useRef(false)
  const draw = (strokes: readonly Stroke[]) => onChange({ own: strokes, look: -1 })
  const extend = (point: Point) => draw(own.with(-1, [...own.at(-1)!, point]))
  const placeOf = ({ currentTarget, clientX, clientY }: JSX.TargetedPointerEvent<SVGSVGElement>): Point => {
    const box = currentTarget.getBoundingClientRect()
    return [
      kept(((clientX - box.left) / box.width) * PAD - 0.5),
      kept(((clientY - box.top) / box.height) * PAD - 0.5),
    ]
  }
  const key = (event: KeyboardEvent) => {
    const move = ARROWS[event.key]
    if (move) {
      event.preventDefault()
      const next: Point = [kept(pen[0] + move[0]), kept(pen[1] + move[1])]
      setPen(next)
      if (isDown && own.length > 0) extend(next)
    } else if (event.key === ' ') {
      event.preventDefault()
      if (!isDown) draw([...own, [pen]])
      setDown(!isDown)
    }
  }
  return (
    <div class="cnn-draw">
      <div class="cnn-part cnn-part-pad">
        <p class="cnn-name">{text.title}</p>
        <svg
          class="cnn-pad"
          data-drawing
          viewBox={`0 0 ${PAD} ${PAD}`}
          role="group"
          aria-label={text.title}
          onPointerDown={(event) => {
            event.currentTarget.querySelector('g')?.focus({ preventScroll: true })
            event.currentTarget.setPointerCapture(event.pointerId)
            isStroking.current = true
            setDown(false)
            draw([...own, [placeOf(event)]])
          }}
          onPointerMove={(event) => {
            const last = own.at(-1)?.at(-1)
            if (!isStroking.current || !last) return
            const point = placeOf(event)
            if (point[0] !== last[0] || point[1] !== last[1]) extend(point)
          }}
          onPointerUp={() => (isStroking.current = false)}
          onPointerCancel={() => (isStroking.current = false)}
        >
          <g tabIndex={0} role="application" aria-label={text.pad} onKeyDown={key}>
            <rect class="cnn-paper" width={PAD} height={PAD} />
            <path class="cnn-grid" d={GRID} />
            {own.map((stroke, i) => (
              <polyline
                key={i}
                class="cnn-stroke"
                points={lineOf(stroke.length > 1 ? stroke : [...stroke, ...stroke])}
                style={{ strokeWidth: PEN }}
              />
            ))}
            <circle class={isDown ? 'cnn-pen cnn-down' : 'cnn-pen'} cx={pen[0]} cy={pen[1]} r={1.6} />
          </g>
        </svg>
        <p class="visually-hidden" role="status">
          {text.penAt(pen[0], pen[1], isDown)}
        </p>
      </div>
      <div class="cnn-part cnn-part-pad">
        <p class="cnn-name">{text.bitmap}</p>
        <svg
          class="cnn-bitmap"
          data-drawing
          viewBox={`0 0 ${PAD} ${PAD}`}
          role="img"
          aria-label={text.bitmap}
        >
          <path class="cnn-ink" d={inkPath(drawn.bitmap)} />
          <path class="cnn-grid" d={GRID} />
        </svg>
      </div>
      <Part name={text.read(title)} size="bars">
        <Chances chances={chances} />
      </Part>
      <div class="cnn-draw-controls needs-script">
        <label class="option">
          <input
            type="checkbox"
            checked={stretches}
            onChange={(event) => onChange({ stretches: event.currentTarget.checked, look: -1 })}
          />{' '}
          {text.stretch}
        </label>
        <Button
          disabled={own.length === 0}
          onClick={() => {
            setDown(false)
            draw(own.slice(0, -1))
          }}
        >
          {text.undo}
        </Button>
        <Button
          onClick={() => {
            setDown(false)
            draw([])
          }}
        >
          {text.clear}
        </Button>
      </div>
    </div>
  )
}

/** The borders of the 8 × 8 blocks that are counted. */
const GRID = Array.from({ length: 7 }, (_, i) => `M${4 * (i + 1)} 0V${PAD}M0 ${4 * (i + 1)}H${PAD}`).join('')

/** Inked points, joined row by row. */
function inkPath(bitmap: ArrayLike<number>): string {
  let path = ''
  for (let at = 0; at < bitmap.length;) {
    let run = 1
    while ((at + run) % PAD !== 0 && bitmap[at + run] === bitmap[at]) run++
    if (bitmap[at]) path += `M${at % PAD} ${Math.floor(at / PAD)}h${run}v1h-${run}z`
    at += run
  }
  return path
}
