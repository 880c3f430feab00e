import type { JSX } from 'preact'
import { poolingText } from '../../src/strings/pooling.en.ts'
import { decimal, significantFigures } from '../../src/strings/numbers.ts'
import { SIDE, type Lane, type PoolState } from './model.ts'

const text = poolingText.lanes
const SIZE = 204
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** Whole numbers as they are, up to rounding of the last digits; others with two decimals. */
export const short = (value: number): string =>
  decimal(value, Math.abs(value - Math.round(value)) < 1e-9 ? 0 : 2)
/** The same for gradients, whose small ones must not look like 0. */
export const shortGradient = (value: number): string =>
  Math.abs(value) < 0.005 && value !== 0 ? significantFigures(value, 1) : short(value)

interface Props {
  state: PoolState
  lane: Lane
  /** An output, or in the backward view an input, was pointed at. */
  onLook: (side: 'output' | 'input', row: number, column: number) => void
  onStep: (down: number, right: number) => void
}

/** Forward the outputs of a lane, backward the gradient at each input. */
export function LaneGrid({ state, lane, onLook, onStep }: Props) {
  const isBack = state.view === 'backward'
  const isGlobal = lane.kind === 'global'
  const side = isBack ? SIDE : lane.size
  const values = isBack ? lane.gradient : lane.output
  const cell = (SIZE - 4) / side
  const most = Math.max(...values.map(Math.abs))
  const place = (event: JSX.TargetedPointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const at = (distance: number) => Math.floor(((distance / box.width) * SIZE - 2) / cell)
    const row = at(event.clientY - box.top)
    const column = at(event.clientX - box.left)
    const isInside = row >= 0 && column >= 0 && row < side && column < side
    if (isInside && !isGlobal) onLook(isBack ? 'input' : 'output', row, column)
  }
  /** The marked output, or backward its window: one frame around all of it. */
  const frame = isGlobal
    ? { row: 0, column: 0, side }
    : isBack
      ? { row: state.row * state.stride, column: state.column * state.stride, side: state.window }
      : { row: state.row, column: state.column, side: 1 }
  return (
    <svg
      class="shapes-grid pool-grid"
      data-drawing
      data-lane={lane.kind}
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      role="group"
      aria-label={text.kinds[lane.kind]}
      onPointerDown={place}
      onPointerMove={(event) => event.pointerType === 'mouse' && place(event)}
    >
      <g
        tabIndex={0}
        role="application"
        aria-label={(isBack ? text.gradients : text.outputs)(text.kinds[lane.kind])}
        onKeyDown={(event) => {
          const move = ARROWS[event.key]
          if (!move) return
          event.preventDefault()
          onStep(move[0], move[1])
        }}
      >
        {values.map((value, i) => {
          const [row, column] = [Math.floor(i / side), i % side]
          return (
            <g key={`${side} ${i}`} transform={`translate(${2 + column * cell} ${2 + row * cell})`}>
              {isBack && value !== 0 && (
                <rect
                  class="pool-flow"
                  x={1}
                  y={1}
                  width={cell - 2}
                  height={cell - 2}
                  fill-opacity={(0.06 + (0.3 * Math.abs(value)) / most).toFixed(3)}
                />
              )}
              <rect class="pool-cell" x={1} y={1} width={cell - 2} height={cell - 2} />
              <text
                class={isBack && value === 0 ? 'pool-none' : 'pool-value'}
                x={cell / 2}
                y={cell / 2 + 5}
                text-anchor="middle"
              >
                {isBack ? shortGradient(value) : short(value)}
              </text>
            </g>
          )
        })}
        <rect
          class="pool-frame"
          x={2 + frame.column * cell + 1}
          y={2 + frame.row * cell + 1}
          width={frame.side * cell - 2}
          height={frame.side * cell - 2}
        />
      </g>
    </svg>
  )
}
