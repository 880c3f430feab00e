import { shapeError } from '../errors.ts'
import { add } from '../ops/elementwise/arithmetic.ts'
import { checkConcatShape, concat } from '../ops/shape/concat.ts'
import { flatten } from '../ops/shape/flatten.ts'
import { checkReshapeShape, reshape } from '../ops/shape/reshape.ts'
import type { Rng } from '../random/rng.ts'
import { type Shape, checkAxis, checkBroadcastShape, numelOf, sameShape } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { Layer, type LayerConfig, type Reach } from './layer.ts'
import { Module } from './module.ts'

/**
 * Merges axes, by default all but the first: (N, C, H, W) → (N, C · H · W).
 *
 * @throws ShapeError when an axis does not exist.
 *
 * @example
 * new Flatten().outputShape([2, 3, 4, 5])
 * // → [2, 60]
 */
export class Flatten extends Layer {
  readonly type = 'Flatten'
  readonly startAxis: number
  readonly endAxis: number

  constructor(startAxis = 1, endAxis = -1) {
    super()
    this.startAxis = startAxis
    this.endAxis = endAxis
  }

  forward(input: Tensor): Tensor {
    return flatten(input, this.startAxis, this.endAxis)
  }

  outputShape(input: Shape): number[] {
    const [start, end] = [
      checkAxis('flatten', this.startAxis, input),
      checkAxis('flatten', this.endAxis, input),
    ]
    return [...input.slice(0, start), numelOf(input.slice(start, end + 1)), ...input.slice(end + 1)]
  }

  override reach(): Reach {
    return 'global'
  }

  protected override options(): Record<string, unknown> {
    return { startAxis: this.startAxis, endAxis: this.endAxis }
  }
}

/**
 * Splits one axis into several: (N, C · H · W) → (N, C, H, W). One size may be −1: what is left.
 *
 * @throws ShapeError when the sizes do not fill the axis.
 *
 * @example
 * new Unflatten(1, [3, 4, -1]).outputShape([2, 60])
 * // → [2, 3, 4, 5]
 */
export class Unflatten extends Layer {
  readonly type = 'Unflatten'
  readonly axis: number
  readonly sizes: readonly number[]

  constructor(axis: number, sizes: readonly number[]) {
    super()
    this.axis = axis
    this.sizes = sizes
  }

  forward(input: Tensor): Tensor {
    return reshape(input, this.outputShape(input.shape))
  }

  outputShape(input: Shape): number[] {
    const at = checkAxis('unflatten', this.axis, input)
    return [...input.slice(0, at), ...checkReshapeShape([input[at]!], this.sizes), ...input.slice(at + 1)]
  }

  override reach(): Reach {
    return 'global'
  }

  protected override options(): Record<string, unknown> {
    return { axis: this.axis, sizes: this.sizes }
  }
}

/**
 * The sum of its inputs, which broadcast: how branches of a network meet.
 *
 * @throws ShapeError when the inputs do not broadcast.
 *
 * @example
 * new Add().forward(tensor([1, 2]), tensor([10, 20]), tensor([100, 200])).toArray()
 * // → [111, 222]
 */
export class Add extends Layer {
  readonly type = 'Add'

  forward(...inputs: Tensor[]): Tensor {
    this.outputShape(...inputs.map((input) => input.shape))
    return inputs.reduce((sum, input) => add(sum, input))
  }

  outputShape(...inputs: Shape[]): number[] {
    if (inputs.length === 0) throw new RangeError('Add: there is nothing to add.')
    return checkBroadcastShape('Add', ...inputs)
  }
}

/**
 * Its inputs side by side along an axis, by default the channels.
 *
 * @throws ShapeError when the other axes differ.
 *
 * @example
 * new Concatenate().outputShape([1, 3, 8, 8], [1, 5, 8, 8])
 * // → [1, 8, 8, 8]
 */
export class Concatenate extends Layer {
  readonly type = 'Concatenate'
  readonly axis: number

  constructor(axis = 1) {
    super()
    this.axis = axis
  }

  forward(...inputs: Tensor[]): Tensor {
    return concat(inputs, this.axis)
  }

