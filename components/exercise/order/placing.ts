import {
  expandBlocks,
  helpAt,
  helpedBlocks,
  type KindData,
  type KindRaw,
  type OrderHelp,
} from '../../../src/exercises/check.ts'

type OrderData = KindData['order']
type OrderRaw = KindRaw['order']

/** A block on the list: the lines that move together, named by the first of them. */
export interface Piece {
  ids: readonly string[]
  indent: number
}

/** The two parts of the list, from top to bottom: the reader's order, then what is not used. */
export interface Placing {
  used: readonly Piece[]
  unused: readonly Piece[]
}

export const keyOf = (piece: Piece): string => piece.ids[0]!
export const maxIndent = 6

/** The list for an answer, under the help given so far. Lines of an answer that the help took away are left out. */
export function placingOf(raw: OrderRaw, data: OrderData, help: OrderHelp): Placing {
  const blocks = helpedBlocks(data, help)
  const given = new Map(data.lines.map((line) => [line.id, line.indent]))
  const isGiven = help.isIndentGiven || !data.hasIndent
  const used = raw.flatMap(({ id, indent }): Piece[] => {
    const ids = blocks.find((block) => block[0] === id)
    return ids === undefined ? [] : [{ ids, indent: isGiven ? (given.get(id) ?? indent) : indent }]
  })
  const isUsed = (ids: readonly string[]): boolean => used.some((piece) => keyOf(piece) === ids[0])
  const indentOf = (ids: readonly string[]): number => (isGiven ? (given.get(ids[0]!) ?? 0) : 0)
  return {
    used,
    unused: blocks.filter((ids) => !isUsed(ids)).map((ids) => ({ ids, indent: indentOf(ids) })),
  }
}

/** The answer that a list stands for, line by line. */
export function rawOf({ used }: Placing, data: OrderData, help: OrderHelp): OrderRaw {
  return expandBlocks(used, data, help)
}

/** All pieces from top to bottom. */
export const piecesOf = ({ used, unused }: Placing): Piece[] => [...used, ...unused]

/** Puts a piece at a place of the order, or, from `used.length` of the others on, among the unused. */
export function moveTo(placing: Placing, key: string, place: number): Placing {
  const piece = piecesOf(placing).find((candidate) => keyOf(candidate) === key)
  if (piece === undefined) return placing
  const used = placing.used.filter((other) => other !== piece)
  const unused = placing.unused.filter((other) => other !== piece)
  const at = Math.max(0, Math.min(place, used.length))
  return { used: [...used.slice(0, at), piece, ...used.slice(at)], unused }
}

export function putAway(placing: Placing, key: string): Placing {
  const piece = placing.used.find((candidate) => keyOf(candidate) === key)
  if (piece === undefined) return placing
  return { used: placing.used.filter((other) => other !== piece), unused: [piece, ...placing.unused] }
}

/**
 * One place up or down. From the unused part, up leads to the end of the order at once; the last one of the order goes
 * down among the unused, where there may be unused ones.
 */
export function step(placing: Placing, key: string, by: -1 | 1, mayPutAway: boolean): Placing {
  const at = placing.used.findIndex((piece) => keyOf(piece) === key)
  if (at === -1) return by === -1 ? moveTo(placing, key, placing.used.length) : placing
  if (by === 1 && at === placing.used.length - 1) return mayPutAway ? putAway(placing, key) : placing
  return moveTo(placing, key, at + by)
}

export function indentBy(placing: Placing, key: string, by: -1 | 1): Placing {
  const used = placing.used.map((piece) =>
    keyOf(piece) === key ? { ...piece, indent: Math.max(0, Math.min(maxIndent, piece.indent + by)) } : piece,
  )
  return { ...placing, used }
}

/** An answer as it looks after more help: without lines that were taken away, joined lines together. */
export function withHelp(raw: OrderRaw, data: OrderData, steps: number): OrderRaw {
  const help = helpAt(data, steps)
  return rawOf(placingOf(raw, data, help), data, help)
}
