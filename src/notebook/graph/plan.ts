import type { Graph } from './graph.ts'
import { isFatal } from './issues.ts'

/** What is known of the cells' values when a run is planned. */
export interface Situation {
  /** Cells whose values are in the worker and up to date. */
  live: ReadonlySet<string>
  /** Cells whose code came from somewhere else and that the reader has not run yet: nothing runs them but the reader. */
  held: ReadonlySet<string>
}

export interface Plan {
  /** In the order to run. */
  run: readonly string[]
  /** Cells that would be due but cannot run: by id, what stands in the way. */
  blocked: ReadonlyMap<string, Blocker>
}

export interface Blocker {
  /** The cell that is wrong or held; the cell itself when its own code is wrong. */
  by: string
  reason: 'issue' | 'held'
}

/** What running a cell runs: first whatever it needs and is not live, then itself, then all that depends on it. */
export function planRun(graph: Graph, target: string, { live, held }: Situation): Plan {
  const unheld = new Set([...held].filter((id) => id !== target))
  const due = new Set([target, ...reach(graph.feeds, [target], (id) => !unheld.has(id))])
  for (const id of reach(graph.needs, [...due], (source) => !live.has(source))) due.add(id)
  return plan(graph, due, unheld)
}

/** Every cell, in order, but not what came from somewhere else and what needs it. */
export const planAll = (graph: Graph, { held }: Situation): Plan => plan(graph, new Set(graph.order), held)

/** The cells that are out of date once `id` has changed: itself and all that depends on it. */
export const staleAfter = (graph: Graph, id: string): string[] => [
  id,
  ...reach(graph.feeds, [id], () => true),
]

function plan(graph: Graph, due: ReadonlySet<string>, held: ReadonlySet<string>): Plan {
  const blocked = new Map<string, Blocker>()
  for (const id of graph.order) {
    if (!due.has(id)) continue
    if (graph.issues.get(id)!.some(isFatal)) blocked.set(id, { by: id, reason: 'issue' })
    else if (held.has(id)) blocked.set(id, { by: id, reason: 'held' })
    else {
      const source = [...graph.needs.get(id)!].find((need) => blocked.has(need))
      if (source !== undefined) blocked.set(id, blocked.get(source)!)
    }
  }
  return { run: graph.order.filter((id) => due.has(id) && !blocked.has(id)), blocked }
}

/** Everything reachable from `from` along `edges` through cells that `passes` lets through, `from` itself left out. */
function reach(
  edges: ReadonlyMap<string, ReadonlySet<string>>,
  from: readonly string[],
  passes: (id: string) => boolean,
): string[] {
  const seen = new Set(from)
  const found: string[] = []
  const queue = [...from]
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    for (const next of edges.get(id) ?? []) {
      if (seen.has(next) || !passes(next)) continue
      seen.add(next)
      found.push(next)
      queue.push(next)
    }
  }
  return found
}
