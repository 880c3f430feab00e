import { useRef } from 'preact/hooks'
import { ui } from '../../../src/strings/index.ts'
import type { FormProps } from '../AnswerForm.tsx'
import type { ShippedVariant } from '../shipped.ts'

type TensorVariant = Extract<ShippedVariant, { kind: 'tensor' }>

/** Rows and columns of the grid: a vector is one row. */
const sizeOf = (shape: readonly number[]): [number, number] =>
  shape.length === 1 ? [1, shape[0]!] : [shape[0] ?? 1, shape[1] ?? 1]

const MOVES: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** A grid of numbers: arrow keys go from cell to cell, and a pasted array fills it. */
export function TensorForm({ variant, raw, outcome, describedBy, onRaw }: FormProps<TensorVariant>) {
  const grid = useRef<HTMLDivElement>(null)
  const [rows, columns] = sizeOf(variant.data.shape)
  const cells = readCells(raw, rows, columns)

  const write = (row: number, column: number, value: string) =>
    onRaw(cells.map((line, r) => line.map((cell, c) => (r === row && c === column ? value : cell))))

  const move = (event: KeyboardEvent, row: number, column: number) => {
    const by = MOVES[event.key]
    const input = event.currentTarget as HTMLInputElement
    if (!by || !mayLeave(event.key, input)) return
    const next = grid.current?.querySelector<HTMLInputElement>(`[data-cell="${row + by[0]}-${column + by[1]}"]`)
    if (!next) return
    event.preventDefault()
    next.focus()
    next.select()
  }

  const paste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData?.getData('text') ?? ''
    const found = pasted.match(/[^\s,;[\]()]+/g)
    if (!found || found.length !== rows * columns || found.length < 2) return
    event.preventDefault()
    onRaw(cells.map((line, r) => line.map((_, c) => found[r * columns + c]!)))
  }

  return (
    <div
      class="grid"
      role="group"
      aria-label={ui.exercise.yourAnswer}
      ref={grid}
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(3.5rem, 6.5rem))` }}
      onPaste={paste}
    >
      {cells.map((line, row) =>
        line.map((cell, column) => (
          <input
            key={`${row}-${column}`}
            type="text"
            inputMode="decimal"
            autocomplete="off"
            data-cell={`${row}-${column}`}
            value={cell}
            aria-label={rows === 1 ? ui.exercise.element(column + 1) : ui.exercise.cell(row + 1, column + 1)}
            aria-describedby={describedBy}
            aria-invalid={outcome?.parts?.[row * columns + column]?.status === 'incorrect'}
            onInput={(event) => write(row, column, event.currentTarget.value)}
            onKeyDown={(event) => move(event, row, column)}
          />
        )),
      )}
    </div>
  )
}

/** Left and right move the caret first, and leave the cell only from its end. */
function mayLeave(key: string, input: HTMLInputElement): boolean {
  if (key === 'ArrowLeft') return input.selectionStart === 0
  if (key === 'ArrowRight') return input.selectionEnd === input.value.length
  return true
}

function readCells(raw: unknown, rows: number, columns: number): string[][] {
  const given = Array.isArray(raw) ? (raw as string[][]) : []
  return Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (_, c) => String(given[r]?.[c] ?? '')))
}