  outputShape(...inputs: Shape[]): number[] {
    return checkConcatShape(inputs, this.axis)
  }

  protected override options(): Record<string, unknown> {
    return { axis: this.axis }
  }
}

/** @throws TypeError for a module that cannot tell its shapes. */
function asLayer(module: Module, where: string): Layer {
  if (module instanceof Layer) return module
  throw new TypeError(
    `${where}: '${module.constructor.name}' is a Module, not a Layer: it cannot tell its shapes before it runs.`,
  )
}

/**
 * Layers one after the other. Its parameters are named by position: '0.weight'.
 *
 * @example
 * const model = new Sequential(new Linear(4, 8, { seed: 1 }), new ReLU(), new Linear(8, 3, { seed: 2 }))
 * [model.parameterCount(), model.outputShape([5, 4])]
 * // → [67, [5, 3]]
 */
export class Sequential extends Layer {
  readonly type = 'Sequential'
  readonly layers: readonly Module[]

  constructor(...layers: readonly Module[] | [readonly Module[]]) {
    super()
    this.layers = layers.flat() as Module[]
    const wrong = this.layers.findIndex((layer) => !(layer instanceof Module))
    if (wrong >= 0) throw new TypeError(`Sequential: argument ${wrong} is not a layer.`)
  }

  override namedChildren(): [string, Module<unknown>][] {
    return this.layers.map((layer, i) => [String(i), layer])
  }

  forward(input: Tensor): Tensor {
    return this.layers.reduce((x, layer) => layer.forward(x), input)
  }

  outputShape(input: Shape): number[] {
    return this.layers.reduce((shape, layer) => asLayer(layer, 'Sequential').outputShape(shape), [...input])
  }

  override macs(input: Shape): number {
    let shape: Shape = input
    return this.layers.reduce((total, module) => {
      const layer = asLayer(module, 'Sequential')
      const count = layer.macs(shape)
      shape = layer.outputShape(shape)
      return total + count
    }, 0)
  }

  override resetParameters(rng: Rng): void {
    for (const layer of this.layers) if (layer instanceof Layer) layer.resetParameters(rng)
  }

  protected override options(): Record<string, unknown> {
    return { layers: this.layers.map((layer): LayerConfig => asLayer(layer, 'Sequential').config()) }
  }
}

/**
 * A body and a way around it, y = body(x) + x; with a `shortcut` layer (a 1×1 convolution where shapes change)
 * y = body(x) + shortcut(x).
 *
 * @throws ShapeError when body and shortcut give different shapes.
 * @see He et al., Deep Residual Learning, 2015, https://arxiv.org/abs/1512.03385
 *
 * @example
 * new Residual(new ReLU()).forward(tensor([-1, 2])).toArray()
 * // → [-1, 4]
 */
export class Residual extends Layer {
  readonly type = 'Residual'
  readonly body: Layer
  readonly shortcut: Layer | null

  constructor(body: Layer, shortcut: Layer | null = null) {
    super()
    this.body = body
    this.shortcut = shortcut
  }

  forward(input: Tensor): Tensor {
    this.outputShape(input.shape)
    return add(this.body.forward(input), this.shortcut === null ? input : this.shortcut.forward(input))
  }

  outputShape(input: Shape): number[] {
    const body = this.body.outputShape(input)
    const shortcut = this.shortcut === null ? [...input] : this.shortcut.outputShape(input)
    if (!sameShape(body, shortcut)) {
      const hint = 'A shortcut layer that gives the shape of the body would fit, such as a 1×1 convolution.'
      throw shapeError('Residual', 'body and shortcut give different shapes', { body, shortcut }, hint)
    }
    return body
  }

  override macs(input: Shape): number {
    return this.body.macs(input) + (this.shortcut?.macs(input) ?? 0)
  }

  override reach(input: Shape): Reach {
    return this.body.reach(input)
  }

  override resetParameters(rng: Rng): void {
    this.body.resetParameters(rng)
    this.shortcut?.resetParameters(rng)
  }

  protected override options(): Record<string, unknown> {
    return { body: this.body.config(), shortcut: this.shortcut?.config() ?? null }
  }
}
