/** A node of a JavaScript tree, as far as rules look at it. */
export interface JsNode {
  type: string
  start: number
  end: number
  [key: string]: unknown
}

const isNode = (value: unknown): value is JsNode =>
  typeof value === 'object' && value !== null && typeof (value as JsNode).type === 'string'

const childrenOf = (node: JsNode): JsNode[] =>
  Object.values(node).flatMap((value) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  )

/** The node and everything below it. */
export function jsNodes(root: JsNode): JsNode[] {
  return [root, ...childrenOf(root).flatMap(jsNodes)]
}
