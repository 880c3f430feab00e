import { shapeError } from '../../errors.ts'
import { asTensor } from '../../tensor/create.ts'
import type { Shape } from '../../tensor/shape.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { add, mul } from '../elementwise/arithmetic.ts'
import { promote } from '../elementwise/map.ts'
import { sum } from '../reduce/sum.ts'
import { unsqueeze } from '../shape/flatten.ts'
import { transpose } from '../shape/permute.ts'
import { matmul } from './matmul.ts'

/**
 * The shape of `linear`: (…, inFeatures) and weight (outFeatures, inFeatures) give (…, outFeatures).
 *
 * @throws ShapeError when the features or the bias do not fit.
 *
 * @example
 * checkLinearShape([32, 4], [3, 4], [3])
 * // → [32, 3]
 */
export function checkLinearShape(input: Shape, weight: Shape, bias?: Shape): number[] {
  const shapes = { input: [input, '…, inFeatures'], weight: [weight, 'outFeatures, inFeatures'] } as const
  if (weight.length !== 2) throw shapeError('linear', 'the weight must be a matrix', shapes)
  if (input.length === 0)
    throw shapeError('linear', 'the input is a scalar', shapes, 'Give at least (inFeatures).')
  const [outFeatures, inFeatures] = [weight[0]!, weight[1]!]
  const features = input.at(-1)!
  if (features !== inFeatures) {
    const hint = features === outFeatures ? 'The weight fits after transpose(weight).' : undefined
    throw shapeError('linear', `input has ${features} features, weight expects ${inFeatures}`, shapes, hint)
  }
  const fits =
    bias === undefined ||
    bias.length === 0 ||
    (bias.length === 1 && (bias[0] === outFeatures || bias[0] === 1))
  if (!fits) {
    throw shapeError('linear', `the bias does not fit ${outFeatures} outputs`, {
      ...shapes,
      bias: [bias, 'outFeatures'],
    })
  }
  return [...input.slice(0, -1), outFeatures]
}

/**
 * x Wᵀ + b: (…, inFeatures) → (…, outFeatures), weight (outFeatures, inFeatures), bias (outFeatures) or null.
 *
 * @throws ShapeError when the features or the bias do not fit.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.linear.html
 *
 * @example
 * linear([[1, 2]], [[3, 4], [5, 6], [7, 8]], [0.5, 0, 0]).toArray()
 * // → [[11.5, 17, 23]]
 */
export function linear(input: TensorLike, weight: TensorLike, bias?: TensorLike | null): Tensor {
  const given = bias === undefined || bias === null ? [input, weight] : [input, weight, bias]
  const [x, w, b] = promote(given) as [Tensor, Tensor, Tensor?]
  checkLinearShape(x.shape, w.shape, b?.shape)
  const z = matmul(x, transpose(w)) // (…, outFeatures)
  return b === undefined ? z : add(z, b)
}

/**
 * The dot product Σ aᵢbᵢ of two vectors (n) → ().
 *
 * @throws ShapeError when they are not vectors of one length.
 *
 * @example
 * dot([1, 2, 3], [4, 5, 6]).item()
 * // → 32
 */
export function dot(a: TensorLike, b: TensorLike): Tensor {
  const [x, y] = [asTensor(a), asTensor(b)]
  if (x.ndim !== 1 || y.ndim !== 1 || x.numel !== y.numel) {
    const problem =
      x.ndim === 1 && y.ndim === 1 ? `lengths ${x.numel} and ${y.numel} differ` : 'both must be vectors'
    throw shapeError('dot', problem, { a: x.shape, b: y.shape })
  }
  return sum(mul(a, b))
}

/**
 * The outer product aᵢbⱼ of two vectors: (n), (m) → (n, m).
 *
 * @throws ShapeError when they are not vectors.
 *
 * @example
 * outer([1, 2], [3, 4]).toArray()
 * // → [[3, 4], [6, 8]]
 */
export function outer(a: TensorLike, b: TensorLike): Tensor {
  const [x, y] = promote([a, b]) as [Tensor, Tensor]
  if (x.ndim !== 1 || y.ndim !== 1)
    throw shapeError('outer', 'both must be vectors', { a: x.shape, b: y.shape })
  return mul(unsqueeze(x, 1), y)
}
