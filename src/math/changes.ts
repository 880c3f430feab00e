import type { Node } from './grammar/ast.ts'
import { walk } from './grammar/ast.ts'
import { toText } from './print/toText.ts'

/** The parts of `after` that `before` does not have, as large as possible without what they share. */
export const changes = (before: Node, after: Node): ReadonlySet<Node> => {
  const known = new Set([...walk(before)].map(toText))
  const changed = new Set<Node>()
  const visit = (node: Node): void => {
    if (known.has(toText(node))) return
    if (
      node.args.length > 0 &&
      node.args.some((arg) => [...walk(arg)].some((part) => known.has(toText(part))))
    )
      node.args.forEach(visit)
    else changed.add(node)
  }
  visit(after)
  return changed
}
