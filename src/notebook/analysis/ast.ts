import type { Node as AcornNode } from 'acorn'

/** A syntax node whose fields are looked at by name; the walks here are generic over ESTree. */
export type Node = AcornNode & Record<string, unknown>

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'

export const nodeAt = (node: Node, key: string): Node | null => (isNode(node[key]) ? node[key] : null)

export const nodesAt = (node: Node, key: string): Node[] =>
  Array.isArray(node[key]) ? node[key].filter(isNode) : []

/** Every direct child, in the order of the source. */
export function childrenOf(node: Node): Node[] {
  return Object.values(node)
    .flatMap((value) => (isNode(value) ? [value] : Array.isArray(value) ? value.filter(isNode) : []))
    .toSorted((a, b) => a.start - b.start)
}

export const isFunction = (node: Node): boolean =>
  node.type === 'FunctionDeclaration' ||
  node.type === 'FunctionExpression' ||
  node.type === 'ArrowFunctionExpression'

export const nameOf = (identifier: Node): string => identifier['name'] as string

/** The identifiers that a pattern binds: `{ a, b: [c = 1, ...d] }` binds a, c, d. */
export function boundNames(pattern: Node | null): Node[] {
  switch (pattern?.type) {
    case 'Identifier':
      return [pattern]
    case 'ObjectPattern':
      return nodesAt(pattern, 'properties').flatMap((property) =>
        boundNames(property.type === 'RestElement' ? property : nodeAt(property, 'value')),
      )
    case 'ArrayPattern':
      return nodesAt(pattern, 'elements').flatMap(boundNames)
    case 'AssignmentPattern':
      return boundNames(nodeAt(pattern, 'left'))
    case 'RestElement':
      return boundNames(nodeAt(pattern, 'argument'))
    default:
      return []
  }
}
