/**
 * Numbers that somebody typed. A result that is typed cannot follow when the computation changes, so in a lesson only
 * small whole numbers (they are language), years and citations may stand; everything else is computed or declared:
 * `{fixed(z, 4)}`, `{given(0.5)}`.
 */

/** Whole numbers below this are language: "two inputs", "after 100 steps". */
export const SMALL = 1000

const FIRST_YEAR = 1500
const LAST_YEAR = 2100

/** What stands before the number of a chapter, a version or an identifier, which is a citation and no result. */
const CITED =
  /(?:chapter|section|figure|fig\.|table|equation|eq\.|exercise|version|v|volume|vol\.|pages?|pp?\.|arxiv:?|doi:?|isbn:?|python|keras|pytorch|node)\s*$/i

/** A date such as 4.5.2026 or 2026-05-04, and anything with two points, which is a version. */
const DATE_OR_VERSION = /\d{1,4}([.\-/])\d{1,2}\1\d{1,4}/g

const NUMBER = /\d+(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d+/g

/** The typed numbers in a text that are neither small and whole, nor a year, a date or cited. */
export function typedNumbers(text: string): { found: string; at: number }[] {
  const found: { found: string; at: number }[] = []
  const undated = text.replaceAll(DATE_OR_VERSION, (date) => ' '.repeat(date.length))
  for (const { 0: number, index } of undated.matchAll(NUMBER)) {
    const before = text.slice(0, index)
    // Part of a name such as x86.
    if (/[\p{L}_]$/u.test(before) || CITED.test(before)) continue
    if (/[.]/.test(number)) {
      found.push({ found: number, at: index })
      continue
    }
    const value = Number(number.replaceAll(',', ''))
    const isYear = !number.includes(',') && value >= FIRST_YEAR && value <= LAST_YEAR
    if (value >= SMALL && !isYear) found.push({ found: number, at: index })
  }
  return found
}

/** The same in TeX, where commands may carry lengths: `\hspace{0.5em}` holds no number of the lesson. */
export const typedInTex = (tex: string): { found: string; at: number }[] =>
  typedNumbers(
    tex
      .replaceAll('{,}', ',')
      .replaceAll(/\\[A-Za-z]+|\{?-?[\d.]+(?:pt|em|ex|mm|cm)\}?/g, (part) => ' '.repeat(part.length)),
  )
