import type { Layer, LayerConfig } from '../layers/layer.ts'
import type { Module } from '../layers/module.ts'
import { shapeError } from '../errors.ts'
import type { Tensor } from '../tensor/tensor.ts'
import type { SymbolicTensor } from './graph.ts'
import { type LoweredModel, lowerGraph } from './lower.ts'
import { Model } from './model.ts'

/** One application of a layer: the names of what goes in and what comes out. */
export interface GraphNodeConfig {
  readonly name: string
  /** The name of the layer; two nodes of one layer share its weights. */
  readonly layer: string
  readonly inputs: readonly string[]
}

/** A functional model as plain data. Nodes are in an order in which they can be computed. */
export interface GraphConfig {
  readonly type: 'Graph'
  readonly inputs: readonly { readonly name: string; readonly shape: readonly number[] }[]
  readonly layers: Readonly<Record<string, LayerConfig>>
  readonly nodes: readonly GraphNodeConfig[]
  readonly outputs: readonly string[]
  /** Whether the output is a tensor by itself and not a list of one. */
  readonly single: boolean
}

/** `BatchNorm2d` → `batchnorm2d_1`, `batchnorm2d_2` …: the next free name of a layer. */
function freshName(base: string, taken: ReadonlySet<string>): string {
  const stem = base.toLowerCase()
  let count = 1
  while (taken.has(`${stem}_${count}`)) count++
  return `${stem}_${count}`
}

function checkName(name: string, taken: ReadonlySet<string>): string {
  if (!/^[A-Za-z_]\w*$/.test(name))
    throw new RangeError(`model: '${name}' is no name; use letters, digits and _.`)
  if (taken.has(name)) throw new RangeError(`model: the name '${name}' is used twice.`)
  return name
}

/** All symbols the outputs are computed from, inputs of a node before the node. Iterative: graphs may be deep. */
function inOrder(outputs: readonly SymbolicTensor[]): SymbolicTensor[] {
  const order = new Set<SymbolicTensor>()
  const stack = outputs.toReversed()
  while (stack.length > 0) {
    const symbol = stack.at(-1)!
    const waiting = symbol.inputs.filter((other) => !order.has(other))
    if (waiting.length === 0) order.add(stack.pop()!)
    else stack.push(...waiting.toReversed())
  }
  return [...order]
}

interface Step {
  readonly node: GraphNodeConfig
  readonly layer: Layer
}

/**
 * A graph of layers that can be trained. Made by `model(inputs, outputs)`.
 *
 * @example
 * const x = input([4])
 * model(x, x.apply(new Linear(4, 2))) instanceof FunctionalModel
 * // → true
 */
export class FunctionalModel extends Model<Tensor | Tensor[]> {
  readonly inputs: readonly SymbolicTensor[]
  readonly outputs: readonly SymbolicTensor[]
  readonly #names = new Map<SymbolicTensor, string>()
  readonly #layers = new Map<string, Layer>()
  readonly #steps: Step[] = []
  readonly #single: boolean

  constructor(
    inputs: SymbolicTensor | readonly SymbolicTensor[],
    outputs: SymbolicTensor | readonly SymbolicTensor[],
  ) {
    super()
    this.inputs = [inputs].flat() as SymbolicTensor[]
    this.outputs = [outputs].flat() as SymbolicTensor[]
    this.#single = !Array.isArray(outputs)
    const order = inOrder(this.outputs)
    const missing = order.find((symbol) => symbol.layer === null && !this.inputs.includes(symbol))
    if (missing !== undefined) {
      throw new Error(
        `model: the outputs need an input${missing.name && ` '${missing.name}'`} that is not listed.`,
      )
    }
    const unused = this.inputs.findIndex((symbol) => !order.includes(symbol))
    if (unused >= 0) throw new Error(`model: no output depends on input ${unused}.`)
    this.#nameAll(order)
  }

  #nameAll(order: readonly SymbolicTensor[]): void {
    const taken = new Set<string>()
    const symbols = [...new Set([...this.inputs, ...order])]
    for (const { name } of symbols) if (name !== '') taken.add(checkName(name, taken))
    for (const symbol of symbols) {
      const name = symbol.name === '' ? freshName(symbol.layer?.type ?? 'input', taken) : symbol.name
      taken.add(name)
      this.#names.set(symbol, name)
    }
    const layerNames = new Map<Layer, string>()
    for (const symbol of order) {
      const { layer } = symbol
      if (layer === null) continue
      const name = this.#names.get(symbol)!
      if (!layerNames.has(layer)) {
        layerNames.set(layer, name)
        this.#layers.set(name, layer)
      }
      const inputs = symbol.inputs.map((other) => this.#names.get(other)!)
      this.#steps.push({ node: { name, layer: layerNames.get(layer)!, inputs }, layer })
    }
  }

  override get outputNames(): readonly string[] {
    return this.outputs.map((symbol) => this.#names.get(symbol)!)
  }

  override namedChildren(): [string, Module<unknown>][] {
    return [...this.#layers]
  }

  /** The outputs: one tensor when the model was made with one symbol, else a list. */
  forward(...inputs: Tensor[]): Tensor | Tensor[] {
    if (inputs.length !== this.inputs.length) {
      throw new RangeError(`model: ${inputs.length} inputs are given, the model has ${this.inputs.length}.`)
    }
    const values = new Map<string, Tensor>()
    this.inputs.forEach((symbol, i) => {
      const [value, name] = [inputs[i]!, this.#names.get(symbol)!]
      if (
        value.ndim !== symbol.shape.length + 1 ||
        symbol.shape.some((size, axis) => value.shape[axis + 1] !== size)
      ) {
        const shapes = { [name]: value.shape, wanted: ['N', ...symbol.shape] as unknown as number[] }
        throw shapeError('model', `input '${name}' has another shape`, shapes)
      }
      values.set(name, value)
    })
    for (const { node, layer } of this.#steps) {
      values.set(node.name, layer.forward(...(node.inputs.map((name) => values.get(name)!) as [Tensor])))
    }
    const outputs = this.outputNames.map((name) => values.get(name)!)
    return this.#single ? outputs[0]! : outputs
  }

  /** The layers in the order of computation, see `lowerModel`. */
  lowered(): LoweredModel {
    return lowerGraph(this.config(), this.#layers)
  }

  /** The graph as plain data. */
  config(): GraphConfig {
    return {
      type: 'Graph',
      inputs: this.inputs.map((symbol) => ({ name: this.#names.get(symbol)!, shape: symbol.shape })),
      layers: Object.fromEntries([...this.#layers].map(([name, layer]) => [name, layer.config()])),
      nodes: this.#steps.map(({ node }) => node),
      outputs: this.outputNames,
      single: this.#single,
    }
  }
}

/**
 * A model from symbolic inputs to symbolic outputs: several of each, branches, and layers that are used twice.
 *
 * @throws Error when an output needs an input that is not listed, or an input is not used; RangeError for names.
 *
 * @example
 * const [a, b] = [input([2], 'a'), input([2], 'b')]
 * const shared = new Linear(2, 3)
 * const sum = applyLayer(new Add(), [a.apply(shared), b.apply(shared)])
 * model([a, b], sum.apply(new Linear(3, 1))).parameterCount()
 * // → 13
 */
export function model(
  inputs: SymbolicTensor | readonly SymbolicTensor[],
  outputs: SymbolicTensor | readonly SymbolicTensor[],
): FunctionalModel {
  return new FunctionalModel(inputs, outputs)
}
