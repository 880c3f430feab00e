/** A number as figures print it: fixed decimals, a real minus sign, never "−0". */
export function decimal(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞'
  const text = value.toFixed(decimals)
  return /[1-9]/.test(text) ? text.replace('-', '−') : text.replace('-', '')
}

/** The same with its sign always printed: a term of a sum. */
export function signedDecimal(value: number, decimals: number): string {
  const text = decimal(value, decimals)
  return text.startsWith('−') || !/[1-9∞]/.test(text) ? text : `+${text}`
}

/** Which color a number has: that of its sign. */
export const signOf = (value: number): '' | 'positive' | 'negative' =>
  value > 0 ? 'positive' : value < 0 ? 'negative' : ''

/** What a reader typed as a number, or undefined: both minus signs and a decimal comma are understood. */
export function parseDecimal(text: string): number | undefined {
  const plain = text.trim().replace('−', '-').replace(',', '.')
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : undefined
}

/** Rounded to significant figures; an exponent only below 1e-4 and from 1e6 up. */
export function significantFigures(value: number, figures: number): string {
  const rounded = Number(value.toPrecision(figures))
  const size = Math.abs(rounded)
  if (size !== 0 && (size < 1e-4 || size >= 1e6))
    return rounded.toExponential(figures - 1).replaceAll('-', '−')
  const magnitude = size === 0 ? 0 : Math.floor(Math.log10(size))
  return decimal(rounded, Math.max(0, figures - 1 - magnitude))
}
