import { useRef } from 'preact/hooks'
import type { Outcome } from '../../../src/exercises/check.ts'
import { formText } from '../../../src/strings/exercise-ui.en.ts'
import { ui } from '../../../src/strings/index.ts'
import { Mark } from './Mark.tsx'

const MOVES: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** Rows and columns: a vector is one row, a scalar one cell. */
const sizeOf = (shape: readonly number[]): [number, number] =>
  shape.length < 2 ? [1, shape[0] ?? 1] : [shape[0]!, shape[1]!]

interface Props {
  shape: readonly number[]
  raw: unknown
  outcome: Outcome | undefined
  describedBy: string
  onRaw: (raw: string[][]) => void
}

/** A grid of numbers: arrow keys go from cell to cell, and a pasted array fills it. */
export function Grid({ shape, raw, outcome, describedBy, onRaw }: Props) {
  const grid = useRef<HTMLDivElement>(null)
  const [rows, columns] = sizeOf(shape)
  const cells = readCells(raw, rows, columns)

  const write = (row: number, column: number, value: string) =>
    onRaw(cells.map((line, r) => line.map((cell, c) => (r === row && c === column ? value : cell))))

  const move = (event: KeyboardEvent, row: number, column: number) => {
    const by = MOVES[event.key]
    const input = event.currentTarget as HTMLInputElement
    if (!by || !mayLeave(event.key, input)) return
    const next = grid.current?.querySelector<HTMLInputElement>(
      `[data-cell="${row + by[0]}-${column + by[1]}"]`,
    )
    if (!next) return
    event.preventDefault()
    next.focus()
    next.select()
  }

  const paste = (event: ClipboardEvent) => {
    const found = numbersIn(event.clipboardData?.getData('text') ?? '')
    if (found.length !== rows * columns || found.length < 2) return
    event.preventDefault()
    onRaw(cells.map((line, r) => line.map((_, c) => found[r * columns + c]!)))
  }

  return (
    <div
      class="grid"
      role="group"
      aria-label={ui.exercise.yourAnswer}
      ref={grid}
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(3.25rem, 6.5rem))` }}
      onPaste={paste}
    >
      {cells.map((line, row) =>
        line.map((cell, column) => {
          const part = outcome?.parts?.[row * columns + column]
          return (
            <label class="grid-cell" key={`${row}-${column}`}>
              <span class="visually-hidden">
                {rows === 1 ? ui.exercise.element(column + 1) : ui.exercise.cell(row + 1, column + 1)}
              </span>
              <input
                type="text"
                inputMode="decimal"
                autocomplete="off"
                data-cell={`${row}-${column}`}
                value={cell}
                aria-describedby={describedBy}
                aria-invalid={part?.status === 'incorrect'}
                onInput={(event) => write(row, column, event.currentTarget.value)}
                onKeyDown={(event) => move(event, row, column)}
              />
              <Mark part={part} />
            </label>
          )
        }),
      )}
      <p class="visually-hidden">{formText.gridHint}</p>
    </div>
  )
}

/** The cells of a pasted array, without the words and brackets that Python prints around them. */
const numbersIn = (text: string): string[] =>
  text.replace(/\b(?:np\.|torch\.)?(?:array|tensor)\b|,?\s*dtype=[\w.]+/g, ' ').match(/[^\s,;&[\](){}]+/g) ??
  []

/** Left and right move the caret first, and leave the cell only from its end. */
function mayLeave(key: string, input: HTMLInputElement): boolean {
  if (key === 'ArrowLeft') return input.selectionStart === 0
  if (key === 'ArrowRight') return input.selectionEnd === input.value.length
  return true
}

/** The grid's cells from a stored grid, or from an array that was typed or pasted elsewhere. */
function readCells(raw: unknown, rows: number, columns: number): string[][] {
  const typed = typeof raw === 'string' ? numbersIn(raw) : []
  const given = Array.isArray(raw) ? (raw as unknown[][]) : []
  return Array.from({ length: rows }, (_, r) =>
    Array.from({ length: columns }, (_, c) => String(given[r]?.[c] ?? typed[r * columns + c] ?? '')),
  )
}
