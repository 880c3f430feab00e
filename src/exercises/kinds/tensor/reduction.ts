import { flatten, isSameShape, permute, type NestedNumbers } from '../../arrays.ts'

/** A reduction of `of` along `axis`, as the exercise asks for it. */
export interface Reduction {
  of: NestedNumbers
  op: 'sum' | 'mean' | 'max' | 'min'
  /** From 0. */
  axis: number
  keepdim?: boolean
}

const reducers: Record<Reduction['op'], (line: number[]) => number> = {
  sum: (line) => line.reduce((a, b) => a + b, 0),
  mean: (line) => line.reduce((a, b) => a + b, 0) / line.length,
  max: (line) => Math.max(...line),
  min: (line) => Math.min(...line),
}

function reduceAxis(values: number[], shape: number[], axis: number, op: Reduction['op'], keepdim: boolean) {
  const others = shape.map((_, i) => i).filter((i) => i !== axis)
  const lines = permute(values, shape, [...others, axis]).values
  const size = shape[axis]!
  const count = lines.length / size
  const reduced = Array.from({ length: count }, (_, i) => reducers[op](lines.slice(i * size, (i + 1) * size)))
  const kept = keepdim ? shape.map((n, i) => (i === axis ? 1 : n)) : others.map((i) => shape[i]!)
  return { shape: kept, values: reduced }
}

/** What the same reduction gives along each other axis, where that is another tensor. */
export function otherReductions({
  of,
  op,
  axis,
  keepdim = false,
}: Reduction): { shape: number[]; values: number[] }[] {
  const { shape, values } = flatten(of)
  if (shape[axis] === undefined)
    throw new RangeError(`reduction: axis ${axis} of a tensor with ${shape.length} axes`)
  const right = reduceAxis(values, shape, axis, op, keepdim)
  return shape
    .map((_, other) => reduceAxis(values, shape, other, op, keepdim))
    .filter((wrong, other) => {
      const isSame =
        isSameShape(wrong.shape, right.shape) && wrong.values.every((value, i) => value === right.values[i])
      return other !== axis && !isSame
    })
}
