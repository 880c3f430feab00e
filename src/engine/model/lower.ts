import { Layer } from '../layers/layer.ts'
import { Module } from '../layers/module.ts'
import { Add, Residual, Sequential } from '../layers/structure.ts'
import type { GraphConfig } from './functional.ts'

/** One layer at work. Values are numbered: first the inputs of the model, then the result of each node. */
export interface LoweredNode {
  /** Unique among the nodes. */
  readonly name: string
  /** Where its parameters are found in the model: '0.weight' for the path '0'. */
  readonly path: string
  readonly layer: Layer
  readonly inputs: readonly number[]
}

/** A model as a flat list of layers, in an order in which they can be computed. */
export interface LoweredModel {
  readonly inputs: readonly { readonly name: string; readonly shape: readonly number[] | null }[]
  readonly nodes: readonly LoweredNode[]
  /** The numbers of the values that are the outputs. */
  readonly outputs: readonly number[]
  readonly single: boolean
}

const join = (prefix: string, name: string): string => (prefix === '' ? name : `${prefix}.${name}`)

class Lowering {
  readonly nodes: LoweredNode[] = []
  readonly #inputCount: number

  constructor(inputCount: number) {
    this.#inputCount = inputCount
  }

  /** Adds a layer, chains and residual blocks part by part; returns the number of its result. */
  add(layer: Module<unknown>, name: string, path: string, inputs: readonly number[]): number {
    if (layer instanceof Sequential) {
      return layer.layers.reduce(
        (value, part, i) => this.add(part, join(name, String(i)), join(path, String(i)), [value]),
        inputs[0]!,
      )
    }
    if (layer instanceof Residual) {
      const body = this.add(layer.body, join(name, 'body'), join(path, 'body'), inputs)
      const { shortcut } = layer
      const other =
        shortcut === null
          ? inputs[0]!
          : this.add(shortcut, join(name, 'shortcut'), join(path, 'shortcut'), inputs)
      return this.add(new Add(), join(name, 'add'), join(path, 'add'), [body, other])
    }
    if (!(layer instanceof Layer)) {
      throw new TypeError(
        `'${layer.constructor.name}' is a Module whose forward is code; only layers can be listed.`,
      )
    }
    this.nodes.push({ name, path, layer, inputs })
    return this.#inputCount + this.nodes.length - 1
  }
}

/** A module that says by itself what it is made of. */
export interface Lowerable {
  lowered(): LoweredModel
}

/** A graph, whose layers are the given ones. */
export function lowerGraph(
  { inputs, nodes, outputs, single }: GraphConfig,
  layers: ReadonlyMap<string, Module<unknown>>,
): LoweredModel {
  const lowering = new Lowering(inputs.length)
  const values = new Map(inputs.map(({ name }, i) => [name, i]))
  for (const node of nodes) {
    const from = node.inputs.map((name) => values.get(name)!)
    values.set(node.name, lowering.add(layers.get(node.layer)!, node.name, node.layer, from))
  }
  return { inputs, nodes: lowering.nodes, outputs: outputs.map((name) => values.get(name)!), single }
}

/** `lowerModel` of a module. @throws TypeError for one whose forward is code of its own. */
export function lowerModule(model: Module<unknown>): LoweredModel {
  if ('lowered' in model) return (model as unknown as Lowerable).lowered()
  const lowering = new Lowering(1)
  const output = lowering.add(model, '', '', [0])
  return { inputs: [{ name: 'x', shape: null }], nodes: lowering.nodes, outputs: [output], single: true }
}
