import type { ResolvedVariant } from '../../src/exercises/check.ts'

type Shipped<V> = V extends { texts: unknown } ? Omit<V, 'texts'> & { html: Record<string, string> } : never

/** A variant as the page has it: the checker's data, and every text of it as HTML rendered at build. */
export type ShippedVariant = Shipped<ResolvedVariant>

/** The checker reads data, never texts. */
export const forChecker = (variant: ShippedVariant): ResolvedVariant =>
  ({ ...variant, texts: {} }) as ResolvedVariant

/** Texts that are part of the question; hints, feedback and solution are not. */
const QUESTION = /^(prompt$|option-|block-|goal-|test-|step-)/

/** What the page's own HTML carries of the first variant; the rest is fetched when the exercise comes near. */
export function questionOf(variant: ShippedVariant): ShippedVariant {
  const html = Object.fromEntries(Object.entries(variant.html).filter(([key]) => QUESTION.test(key)))
  return { ...variant, html }
}
