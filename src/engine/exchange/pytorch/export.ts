import type { Module, StateDict } from '../../layers/module.ts'
import { lowerModel, type ModelConfig } from '../../model/config.ts'
import type { LoweredModel } from '../../model/lower.ts'
import { pytorchName } from '../names.ts'
import { pythonName } from '../python/text.ts'
import { type TorchLayer, torchLayer } from './layers.ts'

export interface ExportPytorchOptions {
  /** Name of the class, where one is needed. Default `'Net'`. */
  readonly className?: string
}

interface Plan {
  readonly lowered: LoweredModel
  readonly layers: readonly TorchLayer[]
  /** Whether nn.Sequential can say it. */
  readonly chain: boolean
  /** The name in PyTorch of the module at each of our paths. */
  readonly names: ReadonlyMap<string, string>
}

function plan(model: Module<unknown> | ModelConfig): Plan {
  const lowered = lowerModel(model)
  const layers = lowered.nodes.map(({ layer }) => torchLayer(layer.config()))
  const paths = [...new Set(lowered.nodes.map(({ path }) => path))]
  const linear = lowered.nodes.every(({ inputs }, i) => inputs.length === 1 && inputs[0] === i)
  const chain =
    linear &&
    lowered.single &&
    lowered.inputs.length === 1 &&
    paths.length === layers.length &&
    layers.every(({ module, call }) => module !== null && call === undefined)
  const names = new Map(paths.map((path, i) => [path, chain ? String(i) : pythonName(path)]))
  return { lowered, layers, chain, names }
}

/**
 * Python source that builds the model in PyTorch as `model`: an nn.Sequential where that says it all, else a class. Its
 * parameters have the names of `pytorchStateDict`. Exports of all layers have been run with PyTorch 1.13.
 *
 * @throws RangeError for a layer that PyTorch does not have (WeightedPool2d), TypeError for a subclassed model.
 *
 * @example
 * exportPytorch(sequential([new Linear(2, 8), new Tanh(), new Linear(8, 1, { bias: false })])).split('\n').slice(3, 7)
 * // → ['model = nn.Sequential(', '    nn.Linear(2, 8),', '    nn.Tanh(),', '    nn.Linear(8, 1, bias=False),']
 */
export function exportPytorch(
  model: Module<unknown> | ModelConfig,
  options: ExportPytorchOptions = {},
): string {
  const planned = plan(model)
  const { className = 'Net' } = options
  const notes = planned.layers.flatMap(({ note }, i) =>
    note === undefined ? [] : [`# ${planned.lowered.nodes[i]!.name}: ${note}`],
  )
  const body = planned.chain
    ? ['model = nn.Sequential(', ...planned.layers.map(({ module }) => `    ${module},`), ')']
    : [...classText(planned, className), '', '', `model = ${className}()`]
  const double = planned.lowered.nodes.some(({ layer }) => layer.parameters()[0]?.dtype === 'float64')
  return [
    'import torch',
    'from torch import nn',
    '',
    ...notes,
    ...body,
    ...(double ? ['model = model.double()'] : []),
    '',
  ].join('\n')
}

function classText({ lowered, layers, names }: Plan, className: string): string[] {
  const made = new Map<string, string>()
  lowered.nodes.forEach(({ path }, i) => {
    if (layers[i]!.module !== null) made.set(names.get(path)!, layers[i]!.module!)
  })
  const inputs = lowered.inputs.map(({ name }) => pythonName(name))
  const values = [...inputs]
  const chain = lowered.nodes.every((node, i) => node.inputs.length === 1 && node.inputs[0] === i)
  const lines = lowered.nodes.map(({ name, path, inputs: from }, i) => {
    const args = from.map((value) => values[value]!)
    const self = `self.${names.get(path)!}`
    const value = chain ? values[0]! : pythonName(name)
    values.push(value)
    return `        ${value} = ${layers[i]!.call?.(self, args) ?? `${self}(${args.join(', ')})`}`
  })
  const outputs = lowered.outputs.map((value) => values[value]!)
  return [
    '',
    `class ${className}(nn.Module):`,
    '    def __init__(self):',
    '        super().__init__()',
    ...[...made].map(([name, module]) => `        self.${name} = ${module}`),
    '',
    `    def forward(self, ${inputs.join(', ')}):`,
    ...lines,
    `        return ${lowered.single ? outputs[0]! : `[${outputs.join(', ')}]`}`,
  ]
}

/**
 * The parameters and buffers of a model under the names they have in its PyTorch export: write them with
 * `writeSafetensors`, read them with safetensors.torch, and give them to `model.load_state_dict`.
 *
 * @example
 * Object.keys(pytorchStateDict(sequential([new BatchNorm1d(3, { affine: false })])))
 * // → ['0.running_mean', '0.running_var', '0.num_batches_tracked']
 */
export function pytorchStateDict(model: Module<unknown>): StateDict {
  const { lowered, names } = plan(model)
  const state: StateDict = {}
  for (const { path, layer } of lowered.nodes) {
    for (const [name, value] of Object.entries(layer.stateDict())) {
      state[`${names.get(path)!}.${pytorchName(name)}`] = value
    }
  }
  return state
}
