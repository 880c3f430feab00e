/**
 * Exact decimals m × 10^e. Tolerances are decided on the shortest decimal form of a double, which is what a reader
 * sees: 9.995 is a tie to three figures here, as on paper, although the double lies a little below it.
 */
export interface Decimal {
  m: bigint
  e: number
}

/** ⌊log10 |x|⌋, exact; x finite and not 0. */
export function leadingExponent(x: number): number {
  return Number(x.toExponential().split('e')[1])
}

export function toDecimal(x: number): Decimal {
  const [mantissa = '0', exponent = '0'] = x.toExponential().split('e')
  const [whole = '0', fraction = ''] = mantissa.split('.')
  return { m: BigInt(whole + fraction), e: Number(exponent) - fraction.length }
}

const magnitude = (m: bigint): bigint => (m < 0n ? -m : m)

/** The multiple of 10^e nearest to d, ties away from zero. */
export function roundAt(d: Decimal, e: number): Decimal {
  if (d.e >= e) return { m: d.m * 10n ** BigInt(d.e - e), e }
  const unit = 10n ** BigInt(e - d.e)
  const rounded = (magnitude(d.m) * 2n + unit) / (unit * 2n)
  return { m: d.m < 0n ? -rounded : rounded, e }
}

/** |a − b|. */
export function distance(a: Decimal, b: Decimal): Decimal {
  const e = Math.min(a.e, b.e)
  return { m: magnitude(roundAt(a, e).m - roundAt(b, e).m), e }
}

/** −1, 0 or 1 as a < b, a = b, a > b. */
export function compare(a: Decimal, b: Decimal): number {
  const e = Math.min(a.e, b.e)
  const [x, y] = [roundAt(a, e).m, roundAt(b, e).m]
  return x < y ? -1 : x > y ? 1 : 0
}

/** Plain decimal notation with the digits that m carries: { m: −1230n, e: −3 } is "-1.230". */
export function decimalText({ m, e }: Decimal): string {
  if (e >= 0) return String(m * 10n ** BigInt(e))
  const digits = String(magnitude(m)).padStart(1 - e, '0')
  return `${m < 0n ? '-' : ''}${digits.slice(0, e)}.${digits.slice(e)}`
}

/** x rounded to n significant figures, ties away from zero; x finite and not 0. */
export function roundFigures(x: number, n: number): Decimal {
  const place = leadingExponent(x) - n + 1
  const rounded = roundAt(toDecimal(x), place)
  // 9.995 to three figures carries into the next decade: 10.0, not 10.00.
  return magnitude(rounded.m) < 10n ** BigInt(n) ? rounded : roundAt(rounded, place + 1)
}
