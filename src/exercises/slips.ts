import type { MessageId } from './messages.ts'
import { accepts, isSame, type Precision } from './tolerance.ts'

/** Wrong numbers that tell what went wrong without the author's help. Each is both a message and a tag. */
export const slips = [
  'opposite-sign',
  'off-by-one',
  'reciprocal',
  'factor-two',
  'percent-slip',
  'log-base',
  'degrees',
] as const satisfies readonly MessageId[]

export type Slip = (typeof slips)[number]

const degree = Math.PI / 180

/** What a reader who made the slip would have got instead of t. */
function slipValues(t: number, slip: Slip): number[] {
  switch (slip) {
    case 'opposite-sign':
      return [-t]
    case 'off-by-one':
      return Number.isInteger(t) ? [t - 1, t + 1] : []
    case 'reciprocal':
      return t === 0 ? [] : [1 / t]
    case 'factor-two':
      return [2 * t, t / 2]
    case 'percent-slip':
      return [100 * t, t / 100]
    case 'log-base':
      return [t / Math.LN2, t * Math.LN2, t / Math.LN10, t * Math.LN10]
    case 'degrees':
      return [t / degree, t * degree]
  }
}

/** Half of this is the widest relative window in which a match still means something. */
const telling = 0.01

/** Whether s looks like the wrong value m: within the exercise's own precision, and never looser than half a percent. */
export function looksLike(s: number, m: number, precision: Precision): boolean {
  if (precision === 'exact') return s === m
  if (isSame(s, m)) return true
  if (Math.abs(s - m) > (telling / 2) * Math.abs(m)) return false
  return 'range' in precision || accepts(s, m, precision)
}

/** Counting slips make sense only where the answer is a count. */
const isCount = (precision: Precision): boolean =>
  precision === 'exact' ||
  (typeof precision === 'object' && 'decimals' in precision && precision.decimals === 0)

/** The one slip that explains s, if exactly one does; two explanations are a guess and a guess misleads. */
export function findSlip(
  s: number,
  t: number,
  precision: Precision,
  among: readonly Slip[] = slips,
): Slip | undefined {
  if (t === 0 && !among.includes('off-by-one')) return undefined
  const fitting = among.filter((slip) => {
    if (slip === 'off-by-one' ? !isCount(precision) : t === 0) return false
    return slipValues(t, slip).some(
      (value) => looksLike(s, value, precision) && !accepts(value, t, precision),
    )
  })
  return fitting.length === 1 ? fitting[0] : undefined
}
