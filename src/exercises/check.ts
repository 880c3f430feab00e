/** What the page loads: the checker of every kind, and the types it needs. No author code, no engine but its elementary functions. */
import type { Checker, Echo } from './checker.ts'
import { checkers } from './kinds/checkers.ts'
import type { Outcome } from './outcome.ts'
import type { ResolvedVariant } from './types.ts'

export type { Echo } from './checker.ts'
export type { KindData, KindName, KindRaw } from './kinds/checkers.ts'
export type { Message, MessageId, MessageParams } from './messages.ts'
export type { Outcome, Status } from './outcome.ts'
export type { Resolved, ResolvedVariant } from './types.ts'

const checkerOf = (variant: ResolvedVariant) => checkers[variant.kind] as Checker<ResolvedVariant['data']>

/**
 * Grades an answer. `raw` is what the form holds (see `KindRaw`) and may come from anywhere: nothing makes this throw.
 * `report` is what the judge found, for `code`, `target` and `predict-run`.
 */
export function check(raw: unknown, variant: ResolvedVariant, report?: unknown): Outcome {
  return checkerOf(variant).check(raw, variant.data, report)
}

/** What is understood of an answer that is still being typed, for the line "we read: …". */
export function echo(raw: unknown, variant: ResolvedVariant): Echo {
  return checkerOf(variant).read?.(raw, variant.data) ?? {}
}
