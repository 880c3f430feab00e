import { EDGE, MOST_CLASSES, MOST_POINTS, type OwnPoint } from './state.ts'

/** Why a table cannot be read; `line` counts from 1. */
export type CsvProblem =
  | { why: 'empty' }
  | { why: 'columns'; line: number; found: number }
  | { why: 'text'; line: number; found: string }
  | { why: 'many-points'; found: number }
  | { why: 'many-classes'; found: number }

export interface CsvPoints {
  points: OwnPoint[]
  /** Names of the classes where the last column holds words. */
  names: string[]
  /** Whether the targets are values: numbers that are no small whole ones. */
  ofValues: boolean
  /** Whether coordinates were brought to the plane, because they reached beyond it. */
  stretched: boolean
}

const numberOf = (cell: string): number =>
  /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell) ? Number(cell) : Number.NaN

/** Commas, semicolons or tabs, whichever the first line has; quotes around a cell are taken off. */
function cellsOf(line: string, separator: string): string[] {
  return line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
}

/**
 * Three columns: two coordinates and a class or a value. A first line of words is a heading. Classes may be words or
 * whole numbers from 0 or 1; any other number is a value.
 */
export function readCsv(text: string): CsvPoints | CsvProblem {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line, i) => ({ line: line.trim(), number: i + 1 }))
    .filter(({ line }) => line !== '')
  const first = lines[0]
  if (!first) return { why: 'empty' }
  const separator = ['\t', ';', ','].find((one) => first.line.includes(one)) ?? ','
  const rows = lines.map(({ line, number }) => ({ cells: cellsOf(line, separator), number }))
  const isHeading = rows[0]!.cells.slice(0, 2).every((cell) => Number.isNaN(numberOf(cell)))
  if (isHeading) rows.shift()
  if (rows.length === 0) return { why: 'empty' }
  if (rows.length > MOST_POINTS) return { why: 'many-points', found: rows.length }
  const coordinates: [number, number][] = []
  for (const { cells, number } of rows) {
    if (cells.length !== 3) return { why: 'columns', line: number, found: cells.length }
    const bad = cells.slice(0, 2).find((cell) => !Number.isFinite(numberOf(cell)))
    if (bad !== undefined) return { why: 'text', line: number, found: bad }
    coordinates.push([numberOf(cells[0]!), numberOf(cells[1]!)])
  }
  const labels = rows.map(({ cells }) => cells[2]!)
  const numbers = labels.map(numberOf)
  const areNumbers = numbers.every(Number.isFinite)
  const distinct = [...new Set(labels)]
  const areClasses = !areNumbers || (distinct.length <= MOST_CLASSES && numbers.every(Number.isInteger))
  if (!areNumbers && distinct.length > MOST_CLASSES) return { why: 'many-classes', found: distinct.length }
  const ordered = areNumbers ? [...new Set(numbers)].toSorted((a, b) => a - b).map(String) : distinct
  const targets = areClasses
    ? labels.map((label, i) => ordered.indexOf(areNumbers ? String(numbers[i]) : label))
    : fitted(numbers, 1)
  const reach = Math.max(...coordinates.map(([x1, x2]) => Math.max(Math.abs(x1), Math.abs(x2))))
  const stretched = reach > EDGE
  const [x1s, x2s] = stretched
    ? [
        fitted(
          coordinates.map(([x1]) => x1),
          5,
        ),
        fitted(
          coordinates.map(([, x2]) => x2),
          5,
        ),
      ]
    : [coordinates.map(([x1]) => x1), coordinates.map(([, x2]) => x2)]
  return {
    points: targets.map((target, i): OwnPoint => [x1s[i]!, x2s[i]!, target]),
    names: areClasses ? ordered : [],
    ofValues: !areClasses,
    stretched,
  }
}

/** From least to largest onto −reach … reach; numbers that fit already stay. */
function fitted(values: readonly number[], reach: number): number[] {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  if (low >= -reach && high <= reach) return [...values]
  return values.map((value) => (high === low ? 0 : ((value - low) / (high - low) - 0.5) * 2 * reach))
}
