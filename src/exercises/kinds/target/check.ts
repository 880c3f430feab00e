import { isRecord, type Checker } from '../../checker.ts'
import type { Json } from '../../judge.ts'
import { say } from '../../messages.ts'
import { correct, graded, incorrect, ungraded, type Outcome } from '../../outcome.ts'

export interface TargetData {
  /** The figure's slug. */
  figure: string
  /** The state the figure starts in; a plain object. */
  start: Json
  goals: Goal[]
}

/** Text `goal-<id>`; with `hasFeedback` also `say-<id>`, shown while it is the first one missed. */
export interface Goal {
  id: string
  /** A number that the figure's model computes from its state with the engine. */
  measure: string
  atLeast?: number
  atMost?: number
  hasFeedback?: boolean
}

/** The figure's state, as in its link. */
export type TargetRaw = Json

const stateLimit = 20_000

export const targetChecker: Checker<TargetData> = {
  request(raw, { figure, goals }) {
    if (!isState(raw)) return undefined
    return {
      kind: 'target',
      figure,
      state: raw as Json,
      measures: [...new Set(goals.map((goal) => goal.measure))],
    }
  },
  check(raw, { goals }, report) {
    if (!isState(raw)) return ungraded(say('unreadable'))
    if (report === undefined) return ungraded(say('not-run'))
    if (!isRecord(report) || !isRecord(report['measures'])) return ungraded(say('not-judged'))
    const { measures } = report
    const parts = goals.map((goal): Outcome => {
      return isMet(goal, measures[goal.measure])
        ? correct(say('goal-met'))
        : incorrect(say('goal-unmet'), { tag: goal.id })
    })
    const met = parts.filter((part) => part.status === 'correct').length
    const missed = goals.find((_, i) => parts[i]!.status !== 'correct')
    const count = say('goals-met', { met, total: goals.length })
    if (missed === undefined) return correct(count, { parts })
    return graded(met / goals.length, missed.hasFeedback === true ? { text: `say-${missed.id}` } : count, {
      tag: missed.id,
      parts,
    })
  },
}

function isMet({ atLeast = -Infinity, atMost = Infinity }: Goal, measured: unknown): boolean {
  return typeof measured === 'number' && atLeast <= measured && measured <= atMost
}

/** A plain object of bounded size. A circular one, which no page sends, is none. */
function isState(raw: unknown): boolean {
  if (!isRecord(raw)) return false
  try {
    return JSON.stringify(raw).length <= stateLimit
  } catch {
    return false
  }
}
