import type { Ref } from 'preact'
import { useMemo, useRef } from 'preact/hooks'
import { activationText } from '../../src/strings/activations.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { dragging } from '../controls/dragging.ts'
import { curve, flatZones, REACH, tangent, tidy, type ActivationName, type PointFacts } from './model.ts'
import { clippedPath, HEIGHT, LOWER, px, UPPER, WIDTH, yLower, yUpper, zFromPixel } from './scales.ts'

const text = activationText.plot

interface Props {
  shown: ActivationName
  other: ActivationName | 'none'
  at: PointFacts
  concealed: boolean
  onMove: (z: number) => void
}

/** f above, drawn to equal scales so that a slope of 1 looks like one; f′ below; the stretches where f′ is nearly zero shaded. */
export function Curves({ shown, other, at, concealed, onMove }: Props) {
  const svg = useRef<SVGSVGElement>(null)
  const points = useMemo(() => curve(shown), [shown])
  const others = useMemo(() => (other === 'none' ? [] : curve(other)), [other])
  const zones = useMemo(() => flatZones(shown), [shown])
  const move = (event: PointerEvent) => {
    const box = svg.current!.getBoundingClientRect()
    onMove(tidy(zFromPixel(((event.clientX - box.left) * WIDTH) / box.width)))
  }
  return (
    <svg
      class="activation-curves"
      data-drawing
      ref={svg as Ref<SVGSVGElement>}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={text.picture}
      {...dragging(move)}
    >
      {!concealed && zones.map((zone) => <Zone key={zone.from} {...zone} />)}
      <Axes />
      {other !== 'none' && <path class="function other" d={clippedPath(others, 'value', other === 'step')} />}
      <path class="function" d={clippedPath(points, 'value', shown === 'step')} />
      {!concealed && other !== 'none' && <path class="slope other" d={clippedPath(others, 'slope', false)} />}
      {!concealed && (
        <path class="slope" d={clippedPath(points, 'slope', shown === 'relu' || shown === 'leakyRelu')} />
      )}
      <line class="drop" x1={px(at.z)} x2={px(at.z)} y1={UPPER.top} y2={LOWER.bottom} />
      {!concealed && <Marks at={at} />}
    </svg>
  )
}

function Zone({ from, to }: { from: number; to: number }) {
  const isWide = to - from > 1.5
  return (
    <g class="flat-zone">
      <rect x={px(from)} width={px(to) - px(from)} y={UPPER.top} height={UPPER.bottom - UPPER.top} />
      <rect x={px(from)} width={px(to) - px(from)} y={LOWER.top} height={LOWER.bottom - LOWER.top} />
      {isWide && (
        <text class="tick" x={(px(from) + px(to)) / 2} y={LOWER.top + 16} text-anchor="middle">
          {text.zone}
        </text>
      )}
    </g>
  )
}

function Axes() {
  return (
    <>
      {[UPPER, LOWER].map((panel) => (
        <line class="axis" key={panel.top} x1={px(0)} x2={px(0)} y1={panel.top} y2={panel.bottom} />
      ))}
      <line class="axis" x1={px(-REACH)} x2={px(REACH)} y1={yUpper(0)} y2={yUpper(0)} />
      <line class="axis" x1={px(-REACH)} x2={px(REACH)} y1={yLower(0)} y2={yLower(0)} />
      {[-1, 1, 2, 3].map((level) => (
        <g key={level}>
          <line class="axis faint" x1={px(-REACH)} x2={px(REACH)} y1={yUpper(level)} y2={yUpper(level)} />
          <text class="tick" x={px(-REACH) - 8} y={yUpper(level) + 4} text-anchor="end">
            {decimal(level, 0)}
          </text>
        </g>
      ))}
      {[0, 0.25, 0.5, 1].map((level) => (
        <g key={level}>
          <line class="axis faint" x1={px(-REACH)} x2={px(REACH)} y1={yLower(level)} y2={yLower(level)} />
          <text class="tick" x={px(-REACH) - 8} y={yLower(level) + 4} text-anchor="end">
            {level === 0.25 ? '¼' : level === 0.5 ? '½' : level}
          </text>
        </g>
      ))}
      {[-6, -4, -2, 0, 2, 4, 6].map((z) => (
        <text class="tick" key={z} x={px(z)} y={LOWER.bottom + 20} text-anchor="middle">
          {decimal(z, 0)}
        </text>
      ))}
      <text class="tick name" x={px(-REACH) + 2} y={UPPER.top + 14}>
        {text.functionLabel}
      </text>
      <text class="tick name slope-name" x={px(-REACH) + 2} y={LOWER.top + 16}>
        {text.slopeLabel}
      </text>
      <text class="tick name" x={px(REACH) + 6} y={LOWER.bottom + 20}>
        z
      </text>
    </>
  )
}

/** The point on the curve with its tangent, and the same point on the slope. */
function Marks({ at }: { at: PointFacts }) {
  const isVisible = yUpper(at.value) >= UPPER.top
  const hasSlope = at.corner !== 'jump'
  const [from, to] = tangent(at)
  const isRight = at.z > 2.5
  const side = { x: px(at.z) + (isRight ? -12 : 12), anchor: isRight ? ('end' as const) : ('start' as const) }
  return (
    <g>
      {isVisible && hasSlope && (
        <line class="tangent" x1={px(from[0])} y1={yUpper(from[1])} x2={px(to[0])} y2={yUpper(to[1])} />
      )}
      {isVisible && <circle class="value-mark" cx={px(at.z)} cy={yUpper(at.value)} r={6} />}
      <text
        class="value-label"
        x={side.x}
        y={Math.max(UPPER.top + 14, yUpper(at.value) - 12)}
        text-anchor={side.anchor}
      >
        {decimal(at.value, 4)}
      </text>
      {hasSlope && (
        <>
          <circle class="slope-mark" cx={px(at.z)} cy={yLower(at.slope)} r={6} />
          <text class="slope-label" x={side.x} y={yLower(at.slope) - 12} text-anchor={side.anchor}>
            {decimal(at.slope, 4)}
          </text>
        </>
      )}
    </g>
  )
}
