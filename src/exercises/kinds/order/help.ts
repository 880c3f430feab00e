import type { OrderData, OrderRaw } from './check.ts'

/** Help for a reader who is stuck: first fewer blocks, then the indentation, then larger blocks. Never the solution. */
export interface OrderHelp {
  /** Distractors taken away. */
  removed: string[]
  isIndentGiven: boolean
  /** Lines moved as one block, in order; lines not named here move alone. */
  merged: string[][]
}

/** Distinct full tries before each step of help is offered. */
const triesPerStep = 3
/** Merging stops here: fewer blocks would be no exercise. */
const fewestBlocks = 3

const required = (data: OrderData) => data.lines.filter((line) => line.isOptional !== true)

/** Steps of help this exercise has. */
export function helpSteps(data: OrderData): number {
  const merges = Math.max(0, required(data).length - fewestBlocks)
  return Number(data.distractors.length > 0) + Number(data.hasIndent) + merges
}

/** Steps of help that the graded answers so far have earned: one for every three distinct full ones. */
export function helpEarned(tries: readonly OrderRaw[], data: OrderData): number {
  const full = tries.filter((placed) => placed.length >= required(data).length)
  const distinct = new Set(full.map((placed) => placed.map(({ id, indent }) => `${id}:${indent}`).join(' ')))
  return Math.min(helpSteps(data), Math.floor(distinct.size / triesPerStep))
}

/** What the first `steps` steps of help change. */
export function helpAt(data: OrderData, steps: number): OrderHelp {
  let left = steps
  const take = (isThere: boolean): boolean => isThere && left-- > 0
  const removed = take(data.distractors.length > 0) ? [...data.distractors] : []
  const isIndentGiven = take(data.hasIndent)
  // The two neighbours that make the smallest block, so that no block does the work of all.
  const groups = required(data).map((line) => [line.id])
  while (left-- > 0 && groups.length > fewestBlocks) {
    const sizes = groups.slice(1).map((group, i) => group.length + groups[i]!.length)
    const at = sizes.indexOf(Math.min(...sizes))
    groups.splice(at, 2, [...groups[at]!, ...groups[at + 1]!])
  }
  return { removed, isIndentGiven, merged: groups.filter((group) => group.length > 1) }
}

/** The blocks on offer under that help: each a list of ids that move together, at the place of its first shown block. */
export function helpedBlocks(data: OrderData, help: OrderHelp): string[][] {
  const blocks: string[][] = []
  for (const { id } of data.blocks) {
    const group = help.merged.find((ids) => ids.includes(id)) ?? [id]
    if (!help.removed.includes(id) && !blocks.includes(group)) blocks.push(group)
  }
  return blocks
}

/** The answer of a reader who moves helped blocks: every line by itself, with its given indentation where it is given. */
export function expandBlocks(
  groups: readonly { ids: readonly string[]; indent: number }[],
  data: OrderData,
  help: OrderHelp,
): OrderRaw {
  const given = new Map(data.lines.map((line) => [line.id, line.indent]))
  return groups.flatMap(({ ids, indent }) => {
    const base = given.get(ids[0]!) ?? 0
    return ids.map((id) => ({
      id,
      indent: help.isIndentGiven ? (given.get(id) ?? 0) : indent + (given.get(id) ?? 0) - base,
    }))
  })
}
