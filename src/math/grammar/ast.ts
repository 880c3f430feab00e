/** `[start, end)` in the text as typed, in UTF-16 units. Absent on nodes that no one typed. */
export type Span = readonly [start: number, end: number]

interface Base {
  /** Operands in reading order; leaves have none. */
  readonly args: readonly Node[]
  readonly at?: Span
}

export type BinaryKind = 'add' | 'sub' | 'mul' | 'dot' | 'hadamard' | 'div' | 'pow'
export type UnaryKind = 'neg' | 'transpose' | 'abs'

/**
 * One expression. `mul` is the product of scalars and of matrices, `dot` the same written with a raised dot (two
 * vectors: their inner product), `hadamard` entry by entry. `index` is `args[0]` with subscripts `args[1..]`, counted
 * from 1. `sum` and `prod` are `args[0]` over `name`, from `args[1]` to `args[2]` if those are there. `derivative` is
 * `args[0]` with respect to `args[1]`. `compare` is 1 where it holds and 0 elsewhere (Iverson's bracket).
 */
export type Node =
  | (Base & { readonly kind: 'number'; readonly value: number })
  | (Base & { readonly kind: 'symbol' | 'constant'; readonly name: string })
  | (Base & { readonly kind: BinaryKind | UnaryKind | 'index' })
  | (Base & { readonly kind: 'norm'; readonly p: 1 | 2 })
  | (Base & { readonly kind: 'call'; readonly name: string; readonly primes: number })
  | (Base & { readonly kind: 'sum' | 'prod'; readonly name: string })
  | (Base & { readonly kind: 'derivative'; readonly isPartial: boolean })
  | (Base & { readonly kind: 'compare'; readonly name: Comparison })

export type Comparison = '<' | '>' | '<=' | '>='
export type Kind = Node['kind']

const placed = <T extends object>(node: T, at: Span | undefined): T => (at ? { ...node, at } : node)

export const num = (value: number, at?: Span): Node => placed({ kind: 'number', value, args: [] }, at)
export const symbol = (name: string, at?: Span): Node => placed({ kind: 'symbol', name, args: [] }, at)
export const unary = (kind: UnaryKind, operand: Node, at?: Span): Node =>
  placed({ kind, args: [operand] }, at)
export const binary = (kind: BinaryKind, left: Node, right: Node, at?: Span): Node =>
  placed({ kind, args: [left, right] }, at)
export const call = (name: string, args: readonly Node[], primes = 0, at?: Span): Node =>
  placed({ kind: 'call', name, args, primes }, at)
export const index = (of: Node, subscripts: readonly Node[], at?: Span): Node =>
  placed({ kind: 'index', args: [of, ...subscripts] }, at)

/** The same node over other operands. */
export const withArgs = (node: Node, args: readonly Node[]): Node => ({ ...node, args })

/** Everything of a node but its operands and its place. */
const label = (node: Node): string => {
  switch (node.kind) {
    case 'number':
      return `number ${node.value}`
    case 'norm':
      return `norm ${node.p}`
    case 'call':
      return `call ${node.name} ${node.primes}`
    case 'derivative':
      return `derivative ${node.isPartial}`
    default:
      return 'name' in node ? `${node.kind} ${node.name}` : node.kind
  }
}

/** Whether two expressions are written alike, wherever they stand. */
export const sameNode = (a: Node, b: Node): boolean =>
  a === b ||
  (label(a) === label(b) &&
    a.args.length === b.args.length &&
    a.args.every((arg, i) => sameNode(arg, b.args[i]!)))

/** Every node, the outermost first. */
export function* walk(node: Node): Generator<Node> {
  yield node
  for (const arg of node.args) yield* walk(arg)
}

/** Rebuilds the expression with `part` (this very object) replaced. */
export const replace = (node: Node, part: Node, by: Node): Node => {
  if (node === part) return by
  const args = node.args.map((arg) => replace(arg, part, by))
  return args.every((arg, i) => arg === node.args[i]) ? node : withArgs(node, args)
}

/** The factors of a product, read from left to right; divisors, signs and powers are not taken apart. */
export const factors = (node: Node): readonly Node[] =>
  node.kind === 'mul' || node.kind === 'dot' || node.kind === 'hadamard' ? node.args.flatMap(factors) : [node]
