import type { Tensor } from '../tensor/tensor.ts'
import { Adam, AdamW } from './adam.ts'
import { Adadelta, Adagrad, RMSprop } from './adaptive.ts'
import type { Optimizer } from './optimizer.ts'
import { SGD } from './sgd.ts'

/** An optimizer as plain data, as `optimizer.config()` gives it: its type and any of its options. */
export interface OptimizerConfig {
  readonly type: string
  readonly [option: string]: unknown
}

/**
 * An optimizer over `params` from its name (upper or lower case) or its configuration.
 *
 * @throws RangeError for an unknown type or an option that the optimizer refuses.
 *
 * @example
 * makeOptimizer({ type: 'Adam', learningRate: 0.01 }, [tensor([1], { requiresGrad: true })]).learningRate
 * // → 0.01
 */
export function makeOptimizer(spec: string | OptimizerConfig, params: readonly Tensor[]): Optimizer {
  const { type, ...options } = typeof spec === 'string' ? { type: spec } : spec
  const types = { SGD, Adam, AdamW, RMSprop, Adagrad, Adadelta }
  const found = Object.entries(types).find(([name]) => name.toLowerCase() === String(type).toLowerCase())
  if (found === undefined) {
    throw new RangeError(`optimizer '${String(type)}' is unknown. Known: ${Object.keys(types).join(', ')}.`)
  }
  return new (found[1] as new (params: readonly Tensor[], options: object) => Optimizer)(params, options)
}
