import { grad, tensor, type Tensor } from 'chainrule'
import { apply } from './ops.ts'
import type { Graph } from './read.ts'

/** One use of a node by another: where a gradient comes back. */
export interface Edge {
  readonly from: number
  readonly to: number
  /** Which operand of `to` it is. */
  readonly arg: number
  /** ∂to/∂from in this operation alone, all other operands held. */
  readonly slope: number
}

export interface Evaluated {
  /** The black numbers, by node. */
  readonly values: readonly number[]
  /** The red numbers: ∂f/∂node, by the engine's backward pass. */
  readonly gradients: readonly number[]
  readonly edges: readonly Edge[]
}

export type Values = Readonly<Record<string, number>>

const constants = (values: Values, name: string): number => values[name] ?? 0

/** The values alone, forward. */
export function forward({ nodes }: Graph, values: Values): number[] {
  const out: number[] = []
  for (const { op, name, args } of nodes)
    out.push(
      op === null
        ? constants(values, name)
        : apply(
            op,
            args.map((arg) => ('constant' in arg ? arg.constant : out[arg.node]!)),
          ).item(),
    )
  return out
}

/** The slope of one operation by each of its operands that is a node, by the engine. */
function slopesOf({ nodes }: Graph, values: readonly number[], to: number): Edge[] {
  const { op, args } = nodes[to]!
  if (op === null) return []
  const leaves = args.map((arg) =>
    'constant' in arg ? tensor(arg.constant) : tensor(values[arg.node]!, { requiresGrad: true }),
  )
  const inputs = leaves.filter(({ requiresGrad }) => requiresGrad)
  const slopes = grad(apply(op, leaves), inputs)
  return args.flatMap((arg, at) => {
    if ('constant' in arg) return []
    return [{ from: arg.node, to, arg: at, slope: slopes[inputs.indexOf(leaves[at]!)]!.item() }]
  })
}

/** Forward through the graph and backward again: all values, all local slopes, all gradients. */
export function evaluate(graph: Graph, given: Values): Evaluated {
  const { nodes } = graph
  const tensors: Tensor[] = []
  for (const { op, name, args } of nodes) {
    const made =
      op === null
        ? tensor(constants(given, name), { requiresGrad: true })
        : apply(
            op,
            args.map((arg) => ('constant' in arg ? tensor(arg.constant) : tensors[arg.node]!)),
          )
    made.retainGrad()
    tensors.push(made)
  }
  tensors.at(-1)!.backward()
  const values = tensors.map((value) => value.item())
  return {
    values,
    gradients: tensors.map((value) => value.grad!.item()),
    edges: nodes.flatMap((_, to) => slopesOf(graph, values, to)),
  }
}

/** What comes back to a node along each of its uses: slope × gradient. They add up to its gradient. */
export const arrivals = ({ edges, gradients }: Evaluated, node: number): (Edge & { amount: number })[] =>
  edges
    .filter(({ from }) => from === node)
    .map((edge) => ({ ...edge, amount: edge.slope * gradients[edge.to]! }))

/** Forward mode: how fast each node moves with one variable, ∂node/∂variable. */
export function tangents({ nodes }: Graph, { edges }: Evaluated, variable: string): number[] {
  const out: number[] = []
  nodes.forEach(({ op, name }, at) => {
    if (op === null) return out.push(name === variable ? 1 : 0)
    const arriving = edges.filter(({ to }) => to === at)
    return out.push(arriving.reduce((sum, { from, slope }) => sum + slope * out[from]!, 0))
  })
  return out
}

/** The central difference (f(x + h) − f(x − h))/2h of the result: no calculus in it. */
export function differenceOf(graph: Graph, values: Values, variable: string, h = 1e-5): number {
  const at = (shift: number): number =>
    forward(graph, { ...values, [variable]: constants(values, variable) + shift }).at(-1)!
  return (at(h) - at(-h)) / (2 * h)
}
