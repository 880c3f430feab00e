import type { JSX } from 'preact'
import { convolutionText } from '../../src/strings/convolution.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { marked, type Shapes, type ShapesState } from './model.ts'

const text = convolutionText.shapes
const SIZE = 460
const MOST = 46

interface Props {
  state: ShapesState
  shapes: Shapes
  onLook: (side: ShapesState['side'], row: number, column: number) => void
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** The padded input with all its numbers. Zeros of the padding are dashed; what hangs over with ceil is dotted. */
export function InputGrid({ state, shapes, onLook }: Props) {
  const { rows, columns } = shapes
  const height = rows.padded + rows.overhang
  const width = columns.padded + columns.overhang
  const window = marked(state, shapes)
  const isOutput = state.side === 'output' && shapes.output.length > 0
  const cells = Array.from({ length: height * width }, (_, i) => {
    const row = Math.floor(i / width) - rows.before
    const column = (i % width) - columns.before
    const inside = row >= 0 && column >= 0 && row < state.rows.input && column < state.columns.input
    const isOver = row >= rows.padded - rows.before || column >= columns.padded - columns.before
    const p = isOutput ? window.rows.indexOf(row) : -1
    const q = isOutput ? window.columns.indexOf(column) : -1
    const isMarked = isOutput ? p >= 0 && q >= 0 : inside && row === state.row && column === state.column
    const shown = state.view === 'uses' ? shapes.uses : shapes.input
    return {
      row,
      column,
      value: inside ? shown[row]![column]! : state.view === 'uses' ? undefined : 0,
      kind: inside ? 'inside' : isOver ? 'over' : 'zero',
      isMarked,
      weight: isMarked && isOutput ? shapes.weight[p]![q]! : undefined,
    }
  })
  return (
    <Grid
      label={text.pictureOfInput}
      pick={text.pickInput}
      height={height}
      width={width}
      cells={cells}
      at={state.side === 'input' ? state : undefined}
      from={[-rows.before, -columns.before]}
      onLook={(row, column) => onLook('input', row, column)}
    />
  )
}

/** The output with its numbers. */
export function OutputGrid({ state, shapes, onLook }: Props) {
  const { rows, columns } = shapes
  const seers = marked(state, shapes)
  const cells = shapes.output.flatMap((line, row) =>
    line.map((value, column) => ({
      row,
      column,
      value,
      kind: 'inside',
      isMarked:
        state.side === 'output'
          ? row === state.row && column === state.column
          : seers.rows.includes(row) && seers.columns.includes(column),
      weight: undefined,
    })),
  )
  return (
    <Grid
      label={text.pictureOfOutput}
      pick={text.pickOutput}
      height={rows.output}
      width={columns.output}
      cells={cells}
      at={state.side === 'output' ? state : undefined}
      from={[0, 0]}
      onLook={(row, column) => onLook('output', row, column)}
    />
  )
}

interface Cell {
  row: number
  column: number
  value: number | undefined
  kind: string
  isMarked: boolean
  /** The weight that lies on it, in the marked window. */
  weight: number | undefined
}

interface GridProps {
  label: string
  pick: string
  height: number
  width: number
  cells: readonly Cell[]
  at: { row: number; column: number } | undefined
  /** Row and column of the upper left cell. */
  from: readonly [row: number, column: number]
  onLook: (row: number, column: number) => void
}

function Grid({ label, pick, height, width, cells, at, from, onLook }: GridProps) {
  const cell = Math.min(MOST, (SIZE - 4) / Math.max(height, width, 1))
  const x = (column: number) => 2 + (column - from[1]) * cell
  const y = (row: number) => 2 + (row - from[0]) * cell
  const place = (event: JSX.TargetedPointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const unit = SIZE / box.width
    const row = Math.floor(((event.clientY - box.top) * unit - 2) / cell)
    const column = Math.floor(((event.clientX - box.left) * unit - 2) / cell)
    if (row >= 0 && column >= 0 && row < height && column < width) onLook(row + from[0], column + from[1])
  }
  const step = (event: KeyboardEvent) => {
    const move = ARROWS[event.key]
    if (!move) return
    event.preventDefault()
    onLook((at?.row ?? 0) + move[0], (at?.column ?? 0) + move[1])
  }
  return (
    <svg
      class="shapes-grid"
      data-drawing
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      role="group"
      aria-label={label}
      onPointerDown={(event) => {
        event.currentTarget.querySelector('g')?.focus({ preventScroll: true })
        place(event)
      }}
      onPointerMove={(event) => (event.pointerType === 'mouse' || event.buttons > 0) && place(event)}
    >
      <g tabIndex={0} role="application" aria-label={pick} onKeyDown={step}>
        {cells.map((one) => (
          <rect
            key={`${one.row} ${one.column}`}
            class={`shapes-cell ${one.kind}${one.isMarked ? ' marked' : ''}`}
            x={x(one.column) + 1.2}
            y={y(one.row) + 1.2}
            width={cell - 2.4}
            height={cell - 2.4}
          />
        ))}
        {cells.map(
          ({ row, column, value, kind, weight }) =>
            value !== undefined && (
              <text
                key={`${row} ${column}`}
                class={`shapes-value ${kind}`}
                x={x(column) + cell / 2}
                y={y(row) + cell / 2 + (weight === undefined ? 5 : 1)}
                text-anchor="middle"
              >
                {decimal(value, 0)}
              </text>
            ),
        )}
        {cells.map(
          ({ row, column, weight }) =>
            weight !== undefined && (
              <text
                key={`${row} ${column}`}
                class={`shapes-weight ${weight === 0 ? '' : weight < 0 ? 'negative' : 'positive'}`}
                x={x(column) + cell / 2}
                y={y(row) + cell - 5}
                text-anchor="middle"
              >
                ·{decimal(weight, 0)}
              </text>
            ),
        )}
      </g>
    </svg>
  )
}
