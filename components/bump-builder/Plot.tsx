import { useRef } from 'preact/hooks'
import { layersText } from '../../src/strings/layers.en.ts'
import { decimal, signOf } from '../../src/strings/numbers.ts'
import { dragging } from '../controls/dragging.ts'
import {
  BY_HAND,
  goalAt,
  heightsOf,
  HIGHEST,
  LOWEST,
  networkOf,
  outputAt,
  placesOf,
  sharesAt,
  STEP,
  type BuilderState,
} from './model.ts'

const text = layersText.builder
const [WIDTH, LEFT, RIGHT] = [420, 30, 408]
const [TOP, BOTTOM] = [12, 240]
const POINTS = 241
const XS = Array.from({ length: POINTS }, (_, i) => i / (POINTS - 1))

const px = (x: number): number => LEFT + x * (RIGHT - LEFT)
const py = (y: number): number => BOTTOM - ((y - LOWEST) / (HIGHEST - LOWEST)) * (BOTTOM - TOP)
const pathOf = (ys: readonly number[], at: (y: number) => number): string =>
  ys.map((y, i) => `${i ? 'L' : 'M'}${px(XS[i]!).toFixed(1)} ${at(y).toFixed(1)}`).join('')

/** The goal up to its jump, and from there on. */
function goalPath({ goal }: BuilderState): string {
  const ys = XS.map((x) => goalAt(goal, x))
  return ys
    .map((y, i) => {
      const isNew = i === 0 || Math.abs(y - ys[i - 1]!) > 0.3
      return `${isNew ? 'M' : 'L'}${px(XS[i]!).toFixed(1)} ${py(y).toFixed(1)}`
    })
    .join('')
}

interface Props {
  state: BuilderState
  canDrag: boolean
  onHeight: (index: number, height: number) => void
}

/** Goal and output; the heights can be dragged, one column of the plane each. */
export function Plot({ state, canDrag, onHeight }: Props) {
  const svg = useRef<SVGSVGElement>(null)
  const places = placesOf(state)
  const heights = heightsOf(state)
  const hasHandles = canDrag && state.units <= BY_HAND
  const move = (event: PointerEvent) => {
    const box = svg.current!.getBoundingClientRect()
    const unit = WIDTH / box.width
    const x = ((event.clientX - box.left) * unit - LEFT) / (RIGHT - LEFT)
    const nearest = places.reduce(
      (best, place, i) => (Math.abs(place - x) < Math.abs(places[best]! - x) ? i : best),
      0,
    )
    const y = (BOTTOM - (event.clientY - box.top) * unit) / (BOTTOM - TOP)
    onHeight(nearest, LOWEST + y * (HIGHEST - LOWEST))
  }
  const key = (event: KeyboardEvent, index: number) => {
    const by = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 5, PageDown: -5 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    onHeight(index, heights[index]! + by * STEP)
  }
  const half = state.kind === 'sigmoid' ? (px(1) - px(0)) / (2 * (state.units + 1)) - 3 : 7
  return (
    <svg
      class={hasHandles ? 'bb-plot draggable' : 'bb-plot'}
      data-drawing
      ref={svg}
      viewBox={`0 0 ${WIDTH} ${BOTTOM + 26}`}
      role="group"
      aria-label={text.picture}
      {...(hasHandles ? dragging(move) : {})}
    >
      {[0, 0.5, 1].map((tick) => (
        <g key={tick}>
          <line class="axis" x1={px(0)} x2={px(1)} y1={py(tick)} y2={py(tick)} />
          <text class="tick" x={LEFT - 6} y={py(tick) + 4} text-anchor="end">
            {tick}
          </text>
          <text class="tick" x={px(tick)} y={BOTTOM + 20} text-anchor="middle">
            {tick}
          </text>
        </g>
      ))}
      <path class="bb-goal" d={goalPath(state)} />
      <path class="function" d={pathOf(outputAt(state, XS), py)} />
      {hasHandles &&
        heights.map((height, i) => (
          <g
            key={i}
            class="bb-handle"
            role="slider"
            tabIndex={0}
            aria-label={text.height(i + 1, decimal(places[i]!, 2))}
            aria-valuenow={height}
            aria-valuetext={decimal(height, 2)}
            aria-valuemin={LOWEST}
            aria-valuemax={HIGHEST}
            aria-orientation="vertical"
            onKeyDown={(event) => key(event, i)}
          >
            <rect
              x={px(places[i]!) - half}
              y={py(height) - (state.kind === 'sigmoid' ? 4 : 7)}
              width={2 * half}
              height={state.kind === 'sigmoid' ? 8 : 14}
              rx={state.kind === 'sigmoid' ? 4 : 7}
            />
          </g>
        ))}
    </svg>
  )
}

const SHARES = 110

/** What each hidden neuron adds, on one scale of its own. */
export function Shares({ state }: { state: BuilderState }) {
  const shares = sharesAt(state, XS)
  const { v } = networkOf(state)
  const reach = Math.max(0.1, ...shares.flat().map(Math.abs))
  const at = (y: number) => SHARES / 2 - (y / reach) * (SHARES / 2 - 8)
  return (
    <svg
      class="bb-shares"
      data-drawing
      viewBox={`0 0 ${WIDTH} ${SHARES}`}
      role="img"
      aria-label={text.sharePicture}
    >
      <line class="axis" x1={px(0)} x2={px(1)} y1={at(0)} y2={at(0)} />
      {[reach, -reach].map((value) => (
        <text key={value} class="tick" x={LEFT - 4} y={at(value) + 4} text-anchor="end">
          {decimal(value, reach >= 10 ? 0 : 1)}
        </text>
      ))}
      {shares.map((ys, i) => (
        <path key={i} class={`bb-share ${signOf(v[i]!)}`} d={pathOf(ys, at)} />
      ))}
    </svg>
  )
}
