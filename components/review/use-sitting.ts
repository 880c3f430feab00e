import { useState } from 'preact/hooks'
import { openProgress } from '../../src/course/progress/store.ts'
import { isCurrent, newWork, reduceWork, type Work, type WorkEvent } from '../../src/exercises/attempts.ts'
import type { ShippedVariant } from '../exercise/shipped.ts'

/**
 * Work on a variant in one sitting: the form, the hints and the tries begin anew, and what is answered is added to the
 * answers that are kept.
 */
export function useSitting(variant: ShippedVariant, kept: readonly Work[]) {
  const [began] = useState(Date.now)
  const [work, setWork] = useState<Work>(() => {
    const before = kept.find((one) => one.variant === variant.variant && isCurrent(one, variant))
    return { ...newWork(variant), answers: before?.answers ?? [] }
  })

  const tell = (event: WorkEvent) => {
    // Starting over means this sitting: answers from before are not to be lost.
    const safe: WorkEvent = event.type === 'reset' ? { type: 'edit', raw: null } : event
    setWork((before) => {
      const next = reduceWork(before, safe, variant, Date.now())
      if (event.type !== 'edit') void openProgress().then((store) => store.put(next))
      return next
    })
  }
  return { work: { ...work, answers: work.answers.filter(({ at }) => at >= began) }, tell }
}
