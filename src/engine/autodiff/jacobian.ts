import { shapeError } from '../errors.ts'
import { add, mul } from '../ops/elementwise/arithmetic.ts'
import { sum } from '../ops/reduce/sum.ts'
import { stack } from '../ops/shape/concat.ts'
import { reshape } from '../ops/shape/reshape.ts'
import { asTensor, tensor, zeros, zerosLike } from '../tensor/create.ts'
import { sameShape } from '../tensor/shape.ts'
import type { Tensor, TensorLike } from '../tensor/tensor.ts'
import { grad } from './grad.ts'
import { withGrad } from './record.ts'

/** A function of tensors that the transformations below differentiate. */
export type TensorFunction = (...inputs: Tensor[]) => Tensor

/** Leaves of their own, so that the caller's tensors and their graph are left alone. */
function leaves(inputs: readonly TensorLike[]): Tensor[] {
  return inputs.map((input) => tensor(asTensor(input), { requiresGrad: true }))
}

function checkTangent(op: string, name: string, wanted: Tensor, given: Tensor): void {
  if (sameShape(wanted.shape, given.shape)) return
  throw shapeError(op, `the vector needs the shape of ${name}`, { [name]: wanted.shape, vector: given.shape })
}

/**
 * The vector–Jacobian product, one reverse pass: `output` = fn(inputs) and, for each input, vᵀ · ∂output/∂input.
 *
 * @throws ShapeError when `v` has not the shape of the output.
 *
 * @example
 * vjp((x) => mul(x, x), [[1, 2, 3]], [1, 0, 1]).gradients[0].toArray()
 * // → [2, 0, 6]
 */
export function vjp(
  fn: TensorFunction,
  inputs: readonly TensorLike[],
  v: TensorLike,
): { output: Tensor; gradients: Tensor[] } {
  const xs = leaves(inputs)
  const output = withGrad(true, () => fn(...xs))
  const vector = asTensor(v)
  checkTangent('vjp', 'output', output, vector)
  return {
    output: output.detach(),
    gradients: grad([output], xs, { gradOutputs: [vector], allowUnused: true }),
  }
}

/**
 * The Jacobian–vector product: `output` = fn(inputs) and its directional derivative Σ ∂output/∂inputᵢ · vᵢ. Computed
 * by two reverse passes: u ↦ uᵀJ is linear in u, and the gradient of (uᵀJ)·v with respect to u is J·v.
 * Source: J. Townsend, A new trick for calculating Jacobian vector products (2017).
 *
 * @throws ShapeError when a vector has not the shape of its input.
 *
 * @example
 * jvp((x) => mul(x, x), [[1, 2, 3]], [[1, 0, 1]]).tangent.toArray()
 * // → [2, 0, 6]
 */
export function jvp(
  fn: TensorFunction,
  inputs: readonly TensorLike[],
  vectors: readonly TensorLike[],
): { output: Tensor; tangent: Tensor } {
  const xs = leaves(inputs)
  const vs = vectors.map((v) => asTensor(v))
  xs.forEach((x, index) => checkTangent('jvp', 'input', x, vs[index] ?? zeros([0])))
  return withGrad(true, () => {
    const output = fn(...xs)
    const u = tensor(zerosLike(output), { requiresGrad: true })
    const pulled = grad([output], xs, { gradOutputs: [u], createGraph: true, allowUnused: true })
    const projected = pulled.map((g, index) => sum(mul(g, vs[index]!))).reduce((a, b) => add(a, b))
    return { output: output.detach(), tangent: grad(projected, [u], { allowUnused: true })[0]!.detach() }
  })
}

function rowsOfJacobian(output: Tensor, x: Tensor, createGraph: boolean): Tensor {
  const rows = Array.from({ length: output.numel }, (_, i) => {
    const seed = zerosLike(output)
    seed.data[i] = 1
    return grad([output], [x], { gradOutputs: [seed], retainGraph: true, createGraph, allowUnused: true })[0]!
  })
  const shape = [...output.shape, ...x.shape]
  return rows.length === 0 ? zeros(shape) : reshape(stack(rows), shape)
}

/**
 * All partial derivatives ∂fn(x)ᵢ/∂xⱼ: shape (…output shape, …input shape). One reverse pass per output element.
 *
 * @example
 * jacobian((x) => mul(x, x), [1, 2]).toArray()
 * // → [[2, 0], [0, 4]]
 */
export function jacobian(fn: TensorFunction, x: TensorLike): Tensor {
  const [leaf] = leaves([x])
  return withGrad(true, () => rowsOfJacobian(fn(leaf!), leaf!, false)).detach()
}

/**
 * The second derivatives ∂²fn(x)/∂xᵢ∂xⱼ of a function with one number as its result: shape (…x, …x).
 *
 * @throws ShapeError when the result is not one number.
 *
 * @example
 * hessian((x) => x.mul(x).mul(x).sum(), [1, 2]).toArray()
 * // → [[6, 0], [0, 12]]
 */
export function hessian(fn: TensorFunction, x: TensorLike): Tensor {
  const [leaf] = leaves([x])
  return withGrad(true, () => {
    const output = fn(leaf!)
    if (output.numel !== 1) {
      throw shapeError('hessian', 'the function must give one number', { output: output.shape })
    }
    const [slope] = grad(output, [leaf!], { createGraph: true, allowUnused: true })
    return rowsOfJacobian(slope!, leaf!, false)
  }).detach()
}
