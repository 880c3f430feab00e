import { GELU, ReLU } from '../layers/activations.ts'
import type { TransformerBlock } from '../layers/attention.ts'
import { Dropout } from '../layers/dropout.ts'
import type { Layer } from '../layers/layer.ts'
import { Add } from '../layers/structure.ts'
import type { LoweredModel, LoweredNode } from '../model/lower.ts'

/** Takes layers apart that are made of others: transformer blocks. */
export function expand(model: LoweredModel): LoweredModel {
  const nodes: LoweredNode[] = []
  const count = model.inputs.length
  const numbers = model.inputs.map((_, i) => i)
  for (const node of model.nodes) {
    const inputs = node.inputs.map((value) => numbers[value]!)
    const add = (layer: Layer, part: string, from: readonly number[]): number => {
      const join = (prefix: string): string => [prefix, part].filter((name) => name !== '').join('.')
      nodes.push({ name: join(node.name), path: join(node.path), layer, inputs: from })
      return count + nodes.length - 1
    }
    numbers.push(
      node.layer.type === 'TransformerBlock'
        ? block(node.layer as TransformerBlock, inputs[0]!, add)
        : add(node.layer, '', inputs),
    )
  }
  return { ...model, nodes, outputs: model.outputs.map((value) => numbers[value]!) }
}

function block(
  { selfAttn, linear1, linear2, norm1, norm2, dropout, activation, normFirst }: TransformerBlock,
  input: number,
  add: (layer: Layer, part: string, inputs: readonly number[]) => number,
): number {
  const drop = (value: number, part: string): number =>
    dropout === 0 ? value : add(new Dropout(dropout), part, [value])
  const attend = (value: number): number => drop(add(selfAttn, 'selfAttn', [value]), 'dropout1')
  const feedForward = (value: number): number => {
    const hidden = add(activation === 'gelu' ? new GELU() : new ReLU(), 'activation', [
      add(linear1, 'linear1', [value]),
    ])
    return drop(add(linear2, 'linear2', [drop(hidden, 'dropout')]), 'dropout2')
  }
  if (normFirst) {
    const middle = add(new Add(), 'add1', [input, attend(add(norm1, 'norm1', [input]))])
    return add(new Add(), 'add2', [middle, feedForward(add(norm2, 'norm2', [middle]))])
  }
  const middle = add(norm1, 'norm1', [add(new Add(), 'add1', [input, attend(input)])])
  return add(norm2, 'norm2', [add(new Add(), 'add2', [middle, feedForward(middle)])])
}
