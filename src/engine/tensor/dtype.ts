import { DTypeError } from '../errors.ts'

/**
 * `float64` is the default and the reference, `float32` the one of compiled training, `int32` holds classes, indices
 * and masks.
 *
 * Every operation computes in float64 and rounds its result once to its dtype. int32 sums, products and powers wrap
 * modulo 2³²; division, means and functions such as exp turn int32 into float64; int32 carries no gradient.
 */
export type DType = 'float64' | 'float32' | 'int32'

/** The memory of a tensor, one element after the other in row-major order. */
export type TensorData = Float64Array | Float32Array | Int32Array

/** The dtype of a tensor made without saying one, and of float results of int32 operands. */
export const defaultDType: DType = 'float64'

/**
 * Zero-filled memory for `length` elements.
 *
 * @example
 * allocate('float32', 3).length
 * // → 3
 */
export function allocate(dtype: DType, length: number): TensorData {
  if (dtype === 'float64') return new Float64Array(length)
  if (dtype === 'float32') return new Float32Array(length)
  if (dtype === 'int32') return new Int32Array(length)
  throw new DTypeError(`unknown dtype '${String(dtype)}'. Known: 'float64', 'float32', 'int32'.`)
}

/** The dtype that a typed array holds. */
export function dtypeOf(data: TensorData): DType {
  if (data instanceof Float64Array) return 'float64'
  return data instanceof Float32Array ? 'float32' : 'int32'
}

/** Bytes of one element. */
export function bytesPerElement(dtype: DType): number {
  return dtype === 'float64' ? 8 : 4
}

export function isFloat(dtype: DType): boolean {
  return dtype !== 'int32'
}

const rank = (dtype: DType): number => (dtype === 'int32' ? 0 : dtype === 'float32' ? 1 : 2)

/** An operand as promotion sees it: weak operands are JavaScript numbers and nested arrays. */
export interface Operand {
  readonly dtype: DType
  readonly ndim: number
  readonly weak: boolean
}

const highest = (operands: readonly Operand[]): DType | null =>
  operands.reduce<DType | null>(
    (best, { dtype }) => (best === null || rank(dtype) > rank(best) ? dtype : best),
    null,
  )

/**
 * The dtype of a result, by PyTorch's rules. Tensors with axes decide; a zero-dimensional tensor or a JavaScript
 * number changes the dtype only when it is of a higher category (a float beside int32).
 * int32 < float32 < float64. A number that is an integer counts as int32, another number as float64.
 */
export function promoteDTypes(operands: readonly Operand[]): DType {
  const groups = [
    operands.filter((o) => !o.weak && o.ndim > 0),
    operands.filter((o) => !o.weak && o.ndim === 0),
    operands.filter((o) => o.weak),
  ]
  let result: DType | null = null
  for (const group of groups) {
    const dtype = highest(group)
    if (dtype === null) continue
    if (result === null || (!isFloat(result) && isFloat(dtype))) result = dtype
  }
  return groups[0]!.length + groups[1]!.length === 0 ? defaultDType : (result ?? defaultDType)
}
