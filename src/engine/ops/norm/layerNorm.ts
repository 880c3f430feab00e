import { axesText } from '../axesText.ts'
import { shapeError } from '../../errors.ts'
import { type Shape, checkShape, sameShape } from '../../tensor/shape.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { type NormOptions, epsOf, normOperands, scaleAndShift, standardize } from './standardize.ts'

/**
 * The shape of `layerNorm`, which is the input's.
 *
 * @throws ShapeError when the last axes of the input are not `normalizedShape`, or weight or bias have another shape.
 *
 * @example
 * checkLayerNormShape([2, 3, 8], [8])
 * // → [2, 3, 8]
 */
export function checkLayerNormShape(
  input: Shape,
  normalizedShape: Shape,
  weight?: Shape | null,
  bias?: Shape | null,
): number[] {
  const wanted = checkShape('layerNorm', normalizedShape)
  if (wanted.length === 0) {
    throw new RangeError(
      'layerNorm: normalizedShape is empty; it names the sizes of the last axes, 1 or more.',
    )
  }
  if (!sameShape(input.slice(-wanted.length), wanted)) {
    const hint = `The last ${wanted.length === 1 ? 'axis' : `${axesText(wanted.length)}`} of the input must be normalizedShape.`
    throw shapeError('layerNorm', 'the last axes do not fit', { input, normalizedShape: wanted }, hint)
  }
  for (const [name, shape] of Object.entries({ weight, bias })) {
    if (shape === null || shape === undefined || sameShape(shape, wanted)) continue
    throw shapeError('layerNorm', `${name} must have normalizedShape`, {
      [name]: shape,
      normalizedShape: wanted,
    })
  }
  return [...input]
}

/**
 * Layer normalization: each example brought to mean 0 and variance 1 over its last axes, `normalizedShape`, then
 * scaled and shifted, y = weight · (x − mean) / √(var + eps) + bias, with the biased variance.
 * input (…, normalizedShape), weight and bias (normalizedShape) or null → the input's shape.
 *
 * @throws ShapeError when shapes do not fit; RangeError for an impossible eps.
 * @see Ba, Kiros, Hinton, Layer Normalization, 2016, https://arxiv.org/abs/1607.06450
 *
 * @example
 * layerNorm([[1, 3], [10, 30]], [2], null, null, { eps: 0 }).toArray()
 * // → [[-1, 1], [-1, 1]]
 */
export function layerNorm(
  input: TensorLike,
  normalizedShape: Shape,
  weight?: TensorLike | null,
  bias?: TensorLike | null,
  options: NormOptions = {},
): Tensor {
  const eps = epsOf('layerNorm', options)
  const operands = normOperands(input, weight, bias)
  const { x } = operands
  checkLayerNormShape(x.shape, normalizedShape, operands.weight?.shape, operands.bias?.shape)
  const axes = normalizedShape.map((_, i) => x.ndim - normalizedShape.length + i)
  return scaleAndShift(standardize(x, axes, eps).normalized, operands, normalizedShape)
}
