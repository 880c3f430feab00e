import { record } from '../../autodiff/record.ts'
import { asTensor, zerosLike } from '../../tensor/create.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { mul } from './arithmetic.ts'
import { greater, greaterEqual, less, lessEqual } from './comparison.ts'
import { mapData, unary } from './map.ts'

/** Steps have slope 0 wherever they have one: the gradient is zero, not missing. */
function staircase(op: string, value: TensorLike, fn: (x: number) => number): Tensor {
  const x = asTensor(value)
  return record(op, [x], mapData(x, fn), [zerosLike])
}

/**
 * |x|. ∂/∂x = sign x, 0 at 0.
 *
 * @example
 * abs([-2, 3]).toArray()
 * // → [2, 3]
 */
export function abs(x: TensorLike): Tensor {
  return unary('abs', x, Math.abs, (grad, input) => mul(grad, sign(input)), true)
}

/**
 * −1, 0 or 1; NaN for NaN (NumPy, JAX; PyTorch gives 0). The gradient is 0.
 *
 * @example
 * sign([-2, 0, 3]).toArray()
 * // → [-1, 0, 1]
 */
export function sign(x: TensorLike): Tensor {
  return staircase('sign', x, Math.sign)
}

/**
 * The largest whole number not above x. The gradient is 0.
 *
 * @example
 * floor([1.5, -1.5]).toArray()
 * // → [1, -2]
 */
export function floor(x: TensorLike): Tensor {
  return staircase('floor', x, Math.floor)
}

/**
 * The smallest whole number not below x. The gradient is 0.
 *
 * @example
 * ceil([1.5, -1.5]).toArray()
 * // → [2, -1]
 */
export function ceil(x: TensorLike): Tensor {
  return staircase('ceil', x, Math.ceil)
}

function roundHalfToEven(x: number): number {
  const below = Math.floor(x)
  const part = x - below
  if (part === 0.5) return below % 2 === 0 ? below : below + 1
  return part < 0.5 ? below : below + 1
}

/**
 * The nearest whole number; halves go to the even one, as in IEEE 754, NumPy and PyTorch. The gradient is 0.
 *
 * @example
 * round([0.5, 1.5, 2.4]).toArray()
 * // → [0, 2, 2]
 */
export function round(x: TensorLike): Tensor {
  return staircase('round', x, (v) => (Number.isFinite(v) ? roundHalfToEven(v) : v))
}

/**
 * The Heaviside step: 1 for x ≥ 0, else 0 (the threshold unit of the perceptron); NaN for NaN. The gradient is 0.
 *
 * @example
 * step([-1, 0, 2]).toArray()
 * // → [0, 1, 1]
 */
export function step(x: TensorLike): Tensor {
  return staircase('step', x, (v) => (Number.isNaN(v) ? v : v >= 0 ? 1 : 0))
}

/**
 * x limited to [min, max]; leave one out (or undefined) for no limit there. NaN stays NaN. ∂/∂x = 1 inside and on the
 * limits, 0 outside, as in PyTorch.
 *
 * @example
 * clamp([-2, 0.5, 3], -1, 1).toArray()
 * // → [-1, 0.5, 1]
 */
export function clamp(value: TensorLike, min = -Infinity, max = Infinity): Tensor {
  return unary(
    'clamp',
    value,
    (v) => (v > max ? max : v < min ? min : v), // max wins when min > max
    (grad, x) => mul(grad, mul(greaterEqual(x, min), lessEqual(x, max))),
    true,
  )
}

/**
 * x limited to [minVal, maxVal]: PyTorch's hardtanh. ∂/∂x = 1 strictly inside, else 0.
 *
 * @example
 * hardtanh([-2, 0.5, 3]).toArray()
 * // → [-1, 0.5, 1]
 */
export function hardtanh(x: TensorLike, minVal = -1, maxVal = 1): Tensor {
  return unary(
    'hardtanh',
    x,
    (v) => (v < minVal ? minVal : v > maxVal ? maxVal : v),
    (grad, input) => mul(grad, mul(greater(input, minVal), less(input, maxVal))),
  )
}
