import { layerFromConfig } from '../layers/fromConfig.ts'
import { Layer, type LayerConfig } from '../layers/layer.ts'
import { Module } from '../layers/module.ts'
import { withoutWeights } from '../layers/parameter.ts'
import { Sequential } from '../layers/structure.ts'
import type { Rng } from '../random/rng.ts'
import { FunctionalModel, type GraphConfig, model } from './functional.ts'
import { type SymbolicTensor, applyLayer, input } from './graph.ts'
import { type LoweredModel, lowerModule } from './lower.ts'
import { SequentialModel, sequential } from './sequential.ts'

/**
 * A model as plain data, JSON without loss: a chain, `{ type: 'Sequential', layers }`, or a graph. Saving, export,
 * summary and compiled plans all start from it. Weights are not part of it.
 */
export type ModelConfig = LayerConfig | GraphConfig

export const isGraph = (config: ModelConfig): config is GraphConfig => config.type === 'Graph'

/**
 * The plain data of a model or layer.
 *
 * @throws TypeError for a subclassed model: its `forward` is code, which data cannot hold.
 *
 * @example
 * modelConfig(sequential([new ReLU()]))
 * // → { type: 'Sequential', layers: [{ type: 'ReLU' }] }
 */
export function modelConfig(of: Module<unknown>): ModelConfig {
  if (of instanceof SequentialModel || of instanceof FunctionalModel || of instanceof Layer)
    return of.config()
  throw new TypeError(
    `modelConfig: '${of.constructor.name}' computes its output by its own code, which is not data. ` +
      'Its weights can be kept with writeSafetensors(model.stateDict()).',
  )
}

/**
 * Makes a model from its configuration, with new weights from `rng` (default: seed 0 for each layer).
 *
 * @throws RangeError or Error for unknown layers and options, and for a graph whose nodes do not fit together.
 *
 * @example
 * const config = modelConfig(sequential([new Linear(2, 3), new ReLU()]))
 * modelFromConfig(config, rng(1)).parameterCount()
 * // → 9
 */
export function modelFromConfig(config: ModelConfig, rng?: Rng): SequentialModel | FunctionalModel {
  if (!isGraph(config)) {
    const layer = layerFromConfig(config, rng)
    return sequential(layer instanceof Sequential ? layer : [layer])
  }
  const layers = new Map(
    Object.entries(config.layers).map(([name, layer]) => [name, layerFromConfig(layer, rng)]),
  )
  const symbols = new Map<string, SymbolicTensor>()
  const find = <T>(map: ReadonlyMap<string, T>, name: string, what: string): T => {
    const found = map.get(name)
    if (found === undefined)
      throw new RangeError(`modelFromConfig: there is no ${what} '${name}' at this point.`)
    return found
  }
  for (const { name, shape } of config.inputs) symbols.set(name, input(shape, name))
  for (const node of config.nodes) {
    const inputs = node.inputs.map((name) => find(symbols, name, 'node'))
    symbols.set(node.name, applyLayer(find(layers, node.layer, 'layer'), inputs, node.name))
  }
  const outputs = config.outputs.map((name) => find(symbols, name, 'node'))
  return model(
    config.inputs.map(({ name }) => symbols.get(name)!),
    config.single ? outputs[0]! : outputs,
  )
}

/**
 * Every layer of a model in the order of computation, with nested chains and residual blocks taken apart. Layers of a
 * configuration have no weights.
 *
 * @throws TypeError for a model whose forward is code of its own.
 *
 * @example
 * lowerModel(sequential([new Linear(2, 3), sequential([new ReLU()]).body])).nodes.map(({ name }) => name)
 * // → ['0', '1.0']
 */
export function lowerModel(model: Module<unknown> | ModelConfig): LoweredModel {
  return lowerModule(model instanceof Module ? model : withoutWeights(() => modelFromConfig(model)))
}
