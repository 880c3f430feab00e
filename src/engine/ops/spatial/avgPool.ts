import { exp } from '../../elementary/exponential.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { mul } from '../elementwise/arithmetic.ts'
import { asFloat } from '../elementwise/map.ts'
import { sqrt, square } from '../elementwise/power.ts'
import { equal } from '../elementwise/comparison.ts'
import { where } from '../elementwise/where.ts'
import { type Pool2dOptions, resolvePool } from './poolShape.ts'
import { type SparseMap, type SparseRow, applyMap, sparseMap } from './sparse.ts'
import type { Size2d, WindowAxis } from './window.ts'

/** Hyper-parameters of `avgPool2d`. */
export interface AvgPool2dOptions extends Pool2dOptions {
  /** Whether zeros of the padding count in the average. Default true (PyTorch); Keras and TensorFlow do not count them. */
  readonly countIncludePad?: boolean
  /** Divide every window sum by this number instead of the count. Default: the count. */
  readonly divisorOverride?: number | null
}

/** Hyper-parameters of `l2Pool2d`. */
export interface L2Pool2dOptions extends Pool2dOptions {
  /**
   * Whether a last window cut off by the border (ceil mode) is scaled up as if it were full. Default true, as
   * PyTorch's `lp_pool2d` does it; false gives the plain norm of what is there, as in ONNX `LpPool`.
   */
  readonly scalePartial?: boolean
}

/** Hyper-parameters of `weightedPool2d`. */
export interface WeightedPool2dOptions extends Pool2dOptions {
  /** Standard deviation of the weights, in elements. Default: a quarter of the kernel size, for each axis. */
  readonly sigma?: Size2d | null
}

/** What one window covers along one axis: the elements inside the input, and its extent with padding. */
interface Extent {
  readonly offsets: readonly { readonly at: number; readonly offset: number }[]
  readonly padded: number
}

function extents(axis: WindowAxis): Extent[] {
  return Array.from({ length: axis.output }, (_, i) => {
    const start = i * axis.stride - axis.before
    const inside = Array.from({ length: axis.kernel }, (__, offset) => ({ at: start + offset, offset }))
    return {
      offsets: inside.filter(({ at }) => at >= 0 && at < axis.input),
      // Beyond the padding at the end there is nothing: a window that reaches there in ceil mode is smaller.
      padded: Math.min(start + axis.kernel, axis.input + axis.after) - start,
    }
  })
}

/** The map that gives each window Σ weight(p, q) · x over its elements, divided by `divisor`. */
function windowMap(
  [h, w]: readonly [WindowAxis, WindowAxis],
  divisor: (count: number, padded: number, total: number) => number,
  weight: (p: number, q: number) => number = () => 1,
): SparseMap {
  const columns = extents(w)
  const rows = extents(h).flatMap((row) =>
    columns.map((column): SparseRow => {
      const terms = row.offsets.flatMap((y) =>
        column.offsets.map((x) => [y.at * w.input + x.at, weight(y.offset, x.offset)] as const),
      )
      const total = terms.reduce((sum, [, value]) => sum + value, 0)
      const by = divisor(terms.length, row.padded * column.padded, total)
      return terms.map(([at, value]) => [at, value / by] as const)
    }),
  )
  return sparseMap(rows, h.input * w.input)
}

const sizeOf = ([h, w]: readonly [WindowAxis, WindowAxis]): [number, number] => [h.output, w.output]

/**
 * The average of each window. input (N, C, H, W) or (C, H, W) → (N, C, oH, oW), sizes as in `checkPool2dShape`.
 * Each element of a window gets an equal share of the gradient.
 *
 * @throws ShapeError when the window is larger than the padded input; RangeError for an impossible option.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.avg_pool2d.html
 *
 * @example
 * avgPool2d([[[[1, 2, 5, 6], [3, 4, 8, 7]]]], 2).toArray()
 * // → [[[[2.5, 6.5]]]]
 */
