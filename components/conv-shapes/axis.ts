/** How the border is padded: not at all, so that the output has the input's size divided by the stride, or by a number. */
export const PADDINGS = ['valid', 'same', 'side', 'total'] as const
export type PaddingKind = (typeof PADDINGS)[number]
export const ROUNDINGS = ['floor', 'ceil'] as const
export type Rounding = (typeof ROUNDINGS)[number]

/** The hyper-parameters of a window along one axis. */
export interface Axis {
  input: number
  kernel: number
  stride: number
  dilation: number
  /** Zeros at each end, or in all: what `PaddingKind` says. */
  padding: number
}

export interface Resolved {
  /** Zeros at the start and at the end. */
  before: number
  after: number
  /** From the first to the last input that one window covers: d (k − 1) + 1. */
  span: number
  padded: number
  /** How far the window can move: padded − span. Negative where it does not fit. */
  room: number
  /** Outputs; 0 where the window does not fit. */
  output: number
  /** Inputs and zeros at the end that no window reaches. */
  unused: number
  /** How far the last window hangs over the padded input, with ceil. */
  overhang: number
}

/**
 * Where the windows of one axis stand: outputs = floor((n + before + after − d (k − 1) − 1) / s) + 1, or the same with
 * ceil. With ceil a window must begin in the input or in the padding before it, as in PyTorch's pooling.
 */
export function resolve(axis: Axis, kind: PaddingKind, rounding: Rounding): Resolved {
  const { input, kernel, stride, dilation } = axis
  const span = dilation * (kernel - 1) + 1
  const [before, after] = sidesOf(axis, kind, span)
  const padded = input + before + after
  const room = padded - span
  const none = { before, after, span, padded, room, output: 0, unused: padded, overhang: 0 }
  if (room < 0) return none
  const steps = rounding === 'floor' ? Math.floor(room / stride) : Math.ceil(room / stride)
  const isAllPadding = rounding === 'ceil' && steps * stride >= input + before
  const output = isAllPadding ? steps : steps + 1
  const end = (output - 1) * stride + span
  return { ...none, output, unused: Math.max(0, padded - end), overhang: Math.max(0, end - padded) }
}

/** An odd number of zeros has one more at the end, as in Keras. */
function sidesOf({ input, stride, padding }: Axis, kind: PaddingKind, span: number): [number, number] {
  if (kind === 'valid') return [0, 0]
  if (kind === 'side') return [padding, padding]
  const total =
    kind === 'total' ? padding : Math.max(0, (Math.ceil(input / stride) - 1) * stride + span - input)
  return [Math.floor(total / 2), Math.ceil(total / 2)]
}

/** The inputs (from −before, so that zeros count) that output `i` sees. */
export const seenBy = ({ kernel, stride, dilation }: Axis, { before }: Resolved, i: number): number[] =>
  Array.from({ length: kernel }, (_, p) => i * stride + p * dilation - before)

/** The outputs that see input `at`. */
export function seeing(axis: Axis, resolved: Resolved, at: number): number[] {
  return Array.from({ length: resolved.output }, (_, i) => i).filter((i) =>
    seenBy(axis, resolved, i).includes(at),
  )
}

/**
 * The total paddings that give `wanted` outputs, below the window's span: with more, some windows would see zeros only.
 */
export function totalsFor(axis: Axis, rounding: Rounding, wanted: number): number[] {
  const { span } = resolve(axis, 'valid', 'floor')
  return Array.from({ length: 2 * span - 1 }, (_, total) => total).filter(
    (total) => resolve({ ...axis, padding: total }, 'total', rounding).output === wanted,
  )
}
