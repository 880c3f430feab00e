import type { JudgeRequest } from './judge.ts'
import type { Message } from './messages.ts'
import type { Outcome } from './outcome.ts'

/** What was understood of an answer while it is being typed; both absent where there is nothing to echo. */
export interface Echo {
  read?: string
  message?: Message
}

/**
 * The page's half of a kind: pure functions on data. `raw` comes from forms, storage and imported files, so it may be
 * anything: a checker validates its shape and answers *ungraded*; it never throws.
 */
export interface Checker<D> {
  read?(raw: unknown, data: D): Echo
  /** What has to be run before `check` can grade; undefined where nothing has to, or the answer is not gradable. */
  request?(raw: unknown, data: D): JudgeRequest | undefined
  /** `report` is what the host's judge found, for the kinds that run something. */
  check(raw: unknown, data: D, report?: unknown): Outcome
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}
