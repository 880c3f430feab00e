import type { Checker } from '../../checker.ts'
import { say, type Message } from '../../messages.ts'
import { correct, graded, incorrect, ungraded, type Outcome } from '../../outcome.ts'
import { isSameDim, readShape, type Dim, type Symbols } from '../../read/shape.ts'

export interface ShapeData {
  /** Sizes as text: `32`, `B`, `floor(T/2)`. */
  dims: Dim[]
  symbols: Symbols
  mistakes: { id: string; dims: Dim[] }[]
  /** The first axis counts the examples of a batch. */
  hasBatch?: boolean
  /** The shape with the division of the window formula rounded the other way. */
  otherRounding?: Dim[]
}

/** The typed text. */
export type ShapeRaw = string

export const shapeChecker: Checker<ShapeData> = {
  read(raw, data) {
    if (typeof raw !== 'string') return { message: say('unreadable') }
    const reading = readShape(raw, data.symbols)
    return reading.ok ? { read: formatDims(reading.read) } : { message: reading.message }
  },
  check(raw, data) {
    if (typeof raw !== 'string') return ungraded(say('unreadable'))
    const reading = readShape(raw, data.symbols)
    if (!reading.ok) return ungraded(reading.message)
    return { ...checkDims(reading.read, data), read: formatDims(reading.read) }
  },
}

const formatDims = (dims: readonly Dim[]): string =>
  dims.length === 1 ? `(${dims[0]},)` : `(${dims.join(', ')})`

const wrong = (message: Message, tag: string): Outcome => incorrect(message, { tag })

function checkDims(got: Dim[], data: ShapeData): Outcome {
  const want = data.dims
  const isSame = (a: Dim, b: Dim): boolean => isSameDim(a, b, data.symbols)
  const isShape = (dims: readonly Dim[]): boolean =>
    got.length === dims.length && got.every((dim, i) => isSame(dim, dims[i]!))

  if (isShape(want)) return correct(say('correct'))
  const mistake = data.mistakes.find((known) => isShape(known.dims))
  if (mistake !== undefined) return wrong({ text: `mistake-${mistake.id}` }, mistake.id)
  if (data.otherRounding !== undefined && isShape(data.otherRounding))
    return wrong(say('other-rounding'), 'other-rounding')
  if (data.hasBatch === true && isShape(want.slice(1))) return wrong(say('missing-batch'), 'missing-batch')
  if (isReordered(got, want, isSame)) return wrong(say('dims-swapped'), 'dims-swapped')
  if (got.some((_, axis) => isEqual(got.toSpliced(axis, 1), want, isSame)))
    return wrong(say('extra-axis'), 'extra-axis')
  if (got.length !== want.length) return wrong(say('wrong-rank', { got: got.length }), 'wrong-rank')

  const parts = got.map((dim, i) =>
    isSame(dim, want[i]!) ? correct(say('correct')) : incorrect(say('incorrect')),
  )
  const right = parts.filter((part) => part.status === 'correct').length
  const isNear = got.every(
    (dim, i) => isSame(dim, want[i]!) || [1, -1].includes(Number(dim) - Number(want[i])),
  )
  if (isNear) return graded(right / want.length, say('off-by-one'), { tag: 'off-by-one', parts })
  if (right === 0) return incorrect(say('incorrect'), { parts })
  return graded(right / want.length, say('dims-right', { right, total: want.length }), { parts })
}

type SameDim = (a: Dim, b: Dim) => boolean

const isEqual = (a: readonly Dim[], b: readonly Dim[], isSame: SameDim): boolean =>
  a.length === b.length && a.every((dim, i) => isSame(dim, b[i]!))

/** The right sizes in another order. */
function isReordered(got: readonly Dim[], want: readonly Dim[], isSame: SameDim): boolean {
  const left = [...want]
  for (const dim of got) {
    const match = left.findIndex((other) => isSame(dim, other))
    if (match === -1) return false
    left.splice(match, 1)
  }
  return left.length === 0
}
