import type { Module, StateDict } from '../layers/module.ts'
import type { LoadReport } from '../layers/module.ts'
import type { Tensor } from '../tensor/tensor.ts'

/** `runningMean` → `running_mean`; names of modules that hold a `_` already are left as they are. */
const snake = (name: string): string => name.replace(/(?<=[a-z0-9])[A-Z]/g, (c) => `_${c.toLowerCase()}`)

/**
 * The name PyTorch has for a parameter or buffer: `0.weightIhL0` → `0.weight_ih_l0`.
 *
 * @example
 * pytorchName('2.runningMean')
 * // → '2.running_mean'
 */
export function pytorchName(path: string): string {
  return path.split('.').map(snake).join('.')
}

/**
 * Loads values under PyTorch's names (`running_mean`, `weight_ih_l0`) into a module, for instance from a safetensors
 * file that PyTorch wrote.
 *
 * @throws Error listing missing and unexpected names and wrong shapes.
 *
 * @example
 * const norm = new BatchNorm2d(1)
 * const state = { weight: [2], bias: [0], running_mean: [3], running_var: [1], num_batches_tracked: 1 }
 * loadPytorchState(norm, Object.fromEntries(Object.entries(state).map(([name, values]) => [name, tensor(values)])))
 * norm.runningMean.toArray()
 * // → [3]
 */
export function loadPytorchState(
  module: Module<unknown>,
  state: Readonly<Record<string, Tensor>>,
  options: { readonly strict?: boolean } = {},
): LoadReport {
  const own = Object.keys(module.stateDict())
  const names = new Map(own.map((path) => [pytorchName(path), path]))
  const renamed: StateDict = Object.fromEntries(
    Object.entries(state).map(([name, value]) => [names.get(name) ?? name, value]),
  )
  return module.loadStateDict(renamed, options)
}
