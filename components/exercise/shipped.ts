import type { ResolvedVariant } from '../../src/exercises/check.ts'

type Shipped<V> = V extends { texts: unknown } ? Omit<V, 'texts'> & { html: Record<string, string> } : never

/** A variant as the page has it: the checker's data, and every text of it as HTML rendered at build. */
export type ShippedVariant = Shipped<ResolvedVariant>

/** The checker reads data, never texts. */
export const forChecker = (variant: ShippedVariant): ResolvedVariant => ({ ...variant, texts: {} }) as ResolvedVariant

/** What the page's own HTML carries of the first variant; the rest is fetched when the exercise comes near. */
export function firstFace(variant: ShippedVariant): ShippedVariant {
  const html = Object.fromEntries(
    Object.entries(variant.html).filter(([key]) => key === 'prompt' || key.startsWith('option-') || key.startsWith('block-')),
  )
  return { ...variant, html }
}
