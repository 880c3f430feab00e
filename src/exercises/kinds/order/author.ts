import {
  define,
  type Claim,
  type Common,
  type Exercise,
  type NoParams,
  type Parts,
  type Problem,
} from '../../define.ts'
import { markdown, type Text } from '../../md.ts'
import type { Sampled } from '../../params.ts'
import { shuffled } from '../options.ts'
import type { OrderData, OrderRaw } from './check.ts'
import { ancestors, firstOutOfOrder, type Line } from './partial-order.ts'

/** One block. Lines stand in a right order; a distractor may stand anywhere. */
export interface Block<P> {
  id: string
  /** A line or several lines of code, without indentation … */
  code?: string | ((params: P) => string)
  /** … or Markdown, for the steps of an argument. */
  text?: Text<P>
  /** Levels of indentation. Default 0. */
  indent?: number
  /** Ids that must come before. If any block has this, blocks without it may come anywhere. */
  after?: readonly string[]
  /** May be left out; where it is used it must be in order. */
  optional?: boolean
  /** Does not belong in the answer; `say` tells why. */
  distractor?: boolean
  say?: Text<P>
}

/** Blocks to be put in order (a Parsons problem). */
export interface OrderOwn<P> {
  blocks: readonly Block<P>[] | ((params: P) => readonly Block<P>[])
  /** Whether the reader sets the indentation. Default false: it is shown. */
  indent?: boolean
}

/** An exercise answered by putting blocks in order. */
export function order<P = NoParams, D = NoParams>(spec: Common<P, D> & OrderOwn<Sampled<P & D>>): Exercise {
  return define('order', spec, (params, seed) => orderParts(spec, params, seed))
}

export function orderParts<P>(spec: OrderOwn<P>, params: P, seed: string): Parts<OrderData> {
  const authored = typeof spec.blocks === 'function' ? spec.blocks(params) : spec.blocks
  const texts: Record<string, string> = {}
  const shown = authored.map(({ id, code, text, say }) => {
    if (text !== undefined) texts[`block-${id}`] = markdown(text, params)
    if (say !== undefined) texts[`say-${id}`] = markdown(say, params)
    const plain = typeof code === 'function' ? code(params) : code
    return plain === undefined ? { id } : { id, code: plain }
  })
  const lines = toLines(authored)
  const face = (id: string): string =>
    shown.find((block) => block.id === id)?.code ?? texts[`block-${id}`] ?? id
  const data: OrderData = {
    blocks: shuffleAway(shown, lines, seed),
    lines,
    distractors: authored.filter((block) => block.distractor === true).map((block) => block.id),
    twins: twins(lines, face),
    hasIndent: spec.indent === true,
  }
  return { data, texts, claims: () => claims(data), problems: () => problems(authored, data, texts) }
}

/** Without any `after` each line follows the one above it. */
function toLines<P>(authored: readonly Block<P>[]): Line[] {
  const own = authored.filter((block) => block.distractor !== true)
  const isChain = own.every((block) => block.after === undefined)
  return own.map(({ id, after, indent, optional }, i) => ({
    id,
    after: isChain ? own.slice(Math.max(0, i - 1), i).map((block) => block.id) : [...(after ?? [])],
    indent: indent ?? 0,
    ...(optional === true ? { isOptional: true } : {}),
  }))
}

function twins(lines: readonly Line[], face: (id: string) => string): string[][] {
  const groups = new Map<string, string[]>()
  for (const { id } of lines) groups.set(face(id), [...(groups.get(face(id)) ?? []), id])
  return [...groups.values()].filter((group) => group.length > 1)
}

/** Shuffled; if chance hands out a right order, the first two blocks change places. */
function shuffleAway<B extends { id: string }>(
  blocks: readonly B[],
  lines: readonly Line[],
  seed: string,
): B[] {
  const mixed = shuffled(blocks, seed)
  const own = mixed.map((block) => block.id).filter((id) => lines.some((line) => line.id === id))
  if (firstOutOfOrder(own, lines) === -1) mixed.push(mixed.shift()!)
  return mixed
}

function claims(data: OrderData): Claim[] {
  const place = (ids: readonly string[]): OrderRaw =>
    ids.map((id) => ({ id, indent: data.lines.find((line) => line.id === id)?.indent ?? 0 }))
  const all = data.lines.map((line) => line.id)
  const needed = data.lines.filter((line) => line.isOptional !== true).map((line) => line.id)
  const list: Claim[] = [
    { raw: place(all), status: ['correct'], what: 'the written order' },
    { raw: place(needed), status: ['correct'], what: 'the written order without optional lines' },
  ]
  if (needed.length > 1) {
    list.push({
      raw: place(needed.slice(0, -1)),
      status: ['partial'],
      tag: 'blocks-missing',
      what: 'the last line missing',
    })
  }
  for (const id of data.distractors) {
    list.push({
      raw: place([...all, id]),
      status: ['partial', 'incorrect'],
      tag: id,
      what: `the distractor ${id} at the end`,
    })
  }
  if (data.hasIndent && all.length > 1) {
    const raw = place(all).map((block, i) => (i === 1 ? { ...block, indent: block.indent + 1 } : block))
    list.push({ raw, status: ['partial'], tag: 'indent', what: 'the second line indented too far' })
  }
  const bad = [
    '',
    null,
    [],
    [{ id: 'no-such-block', indent: 0 }],
    [{ id: all[0], indent: 'x' }],
    [...place(all), ...place(all)],
  ]
  return [
    ...list,
    ...bad.map((raw): Claim => ({ raw, status: ['ungraded'], what: `garbage ${JSON.stringify(raw)}` })),
  ]
}

function problems<P>(
  authored: readonly Block<P>[],
  data: OrderData,
  texts: Record<string, string>,
): Problem[] {
  const found: Problem[] = []
  const add = (rule: string, what: string, fix: string) => found.push({ rule, found: what, fix })
  const ids = authored.map((block) => block.id)
  const lines = data.lines.map((line) => line.id)
  if (new Set(ids).size < ids.length) add('block-id', `block ids ${ids.join(', ')}`, 'give each its own id')
  if (data.lines.length < 2) add('blocks', `${data.lines.length} line to order`, 'give at least two')
  for (const { id, after, code, text, distractor } of authored) {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) add('block-id', `the block id "${id}"`, 'use kebab-case')
    if ((code === undefined) === (text === undefined))
      add('block', `the block ${id}`, 'give it either code or text')
    const unknown = after?.find((need) => !lines.includes(need))
    if (unknown !== undefined)
      add('block-after', `${id} comes after "${unknown}"`, `known: ${lines.join(', ')}`)
    if (distractor === true && texts[`say-${id}`] === undefined)
      add('distractor', `${id} has no say`, 'tell why it does not belong')
  }
  const before = ancestors(data.lines)
  const circular = lines.find((id) => before.get(id)!.has(id))
  if (circular !== undefined) add('block-after', `${circular} comes after itself`, 'break the circle')
  else if (firstOutOfOrder(lines, data.lines) !== -1)
    add('block-order', 'the written order breaks its own `after`', 'write the blocks in a right order')
  return found
}
