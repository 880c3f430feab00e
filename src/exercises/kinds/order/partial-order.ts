/** What must come before what, for blocks that may have several right orders. A single right order is a chain. */
export interface Line {
  id: string
  /** Ids of the blocks that must come directly before, somewhere. */
  after: string[]
  /** Levels of indentation, from 0. */
  indent: number
  isOptional?: boolean
}

/** All that must come before each line, directly or through others. Cycles end where they close. */
export function ancestors(lines: readonly Line[]): Map<string, Set<string>> {
  const direct = new Map(lines.map((line) => [line.id, line.after]))
  const found = new Map<string, Set<string>>()
  for (const { id } of lines) {
    const all = new Set<string>()
    const open = [...(direct.get(id) ?? [])]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (all.has(next)) continue
      all.add(next)
      open.push(...(direct.get(next) ?? []))
    }
    found.set(id, all)
  }
  return found
}

/**
 * The largest number of placed lines that are in order among themselves. For one right order it is the longest common
 * subsequence with it. Found by branching on the line with most conflicts; answers have a dozen lines.
 */
export function longestInOrder(
  placed: readonly string[],
  before: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  const conflicts = placed.map((earlier, i) =>
    placed.map(
      (later, j) => (i < j ? before.get(earlier)?.has(later) : before.get(later)?.has(earlier)) === true,
    ),
  )
  const solve = (left: number[]): number[] => {
    let worst = -1
    let most = 0
    for (const i of left) {
      const degree = left.filter((j) => conflicts[i]![j]).length
      if (degree > most) [worst, most] = [i, degree]
    }
    if (worst === -1) return left
    const without = solve(left.filter((i) => i !== worst))
    const rest = left.filter((i) => !conflicts[worst]![i])
    if (rest.length <= without.length) return without
    const kept = solve(rest)
    return kept.length > without.length ? kept : without
  }
  return solve(placed.map((_, i) => i))
    .toSorted((a, b) => a - b)
    .map((i) => placed[i]!)
}

/** Index of the first line with something missing before it, or that comes before an optional line it needs; −1 if none. */
export function firstOutOfOrder(placed: readonly string[], lines: readonly Line[]): number {
  const before = ancestors(lines)
  const optional = new Set(lines.filter((line) => line.isOptional === true).map((line) => line.id))
  return placed.findIndex((id, position) => {
    const done = new Set(placed.slice(0, position))
    return [...(before.get(id) ?? [])].some(
      (need) => !done.has(need) && (!optional.has(need) || placed.includes(need)),
    )
  })
}
