import {
  compare,
  distance,
  leadingExponent,
  roundAt,
  roundFigures,
  toDecimal,
  type Decimal,
} from './read/decimal.ts'

/**
 * How close an answer must be; every numeric exercise says it, there is no default.
 * - `'exact'`: the integer itself.
 * - `sigfig: n`: what rounds to the same n significant figures, or lies within half a unit of the n-th figure.
 * - `decimals: n`: the same with n digits after the point.
 * - `close`: |s − t| ≤ atol + rtol · |t|; below `zeroLevel` (default 1e-12) only atol counts.
 * - `range`: lo ≤ s ≤ hi.
 */
export type Precision =
  | 'exact'
  | { sigfig: number }
  | { decimals: number }
  | { close: { rtol: number; atol: number }; zeroLevel?: number }
  | { range: readonly [lo: number, hi: number] }

/** Digits that the typed text shows; undefined for exact forms such as 2/3. */
export interface ShownDigits {
  /** Significant figures; trailing zeros of an integer may or may not count, hence a range. */
  figures: readonly [min: number, max: number]
  /** Digits after the point, never below 0. */
  decimals: number
}

export type Nearness = 'right' | 'right-so-far' | 'early-rounding' | 'wrong'

/** References below this size are zero for relative tolerances, and refused at build for significant figures. */
export const zeroLevel = 1e-12

/** Exponent of the last figure asked for. A zero reference has no significant figures; authors are told at build. */
function lastPlace(t: number, precision: { sigfig: number } | { decimals: number }): number {
  return 'sigfig' in precision ? leadingExponent(t) - precision.sigfig + 1 : -precision.decimals
}

/** |s − t| ≤ (u / 2)(1 + 1e-9) for u = 10^place. */
function withinHalfUnit(s: Decimal, t: Decimal, place: number): boolean {
  const { m, e } = distance(s, t)
  return compare({ m: 2_000_000_000n * m, e }, { m: 1_000_000_001n, e: place }) <= 0
}

function roundsAlike(s: number, t: number, precision: { sigfig: number } | { decimals: number }): boolean {
  const round = (x: number): Decimal =>
    'sigfig' in precision ? roundFigures(x, precision.sigfig) : roundAt(toDecimal(x), -precision.decimals)
  return compare(round(s), round(t)) === 0
}

/** Whether s is a right answer to t by value, however it was typed. */
export function accepts(s: number, t: number, precision: Precision): boolean {
  if (precision === 'exact') return s === t
  if ('range' in precision) return precision.range[0] <= s && s <= precision.range[1]
  if ('close' in precision) {
    const { rtol, atol } = precision.close
    return (
      Math.abs(s - t) <= atol + (Math.abs(t) < (precision.zeroLevel ?? zeroLevel) ? 0 : rtol * Math.abs(t))
    )
  }
  if (s === t) return true
  if ('sigfig' in precision) {
    // Two decades apart is never right, and is settled without building numbers of hundreds of digits.
    if (s === 0 || t === 0 || Math.abs(leadingExponent(s) - leadingExponent(t)) > 1) return false
  } else if (Math.abs(s - t) > 2 * 10 ** -precision.decimals) return false
  return roundsAlike(s, t, precision) || withinHalfUnit(toDecimal(s), toDecimal(t), lastPlace(t, precision))
}

/** s and t name the same number; a reader who types 0.5 for 0.5 has left nothing out. */
export function isSame(s: number, t: number): boolean {
  return Math.abs(s - t) <= 1e-12 * Math.abs(t)
}

/** Right, right as far as it goes but with too few digits, off by 1 to 5 units of the last figure asked for, or wrong. */
export function nearness(
  s: number,
  shown: ShownDigits | undefined,
  t: number,
  precision: Precision,
): Nearness {
  const isAccepted = accepts(s, t, precision)
  if (precision === 'exact' || 'range' in precision || 'close' in precision)
    return isAccepted ? 'right' : 'wrong'
  if (isAccepted && (shown === undefined || isSame(s, t) || showsEnough(shown, precision))) return 'right'
  if (shown !== undefined && isRightSoFar(s, shown, t, precision)) return 'right-so-far'
  if (isAccepted) return 'right'
  const place = lastPlace(t, precision)
  if (Math.abs(s - t) > 7 * 10 ** place) return 'wrong'
  const units = distance(roundAt(toDecimal(s), place), roundAt(toDecimal(t), place))
  return compare(units, { m: 5n, e: place }) <= 0 ? 'early-rounding' : 'wrong'
}

function showsEnough(shown: ShownDigits, precision: { sigfig: number } | { decimals: number }): boolean {
  return 'sigfig' in precision ? shown.figures[1] >= precision.sigfig : shown.decimals >= precision.decimals
}

function isRightSoFar(
  s: number,
  shown: ShownDigits,
  t: number,
  precision: { sigfig: number } | { decimals: number },
): boolean {
  if ('decimals' in precision) {
    // A zero that stands for something larger shows none of its digits: it may as well be a guess.
    const saysSomething = s !== 0 || accepts(s, t, precision)
    return saysSomething && shown.decimals < precision.decimals && accepts(s, t, { decimals: shown.decimals })
  }
  const [min, max] = shown.figures
  for (let figures = Math.max(1, min); figures <= Math.min(max, precision.sigfig - 1); figures++) {
    if (accepts(s, t, { sigfig: figures })) return true
  }
  return false
}
