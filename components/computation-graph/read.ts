import { declare, parse, type Message, type Node } from '../../src/math/index.ts'
import { apply, isBinary, isUnary, type Arg, type GraphNode, type Op } from './ops.ts'

/** A computation: every node stands after what it is computed from, and the last one is the result. */
export interface Graph {
  readonly nodes: readonly GraphNode[]
}

/** Why there is no graph: a message of the grammar, or one of this figure. */
export type Refusal =
  | { readonly kind: 'unread'; readonly message: Message; readonly at: readonly [number, number] }
  | { readonly kind: 'unknown'; readonly what: string }
  | { readonly kind: 'noVariable' | 'noOperation' | 'undefined' }
  | { readonly kind: 'tooLarge'; readonly nodes: number; readonly most: number }
  | { readonly kind: 'tooManyVariables'; readonly variables: number; readonly most: number }

export type Built =
  { readonly ok: true; readonly graph: Graph } | { readonly ok: false; readonly why: Refusal }

/** More would not fit a page, and would teach nothing more. */
export const MOST_NODES = 18
export const MOST_VARIABLES = 5

/** Letters that a reader may use; `e` is the number, `f` the result, `u` names what is computed on the way. */
const LETTERS = [...'abcdghkmnpqrstvwxyz']
const DECLARED = declare(
  Object.fromEntries(
    LETTERS.flatMap((letter) => [letter, ...[1, 2, 3].map((i) => `${letter}_${i}`)]).map((name) => [
      name,
      'real' as const,
    ]),
  ),
)

/** Thrown inside this file only. */
class Refused extends Error {
  readonly why: Refusal
  constructor(why: Refusal) {
    super(why.kind)
    this.why = why
  }
}
const refuse = (why: Refusal): never => {
  throw new Refused(why)
}

const CALLS: Readonly<Record<string, Op>> = { dot: 'mul', hadamard: 'mul' }

/** The operation that a part of the expression stands for. */
function opOf(node: Node): Op {
  if (node.kind === 'call' && node.primes > 0) return refuse({ kind: 'unknown', what: `${node.name}′` })
  const name = node.kind === 'call' ? node.name : (CALLS[node.kind] ?? node.kind)
  const known = isUnary(name) || isBinary(name) ? name : undefined
  if (known && node.args.length === (isUnary(known) ? 1 : 2)) return known
  return refuse({ kind: 'unknown', what: name })
}

class Builder {
  readonly nodes: GraphNode[] = []
  /** Equal parts are computed once: this is where the graph of an expression is more than its tree. */
  readonly #places = new Map<string, number>()
  #count = 0

  #place(node: Omit<GraphNode, 'name'>, name?: string): Arg {
    const key = JSON.stringify([node.op, node.args, name ?? ''])
    let at = this.#places.get(key)
    if (at === undefined) {
      at = this.nodes.length
      this.nodes.push({ ...node, name: name ?? `u_${++this.#count}` })
      this.#places.set(key, at)
    }
    return { node: at }
  }

  add(node: Node): Arg {
    if (node.kind === 'number') return { constant: node.value }
    if (node.kind === 'constant') return { constant: node.name === 'pi' ? Math.PI : Math.E }
    if (node.kind === 'symbol') return this.#place({ op: null, args: [] }, node.name)
    const [base, exponent] = node.args
    if (node.kind === 'pow' && base!.kind === 'constant' && base!.name === 'e')
      return this.#operation('exp', [this.add(exponent!)])
    const op = opOf(node)
    return this.#operation(
      op,
      node.args.map((arg) => this.add(arg)),
    )
  }

  #operation(op: Op, args: readonly Arg[]): Arg {
    const numbers = args.flatMap((arg) => ('constant' in arg ? [arg.constant] : []))
    if (numbers.length < args.length) return this.#place({ op, args })
    const constant = apply(op, numbers).item()
    return Number.isFinite(constant) ? { constant } : refuse({ kind: 'undefined' })
  }
}

/** The graph of an expression as typed, or why there is none. Never throws. */
export function graphOf(source: string): Built {
  const read = parse(source, DECLARED)
  if (!read.ok) return { ok: false, why: { kind: 'unread', message: read.message, at: read.position } }
  try {
    const builder = new Builder()
    const result = builder.add(read.expr)
    if ('constant' in result) return refuse({ kind: 'noVariable' })
    const { nodes } = builder
    if (nodes[result.node]!.op === null) return refuse({ kind: 'noOperation' })
    if (nodes.length > MOST_NODES) refuse({ kind: 'tooLarge', nodes: nodes.length, most: MOST_NODES })
    const variables = nodes.filter(({ op }) => op === null).length
    if (variables > MOST_VARIABLES) refuse({ kind: 'tooManyVariables', variables, most: MOST_VARIABLES })
    // The result was made last, so that it stands last; it is called f. A single value on the way needs no number.
    const steps = nodes.filter(({ op }) => op !== null).length
    const named = nodes.map((node, i) => {
      if (i === result.node) return { ...node, name: 'f' }
      return node.op !== null && steps === 2 ? { ...node, name: 'u' } : node
    })
    return { ok: true, graph: { nodes: named } }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { ok: false, why: error.why }
  }
}

export const variablesOf = ({ nodes }: Graph): string[] =>
  nodes.flatMap(({ op, name }) => (op === null ? [name] : []))
