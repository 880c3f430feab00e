import type { Ref } from 'preact'
import { useMemo, useRef } from 'preact/hooks'
import { lossText } from '../../src/strings/losses.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { dragging } from '../controls/dragging.ts'
import { curve, targetsOf, tidy, type AxisState, type LossFacts } from './model.ts'
import {
  costY,
  HEIGHT,
  LOWER,
  pathOf,
  px,
  SCALES,
  slopeY,
  tangentOf,
  UPPER,
  WIDTH,
  yFromPixel,
} from './scales.ts'

const text = lossText.axis

interface Props {
  facts: LossFacts
  state: AxisState
  onMove: (y: number) => void
}

/** One loss over the axis of predictions: the cost above, its slope below, the targets on the line between. */
export function LossPlot({ facts: { loss, at, best }, state, onMove }: Props) {
  const svg = useRef<SVGSVGElement>(null)
  const { data, target, hasOutlier, half } = state
  const points = useMemo(() => curve(loss, state), [loss, data, target, hasOutlier, half])
  const move = (event: PointerEvent) => {
    const box = svg.current!.getBoundingClientRect()
    onMove(tidy(yFromPixel(((event.clientX - box.left) * WIDTH) / box.width)))
  }
  const targets = targetsOf(state)
  const reason = targets.some((t) => t < 0 || t > 1) ? text.targets : text.between
  return (
    <svg
      class="loss-plot"
      data-drawing
      data-loss={loss}
      ref={svg as Ref<SVGSVGElement>}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={text.picture(lossText.names[loss])}
      {...dragging(move)}
    >
      <Axes loss={loss} />
      <path class="function" d={pathOf(loss, points, 'cost')} />
      <path class="slope" d={pathOf(loss, points, 'slope')} />
      <line class="drop" x1={px(state.y)} x2={px(state.y)} y1={UPPER.top} y2={LOWER.bottom} />
      {best && <path class="best" d={triangle(px((best.from + best.to) / 2))} />}
      {targets.map((t, i) => (
        <circle
          class="target-mark"
          key={i}
          cx={px(t)}
          cy={UPPER.bottom - 5 - 11 * targets.slice(0, i).filter((s) => s === t).length}
          r={4.5}
        />
      ))}
      {at ? (
        <Marks facts={{ loss, at, best }} />
      ) : (
        <text class="tick" x={px(1)} y={UPPER.top + 12} text-anchor="middle">
          {reason}
        </text>
      )}
    </svg>
  )
}

const triangle = (x: number): string => `M${x} ${UPPER.bottom + 3}l5 9h-10z`

function Axes({ loss }: { loss: LossFacts['loss'] }) {
  const { ticks, slopeTicks } = SCALES[loss]
  return (
    <>
      <line class="axis" x1={px(-0.5)} x2={px(2.5)} y1={UPPER.bottom} y2={UPPER.bottom} />
      <line class="axis" x1={px(-0.5)} x2={px(2.5)} y1={slopeY(loss, 0)} y2={slopeY(loss, 0)} />
      {ticks.map((tick) => (
        <g key={tick}>
          <line class="axis faint" x1={px(-0.5)} x2={px(2.5)} y1={costY(loss, tick)} y2={costY(loss, tick)} />
          <text class="tick" x={px(-0.5) - 6} y={costY(loss, tick) + 4} text-anchor="end">
            {tick}
          </text>
        </g>
      ))}
      {slopeTicks.map((tick) => (
        <text class="tick" key={tick} x={px(-0.5) - 6} y={slopeY(loss, tick) + 4} text-anchor="end">
          {decimal(tick, 0)}
        </text>
      ))}
      {[0, 1, 2].map((y) => (
        <text class="tick" key={y} x={px(y)} y={HEIGHT - 8} text-anchor="middle">
          {y}
        </text>
      ))}
    </>
  )
}

/** The prediction on both curves, with the tangent; at the panel's edge where the curve has left the scale. */
function Marks({ facts: { loss, at } }: { facts: LossFacts }) {
  if (!at) return null
  const { cost, slope } = SCALES[loss]
  const isOff = at.cost > cost * 1.02
  const isSlopeOff = Math.abs(at.slope) > slope * 1.02
  const [x1, y1, x2, y2] = tangentOf(loss, at)
  const labelAnchor = at.y > 1.4 ? 'end' : 'start'
  return (
    <g>
      {isOff ? (
        <text
          class="tick off"
          x={px(at.y) + (at.y > 1.4 ? -8 : 8)}
          y={UPPER.top + 8}
          text-anchor={labelAnchor}
        >
          {text.off}
        </text>
      ) : (
        <>
          <line class="tangent" x1={x1} y1={y1} x2={x2} y2={y2} />
          <circle class="value-mark" cx={px(at.y)} cy={costY(loss, at.cost)} r={6} />
        </>
      )}
      {!isSlopeOff && <circle class="slope-mark" cx={px(at.y)} cy={slopeY(loss, at.slope)} r={5} />}
    </g>
  )
}
