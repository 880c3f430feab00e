import { ShapeError, shapeText } from '../errors.ts'

/** Numbers in arrays in arrays, as deep as the tensor has axes. */
export type NestedArray = number | boolean | readonly NestedArray[]

/** What `toArray()` returns: a number for a scalar, else arrays in arrays. */
export type NestedNumbers = number | NestedNumbers[]

/** The shape of a nested array, and its numbers in row-major order. */
export function flattenNested(nested: NestedArray): { values: number[]; shape: number[] } {
  const shape: number[] = []
  for (let level: NestedArray = nested; Array.isArray(level); level = (level as NestedArray[])[0]!) {
    shape.push(level.length)
    if (level.length === 0) break
  }
  const values: number[] = []
  const visit = (item: NestedArray, depth: number, path: string): void => {
    if (typeof item === 'number' || typeof item === 'boolean') {
      if (depth !== shape.length) throw ragged(shape, path, 'a number')
      values.push(Number(item))
      return
    }
    if (!Array.isArray(item)) {
      throw new TypeError(`tensor: element ${path || '[]'} is ${typeof item}; numbers and arrays are known.`)
    }
    if (item.length !== shape[depth]) throw ragged(shape, path, `an array of length ${item.length}`)
    item.forEach((child: NestedArray, index) => visit(child, depth + 1, `${path}[${index}]`))
  }
  visit(nested, 0, '')
  return { values, shape }
}

function ragged(shape: readonly number[], path: string, found: string): ShapeError {
  return new ShapeError(
    `tensor: the nested arrays are ragged. The first elements say shape ${shapeText(shape)}, ` +
      `but element ${path || '[]'} is ${found}. Arrays at the same depth need the same length.`,
  )
}

/** Row-major values as nested arrays. */
export function nest(values: ArrayLike<number>, shape: readonly number[]): NestedNumbers {
  let position = 0
  const build = (axis: number): NestedNumbers => {
    if (axis === shape.length) return values[position++]!
    return Array.from({ length: shape[axis]! }, () => build(axis + 1))
  }
  return build(0)
}
