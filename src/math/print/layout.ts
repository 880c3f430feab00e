import type { Node } from '../grammar/ast.ts'

/** How tightly the printed form holds together; an operand that holds less than its place asks for is bracketed. */
export const HOLD = {
  sum: 10,
  open: 12,
  hadamard: 15,
  product: 20,
  fraction: 29,
  power: 30,
  atom: 40,
} as const

const HOLDS: Partial<Record<Node['kind'], number>> = {
  add: HOLD.sum,
  sub: HOLD.sum,
  neg: HOLD.sum,
  sum: HOLD.open,
  prod: HOLD.open,
  hadamard: HOLD.hadamard,
  mul: HOLD.product,
  dot: HOLD.product,
  div: HOLD.product,
  derivative: HOLD.fraction,
  pow: HOLD.power,
}

/** `dE/dw`; otherwise `d/dw` stands in front of what is differentiated. */
export const isQuotient = (node: Node): boolean => {
  const [of] = node.args
  return of!.kind === 'symbol' || (of!.kind === 'index' && of!.args[0]!.kind === 'symbol')
}

/** Sums and operators take in everything that follows, so they need a bracket unless nothing does. */
export const isOpen = (node: Node): boolean =>
  node.kind === 'sum' || node.kind === 'prod' || (node.kind === 'derivative' && !isQuotient(node))

export const holdOf = (node: Node): number =>
  isOpen(node)
    ? HOLD.open
    : node.kind === 'number' && node.value < 0
      ? HOLD.sum
      : (HOLDS[node.kind] ?? HOLD.atom)

/** Whether a node must be bracketed in a place that asks for `least`; `isLast`: nothing follows it there. */
export const needsBracket = (node: Node, least: number, isLast: boolean): boolean =>
  holdOf(node) < least && !(isOpen(node) && isLast && least <= HOLD.product + 1)
