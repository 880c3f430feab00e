import { isRecord, isTextList, type Checker } from '../../checker.ts'
import { say } from '../../messages.ts'
import { correct, graded, incorrect, ungraded } from '../../outcome.ts'

/** Points the reader checks their own answer against. Texts: `rubric-<id>`. */
export interface FreeData {
  rubric: string[]
  /** Fewest words that count as an answer. */
  minWords: number
}

/** The written answer and the ids of the points the reader found in it. */
export type FreeRaw = { text: string; checked: string[] }

const textLimit = 20_000

/** The reader's own judgement, counted: the checker cannot read prose and does not pretend to. */
export const freeChecker: Checker<FreeData> = {
  check(raw, { rubric, minWords }) {
    if (!isRecord(raw) || typeof raw['text'] !== 'string') return ungraded(say('unreadable'))
    const { text, checked } = raw
    if (text.length > textLimit) return ungraded(say('too-long', { limit: textLimit }))
    if ((text.match(/\S+/g)?.length ?? 0) < minWords) return ungraded(say('rubric-open'))
    if (checked === undefined) return ungraded(say('rubric-open'))
    if (!isTextList(checked) || checked.some((id) => !rubric.includes(id))) return ungraded(say('unreadable'))
    const parts = rubric.map((id) =>
      checked.includes(id) ? correct(say('goal-met')) : incorrect(say('goal-unmet'), { tag: id }),
    )
    const met = parts.filter((part) => part.status === 'correct').length
    return graded(met / rubric.length, say('self-marked', { met, total: rubric.length }), {
      tag: 'self-marked',
      parts,
    })
  },
}
