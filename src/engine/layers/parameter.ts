import { full } from '../tensor/create.ts'
import { type DType, allocate } from '../tensor/dtype.ts'
import { type Shape, numelOf } from '../tensor/shape.ts'
import { Tensor } from '../tensor/tensor.ts'

/**
 * A tensor that training changes: a `Module` finds it among its fields, an optimizer steps it. It shares the
 * memory of the tensor it is made from.
 *
 * @example
 * const weight = new Parameter(zeros([2]))
 * weight.requiresGrad
 * // → true
 */
export class Parameter extends Tensor {
  constructor(values: Tensor, requiresGrad = true) {
    super(values.data, values.shape, requiresGrad)
  }
}

/** A parameter that has a shape and a dtype but no numbers. */
class ShapeOnly extends Parameter {
  constructor(shape: Shape, dtype: DType) {
    super(new Tensor(allocate(dtype, 0), [0]))
    Object.defineProperty(this, 'shape', { value: [...shape] })
    Object.defineProperty(this, 'data', {
      get(): never {
        throw new Error(
          'This model was built withoutWeights: it knows its shapes but has no numbers. Build it again outside.',
        )
      },
    })
  }

  override get numel(): number {
    return numelOf(this.shape)
  }
}

let building: 'whole' | 'shapes' = 'whole'

/** Whether layers that are made now get their weights. */
export const buildsWeights = (): boolean => building === 'whole'

/** A parameter of equal values, or only its shape inside `withoutWeights`. */
export function makeParameter(shape: Shape, value: number, dtype: DType): Parameter {
  return buildsWeights() ? new Parameter(full(shape, value, { dtype })) : new ShapeOnly(shape, dtype)
}

/**
 * What `build` makes, with layers that know their shapes but hold no numbers: at once and in no memory, however large
 * the model. Such a model can be summarized and exported; to compute with it is an error. PyTorch's device `'meta'`.
 *
 * @see https://docs.pytorch.org/docs/stable/meta.html
 *
 * @example
 * const vgg = withoutWeights(() => sequential([new Flatten(), new Linear(25088, 4096), new ReLU(), new Linear(4096, 1000)]))
 * summary(vgg, [512, 7, 7]).parameters
 * // → 106861544
 */
export function withoutWeights<T>(build: () => T): T {
  const before = building
  building = 'shapes'
  try {
    return build()
  } finally {
    building = before
  }
}
