import { decimalText, roundAt, roundFigures, toDecimal } from './read/decimal.ts'

/** One value in the three places where Markdown may hold it: running text, a formula, code. */
export interface Formatted {
  text: string
  tex: string
  code: string
}

/** Significant figures kept of a computed number: enough for every print, few enough to hide 0.1 + 0.2. */
const shortFigures = 12

/** The shortest decimal of x to 12 figures: 0.30000000000000004 is "0.3". ASCII, with `e` beyond 1e-7 … 1e21. */
export function shortest(x: number): string {
  if (!Number.isFinite(x)) return String(x)
  return String(Number(x.toPrecision(shortFigures)) + 0)
}

const superscriptDigits = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const superscript = (n: string): string =>
  n.replace('-', '⁻').replace(/\d/g, (digit) => superscriptDigits[Number(digit)]!)

/** A decimal text such as "-1.50" or "1e-7" with a real minus, as TeX and as code. */
export function formatDecimal(ascii: string): Formatted {
  const [mantissa = '', power] = ascii.replace('e+', 'e').split('e')
  if (power === undefined) return { text: ascii.replace('-', '−'), tex: ascii, code: ascii }
  const isUnit = mantissa === '1' || mantissa === '-1'
  const sign = mantissa.startsWith('-') ? '-' : ''
  return {
    text: (isUnit ? `${sign}10${superscript(power)}` : `${mantissa} × 10${superscript(power)}`).replace(
      '-',
      '−',
    ),
    tex: isUnit ? `${sign}10^{${power}}` : `${mantissa} \\times 10^{${power}}`,
    code: ascii,
  }
}

function checkFinite(x: number, name: string): void {
  if (!Number.isFinite(x)) throw new RangeError(`${name}: ${x} cannot be printed`)
}

/** x as a plain number, shortest decimal. */
export function formatNumber(x: number): Formatted {
  checkFinite(x, 'md')
  return formatDecimal(shortest(x))
}

/** x with d digits after the point, ties away from zero: `fixed(1.005, 2)` is 1.01. */
export function fixed(x: number, d: number): Formatted {
  checkFinite(x, 'fixed')
  return formatDecimal(decimalText(roundAt(toDecimal(Number(shortest(x))), -d)))
}

/** x to n significant figures, zeros kept: `sig(0.5, 3)` is 0.500. */
export function sig(x: number, n: number): Formatted {
  checkFinite(x, 'sig')
  return formatDecimal(sigText(x, n))
}

/** The ASCII text of x to n significant figures; with an exponent where plain digits would be long or show too many. */
export function sigText(x: number, n: number): string {
  const value = Number(shortest(x))
  if (value === 0) return '0'
  const rounded = roundFigures(value, n)
  const digits = String(rounded.m < 0n ? -rounded.m : rounded.m)
  const exponent = rounded.e + digits.length - 1
  if (rounded.e <= 0 && exponent >= -7) return decimalText(rounded)
  return `${value < 0 ? '-' : ''}${digits[0]}${digits.length > 1 ? `.${digits.slice(1)}` : ''}e${exponent}`
}

/** x as a percentage with d digits after the point: `percent(0.925, 1)` is 92.5 %. */
export function percent(x: number, d: number): Formatted {
  const { text, tex, code } = fixed(Number(shortest(x * 100)), d)
  return { text: `${text} %`, tex: `${tex}\\,\\%`, code: `${code}%` }
}

/** `(1, −2)` in text, `(1,\, -2)` in a formula, `[1, -2]` in code. Shape (n). */
export function formatVector(
  values: readonly number[],
  one: (x: number) => Formatted = formatNumber,
): Formatted {
  const cells = values.map(one)
  return {
    text: `(${cells.map((cell) => cell.text).join(', ')})`,
    tex: `(${cells.map((cell) => cell.tex).join(',\\, ')})`,
    code: `[${cells.map((cell) => cell.code).join(', ')}]`,
  }
}

/** Rows in brackets. Shape (rows, columns). */
export function formatMatrix(
  rows: readonly (readonly number[])[],
  one: (x: number) => Formatted = formatNumber,
): Formatted {
  const cells = rows.map((row) => row.map(one))
  const nested = (of: 'text' | 'code') =>
    cells.map((row) => `[${row.map((cell) => cell[of]).join(', ')}]`).join(', ')
  const tex = cells.map((row) => row.map((cell) => cell.tex).join(' & ')).join(' \\\\ ')
  return {
    text: `[${nested('text')}]`,
    tex: `\\begin{bmatrix} ${tex} \\end{bmatrix}`,
    code: `[${nested('code')}]`,
  }
}

/** Forms that only a formula has; the other two places get the plain form. */
export const tex = {
  /** Matrix in brackets; `digits` after the point if given. */
  matrix: (rows: readonly (readonly number[])[], digits?: number): Formatted =>
    formatMatrix(rows, digits === undefined ? formatNumber : (x) => fixed(x, digits)),
  /** A column vector. Shape (n). */
  column: (values: readonly number[], digits?: number): Formatted => ({
    ...formatVector(values),
    tex: tex.matrix(
      values.map((x) => [x]),
      digits,
    ).tex,
  }),
  /** A vector in parentheses with `digits` after the point. Shape (n). */
  vector: (values: readonly number[], digits: number): Formatted =>
    formatVector(values, (x) => fixed(x, digits)),
} as const

/** Signed terms of a written-out sum: `0.5 - 1.2 + 3`. */
export function sum(values: readonly number[], one: (x: number) => Formatted = formatNumber): Formatted {
  const join = (of: keyof Formatted, minus: string): string =>
    values.map((x, i) => (i === 0 ? one(x)[of] : `${x < 0 ? minus : '+'} ${one(Math.abs(x))[of]}`)).join(' ')
  return { text: join('text', '−'), tex: join('tex', '-'), code: join('code', '-') }
}
