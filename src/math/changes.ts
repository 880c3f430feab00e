import { factors, sameNode, type Node } from './grammar/ast.ts'

const PRODUCTS: readonly Node['kind'][] = ['mul', 'dot', 'hadamard']
const SUMS: readonly Node['kind'][] = ['add', 'sub']

const terms = (node: Node): readonly Node[] => (SUMS.includes(node.kind) ? node.args.flatMap(terms) : [node])

/** What an expression is made of at its outermost level: factors, terms, or operands. */
const parts = (node: Node): readonly Node[] =>
  PRODUCTS.includes(node.kind) ? factors(node) : SUMS.includes(node.kind) ? terms(node) : node.args

const family = (node: Node): string =>
  PRODUCTS.includes(node.kind) ? 'product' : SUMS.includes(node.kind) ? 'sum' : node.kind

/** The items of `list` without those of `others`, each used once. */
const without = (list: readonly Node[], others: readonly Node[]): readonly Node[] => {
  const left = [...others]
  return list.filter((item) => {
    const at = left.findIndex((other) => sameNode(item, other))
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

/**
 * The parts of `after` that are not in `before`, compared factor by factor and term by term: what a reader should look
 * at in the next line. Empty if nothing is new.
 */
export const changes = (before: Node, after: Node): readonly Node[] => {
  if (sameNode(before, after)) return []
  // A lone factor that became a product is compared as a product of one.
  const isLone = family(after) === 'product' || family(before) === 'product'
  if (family(before) !== family(after) && !isLone) return [after]
  if (after.args.length === 0) return [after]
  const [old, next] = isLone ? [factors(before), factors(after)] : [parts(before), parts(after)]
  const [gone, come] = [without(old, next), without(next, old)]
  if (come.length === next.length && gone.length !== come.length) return [after]
  if (gone.length === 1 && come.length === 1 && family(gone[0]!) === family(come[0]!) && come[0] !== after)
    return changes(gone[0]!, come[0]!)
  return come
}
