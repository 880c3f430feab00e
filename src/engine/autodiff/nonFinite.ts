import { stridesOf } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { withWatcher } from './record.ts'

/** Where a tensor holds NaN or an infinity. */
export interface NonFinite {
  /** The key, or the tensor's name, or its place in the list. */
  readonly name: string
  /** The place along each axis of the first non-finite element. */
  readonly index: readonly number[]
  readonly value: number
  /** How many elements of the tensor are not finite. */
  readonly count: number
}

/**
 * An operation produced NaN or an infinity; `op` is its name and `found` the place.
 *
 * @example
 * const found = { name: 'bias', index: [1], value: NaN, count: 1 }
 * new NonFiniteError('add: the result holds NaN.', 'add', found).op
 * // → 'add'
 */
export class NonFiniteError extends Error {
  override name = 'NonFiniteError'
  readonly op: string
  readonly found: NonFinite

  constructor(message: string, op: string, found: NonFinite) {
    super(message)
    this.op = op
    this.found = found
  }
}

function inspect(name: string, { data, shape }: Tensor): NonFinite | null {
  const first = data.findIndex((value) => !Number.isFinite(value))
  if (first < 0) return null
  const strides = stridesOf(shape)
  const index = shape.map((size, axis) => Math.floor(first / strides[axis]!) % size)
  let count = 0
  for (const value of data) if (!Number.isFinite(value)) count++
  return { name, index, value: data[first]!, count }
}

/**
 * The first of the tensors, in the given order, that holds NaN or an infinity, and where; `null` when all are finite.
 * Accepts a list or an object of named tensors.
 *
 * @example
 * firstNonFinite({ weight: tensor([1, 2]), bias: tensor([0, NaN]) }).name
 * // → 'bias'
 */
export function firstNonFinite(
  tensors: readonly Tensor[] | Readonly<Record<string, Tensor>>,
): NonFinite | null {
  const listed = Array.isArray(tensors)
  for (const [key, tensor] of Object.entries(tensors as Record<string, Tensor>)) {
    const found = inspect(listed && tensor.name !== '' ? tensor.name : key, tensor)
    if (found !== null) return found
  }
  return null
}

/**
 * Runs `fn` and stops at the first operation, forward or backward, whose result holds NaN or an infinity. Costs one
 * pass over every result; for finding the place, not for training.
 *
 * @throws NonFiniteError naming the operation, the place, and whether its inputs were finite.
 *
 * @example
 * let message = ''
 * try {
 *   detectNonFinite(() => log([1, 0]))
 * } catch (error) {
 *   message = error.message
 * }
 * message
 * // → 'log: the result (2) holds -Infinity at [1]; its inputs are finite.'
 */
export function detectNonFinite<T>(fn: () => T): T {
  return withWatcher((op, inputs, output) => {
    const found = inspect(output.name, output)
    if (found === null) return
    const source = inputs.findIndex((input, index) => inspect(String(index), input) !== null)
    const named = source >= 0 && inputs[source]!.name !== '' ? ` ('${inputs[source]!.name}')` : ''
    const origin = source < 0 ? 'its inputs are finite' : `it came in with input ${source}${named}`
    const at = `[${found.index.join(', ')}]`
    const message = `${op}: the result (${output.shape.join(', ')}) holds ${found.value} at ${at}; ${origin}.`
    throw new NonFiniteError(message, op, found)
  }, fn)
}
