import type { Node } from './grammar/ast.ts'
import { walk } from './grammar/ast.ts'
import { toText } from './print/toText.ts'

/**
 * The parts of `after` that `before` does not have, as large as possible: a new combination of known parts counts as
 * new, and a node all of whose parts are new is new as a whole.
 */
export const changes = (before: Node, after: Node): ReadonlySet<Node> => {
  const known = new Set([...walk(before)].map(toText))
  const isKnown = (node: Node): boolean => known.has(toText(node))
  const changed = new Set<Node>()
  /** Whether all of the node is new; if so, the caller may take it as part of something larger. */
  const visit = (node: Node): boolean => {
    if (isKnown(node)) return false
    const isNew = node.args.every(isKnown) || node.args.map(visit).every(Boolean)
    if (!isNew) return false
    for (const arg of node.args) changed.delete(arg)
    changed.add(node)
    return true
  }
  visit(after)
  return changed
}
