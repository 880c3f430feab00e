import { DTypeError, checkKnownOptions, shapeError } from '../errors.ts'
import { type DType, type TensorData, allocate, defaultDType, dtypeOf } from './dtype.ts'
import { type NestedArray, flattenNested } from './nested.ts'
import { type Shape, checkShape, numelOf } from './shape.ts'
import { Tensor, type TensorLike } from './tensor.ts'

export interface CreateOptions {
  /** Default `'float64'`. */
  readonly dtype?: DType
  /** Whether `backward()` computes a gradient for it. Default false. */
  readonly requiresGrad?: boolean
}

const createOptions = ['dtype', 'requiresGrad']

export interface TensorOptions extends CreateOptions {
  /** Default: the nesting of the arrays; `[length]` for a typed array. */
  readonly shape?: Shape
}

/**
 * A tensor from numbers. Nested arrays give their own shape; a flat or typed array can be given one. The values
 * are copied. A typed array keeps its dtype unless another is asked for.
 *
 * @throws ShapeError when arrays are ragged or do not fill `shape`.
 * @throws DTypeError when int32 is asked for and a value is not a 32-bit integer.
 *
 * @example
 * tensor([1, 2, 3, 4], { shape: [2, 2] }).toArray()
 * // → [[1, 2], [3, 4]]
 */
export function tensor(data: NestedArray | TensorData | Tensor, options: TensorOptions = {}): Tensor {
  if (data instanceof Tensor) return tensor(data.data, { shape: data.shape, dtype: data.dtype, ...options })
  checkKnownOptions('tensor', options, [...createOptions, 'shape'])
  const typed = ArrayBuffer.isView(data)
  const { values, shape } = typed ? { values: data, shape: [data.length] } : flattenNested(data)
  const dtype = options.dtype ?? (typed ? dtypeOf(data) : defaultDType)
  const wanted = options.shape === undefined ? shape : checkShape('tensor', options.shape)
  if (numelOf(wanted) !== values.length) {
    throw shapeError('tensor', `${values.length} values do not fill the shape`, { shape: wanted })
  }
  const memory = allocate(dtype, values.length)
  memory.set(values)
  if (dtype === 'int32') {
    for (let i = 0; i < values.length; i++) {
      if (memory[i] !== values[i]) throw new DTypeError(`tensor: ${values[i]} is not a 32-bit integer.`)
    }
  }
  return new Tensor(memory, wanted, options.requiresGrad)
}

/**
 * The operand of an operation as a tensor. Tensors are passed through; numbers and nested arrays become constants.
 *
 * @example
 * asTensor([1, 2]).shape
 * // → [2]
 */
export function asTensor(value: TensorLike, dtype?: DType): Tensor {
  return value instanceof Tensor ? value : tensor(value, dtype === undefined ? {} : { dtype })
}

/**
 * A tensor of `shape` with every element `value`.
 *
 * @example
 * full([2], 7).toArray()
 * // → [7, 7]
 */
export function full(shape: Shape, value: number, options: CreateOptions = {}): Tensor {
  checkKnownOptions('full', options, createOptions)
  const checked = checkShape('full', shape)
  const data = allocate(options.dtype ?? defaultDType, numelOf(checked))
  // New memory is zero, and costs nothing until it is written to.
  if (!Object.is(value, 0)) data.fill(value)
  return new Tensor(data, checked, options.requiresGrad)
}

/**
 * A tensor of zeros.
 *
 * @example
 * zeros([2, 2]).toArray()
 * // → [[0, 0], [0, 0]]
 */
export function zeros(shape: Shape, options: CreateOptions = {}): Tensor {
  return full(shape, 0, options)
}

/**
 * A tensor of ones.
 *
 * @example
 * ones([3]).toArray()
 * // → [1, 1, 1]
 */
export function ones(shape: Shape, options: CreateOptions = {}): Tensor {
  return full(shape, 1, options)
}

/**
 * Zeros with the shape and dtype of `like`.
 *
 * @example
 * zerosLike(tensor([1, 2])).toArray()
 * // → [0, 0]
 */
export function zerosLike(like: Tensor): Tensor {
  return full(like.shape, 0, { dtype: like.dtype })
}

/**
 * Ones with the shape and dtype of `like`.
 *
 * @example
 * onesLike(tensor([5, 6])).toArray()
 * // → [1, 1]
 */
export function onesLike(like: Tensor): Tensor {
  return full(like.shape, 1, { dtype: like.dtype })
}

/**
 * The numbers start, start + step, …, before `end`: `ceil((end − start) / step)` of them, each computed as
 * start + i · step so that errors do not add up. With one argument, 0 … end − 1.
 *
 * @throws RangeError when `step` is zero or not finite.
 *
 * @example
 * arange(1, 2, 0.25).toArray()
 * // → [1, 1.25, 1.5, 1.75]
 */
export function arange(start: number, end?: number, step = 1, options: CreateOptions = {}): Tensor {
  checkKnownOptions('arange', options, createOptions)
  const [from, to] = end === undefined ? [0, start] : [start, end]
  const count = Math.max(0, Math.ceil((to - from) / step))
  if (step === 0 || !Number.isFinite(count)) {
    throw new RangeError(`arange: from ${from} to ${to} in steps of ${step} never ends.`)
  }
  const data = allocate(options.dtype ?? defaultDType, count)
  for (let i = 0; i < count; i++) data[i] = from + i * step
  return new Tensor(data, [count], options.requiresGrad)
}

/**
 * `steps` numbers evenly spaced from `start` to `end`, both included.
 *
 * @throws RangeError when `steps` is not a non-negative integer.
 *
 * @example
 * linspace(0, 1, 5).toArray()
 * // → [0, 0.25, 0.5, 0.75, 1]
 */
export function linspace(start: number, end: number, steps: number, options: CreateOptions = {}): Tensor {
  checkKnownOptions('linspace', options, createOptions)
  if (!Number.isInteger(steps) || steps < 0) {
    throw new RangeError(`linspace: steps is ${steps}; it is a count, 0 or more.`)
  }
  const data = allocate(options.dtype ?? defaultDType, steps)
  const step = steps > 1 ? (end - start) / (steps - 1) : 0
  // The second half counts back from the end, so that the last value is exactly `end`.
  for (let i = 0; i < steps; i++) data[i] = i < steps / 2 ? start + i * step : end - (steps - 1 - i) * step
  return new Tensor(data, [steps], options.requiresGrad)
}

/**
 * The identity matrix (n, m): ones where row = column. `m` defaults to `n`.
 *
 * @example
 * eye(2).toArray()
 * // → [[1, 0], [0, 1]]
 */
export function eye(n: number, m = n, options: CreateOptions = {}): Tensor {
  const out = zeros([n, m], options)
  for (let i = 0; i < Math.min(n, m); i++) out.data[i * m + i] = 1
  return out
}
