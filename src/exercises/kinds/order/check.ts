import { isRecord, type Checker } from '../../checker.ts'
import { say, type Message } from '../../messages.ts'
import { correct, graded, incorrect, ungraded, type Outcome } from '../../outcome.ts'
import { ancestors, firstOutOfOrder, longestInOrder, type Line } from './partial-order.ts'

export interface OrderData {
  /** In the order shown. Code is plain text; a block without code is the Markdown `block-<id>`. */
  blocks: { id: string; code?: string }[]
  /** The blocks that belong in the answer, in one right order. */
  lines: Line[]
  /** Ids of blocks that do not; feedback `say-<id>`. */
  distractors: string[]
  /** Groups of lines that read alike and may stand for each other. */
  twins: string[][]
  /** Whether the reader sets the indentation. */
  hasIndent: boolean
}

/** The placed blocks from top to bottom. */
export type OrderRaw = { id: string; indent: number }[]

/** More blocks than this are not an exercise, but a hostile file. */
const maxBlocks = 40

export const orderChecker: Checker<OrderData> = {
  check(raw, data) {
    const placed = readPlaced(raw, data)
    if ('message' in placed) return ungraded(placed.message)
    return checkOrder(placed.blocks, data)
  },
}

const isPlaced = (item: unknown): item is OrderRaw[number] =>
  isRecord(item) && typeof item['id'] === 'string' && Number.isSafeInteger(item['indent'] ?? 0)

function readPlaced(raw: unknown, data: OrderData): { blocks: OrderRaw } | { message: Message } {
  const isList = Array.isArray(raw) && raw.length <= maxBlocks
  if (!isList || !raw.every(isPlaced)) return { message: say('unreadable') }
  if (raw.length === 0) return { message: say('block-unplaced') }
  const ids = raw.map((block) => block.id)
  const isKnown = ids.every((id) => data.blocks.some((block) => block.id === id))
  if (!isKnown || new Set(ids).size < ids.length) return { message: say('unreadable') }
  return { blocks: relabelTwins(raw, data.twins) }
}

/** Lines that read alike are taken in the order in which they are needed. */
function relabelTwins(raw: OrderRaw, twins: readonly string[][]): OrderRaw {
  const waiting = new Map(
    twins.flatMap((group) => {
      const used = group.filter((id) => raw.some((block) => block.id === id))
      const queue = group.slice(0, used.length)
      return group.map((id) => [id, queue] as const)
    }),
  )
  return raw.map(({ id, indent }) => ({ id: waiting.get(id)?.shift() ?? id, indent: indent ?? 0 }))
}

function checkOrder(placed: OrderRaw, data: OrderData): Outcome {
  const ids = placed.map((block) => block.id)
  const isDistractor = (id: string): boolean => data.distractors.includes(id)
  const own = ids.filter((id) => !isDistractor(id))
  const badOrder = firstOutOfOrder(own, data.lines)
  const badPlaces = [ids.findIndex(isDistractor), badOrder === -1 ? -1 : ids.indexOf(own[badOrder]!)].filter(
    (index) => index !== -1,
  )
  const firstWrong = badPlaces.length === 0 ? -1 : Math.min(...badPlaces)
  const missing = data.lines.filter((line) => line.isOptional !== true && !ids.includes(line.id))
  const wrongIndents = data.hasIndent ? findWrongIndents(placed, data.lines) : []

  if (firstWrong === -1 && missing.length === 0 && wrongIndents.length === 0) {
    return correct(say('correct'), { parts: ids.map(() => correct(say('correct'))) })
  }
  const parts = partsUpTo(ids, firstWrong, wrongIndents)
  const score = credit(own, wrongIndents, ids.length - own.length, data.lines)
  const [message, tag] = verdict(ids, firstWrong, missing.length, wrongIndents, isDistractor)
  return graded(Math.min(score, 0.99), message, { tag, parts })
}

function verdict(
  ids: readonly string[],
  firstWrong: number,
  missing: number,
  wrongIndents: readonly string[],
  isDistractor: (id: string) => boolean,
): [Message, tag: string] {
  const culprit = ids[firstWrong]
  if (culprit !== undefined && isDistractor(culprit)) return [{ text: `say-${culprit}` }, culprit]
  if (culprit !== undefined) return [say('first-wrong-block', { position: firstWrong + 1 }), 'order']
  if (missing > 0) return [say('blocks-missing'), 'blocks-missing']
  return [say('wrong-indent', { position: ids.indexOf(wrongIndents[0]!) + 1 }), 'indent']
}

/** Indentation counts from the first line, so that a block moved as a whole stays right. */
function findWrongIndents(placed: OrderRaw, lines: readonly Line[]): string[] {
  const want = new Map(lines.map((line) => [line.id, line.indent]))
  const [first] = placed
  const shift = first === undefined ? 0 : first.indent - (want.get(first.id) ?? first.indent)
  return placed
    .filter(({ id, indent }) => want.has(id) && indent - shift !== want.get(id))
    .map((block) => block.id)
}

/** Blocks are judged down to the first wrong one; what follows depends on it. */
function partsUpTo(ids: readonly string[], firstWrong: number, wrongIndents: readonly string[]): Outcome[] {
  return ids.map((id, i) => {
    if (firstWrong !== -1 && i > firstWrong) return ungraded(say('block-open'))
    if (i === firstWrong) return incorrect(say('incorrect'), { tag: 'order' })
    return wrongIndents.includes(id)
      ? incorrect(say('wrong-indent', { position: i + 1 }), { tag: 'indent' })
      : correct(say('correct'))
  })
}

/** Lines in order among themselves, half for a wrong indentation, less one for each distractor, of all that belong. */
function credit(
  own: readonly string[],
  wrongIndents: readonly string[],
  distractors: number,
  lines: readonly Line[],
): number {
  const kept = longestInOrder(own, ancestors(lines))
  const points = kept.reduce((sum, id) => sum + (wrongIndents.includes(id) ? 0.5 : 1), 0)
  const total = lines.filter((line) => line.isOptional !== true || own.includes(line.id)).length
  return Math.max(0, (points - distractors) / total)
}