export function avgPool2d(input: TensorLike, kernelSize: Size2d, options: AvgPool2dOptions = {}): Tensor {
  const x = asFloat(input)
  const axes = resolvePool('avgPool2d', x.shape, kernelSize, options, ['countIncludePad', 'divisorOverride'])
  const { countIncludePad = true, divisorOverride } = options
  if (divisorOverride === 0 || Number.isNaN(divisorOverride ?? 1)) {
    throw new RangeError(`avgPool2d: divisorOverride is ${divisorOverride}; it is a number other than 0.`)
  }
  const map = windowMap(axes, (count, padded) => divisorOverride ?? (countIncludePad ? padded : count))
  return applyMap('avgPool2d', x, map, sizeOf(axes))
}

/**
 * The Euclidean norm of each window, √(Σ x²). input (N, C, H, W) or (C, H, W) → (N, C, oH, oW), sizes as in
 * `checkPool2dShape`. The gradient is x / output, and 0 where the whole window is 0. PyTorch has it as `LPPool2d`
 * with norm 2, ONNX as `LpPool`; Keras has none.
 *
 * @throws ShapeError when the window is larger than the padded input; RangeError for an impossible option.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.lp_pool2d.html
 *
 * @example
 * l2Pool2d([[[[3, 0, 1, 1], [0, 4, 1, 1]]]], 2).toArray()
 * // → [[[[5, 2]]]]
 */
export function l2Pool2d(input: TensorLike, kernelSize: Size2d, options: L2Pool2dOptions = {}): Tensor {
  const x = asFloat(input)
  const axes = resolvePool('l2Pool2d', x.shape, kernelSize, options, ['scalePartial'])
  const full = axes[0].kernel * axes[1].kernel
  const scale = options.scalePartial ?? true
  const map = windowMap(axes, (_, padded) => (scale ? padded / full : 1))
  const squares = applyMap('l2Pool2d', square(x), map, sizeOf(axes))
  const empty = equal(squares, 0)
  return mul(sqrt(where(empty, 1, squares)), equal(empty, 0)) // √ has no derivative at 0: there it gets none
}

/**
 * The average of each window weighted by the distance from its center, so that nearer elements count more:
 * Σ w x / Σ w with the Gaussian w = exp(−Δ²_H / (2 σ²_H) − Δ²_W / (2 σ²_W)), Δ in elements from the center of the
 * window. Elements in the padding have no part in it. Shapes as in `avgPool2d`.
 *
 * @throws ShapeError when the window is larger than the padded input; RangeError for an impossible option.
 * @see Goodfellow, Bengio, Courville, Deep Learning, §9.3, names it as a pooling without fixing the weights.
 *
 * @example
 * weightedPool2d([[[[0, 0, 0], [0, 1, 0], [0, 0, 0]]]], 3, { sigma: 1 }).item()
 * // → 0.20418
 */
export function weightedPool2d(
  input: TensorLike,
  kernelSize: Size2d,
  options: WeightedPool2dOptions = {},
): Tensor {
  const x = asFloat(input)
  const axes = resolvePool('weightedPool2d', x.shape, kernelSize, options, ['sigma'])
  const { sigma } = options
  const sigmas = axes.map(({ kernel }, i) => (typeof sigma === 'number' ? sigma : (sigma?.[i] ?? kernel / 4)))
  const wrong = sigmas.find((s) => !(s > 0))
  if (wrong !== undefined) throw new RangeError(`weightedPool2d: sigma is ${wrong}; it is a positive number.`)
  const [alongH, alongW] = axes.map(({ kernel }, i) => (offset: number): number => {
    const distance = (offset - (kernel - 1) / 2) / sigmas[i]!
    return exp(-0.5 * distance * distance)
  }) as [(offset: number) => number, (offset: number) => number]
  const map = windowMap(
    axes,
    (_, __, total) => total,
    (p, q) => alongH(p) * alongW(q),
  )
  return applyMap('weightedPool2d', x, map, sizeOf(axes))
}
