import { countRows, takeRows } from '../data/split.ts'
import { asTensor } from '../tensor/create.ts'
import { tensor as copyOf } from '../tensor/create.ts'
import type { DType } from '../tensor/dtype.ts'
import { Tensor, type TensorLike } from '../tensor/tensor.ts'

/** One tensor, or several for a model with several inputs or outputs. */
export type Many = TensorLike | readonly Tensor[]

/** As a list of tensors; floats get the dtype of the model's parameters, as in Keras. */
export function asList(values: Many, dtype: DType | undefined): Tensor[] {
  const several =
    Array.isArray(values) && values.length > 0 && values.every((value) => value instanceof Tensor)
  const list = several ? (values as readonly Tensor[]) : [asTensor(values as TensorLike)]
  return list.map((x) =>
    dtype === undefined || x.dtype === 'int32' || x.dtype === dtype ? x : copyOf(x, { dtype }),
  )
}

/** Inputs, targets and weights with equal numbers of examples. */
export interface Examples {
  readonly count: number
  readonly x: readonly Tensor[]
  readonly y: readonly Tensor[]
  /** One weight per example, or null. */
  readonly weights: Tensor | null
}

export function makeExamples(x: readonly Tensor[], y: readonly Tensor[], weights: Tensor | null): Examples {
  const all = { ...name('x', x), ...name('y', y), ...(weights === null ? {} : { weights }) }
  return { count: countRows('fit', all), x, y, weights }
}

const name = (letter: string, list: readonly Tensor[]): Record<string, Tensor> =>
  Object.fromEntries(list.map((t, i) => [list.length === 1 ? letter : `${letter}${i}`, t]))

/** The examples of these rows. */
export function rowsOf({ x, y, weights }: Examples, rows: readonly number[]): Examples {
  const take = (t: Tensor): Tensor => takeRows(t, rows)
  return {
    count: rows.length,
    x: x.map(take),
    y: y.map(take),
    weights: weights === null ? null : take(weights),
  }
}

/** Outputs of batches, one below the other, without history. */
export function joinRows(parts: readonly Tensor[]): Tensor {
  const [first] = parts as [Tensor]
  const count = parts.reduce((sum, part) => sum + part.shape[0]!, 0)
  const out = new Tensor(takeRows(first, []).data, [0, ...first.shape.slice(1)])
  const Data = out.data.constructor as new (length: number) => Tensor['data']
  const data = new Data((count * first.numel) / Math.max(1, first.shape[0]!))
  let position = 0
  for (const part of parts) {
    data.set(part.data, position)
    position += part.numel
  }
  return new Tensor(data, [count, ...first.shape.slice(1)])
}
