import { checkKnownOptions } from '../errors.ts'
import { Tensor } from '../tensor/tensor.ts'
import { pow } from '../elementary/power.ts'

export interface ClipGradNormOptions {
  /** p of the p-norm, `Infinity` for the largest absolute value. Default 2. */
  readonly normType?: number
  /** Added to the norm before dividing. Default 1e-6 (PyTorch); 0 in Keras and TensorFlow. */
  readonly eps?: number
  /** Throw when the norm is NaN or infinite. Default false. */
  readonly errorIfNonfinite?: boolean
}

function gradients(parameters: Iterable<Tensor>): (Tensor & { grad: Tensor })[] {
  return [...parameters].filter((parameter) => parameter.grad !== null) as (Tensor & { grad: Tensor })[]
}

function mapGrad(parameter: Tensor & { grad: Tensor }, fn: (value: number) => number): void {
  parameter.grad = new Tensor(parameter.grad.data.map(fn), parameter.shape)
}

/**
 * Shrinks the gradients of all parameters together so that their joint norm is at most `maxNorm`:
 * g ← g · min(1, maxNorm / (‖g‖ + eps)). Returns the norm before. (Keras's `clipnorm` treats each variable alone:
 * call it once per parameter.)
 *
 * @throws RangeError when `maxNorm` is negative, or the norm is not finite and `errorIfNonfinite` is set.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.clip_grad_norm_.html
 *
 * @example
 * const w = tensor([0, 0], { requiresGrad: true })
 * w.mul([3, 4]).sum().backward()
 * clipGradNorm([w], 1, { eps: 0 })
 * w.grad.toArray()
 * // → [0.6, 0.8]
 */
export function clipGradNorm(
  parameters: Iterable<Tensor>,
  maxNorm: number,
  options: ClipGradNormOptions = {},
): number {
  checkKnownOptions('clipGradNorm', options, ['normType', 'eps', 'errorIfNonfinite'])
  const { normType = 2, eps = 1e-6, errorIfNonfinite = false } = options
  if (!(maxNorm >= 0)) throw new RangeError(`clipGradNorm: maxNorm is ${maxNorm}; it must be 0 or more.`)
  if (!(normType > 0)) throw new RangeError(`clipGradNorm: normType is ${normType}; it must be above 0.`)
  const list = gradients(parameters)
  let total = 0
  for (const { grad } of list) {
    for (const value of grad.data) {
      const size = Math.abs(value)
      if (normType === Infinity) total = size > total || size !== size ? size : total
      else total += normType === 2 ? size * size : pow(size, normType)
    }
  }
  const norm = normType === Infinity ? total : normType === 2 ? Math.sqrt(total) : pow(total, 1 / normType)
  if (errorIfNonfinite && !Number.isFinite(norm)) {
    throw new RangeError(`clipGradNorm: the norm of the gradients is ${norm}.`)
  }
  const scale = Math.min(1, maxNorm / (norm + eps)) // NaN stays NaN, as in PyTorch
  if (scale !== 1) for (const parameter of list) mapGrad(parameter, (value) => value * scale)
  return norm
}

/**
 * Limits every element of every gradient to [−clipValue, clipValue].
 *
 * @throws RangeError when `clipValue` is negative.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.clip_grad_value_.html
 *
 * @example
 * const w = tensor([0, 0], { requiresGrad: true })
 * w.mul([3, -0.5]).sum().backward()
 * clipGradValue([w], 1)
 * w.grad.toArray()
 * // → [1, -0.5]
 */
export function clipGradValue(parameters: Iterable<Tensor>, clipValue: number): void {
  if (!(clipValue >= 0))
    throw new RangeError(`clipGradValue: clipValue is ${clipValue}; it must be 0 or more.`)
  for (const parameter of gradients(parameters)) {
    mapGrad(parameter, (value) => Math.min(clipValue, Math.max(-clipValue, value)))
  }
}
