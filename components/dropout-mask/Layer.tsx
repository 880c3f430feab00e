import { useRef } from 'preact/hooks'
import { decimal, signOf } from '../../src/strings/numbers.ts'
import { regularizationText } from '../../src/strings/regularization.en.ts'
import { ACTIVATIONS, UNITS, WEIGHTS, type Shown } from './model.ts'

const text = regularizationText.mask
const WIDTH = 480
const STEP = 56
const LEFT = 30
const UNIT_Y = 150
const OUT = { x: LEFT + (STEP * (UNITS - 1)) / 2, y: 36 }
const STRIP = { y: 226, row: 17, rows: 10 }
const HEIGHT = STRIP.y + STRIP.row * STRIP.rows + 8

const px = (unit: number): number => LEFT + unit * STEP

interface Props {
  shown: Shown
  onPaint: (unit: number, isKept: boolean) => void
}

/** Eight units and the neuron above them; a dropped unit loses all its edges. Below, the masks of the latest passes. */
export function Layer({ shown, onPaint }: Props) {
  const { mask, masks, z } = shown
  const svg = useRef<SVGSVGElement>(null)
  /** What the finger paints while it is down. */
  const brush = useRef<boolean | null>(null)
  const unitAt = (event: PointerEvent): number => {
    const box = svg.current!.getBoundingClientRect()
    return Math.round((((event.clientX - box.left) / box.width) * WIDTH - LEFT) / STEP)
  }
  const latest = masks.slice(-STRIP.rows).reverse()
  return (
    <svg
      class="mask-layer"
      data-drawing
      ref={svg}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="group"
      aria-label={text.picture}
      onPointerMove={(event) => {
        const unit = unitAt(event)
        if (brush.current === null || unit < 0 || unit >= UNITS || mask[unit] === brush.current) return
        onPaint(unit, brush.current)
      }}
      onPointerUp={() => (brush.current = null)}
      onPointerLeave={() => (brush.current = null)}
    >
      {mask.map((isKept, unit) =>
        isKept ? (
          <line
            key={unit}
            class={`edge ${signOf(WEIGHTS[unit]!)}`}
            x1={px(unit)}
            y1={UNIT_Y - 22}
            x2={OUT.x}
            y2={OUT.y}
            stroke-width={1 + 2.4 * Math.abs(WEIGHTS[unit]!)}
          />
        ) : null,
      )}
      <circle class="next-unit" cx={OUT.x} cy={OUT.y} r={28} />
      <text class="unit-value" x={OUT.x} y={OUT.y + 5} text-anchor="middle">
        {decimal(z, 2)}
      </text>
      <text class="tick" x={OUT.x + 36} y={OUT.y + 4}>
        {text.next}
      </text>
      {mask.map((isKept, unit) => (
        <g
          key={unit}
          class={isKept ? 'unit kept' : 'unit dropped'}
          role="checkbox"
          aria-checked={isKept}
          aria-label={text.unit(unit + 1, decimal(ACTIVATIONS[unit]!, 1))}
          tabIndex={0}
          onPointerDown={(event) => {
            event.currentTarget.releasePointerCapture?.(event.pointerId)
            brush.current = !isKept
            onPaint(unit, !isKept)
          }}
          onKeyDown={(event) => {
            if (event.key !== ' ' && event.key !== 'Enter') return
            event.preventDefault()
            onPaint(unit, !isKept)
          }}
        >
          <rect class="hit" x={px(unit) - STEP / 2} y={UNIT_Y - 32} width={STEP} height={64} />
          <circle cx={px(unit)} cy={UNIT_Y} r={21} />
          <text class="unit-value" x={px(unit)} y={UNIT_Y + 5} text-anchor="middle">
            {isKept ? decimal(ACTIVATIONS[unit]!, 1) : '0'}
          </text>
        </g>
      ))}
      <text class="tick" x={px(0) - 21} y={STRIP.y - 14}>
        {text.latest}
      </text>
      {latest.map((row, pass) =>
        row.map((isKept, unit) => (
          <rect
            key={`${pass}-${unit}`}
            class={isKept ? 'cell kept' : 'cell dropped'}
            x={px(unit) - 21}
            y={STRIP.y + pass * STRIP.row}
            width={42}
            height={STRIP.row - 4}
          />
        )),
      )}
    </svg>
  )
}
