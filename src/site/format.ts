import { decimal, significantFigures, signedDecimal } from '../strings/numbers.ts'

/** A number, or anything with exactly one: a Tensor of one element. */
export type NumberLike = number | { item(): number }

/** A lesson prints only what is a number: anything else would be a broken sentence, so it fails the build. */
function finite(x: NumberLike, caller: string): number {
  const value = typeof x === 'number' ? x : x.item()
  if (!Number.isFinite(value)) throw new RangeError(`${caller}: a lesson cannot print ${value}`)
  return value
}

/** `fixed(0.56648, 4)` → `0.5665`: rounded to a number of decimals. */
export const fixed = (x: NumberLike, decimals: number): string => decimal(finite(x, 'fixed'), decimals)

/** `signed(0.275, 4)` → `+0.2750`: as `fixed`, with its sign always printed. */
export const signed = (x: NumberLike, decimals: number): string =>
  signedDecimal(finite(x, 'signed'), decimals)

/** `significant(1234.5, 3)` → `1230`: rounded to significant figures. */
export const significant = (x: NumberLike, figures: number): string =>
  significantFigures(finite(x, 'significant'), figures)

/** `integer(150)` → `150`; refuses what is not whole, because then the sentence around it is wrong. */
export function integer(x: NumberLike): string {
  const value = finite(x, 'integer')
  if (!Number.isInteger(value)) throw new RangeError(`integer: ${value} is not a whole number`)
  return decimal(value, 0)
}

/** `percent(0.973, 1)` → `97.3 %`. */
export const percent = (x: NumberLike, decimals = 0): string =>
  `${fixed(finite(x, 'percent') * 100, decimals)} %`

/**
 * `given(0.5)` → `0.5`: a number that is chosen, measured or cited, not computed. `npm run check` asks for it wherever a
 * lesson types a number other than a small whole one. As text where zeros at the end are to stay: `given('0.50')`.
 */
export function given(x: number | string): string {
  const value = Number(x)
  if (typeof x === 'string' && x.trim() === '') throw new RangeError('given: an empty text is no number')
  return (typeof x === 'string' && Number.isFinite(value) ? x : String(finite(value, 'given'))).replace(
    '-',
    '−',
  )
}
