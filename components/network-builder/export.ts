import {
  exportKeras,
  exportPytorch,
  layerFromConfig,
  withoutWeights,
  type GraphConfig,
  type GraphNodeConfig,
  type LayerConfig,
  type ModelConfig,
} from 'chainrule'
import type { Sheet } from './sheet.ts'

/** The network as plain data of the engine: a chain, or a graph where it has branches. */
export function configOf({ lines, input }: Sheet): ModelConfig {
  const isChain = lines.every(({ layer }) => layer !== null)
  if (isChain) return { type: 'Sequential', layers: lines.map(({ layer }) => layer!.config()) }
  const marks = new Map<string, string>() // a mark of a branch hands on what it reads
  const source = (name: string): string => (marks.has(name) ? source(marks.get(name)!) : name)
  const layers: Record<string, LayerConfig> = {}
  const nodes: GraphNodeConfig[] = []
  for (const { row, name, layer, inputs } of lines) {
    if (row.kind === 'fork' || row.kind === 'way') marks.set(name, inputs[0]!)
    else {
      layers[name] = layer?.config() ?? { type: 'Add' }
      nodes.push({ name, layer: name, inputs: inputs.map(source) })
    }
  }
  return {
    type: 'Graph',
    inputs: [{ name: 'input', shape: [...input] }],
    layers,
    nodes,
    outputs: [source(lines.at(-1)!.name)],
    single: true,
  } satisfies GraphConfig
}

/** A pooling to one pixel is Keras's global average that keeps its axes. */
const global = (config: LayerConfig): LayerConfig =>
  config.type === 'AdaptiveAvgPool2d' && config['outputSize'] === 1
    ? { type: 'GlobalAvgPool2d', keepdim: true }
    : config

/** @throws RangeError for what Keras has no layer for. */
export function kerasOf(sheet: Sheet): string {
  const lines = sheet.lines.map((line) => ({
    ...line,
    layer: line.layer && withoutWeights(() => layerFromConfig(global(line.layer!.config()))),
  }))
  return exportKeras(configOf({ ...sheet, lines }), sheet.input)
}
export const pytorchOf = (sheet: Sheet): string => exportPytorch(configOf(sheet))
