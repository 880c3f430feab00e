import {
  leadingExponent,
  roundAt,
  roundFigures,
  toDecimal,
  type Decimal,
} from '../../../src/exercises/read/decimal.ts'
import { zeroLevel, type Precision } from '../../../src/exercises/tolerance.ts'

/** An answer of Moodle's: right is what lies within the tolerance of the value, both ends included. */
export interface MoodleAnswer {
  value: number
  tolerance: number
}

/** The page's own allowance for sums in binary. */
const SLACK = 1 + 1e-9

/**
 * The answers that accept what the page accepts: one interval as one answer, or several that overlap. The first has the
 * value that Moodle shows as the right one.
 */
export function moodleAnswers(answer: number, precision: Precision): MoodleAnswer[] {
  if (precision === 'exact') return [{ value: answer, tolerance: 0 }]
  if ('range' in precision) return [between(...precision.range)]
  if ('close' in precision) {
    const { rtol, atol } = precision.close
    const isZero = Math.abs(answer) < (precision.zeroLevel ?? zeroLevel)
    return [{ value: answer, tolerance: atol + (isZero ? 0 : rtol * Math.abs(answer)) }]
  }
  const rounded = valueOf(
    'sigfig' in precision
      ? roundFigures(answer, precision.sigfig)
      : roundAt(toDecimal(answer), -precision.decimals),
  )
  const half = 0.5 * 10 ** placeOf(answer, precision)
  // What rounds to the same; and what lies within half a unit of the exact value.
  const alike = roundingTo(rounded, precision)
  const near = { value: answer, tolerance: half * SLACK }
  return near.value === alike[0]!.value && alike.length === 1 ? [near] : [...alike, near]
}

function roundingTo(rounded: number, precision: { sigfig: number } | { decimals: number }): MoodleAnswer[] {
  const half = 0.5 * 10 ** placeOf(rounded, precision)
  const isPower =
    'sigfig' in precision && rounded !== 0 && Math.abs(rounded) === 10 ** leadingExponent(rounded)
  if (!isPower) return [{ value: rounded, tolerance: half }]
  // Below a power of ten the last place is ten times finer than above it.
  const outer = between(rounded, rounded + Math.sign(rounded) * half)
  return [{ value: rounded, tolerance: half / 10 }, outer]
}

const placeOf = (value: number, precision: { sigfig: number } | { decimals: number }): number =>
  'sigfig' in precision ? leadingExponent(value) - precision.sigfig + 1 : -precision.decimals

const valueOf = ({ m, e }: Decimal): number => Number(`${m}e${e}`)

const between = (a: number, b: number): MoodleAnswer => ({
  value: (a + b) / 2,
  tolerance: Math.abs(b - a) / 2,
})
