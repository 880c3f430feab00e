import { useRef, useState } from 'preact/hooks'
import type { Answer, Work, WorkEvent } from '../../src/exercises/attempts.ts'
import { check, grade, judgeRequest, type Judge, type Outcome } from '../../src/exercises/check.ts'
import { firstRaw } from './first-raw.ts'
import { figureOf } from './judge-host.ts'
import { forChecker, type ShippedVariant } from './shipped.ts'

const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/** The verdict on the answer as it stands, and the way to a new one. */
export function useVerdict(
  variant: ShippedVariant,
  work: Work,
  isReady: boolean,
  judge: Judge,
  tell: (event: WorkEvent) => void,
) {
  const [judged, setJudged] = useState<{ question: string; raw: unknown; outcome: Outcome }>()
  const [isJudging, setJudging] = useState(false)
  const latest = useRef(0)
  const question = `${variant.id} ${variant.seed}`
  const raw = work.draft ?? firstRaw(variant)

  /** Grades `given`, after running it where that is needed. A later one overtakes an earlier one. */
  const submit = async (given: unknown = submittedRaw(variant, raw)): Promise<void> => {
    const checked = forChecker(variant)
    const isLatest = (turn: number): boolean => turn === latest.current
    const turn = ++latest.current
    const settle = (outcome: Outcome) => {
      if (!isLatest(turn)) return
      tell({ type: 'graded', raw: given, outcome })
      setJudged({ question, raw: given, outcome })
      setJudging(false)
    }
    if (judgeRequest(given, checked) === undefined) return settle(check(given, checked))
    setJudging(true)
    settle(await grade(given, checked, judge))
  }

  const last = work.answers.at(-1)
  const isJudged =
    judged?.question === question &&
    isSame(judged.raw, raw) &&
    (work.draft !== null || judged.outcome.status === 'ungraded')
  const outcome = isJudged
    ? judged.outcome
    : isReady && last && work.draft !== null && isSame(last.raw, raw)
      ? again(last, variant)
      : undefined
  return { raw, outcome, isJudging, submit }
}

/** The answer to `target` is the figure itself, as it stands when "Check" is pressed. */
const submittedRaw = (variant: ShippedVariant, raw: unknown): unknown =>
  variant.kind === 'target' ? (figureOf(variant.data.figure)?.state() ?? raw) : raw

/**
 * The verdict on an answer from before the page was left: by grading it again, or, where that would mean running it
 * unasked, as it was recorded.
 */
function again(answer: Answer, variant: ShippedVariant): Outcome {
  const checked = forChecker(variant)
  if (judgeRequest(answer.raw, checked) === undefined) return check(answer.raw, checked)
  const { status, score, tag } = answer
  return { status, score, message: { id: 'correct', params: {} }, ...(tag === undefined ? {} : { tag }) }
}
