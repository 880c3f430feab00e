import type { Checker } from '../checker.ts'
import { say } from '../messages.ts'
import { ungraded } from '../outcome.ts'

/** A checker that comes in a file of its own, for pages that need it. */
export interface LateChecker<D> extends Checker<D> {
  /** Puts the checker in. Doing so again changes nothing. */
  provide(checker: Checker<D>): void
}

/** Until it is provided, every answer is ungraded and nothing is read. */
export function late<D>(): LateChecker<D> {
  let own: Checker<D> | undefined
  return {
    provide: (checker) => {
      own = checker
    },
    read: (raw, data) => own?.read?.(raw, data) ?? {},
    check: (raw, data, report) => own?.check(raw, data, report) ?? ungraded(say('not-judged')),
  }
}
