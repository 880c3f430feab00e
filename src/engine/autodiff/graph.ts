import type { Tensor } from '../tensor/tensor.ts'
import { collectNodes } from './backward.ts'

/** One value of a computation: a leaf, or the result of an operation. */
export interface GraphEntry {
  /** The operation that made it; `null` for a leaf. */
  readonly op: string | null
  readonly name: string
  /** The value itself; its `.grad` is filled after `backward()` for leaves, and where `retainGrad()` was called. */
  readonly tensor: Tensor
  /** The places in the list of the values it was computed from. */
  readonly inputs: readonly number[]
}

/**
 * The computation behind a tensor, in an order in which every value comes after its inputs; the last entry is the
 * tensor itself. For figures that show value and gradient of every node. A backward pass releases the graph unless it
 * is called with `retainGraph: true`, so list it before, or retain it.
 *
 * @example
 * const a = tensor(2, { requiresGrad: true }).named('a')
 * graphOf(add(mul(a, 3), 1)).map(({ op, name }) => op ?? name)
 * // → ['a', '', 'mul', '', 'add']
 */
export function graphOf(tensor: Tensor): GraphEntry[] {
  const entries: GraphEntry[] = []
  const places = new Map<Tensor, number>()
  const place = (value: Tensor, op: string | null, inputs: readonly Tensor[]): void => {
    places.set(value, entries.length)
    entries.push({ op, name: value.name, tensor: value, inputs: inputs.map((input) => places.get(input)!) })
  }
  for (const value of collectNodes([tensor]).toReversed()) {
    for (const input of value.node.inputs) if (!places.has(input)) place(input, null, [])
    place(value, value.node.op, value.node.inputs)
  }
  if (entries.length === 0) place(tensor, null, [])
  return entries
}
