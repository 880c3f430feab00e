import { id, problemOf, time, type RecordProblem, type Rule } from './record-form.ts'

/** The reader's own code in one cell, as a record carries it. It is text: nothing that reads a record runs it. */
export interface RecordCell {
  /** The page, as the cell's work is kept: `unit/lesson`, `figures/…`, `playground/code`. */
  lesson: string
  cell: string
  /** The reader's code; null when the cell was reset, and only `undo` has code. */
  code: string | null
  /** The published code that it was made from. */
  base: string
  /** What a reset has put aside. */
  undo?: string
  /** Milliseconds since 1970; absent for what was kept before dates were. It decides nothing, it is shown. */
  updated?: number
}

/** Characters of one code: what a shared link may unfold to. */
export const codeLimit = 300_000
/** Cells in a file. The whole course has some hundreds. */
export const cellLimit = 2000
/** Characters of all cells in a file, of the five millions that it may have. */
export const cellsLimit = 3_000_000

const code: Rule = (value) => typeof value === 'string'

const form: Record<keyof RecordCell, Rule> = {
  lesson: id,
  cell: id,
  code: (value) => value === null || code(value),
  base: code,
  undo: (value) => value === undefined || code(value),
  updated: (value) => value === undefined || time(value),
}

/** One cell of a record, or what is wrong with it. */
export function readCell(value: unknown, path: string): RecordCell | RecordProblem {
  const problem = problemOf(value, form, path)
  if (problem !== undefined) return problem
  const cell = value as RecordCell
  if (cell.code === null && cell.undo === undefined) return { reason: 'invalid', path: `${path}.undo` }
  for (const key of ['code', 'base', 'undo'] as const)
    if ((cell[key]?.length ?? 0) > codeLimit) return { reason: 'code-too-long', path: `${path}.${key}` }
  return cell
}

/** All cells of a record, or what is wrong with the first that is. */
export function readCells(value: unknown): RecordCell[] | RecordProblem {
  if (!Array.isArray(value)) return { reason: 'invalid', path: 'cells' }
  if (value.length > cellLimit) return { reason: 'too-many-cells', path: 'cells' }
  const cells: RecordCell[] = []
  for (const [i, item] of value.entries()) {
    const read = readCell(item, `cells.${i}`)
    if ('reason' in read) return read
    cells.push(read)
  }
  return cells
}

export interface CarriedCells {
  cells: RecordCell[]
  /** What no file may hold: said, so that nobody relies on it. */
  leftOut: RecordCell[]
}

/** Which cells a file can carry, so that it can be read again; the shortest first where all are too much. */
export function cellsToCarry(all: readonly RecordCell[]): CarriedCells {
  const cells: RecordCell[] = []
  const leftOut: RecordCell[] = []
  const sized = all.map((cell) => ({ cell, size: JSON.stringify(cell).length }))
  let total = 0
  for (const { cell, size } of sized.toSorted((a, b) => a.size - b.size)) {
    const fits = total + size <= cellsLimit && cells.length < cellLimit && !('reason' in readCell(cell, ''))
    if (fits) total += size
    ;(fits ? cells : leftOut).push(cell)
  }
  return { cells, leftOut }
}
