import type { Module } from '../layers/module.ts'
import { NotCompiledError } from './builder.ts'
import { EagerPlan } from './eagerPlan.ts'
import { Plan, type PlanOptions } from './plan.ts'

/** What figures, sessions and cells train with: compiled, or eager with the reason why. */
export type TrainingPlan = Plan | EagerPlan

/**
 * Compiles the training of a model: forward, loss, backward and update as a fixed list of SIMD kernel calls. What has no
 * compiled form runs eagerly; `reason` then names the layer and says why.
 *
 * @throws RangeError for unknown losses, optimizers and options; ShapeError when the input does not fit the model.
 *
 * @example
 * const plan = compilePlan(new Linear(1, 1, { seed: 1 }), { loss: 'mse', optimizer: { type: 'SGD', learningRate: 0.1 }, inputShape: [1], batchSize: 2 })
 * plan.setData([[0], [1]], [[1], [3]], { shuffle: false })
 * plan.step(500)
 * plan.predict([[2]]).toArray().map(([y]) => Math.round(y * 1000) / 1000)
 * // → [5]
 */
export function compilePlan(model: Module<unknown>, options: PlanOptions): TrainingPlan {
  try {
    return new Plan(model, options)
  } catch (error) {
    if (!(error instanceof NotCompiledError)) throw error
    return new EagerPlan(model as Module, options, error.message)
  }
}
