import { isTextList, type Checker } from '../../checker.ts'
import { say } from '../../messages.ts'
import { correct, graded, incorrect, ungraded, type Outcome } from '../../outcome.ts'

/** Options in the order shown. Texts: `option-<id>` and, as its explanation, `say-<id>`. */
export interface MultiData {
  options: string[]
  right: string[]
}

/** Ids of the chosen options. */
export type MultiRaw = string[]

/** Score: (right ones chosen − wrong ones chosen) / right ones, never below 0. */
export const multiChecker: Checker<MultiData> = {
  check(raw, { options, right }) {
    if (!isTextList(raw))
      return ungraded(say(raw === null || raw === undefined ? 'nothing-chosen' : 'unreadable'))
    const chosen = new Set(raw)
    if (chosen.size === 0) return ungraded(say('nothing-chosen'))
    if (raw.some((id) => !options.includes(id))) return ungraded(say('unknown-option'))
    const wrong = options.filter((id) => chosen.has(id) && !right.includes(id))
    const hits = right.filter((id) => chosen.has(id)).length
    const isRight = wrong.length === 0 && hits === right.length
    // Explaining an option that was not chosen would give it away while the question is open.
    const parts = options.map((id): Outcome => {
      if (!chosen.has(id) && !isRight) return ungraded(say('option-open'))
      const explanation = { text: `say-${id}` }
      return chosen.has(id) === right.includes(id)
        ? correct(explanation)
        : incorrect(explanation, { tag: id })
    })
    if (isRight) return correct(say('correct'), { parts })
    const tag = wrong[0] ?? 'options-missed'
    if (hits === 0) return incorrect(say('incorrect'), { tag, parts })
    const message =
      wrong.length === 0 ? 'options-missed' : hits === right.length ? 'options-extra' : 'options-mixed'
    return graded((hits - wrong.length) / right.length, say(message), { tag, parts })
  },
}
