import { type BackwardRule, type InputRule, record } from '../../autodiff/record.ts'
import { asTensor } from '../../tensor/create.ts'
import { type DType, allocate, defaultDType, isFloat, promoteDTypes } from '../../tensor/dtype.ts'
import { broadcastIndex, checkBroadcastShape, numelOf } from '../../tensor/shape.ts'
import { Tensor, type TensorLike } from '../../tensor/tensor.ts'
import { sumTo } from '../reduce/sum.ts'
import { cast } from './cast.ts'

/** The operands as tensors of one common dtype. `float` asks for a float result even from int32 operands. */
export function promote(values: readonly TensorLike[], float = false): Tensor[] {
  const [first] = values
  if (first instanceof Tensor && (!float || isFloat(first.dtype))) {
    const same = values.every((value) => value instanceof Tensor && value.dtype === first.dtype)
    if (same) return values as Tensor[] // the usual case, kept short
  }
  const operands = values.map((value) => {
    const weak = !(value instanceof Tensor)
    const found = asTensor(value)
    const integer = weak && found.data.every((v) => Number.isInteger(v))
    return { tensor: found, weak, ndim: found.ndim, dtype: integer ? ('int32' as const) : found.dtype }
  })
  let dtype: DType = promoteDTypes(operands)
  if (float && !isFloat(dtype)) dtype = defaultDType
  return operands.map((operand) => cast(operand.tensor, dtype))
}

/** A float tensor: int32 becomes the default dtype. */
export function asFloat(value: TensorLike): Tensor {
  const found = asTensor(value)
  return isFloat(found.dtype) ? found : cast(found, defaultDType)
}

/** out[i] = fn(x[i]), unrecorded. */
export function mapData(x: Tensor, fn: (value: number) => number, dtype: DType = x.dtype): Tensor {
  const source = x.data
  const data = allocate(dtype, source.length)
  for (let i = 0; i < data.length; i++) data[i] = fn(source[i]!)
  return new Tensor(data, x.shape)
}

/**
 * An element-wise operation of one operand. `rule` gives the input's gradient from the output's;
 * `null` says that the derivative is zero wherever it exists.
 */
export function unary(
  op: string,
  value: TensorLike,
  fn: (value: number) => number,
  rule: ((grad: Tensor, x: Tensor, output: Tensor) => Tensor) | null,
  keepInteger = false,
): Tensor {
  const x = keepInteger ? asTensor(value) : asFloat(value)
  return record(op, [x], mapData(x, fn), [rule === null ? null : (grad, output) => rule(grad, x, output)])
}

/** out[i] = fn(a[i], b[i]) with broadcasting, unrecorded. */
export function mapPairs(
  op: string,
  a: Tensor,
  b: Tensor,
  fn: (a: number, b: number) => number,
  dtype: DType = a.dtype,
): Tensor {
  const shape = checkBroadcastShape(op, a.shape, b.shape)
  const out = allocate(dtype, numelOf(shape))
  const [x, y] = [a.data, b.data]
  const [indexX, indexY] = [broadcastIndex(a.shape, shape), broadcastIndex(b.shape, shape)]
  if (indexX === null && indexY === null) {
    for (let i = 0; i < out.length; i++) out[i] = fn(x[i]!, y[i]!)
  } else {
    for (let i = 0; i < out.length; i++) {
      out[i] = fn(x[indexX === null ? i : indexX[i]!]!, y[indexY === null ? i : indexY[i]!]!)
    }
  }
  return new Tensor(out, shape)
}

function reduced(rule: InputRule | null, input: Tensor): InputRule | null {
  return rule === null ? null : (grad, output) => sumTo(rule(grad, output)!, input.shape)
}

/** An element-wise operation of two operands of one dtype, with broadcasting; rules may return broadcast shapes. */
export function binary(
  op: string,
  a: Tensor,
  b: Tensor,
  fn: (a: number, b: number) => number,
  ruleA: InputRule | null,
  ruleB: InputRule | null,
): Tensor {
  const rules: BackwardRule = [reduced(ruleA, a), reduced(ruleB, b)]
  return record(op, [a, b], mapPairs(op, a, b, fn), rules)
}
