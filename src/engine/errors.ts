/**
 * Sizes that do not fit together. The message names the operation, what is wrong, every shape involved
 * with the names of its axes, and what would fit.
 *
 * @example
 * const error = shapeError('matmul', 'inner sizes 3 and 4 differ', { a: [[2, 3], 'n, k'], b: [[4, 5], 'k, m'] })
 * error.message
 * // → 'matmul: inner sizes 3 and 4 differ. Got a (2, 3) as (n, k), b (4, 5) as (k, m).'
 */
export class ShapeError extends Error {
  override name = 'ShapeError'
}

/**
 * A dtype that the operation cannot work with.
 *
 * @example
 * new DTypeError('gather: index must be int32').name
 * // → 'DTypeError'
 */
export class DTypeError extends Error {
  override name = 'DTypeError'
}

/** A shape, alone or with the names of its axes: `[[2, 3], 'N, D']`. */
export type DescribedShape = readonly number[] | readonly [shape: readonly number[], axes: string]

function describe(name: string, described: DescribedShape): string {
  const axes = described[1]
  if (typeof axes !== 'string') return `${name} ${shapeText(described as readonly number[])}`
  return `${name} ${shapeText(described[0] as readonly number[])} as (${axes})`
}

/**
 * A shape as text: `(2, 3)`; the shape of a scalar is `()`.
 *
 * @example
 * shapeText([2, 3])
 * // → '(2, 3)'
 */
export function shapeText(shape: readonly number[]): string {
  return `(${shape.join(', ')})`
}

/**
 * Builds (does not throw) the `ShapeError` of an operation.
 *
 * @param op the public name of the operation.
 * @param problem what is wrong, in words and numbers.
 * @param shapes the shapes involved, by the names of the arguments.
 * @param hint what would fit, as a sentence.
 *
 * @example
 * shapeError('dot', 'lengths 2 and 3 differ', { a: [2], b: [3] }, 'Both need the same length.').message
 * // → 'dot: lengths 2 and 3 differ. Got a (2), b (3). Both need the same length.'
 */
export function shapeError(
  op: string,
  problem: string,
  shapes: Readonly<Record<string, DescribedShape>>,
  hint?: string,
): ShapeError {
  const got = Object.entries(shapes)
    .map(([name, described]) => describe(name, described))
    .join(', ')
  return new ShapeError(`${op}: ${problem}. Got ${got}.${hint === undefined ? '' : ` ${hint}`}`)
}

/**
 * Refuses misspelled options, which plain JavaScript would silently ignore.
 *
 * @throws RangeError naming the option and the known ones.
 */
export function checkKnownOptions(op: string, options: object, known: readonly string[]): void {
  const unknown = Object.keys(options).find((name) => !known.includes(name))
  if (unknown === undefined) return
  throw new RangeError(`${op}: there is no option '${unknown}'. Known: ${known.join(', ')}.`)
}
