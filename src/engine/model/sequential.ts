import type { LayerConfig } from '../layers/layer.ts'
import type { Module } from '../layers/module.ts'
import { Sequential } from '../layers/structure.ts'
import type { Shape } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { type LoweredModel, lowerModule } from './lower.ts'
import { Model } from './model.ts'

/**
 * A chain of layers that can be trained. Made by `sequential([…])`.
 *
 * @example
 * sequential([new Linear(2, 3), new ReLU()]) instanceof SequentialModel
 * // → true
 */
export class SequentialModel extends Model {
  /** The chain as a layer, to be used inside of other models. */
  readonly body: Sequential

  constructor(layers: readonly Module[] | Sequential) {
    super()
    this.body = layers instanceof Sequential ? layers : new Sequential([...layers])
  }

  get layers(): readonly Module[] {
    return this.body.layers
  }

  /** Parameters are named by position, '0.weight', as in PyTorch. */
  override namedChildren(): [string, Module<unknown>][] {
    return this.body.namedChildren()
  }

  forward(input: Tensor): Tensor {
    return this.body.forward(input)
  }

  outputShape(input: Shape): number[] {
    return this.body.outputShape(input)
  }

  /** The layers in the order of computation, see `lowerModel`. */
  lowered(): LoweredModel {
    return lowerModule(this.body)
  }

  /** The layers as plain data. */
  config(): LayerConfig {
    return this.body.config()
  }
}

/**
 * A model of layers one after the other, to be compiled, fitted and asked.
 *
 * @throws TypeError for something that is not a layer.
 *
 * @example
 * const model = sequential([new Linear(2, 8, { seed: 1 }), new Tanh(), new Linear(8, 1, { seed: 2 })])
 * model.compile({ optimizer: { type: 'Adam', learningRate: 0.05 }, loss: 'bceWithLogitsLoss', metrics: ['accuracy'] })
 * const x = tensor([[0, 0], [0, 1], [1, 0], [1, 1]])
 * const { history } = model.fit(x, tensor([[0], [1], [1], [0]]), { epochs: 200 })
 * history.accuracy.at(-1)
 * // → 1
 */
export function sequential(layers: readonly Module[] | Sequential): SequentialModel {
  return new SequentialModel(layers)
}
