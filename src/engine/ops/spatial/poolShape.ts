import { checkKnownOptions, shapeError } from '../../errors.ts'
import type { Shape } from '../../tensor/shape.ts'
import {
  type Sides,
  type Size2d,
  type WindowAxis,
  axisNames,
  checkSpatialInput,
  paddingPerAxis,
  perAxis,
  span,
} from './window.ts'

/** Hyper-parameters of every pooling window. */
export interface Pool2dOptions {
  /** Elements from one window to the next. Default: the kernel size, so that windows do not overlap. */
  readonly stride?: Size2d | null
  /** Border around the input, at most half the kernel size per side; sides can be given one by one. Default 0. */
  readonly padding?: Size2d | Sides
  /** Also use a last window that reaches beyond the border, if it starts inside the input or its front padding. Default false. */
  readonly ceilMode?: boolean
}

/** Hyper-parameters of `maxPool2d` and `minPool2d`. */
export interface MaxPool2dOptions extends Pool2dOptions {
  /** Elements from one window element to the next. Default 1. */
  readonly dilation?: Size2d
}

/** One axis of a pooling window. floor: PyTorch's rule; ceil: one window more, unless it starts in the end padding. */
function poolAxis(axis: Omit<WindowAxis, 'output'>, ceilMode: boolean): WindowAxis {
  const { input, kernel, dilation, stride, before, after } = axis
  const room = input + before + after - span(kernel, dilation)
  let output = (ceilMode ? Math.ceil(room / stride) : Math.floor(room / stride)) + 1
  if (ceilMode && (output - 1) * stride >= input + before) output--
  return { ...axis, output }
}

/** The two axes of a pooling window over `input`, checked; `own` names the options that this operation adds. */
export function resolvePool(
  op: string,
  input: Shape,
  kernelSize: Size2d,
  options: MaxPool2dOptions,
  own?: readonly string[],
): [WindowAxis, WindowAxis] {
  if (own !== undefined) checkKnownOptions(op, options, ['stride', 'padding', 'ceilMode', ...own])
  checkSpatialInput(op, input, 2)
  const kernel = perAxis(op, 'kernelSize', kernelSize, 2, 1)
  const stride = perAxis(op, 'stride', options.stride ?? kernel, 2, 1)
  const dilation = perAxis(op, 'dilation', options.dilation ?? 1, 2, 1)
  const sides = paddingPerAxis(op, options.padding ?? 0, 2)
  const axes = [0, 1].map((i) => {
    const [before, after] = sides[i]!
    const half = Math.floor(kernel[i]! / 2)
    if (Math.max(before, after) > half) {
      throw new RangeError(
        `${op}: padding is ${Math.max(before, after)}; it is at most half of kernelSize ${kernel[i]}, ${half}, ` +
          'so that no window lies in the padding alone.',
      )
    }
    const size = input.at(i - 2)!
    const axis = {
      input: size,
      kernel: kernel[i]!,
      stride: stride[i]!,
      dilation: dilation[i]!,
      before,
      after,
    }
    return poolAxis(axis, options.ceilMode ?? false)
  }) as [WindowAxis, WindowAxis]
  const small = axes.find((axis) => axis.output < 1 || axis.input < 1)
  if (small !== undefined) {
    const padded = small.input + small.before + small.after
    const problem = `the window spans ${span(small.kernel, small.dilation)}, the padded input only ${padded}`
    throw shapeError(
      op,
      problem,
      { input: [input, axisNames(input, 2)] },
      `A kernelSize of at most ${padded} would fit.`,
    )
  }
  return axes
}

/**
 * The shape of every two-dimensional pooling: along H and W
 * outSize = floor((in + padding on both sides − dilation · (kernelSize − 1) − 1) / stride) + 1, with ceil instead of
 * floor in ceil mode, where a last window that would start in the padding at the end is dropped (PyTorch's rule).
 *
 * @throws ShapeError when the window is larger than the padded input; RangeError for an impossible option, such as
 * padding above half the kernel size.
 *
 * @example
 * checkPool2dShape([1, 8, 5, 7], 2, { ceilMode: true })
 * // → [1, 8, 3, 4]
 */
export function checkPool2dShape(
  input: Shape,
  kernelSize: Size2d,
  options: MaxPool2dOptions = {},
  op = 'checkPool2dShape',
): number[] {
  const axes = resolvePool(op, input, kernelSize, options)
  return [...input.slice(0, -2), ...axes.map((axis) => axis.output)]
}
