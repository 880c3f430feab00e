import { useEffect, useRef, useState } from 'preact/hooks'
import { openProgress, type ProgressStore } from '../../src/course/progress/store.ts'
import { isCurrent, newWork, progressOf, reduceWork, type Progress, type Work, type WorkEvent } from '../../src/exercises/attempts.ts'
import type { ShippedVariant } from './shipped.ts'

/**
 * The reader's work on one exercise: kept on the device, and shown again as it was left. `variants` arrives later than
 * the page; until then there is only the first.
 */
export function useWork(variants: readonly ShippedVariant[]) {
  const first = variants[0]!
  const [works, setWorks] = useState<readonly Work[]>([newWork(first)])
  const [variant, setVariant] = useState(1)
  const [isOutdated, setOutdated] = useState(false)
  const current = useRef(works)
  const touched = useRef(false)

  useEffect(() => {
    void openProgress().then(async (store) => {
      if (!store.isKept) return tellNotKept()
      const kept = await store.of(first.id)
      // What the reader has done meanwhile is newer than what was kept.
      if (kept.length === 0 || touched.current) return
      setOutdated(kept[0]!.version !== first.version)
      const usable = kept.filter(({ version }) => version === first.version)
      if (usable.length === 0) return
      show(usable)
      setVariant(usable[0]!.variant)
    })
  }, [])

  const show = (next: readonly Work[]) => {
    current.current = next
    setWorks(next)
  }
  const question = variants[variant - 1] ?? first
  const kept = works.find((work) => work.variant === variant)
  const work = kept && isCurrent(kept, question) ? kept : newWork(question)

  const tell = (event: WorkEvent) => {
    touched.current = true
    const before = current.current.find((other) => other.variant === variant) ?? newWork(question)
    const next = reduceWork(isCurrent(before, question) ? before : newWork(question), event, question, Date.now())
    show([...current.current.filter((other) => other.variant !== variant), next])
    void openProgress().then((store) => keep(store, next))
  }

  return { work, question, isOutdated, progress: best(works), tell, choose: setVariant }
}

async function keep(store: ProgressStore, work: Work): Promise<void> {
  await store.put(work)
  if (!store.isKept) tellNotKept()
}

const ORDER: readonly Progress[] = ['untried', 'tried', 'partial', 'correct-with-solution', 'correct']

/** The best that was reached on any variant. */
const best = (works: readonly Work[]): Progress =>
  works.map(progressOf).reduce((a, b) => (ORDER.indexOf(b) > ORDER.indexOf(a) ? b : a), 'untried')

/** Says once, at the top of the lesson, that nothing is kept: before the reader relies on it. */
function tellNotKept(): void {
  const note = document.querySelector<HTMLElement>('.storage-note')
  if (note) note.hidden = false
}
