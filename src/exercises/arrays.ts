/** Shape arithmetic on flat row-major arrays; enough for grading, without the engine's tensors. */

export const formatShape = (shape: readonly number[]): string =>
  shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`

export const isSameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((size, i) => size === b[i])

/** Axis i of the result is axis `axes[i]` of the input. */
export function permute<T>(
  values: readonly T[],
  shape: readonly number[],
  axes: readonly number[],
): { shape: number[]; values: T[] } {
  const strides = shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1))
  const permuted = axes.map((axis) => shape[axis]!)
  const result: T[] = []
  const visit = (depth: number, offset: number): void => {
    if (depth === axes.length) result.push(values[offset]!)
    else for (let i = 0; i < permuted[depth]!; i++) visit(depth + 1, offset + i * strides[axes[depth]!]!)
  }
  visit(0, 0)
  return { shape: permuted, values: result }
}

/** Every order of 0 … n − 1 but the natural one. */
export function permutations(n: number): number[][] {
  if (n === 0) return []
  let all: number[][] = [[]]
  for (let i = 0; i < n; i++) {
    all = all.flatMap((order) =>
      Array.from({ length: i + 1 }, (_, k) => [...order.slice(0, k), i, ...order.slice(k)]),
    )
  }
  return all.filter((order) => order.some((axis, i) => axis !== i))
}

/** Numbers nested in arrays: a scalar, a vector, a matrix, … */
export type NestedNumbers = number | readonly NestedNumbers[]

/** Shape and row-major values. Throws on ragged arrays. */
export function flatten(nested: NestedNumbers): { shape: number[]; values: number[] } {
  if (typeof nested === 'number') return { shape: [], values: [nested] }
  const rows = nested.map(flatten)
  const inner = rows[0]?.shape ?? []
  if (!rows.every((row) => isSameShape(row.shape, inner)))
    throw new RangeError('tensor: the rows have different lengths')
  return { shape: [nested.length, ...inner], values: rows.flatMap((row) => row.values) }
}
