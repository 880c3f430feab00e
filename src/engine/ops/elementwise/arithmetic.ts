import { record } from '../../autodiff/record.ts'
import { asTensor } from '../../tensor/create.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { binary, mapData, promote } from './map.ts'

/**
 * a + b, element by element, with broadcasting. ∂/∂a = 1, ∂/∂b = 1.
 *
 * @example
 * add([[1], [2]], [10, 20]).toArray()
 * // → [[11, 21], [12, 22]]
 */
export function add(a: TensorLike, b: TensorLike): Tensor {
  const [x, y] = promote([a, b]) as [Tensor, Tensor]
  return binary(
    'add',
    x,
    y,
    (p, q) => p + q,
    (grad) => grad,
    (grad) => grad,
  )
}

/**
 * a − b, element by element, with broadcasting. ∂/∂a = 1, ∂/∂b = −1.
 *
 * @example
 * sub([3, 2], 1).toArray()
 * // → [2, 1]
 */
export function sub(a: TensorLike, b: TensorLike): Tensor {
  const [x, y] = promote([a, b]) as [Tensor, Tensor]
  return binary(
    'sub',
    x,
    y,
    (p, q) => p - q,
    (grad) => grad,
    neg,
  )
}

/**
 * a · b, element by element, with broadcasting. ∂/∂a = b, ∂/∂b = a. int32 products wrap modulo 2³².
 *
 * @example
 * mul([1, 2, 3], [4, 5, 6]).toArray()
 * // → [4, 10, 18]
 */
export function mul(a: TensorLike, b: TensorLike): Tensor {
  const [x, y] = promote([a, b]) as [Tensor, Tensor]
  const product = x.dtype === 'int32' ? Math.imul : (p: number, q: number) => p * q
  return binary(
    'mul',
    x,
    y,
    product,
    (grad) => mul(grad, y),
    (grad) => mul(grad, x),
  )
}

/**
 * a / b, element by element, with broadcasting; int32 operands give float64. ∂/∂a = 1/b, ∂/∂b = −a/b².
 * Division by zero follows IEEE 754: ±∞, and NaN for 0/0.
 *
 * @example
 * div([1, 2], 4).toArray()
 * // → [0.25, 0.5]
 */
export function div(a: TensorLike, b: TensorLike): Tensor {
  const [x, y] = promote([a, b], true) as [Tensor, Tensor]
  return binary(
    'div',
    x,
    y,
    (p, q) => p / q,
    (grad) => div(grad, y),
    (grad, output) => neg(div(mul(grad, output), y)),
  )
}

/**
 * −x.
 *
 * @example
 * neg([1, -2]).toArray()
 * // → [-1, 2]
 */
export function neg(value: TensorLike): Tensor {
  const x = asTensor(value)
  return record(
    'neg',
    [x],
    mapData(x, (v) => -v),
    [neg],
  )
}
