import { parseDecimal } from '../../src/strings/numbers.ts'
import { arrivals, type Evaluated } from './evaluate.ts'
import { apply, type Op } from './ops.ts'
import { grad, tensor } from 'chainrule'
import type { Graph } from './read.ts'

/** What a wrong red number would be the answer to. */
export type Cause =
  | 'follows'
  | 'value'
  | 'output'
  | 'onePath'
  | 'pathsMultiplied'
  | 'slopeOnly'
  | 'passedOn'
  | 'ownFactor'
  | 'valueForSlope'
  | 'slopeAtOutput'
  | 'valueBelow'
  | 'added'
  | 'sign'
  | 'other'

export type Verdict =
  | { readonly kind: 'empty' }
  | { readonly kind: 'unread' }
  | { readonly kind: 'right' }
  | {
      readonly kind: 'wrong'
      readonly cause: Cause
      /** The node behind which it went wrong, and what that node does. */
      readonly at: number
      readonly op: Op | null
    }

/** Half a percent: enough for numbers that were read off the drawing. */
export const isClose = (given: number, wanted: number): boolean =>
  Math.abs(given - wanted) <= Math.max(0.005 * Math.abs(wanted), 0.0005)

/** The slope of an operation where its own result stands, as if that were what goes in: σ′(a) in place of σ′(z). */
function slopeAt(op: Op, x: number): number {
  const leaf = tensor(x, { requiresGrad: true })
  return grad(apply(op, [leaf]), [leaf])[0]!.item()
}

function causeOf(
  graph: Graph,
  evaluated: Evaluated,
  given: number,
  node: number,
  own: (at: number) => number | undefined,
): { cause: Cause; at: number } {
  const { values, gradients } = evaluated
  const isIt = (value: number): boolean => isClose(given, value)
  const last = graph.nodes.length - 1
  if (node === last) return { cause: isIt(values[node]!) ? 'value' : 'output', at: node }
  const ways = arrivals(evaluated, node)
  const [first] = ways
  const at = first!.to
  const wrongBelow = ways.find(({ to }) => own(to) !== undefined && !isClose(own(to)!, gradients[to]!))
  if (wrongBelow && isIt(ways.reduce((sum, { to, slope }) => sum + slope * (own(to) ?? gradients[to]!), 0)))
    return { cause: 'follows', at: wrongBelow.to }
  if (isIt(values[node]!)) return { cause: 'value', at }
  if (ways.length > 1) {
    const one = ways.find(({ amount }) => isIt(amount))
    if (one) return { cause: 'onePath', at: one.to }
    if (isIt(ways.reduce((product, { amount }) => product * amount, 1)))
      return { cause: 'pathsMultiplied', at }
  }
  const total = (of: (way: (typeof ways)[number]) => number): number =>
    ways.reduce((sum, way) => sum + of(way), 0)
  const { op, args } = graph.nodes[at]!
  const isOne = ways.length === 1 && args.filter((arg) => 'node' in arg).length === 1
  const up = gradients[at]!
  const candidates: [Cause, number][] = [
    ['sign', -total(({ amount }) => amount)],
    ['slopeOnly', total(({ slope }) => slope)],
    ['passedOn', total(({ to }) => gradients[to]!)],
    ['ownFactor', op === 'mul' ? up * values[node]! : NaN],
    ['valueForSlope', isOne ? up * values[at]! : NaN],
    ['slopeAtOutput', isOne && args.length === 1 ? up * slopeAt(op!, values[at]!) : NaN],
    ['valueBelow', total(({ slope, to }) => slope * values[to]!)],
    ['added', total(({ slope, to }) => slope + gradients[to]!)],
  ]
  return { cause: candidates.find(([, value]) => isIt(value))?.[0] ?? 'other', at }
}

/**
 * Judges the red numbers that a reader has filled in, by node. What is wrong is compared with the results of known
 * mistakes, the reader's own numbers further down among them.
 */
export function judge(
  graph: Graph,
  evaluated: Evaluated,
  entries: readonly (string | undefined)[],
): readonly Verdict[] {
  const own = (at: number): number | undefined => parseDecimal(entries[at] ?? '')
  return graph.nodes.map((_, node): Verdict => {
    if ((entries[node] ?? '').trim() === '') return { kind: 'empty' }
    const given = own(node)
    if (given === undefined) return { kind: 'unread' }
    if (isClose(given, evaluated.gradients[node]!)) return { kind: 'right' }
    const { cause, at } = causeOf(graph, evaluated, given, node, own)
    return { kind: 'wrong', cause, at, op: graph.nodes[at]!.op }
  })
}
