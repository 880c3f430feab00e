import type { WindowAxis } from '../../ops/spatial/window.ts'

/**
 * The input positions i = phase + stride · q, q < count, of one axis: the taps that reach them, from the last to the first, lie
 * `step` outputs apart, the first of them at output `first` + q.
 */
export interface Phase {
  readonly phase: number
  readonly count: number
  readonly taps: readonly number[]
  readonly first: number
  readonly step: number
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))

/** How the gradient of the input is a convolution of that of the output: one for each remainder by the stride. */
export function phasesOf({ input, kernel, stride, dilation, before }: WindowAxis): Phase[] {
  const step = dilation / gcd(stride, dilation)
  return Array.from({ length: Math.min(stride, input) }, (_, phase) => {
    const taps = Array.from({ length: kernel }, (__, t) => t)
      .filter((t) => (((phase + before - t * dilation) % stride) + stride) % stride === 0)
      .toReversed()
    const first = taps.length === 0 ? 0 : (phase + before - taps[0]! * dilation) / stride
    return { phase, count: Math.ceil((input - phase) / stride), taps, first, step }
  })
}

/** The border that the output's gradient needs along one axis, [before, after]. */
export function reach(phases: readonly Phase[], output: number): [number, number] {
  const used = phases.filter(({ taps }) => taps.length > 0)
  return [
    Math.max(0, ...used.map(({ first }) => -first)),
    Math.max(
      0,
      ...used.map(
        ({ first, count, taps, step }) => first + count - 1 + (taps.length - 1) * step - (output - 1),
      ),
    ),
  ]
}
