/**
 * What the page loads: the checker of every kind, the state of an exercise, and their types. No author code runs here,
 * and nothing of the engine but its elementary functions.
 */
import type { Checker, Echo } from './checker.ts'
import type { Judge, JudgeRequest } from './judge.ts'
import { checkers } from './kinds/checkers.ts'
import { say } from './messages.ts'
import { ungraded, type Outcome } from './outcome.ts'
import type { ResolvedVariant } from './types.ts'

export * from './attempts.ts'
export type { Echo } from './checker.ts'
export type {
  CodeReport,
  Json,
  Judge,
  JudgeReports,
  JudgeRequest,
  Run,
  RunReport,
  TargetReport,
} from './judge.ts'
export type { KindData, KindName, KindRaw } from './kinds/checkers.ts'
export * from './kinds/order/help.ts'
export type { CodedMessage, Message, MessageId, MessageParams } from './messages.ts'
export type { Outcome, Status } from './outcome.ts'
export type { Resolved, ResolvedVariant } from './types.ts'

const checkerOf = (variant: ResolvedVariant) => checkers[variant.kind] as Checker<ResolvedVariant['data']>

/**
 * Grades an answer. `raw` is what the form holds (see `KindRaw`) and may come from anywhere: nothing makes this throw.
 * `report` is the judge's, for `code` and `target`; without it they are ungraded.
 */
export function check(raw: unknown, variant: ResolvedVariant, report?: unknown): Outcome {
  return checkerOf(variant).check(raw, variant.data, report)
}

/** What is understood of an answer that is still being typed, for the line "we read: …". */
export function echo(raw: unknown, variant: ResolvedVariant): Echo {
  return checkerOf(variant).read?.(raw, variant.data) ?? {}
}

/** What has to be run before the answer can be graded; undefined where nothing has to. */
export function judgeRequest(raw: unknown, variant: ResolvedVariant): JudgeRequest | undefined {
  return checkerOf(variant).request?.(raw, variant.data)
}

/** Asks the judge where that is needed, then grades. A judge that fails costs the reader no try. */
export async function grade(raw: unknown, variant: ResolvedVariant, judge: Judge): Promise<Outcome> {
  const request = judgeRequest(raw, variant)
  if (request === undefined) return check(raw, variant)
  try {
    return check(raw, variant, await judge(request))
  } catch {
    return ungraded(say('not-judged'))
  }
}
