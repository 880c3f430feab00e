import { Layer } from '../layers/layer.ts'
import { type Shape, checkShape } from '../tensor/shape.ts'
import { SequentialModel } from './sequential.ts'

/**
 * A tensor that has a shape but no values yet: what `input` gives and what layers give when they are applied to it.
 *
 * @example
 * input([4]).apply(new Linear(4, 2)).shape
 * // → [2]
 */
export class SymbolicTensor {
  /** Sizes without the batch, as in Keras. */
  readonly shape: Shape
  /** The name of an input, or given to a layer's result by `apply`. */
  readonly name: string
  /** The layer that computes it, `null` for an input. */
  readonly layer: Layer | null
  readonly inputs: readonly SymbolicTensor[]

  constructor(
    shape: Shape,
    name: string,
    layer: Layer | null = null,
    inputs: readonly SymbolicTensor[] = [],
  ) {
    this.shape = shape
    this.name = name
    this.layer = layer
    this.inputs = inputs
  }

  /** The result of a layer on this alone; `applyLayer(layer, a, b)` takes several. */
  apply(layer: Layer | SequentialModel, name?: string): SymbolicTensor {
    return applyLayer(layer, [this], name)
  }
}

/**
 * An input of a functional model: the sizes of one example.
 *
 * @throws ShapeError for sizes that are not whole numbers.
 *
 * @example
 * input([3, 32, 32], 'image').name
 * // → 'image'
 */
export function input(shape: Shape, name = ''): SymbolicTensor {
  return new SymbolicTensor(checkShape('input', shape), name)
}

/**
 * The result of a layer on symbols; a layer applied twice shares its weights. The shapes are checked at once.
 *
 * @throws ShapeError when the shapes do not fit the layer.
 *
 * @example
 * const [a, b] = [input([2]), input([3])]
 * applyLayer(new Concatenate(), [a, b]).shape
 * // → [5]
 */
export function applyLayer(
  layer: Layer | SequentialModel,
  inputs: readonly SymbolicTensor[],
  name = '',
): SymbolicTensor {
  const own = layer instanceof SequentialModel ? layer.body : layer
  if (!(own instanceof Layer))
    throw new TypeError('applyLayer: only layers, which know their shapes, can be applied.')
  const [, ...shape] = own.outputShape(...inputs.map((symbol) => [1, ...symbol.shape]))
  return new SymbolicTensor(shape, name, own, inputs)
}
