import type { ResolvedVariant } from '../../src/exercises/check.ts'
import type { SolutionRule } from '../../src/exercises/solutions.ts'

interface OnPage {
  html: Record<string, string>
  /** When the solution may be seen; without a rule it is offered after two tries, and before that on request. */
  solutions?: SolutionRule
}

type Shipped<V> = V extends { texts: unknown } ? Omit<V, 'texts'> & OnPage : never

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
