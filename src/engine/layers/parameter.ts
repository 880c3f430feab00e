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
