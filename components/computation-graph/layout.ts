import type { Graph } from './read.ts'

/** A place in the drawing: the column's middle as a share of the width, and the row from the top. */
export interface Place {
  readonly x: number
  readonly row: number
}
export interface Layout {
  readonly rows: number
  /** The most that stand in one row. */
  readonly columns: number
  readonly places: readonly Place[]
  /** Where each edge runs, from node to node, with a bend in every row that it passes. */
  readonly routes: ReadonlyMap<string, readonly Place[]>
}

export const edgeKey = (from: number, to: number, arg: number): string => `${from}-${to}-${arg}`

/** A node, or a bend of an edge that passes a row. */
interface Item {
  readonly key: string
  readonly row: number
  readonly above: Item[]
  readonly below: Item[]
}

const SWEEPS = 6

/** Inputs on top, the result at the bottom; each node one row above the first that uses it. */
export function layoutOf({ nodes }: Graph): Layout {
  const height = nodes.map(() => 0)
  for (let to = nodes.length - 1; to >= 0; to--)
    for (const arg of nodes[to]!.args)
      if ('node' in arg) height[arg.node] = Math.max(height[arg.node]!, height[to]! + 1)
  const rows = Math.max(...height) + 1

  const grid: Item[][] = Array.from({ length: rows }, () => [])
  const put = (key: string, row: number): Item => {
    const item: Item = { key, row, above: [], below: [] }
    grid[row]!.push(item)
    return item
  }
  const join = (above: Item, below: Item): void => {
    above.below.push(below)
    below.above.push(above)
  }
  const items = nodes.map((_, i) => put(`n${i}`, rows - 1 - height[i]!))
  const routes = new Map<string, Item[]>()
  nodes.forEach(({ args }, to) =>
    args.forEach((arg, at) => {
      if (!('node' in arg)) return
      const key = edgeKey(arg.node, to, at)
      const chain = [items[arg.node]!]
      for (let row = chain[0]!.row + 1; row < items[to]!.row; row++) chain.push(put(`${key} ${row}`, row))
      chain.push(items[to]!)
      chain.slice(1).forEach((item, i) => join(chain[i]!, item))
      routes.set(key, chain)
    }),
  )
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const isUp = sweep % 2 === 0
    const order = isUp ? grid.toReversed() : grid
    for (const row of order) sortBy(row, grid, isUp ? 'below' : 'above')
  }
  const place = (item: Item): Place => {
    const row = grid[item.row]!
    return { x: (row.indexOf(item) + 0.5) / row.length, row: item.row }
  }
  return {
    rows,
    columns: Math.max(...grid.map((row) => row.length)),
    places: items.map(place),
    routes: new Map([...routes].map(([key, chain]) => [key, chain.map(place)])),
  }
}

/** Orders a row by the mean place of its neighbors on one side; what has none keeps its place. */
function sortBy(row: Item[], grid: readonly Item[][], side: 'above' | 'below'): void {
  const wish = new Map(
    row.map((item, i) => {
      const near = item[side]
      const own = (i + 0.5) / row.length
      const mean = near.reduce((sum, other) => {
        const line = grid[other.row]!
        return sum + (line.indexOf(other) + 0.5) / line.length
      }, 0)
      return [item, near.length === 0 ? own : mean / near.length]
    }),
  )
  row.sort((a, b) => wish.get(a)! - wish.get(b)!)
}
