/**
 * What a page with typed mathematics loads besides `check.ts`: grammar, evaluator and slips are more than all other
 * kinds together, so they are a file of their own. Authors' code calls it by itself.
 */
import { derivationChecker } from './kinds/derivation/check.ts'
import { expressionChecker } from './kinds/expression/check.ts'
import { derivationSlot, expressionSlot } from './kinds/mathematics.ts'

/** Makes `check` and `echo` understand the kinds `expression` and `derivation`. */
export function provideMath(): void {
  expressionSlot.provide(expressionChecker)
  derivationSlot.provide(derivationChecker)
}
