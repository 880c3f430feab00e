import { formatShape, isSameShape } from '../../arrays.ts'
import type { Checker } from '../../checker.ts'
import { say } from '../../messages.ts'
import { correct, graded, incorrect, ungraded, type Outcome } from '../../outcome.ts'
import { meantShape, readArray, type ArrayReading } from '../../read/array.ts'
import { findSlip } from '../../slips.ts'
import { isSame, nearness, type Precision } from '../../tolerance.ts'
import { echoNumber, moreDigits } from '../numeric/check.ts'
import { findArraySlip, matches } from './slips.ts'

export interface TensorData {
  shape: number[]
  /** Row-major. */
  values: number[]
  /** Asked of every cell. */
  precision: Precision
  mistakes: TensorMistakeData[]
  /** `given`: the page draws the grid in the right shape. `asked`: the reader must find the shape, too. */
  shapeIs: 'given' | 'asked'
  /** What the same reduction gives along the other axes. */
  otherAxes: { shape: number[]; values: number[] }[]
  percent?: boolean
  calc?: boolean
}

/** Its feedback is the text `mistake-<id>`. */
export interface TensorMistakeData {
  id: string
  shape: number[]
  values: number[]
}

/** Typed or pasted text, or the texts of the grid's cells by row. */
export type TensorRaw = string | string[][]

export const tensorChecker: Checker<TensorData> = {
  read(raw, data) {
    const reading = readRaw(raw, data)
    return reading.ok ? { read: echoArray(reading.read) } : { message: reading.message }
  },
  check(raw, data) {
    const reading = readRaw(raw, data)
    if (!reading.ok) return ungraded(reading.message)
    const meant = { ...reading.read, shape: meantShape(reading.read, data.shape) }
    return { ...checkArray(meant, data), read: echoArray(meant) }
  },
}

function readRaw(raw: unknown, data: TensorData) {
  const isGrid =
    Array.isArray(raw) &&
    raw.every((row) => Array.isArray(row) && row.every((cell) => typeof cell === 'string'))
  if (typeof raw !== 'string' && !isGrid) return { ok: false as const, message: say('unreadable') }
  return readArray(raw as TensorRaw, data)
}

function echoArray({ shape, cells }: ArrayReading): string {
  const write = (depth: number, from: number, to: number): string => {
    if (depth === shape.length) return echoNumber(cells[from]!)
    const step = (to - from) / shape[depth]!
    return `[${Array.from({ length: shape[depth]! }, (_, i) => write(depth + 1, from + i * step, from + (i + 1) * step)).join(', ')}]`
  }
  return write(0, 0, cells.length)
}

/** Order: right, known mistakes, structural slips, then credit cell by cell. */
function checkArray(reading: ArrayReading, data: TensorData): Outcome {
  const hasShape = isSameShape(reading.shape, data.shape)
  const parts = hasShape
    ? reading.cells.map((cell, i) => checkCell(cell, data.values[i]!, data.precision))
    : []
  const right = parts.filter((part) => part.status === 'correct').length
  if (hasShape && right === parts.length) return correct(say('correct'), { parts })
  const exact = data.mistakes.find((mistake) => isExactly(reading, mistake))
  if (exact === undefined && hasShape && parts.every((part) => part.status !== 'incorrect'))
    return ungraded(moreDigits(data.precision), { parts })

  const known = exact ?? data.mistakes.find((mistake) => matches(reading, mistake, data.precision))
  if (known !== undefined) return incorrect({ text: `mistake-${known.id}` }, { tag: known.id })
  const slip = findArraySlip(reading, data)
  if (slip !== undefined) return incorrect(say(slip), { tag: slip })

  const got = formatShape(reading.shape)
  if (!hasShape && data.shapeIs === 'asked')
    return incorrect(say('wrong-shape', { got }), { tag: 'wrong-shape' })
  if (!hasShape) return ungraded(say('shape-mismatch', { got, want: formatShape(data.shape) }))
  const wrong = parts.filter((part) => part.status === 'incorrect')
  const tag = wrong.every((part) => part.tag === wrong[0]!.tag) ? wrong[0]!.tag : undefined
  const message = right === 0 ? say('incorrect') : say('cells-right', { right, total: parts.length })
  return graded(right / parts.length, message, tag === undefined ? { parts } : { parts, tag })
}

/** Every cell is the wrong tensor's to the last digit; then few digits typed do not make it "right so far". */
function isExactly({ shape, cells }: ArrayReading, wrong: TensorMistakeData): boolean {
  return isSameShape(shape, wrong.shape) && cells.every((cell, i) => isSame(cell.value, wrong.values[i]!))
}

function checkCell(cell: ArrayReading['cells'][number], want: number, precision: Precision): Outcome {
  const near = nearness(cell.value, cell.shown, want, precision)
  if (near === 'right') return correct(say('correct'))
  if (near === 'right-so-far') return ungraded(moreDigits(precision))
  const slip = findSlip(cell.value, want, precision) ?? (near === 'early-rounding' ? near : undefined)
  return slip === undefined ? incorrect(say('incorrect')) : incorrect(say(slip), { tag: slip })
}
