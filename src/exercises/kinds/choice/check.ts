import type { Checker } from '../../checker.ts'
import { say } from '../../messages.ts'
import { correct, incorrect, ungraded } from '../../outcome.ts'

/** Options in the order shown. Texts: `option-<id>` and, as its explanation, `say-<id>`. */
export interface ChoiceData {
  options: string[]
  answer: string
}

/** The id of the chosen option. */
export type ChoiceRaw = string

export const choiceChecker: Checker<ChoiceData> = {
  check(raw, { options, answer }) {
    if (raw === null || raw === undefined || raw === '') return ungraded(say('nothing-chosen'))
    if (typeof raw !== 'string' || !options.includes(raw)) return ungraded(say('unknown-option'))
    const message = { text: `say-${raw}` }
    return raw === answer ? correct(message) : incorrect(message, { tag: raw })
  },
}
