import type { ShippedVariant } from './shipped.ts'

/**
 * A variant whose texts stand in the page's HTML. As properties of the island they would stand there a second time,
 * escaped, and formulas are long: the island reads them from the page that it wakes in.
 */
export type TextlessVariant = Textless<ShippedVariant>
type Textless<V> = V extends unknown ? Omit<V, 'html'> : never

/** While pages are built there is no page to read from: what it will contain, by exercise. */
const atBuild = new Map<string, Record<string, string>>()

/** Takes the texts of a variant out, and keeps them for its drawing at build. */
export function withoutTexts({ html, ...rest }: ShippedVariant): TextlessVariant {
  atBuild.set(rest.id, html)
  return rest
}

/** The texts of an exercise's first variant: of the page, before its island has changed anything. */
export function textsOnPage(exercise: string): Record<string, string> {
  if (typeof document === 'undefined') return atBuild.get(exercise) ?? {}
  const places = document.querySelectorAll<HTMLElement>(`[data-exercise="${exercise}"] [data-text]`)
  return Object.fromEntries([...places].map((place) => [place.dataset['text']!, place.innerHTML]))
}

/** The variants that were fetched, the first with its texts as they are on the page: what has not changed is not drawn again. */
export const asOnPage = (
  [first, ...others]: readonly ShippedVariant[],
  texts: Record<string, string>,
): readonly ShippedVariant[] => (first ? [{ ...first, html: { ...first.html, ...texts } }, ...others] : [])
