import type { Derivation } from './derivation.ts'
import type { Value } from './equivalent.ts'

/** A derivation as a lesson writes it: what is checked, and the numbers that stand beside its symbols. */
export interface LessonDerivation extends Derivation {
  /** Values of the free symbols for the numbers shown; what is not given is drawn from its domain. */
  readonly at?: Readonly<Record<string, Value>>
}

/** A lesson's derivations by id, as `derivations.ts` beside the lesson exports them. */
export const derivations = <const T extends Readonly<Record<string, LessonDerivation>>>(byId: T): T => byId
