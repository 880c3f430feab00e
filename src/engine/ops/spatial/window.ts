// Letters: H, W height and width; k kernel size; s stride; d dilation. Sizes are in elements (pixels).

import { axesText } from '../axesText.ts'
import { shapeError } from '../../errors.ts'
import type { Shape } from '../../tensor/shape.ts'

/** One number for both axes, or `[vertical, horizontal]`. */
export type Size2d = number | readonly [number, number]

/** Padding side by side; a side left out is 0. */
export interface Sides {
  readonly top?: number
  readonly bottom?: number
  readonly left?: number
  readonly right?: number
}

/** A window sliding along one axis. */
export interface WindowAxis {
  readonly input: number
  readonly kernel: number
  readonly stride: number
  readonly dilation: number
  /** Padding in front of the first and behind the last element. */
  readonly before: number
  readonly after: number
  /** Number of window positions. */
  readonly output: number
}

/** The axis along which nothing slides: how one-dimensional operations become two-dimensional ones. */
export const flatAxis: WindowAxis = {
  input: 1,
  kernel: 1,
  stride: 1,
  dilation: 1,
  before: 0,
  after: 0,
  output: 1,
}

/** Elements that a dilated kernel spans: d · (k − 1) + 1. */
export function span(kernel: number, dilation: number): number {
  return dilation * (kernel - 1) + 1
}

/**
 * A hyper-parameter as one whole number per axis.
 *
 * @throws RangeError when it is not whole, below `least`, or has another number of entries.
 */
export function perAxis(
  op: string,
  name: string,
  value: number | readonly number[],
  count: number,
  least: number,
): number[] {
  const values = typeof value === 'number' ? Array.from({ length: count }, () => value) : [...value]
  if (values.length !== count) {
    const wanted = count === 1 ? 'a number' : `a number or ${count} numbers, vertical and horizontal`
    throw new RangeError(`${op}: ${name} is [${values.join(', ')}]; it is ${wanted}.`)
  }
  const wrong = values.find((v) => !Number.isInteger(v) || v < least)
  if (wrong !== undefined) {
    throw new RangeError(`${op}: ${name} is ${wrong}; it is a whole number, ${least} or more.`)
  }
  return values
}

/** Whether padding was given side by side. */
export function isSides(padding: unknown): padding is Sides {
  return typeof padding === 'object' && !Array.isArray(padding)
}

/** Padding as `[before, after]` per axis, from numbers or sides. */
export function paddingPerAxis(
  op: string,
  padding: number | readonly number[] | Sides,
  count: number,
): [number, number][] {
  if (!isSides(padding)) return perAxis(op, 'padding', padding, count, 0).map((p) => [p, p])
  const known = count === 1 ? ['left', 'right'] : ['top', 'bottom', 'left', 'right']
  const unknown = Object.keys(padding).find((side) => !known.includes(side))
  if (unknown !== undefined) {
    throw new RangeError(`${op}: padding has no side '${unknown}'. Known: ${known.join(', ')}.`)
  }
  const side = (name: keyof Sides): number => perAxis(op, `padding ${name}`, padding[name] ?? 0, 1, 0)[0]!
  const horizontal: [number, number] = [side('left'), side('right')]
  return count === 1 ? [horizontal] : [[side('top'), side('bottom')], horizontal]
}

const prefixed = (count: number, lead: string): string => (count === 1 ? `${lead}, L` : `${lead}, H, W`)

/** The names of the axes of `(N, C, H, W)` or `(N, C, L)`, without N for a single example. */
export function axisNames(shape: Shape, count: number): string {
  return prefixed(count, shape.length === count + 1 ? 'C' : 'N, C')
}

/**
 * Checks that `input` is a batch `(N, C, …)` or a single example `(C, …)` with `count` spatial axes.
 *
 * @throws ShapeError saying how to get there.
 */
export function checkSpatialInput(op: string, input: Shape, count: number): void {
  if (input.length === count + 1 || input.length === count + 2) return
  const names = prefixed(count, 'N, C')
  const hint =
    input.length === count
      ? `A single map with one channel fits after reshape(input, [1, 1, ${input.join(', ')}]).`
      : 'Channels come before positions.'
  const problem = `input has ${axesText(input.length)}, needs ${count + 2} (${names}) or ${count + 1} (${prefixed(count, 'C')})`
  throw shapeError(op, problem, { input }, hint)
}

/** The shape with a batch axis, added when `shape` is a single example. */
export function asBatch(shape: Shape, count: number): number[] {
  return shape.length === count + 1 ? [1, ...shape] : [...shape]
}
