import { useEffect, useRef } from 'preact/hooks'
import type { Recall } from '../../src/course/review/card.ts'
import { recallOf } from '../../src/course/review/schedule.ts'
import type { Work } from '../../src/exercises/attempts.ts'
import { Question } from '../exercise/Question.tsx'
import type { ShippedVariant } from '../exercise/shipped.ts'
import { useSitting } from './use-sitting.ts'

interface Props {
  variant: ShippedVariant
  kept: readonly Work[]
  /** Called once, when it is clear how well the answer is remembered. */
  onRecall: (recall: Recall) => void
}

export function ReviewQuestion({ variant, kept, onRecall }: Props) {
  const { work, tell } = useSitting(variant, kept)
  const isTold = useRef(false)
  const recall = recallOf(work.answers, work.isSolutionSeen)
  useEffect(() => {
    if (recall === undefined || isTold.current) return
    isTold.current = true
    onRecall(recall)
  }, [recall])
  return <Question variant={variant} work={work} isReady tell={tell} />
}
