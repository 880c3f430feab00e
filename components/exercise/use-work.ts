import { useEffect, useRef, useState } from 'preact/hooks'
import { refreshed } from '../../src/course/progress/join.ts'
import { onOtherTabs } from '../../src/course/progress/tabs.ts'
import { openProgress, type ProgressStore } from '../../src/course/progress/store.ts'
import {
  isCurrent,
  newWork,
  progressOf,
  reduceWork,
  type Progress,
  type Work,
  type WorkEvent,
} from '../../src/exercises/attempts.ts'
import { variantFromAddress } from './address.ts'
import type { ShippedVariant } from './shipped.ts'

/**
 * The reader's work on one exercise: kept on the device, and shown again as it was left. `variants` arrives later than
 * the page; until then there is only the first.
 */
export function useWork(
  variants: readonly ShippedVariant[],
  open: () => Promise<ProgressStore> = openProgress,
) {
  const first = variants[0]!
  const [works, setWorks] = useState<readonly Work[]>([])
  const [variant, setVariant] = useState(1)
  const current = useRef(works)
  const touched = useRef(false)
  /** What the reader does before the kept work is read; afterwards undefined. */
  const early = useRef<Told[] | undefined>([])

  useEffect(() => {
    const asked = variantFromAddress(location.search, first.id)
    void open().then(async (store) => {
      if (!store.isKept) tellNotKept()
      const kept = await store.of(first.id)
      // What the reader has done meanwhile continues what was kept.
      const told = early.current ?? []
      early.current = undefined
      const changed = told.reduce((list, { event, on }) => after(list, event, on), kept)
      if (changed.length > 0) show(changed)
      const fresh = changed.filter((work) => !kept.includes(work))
      if (fresh.length > 0) await keep(store, ...fresh)
      const latest = kept.find(({ version }) => version === first.version)
      if (latest && asked === undefined && !touched.current) setVariant(latest.variant)
    })
    if (asked !== undefined) setVariant(asked)
    // The gallery has a store of its own, which no other tab writes to.
    if (open !== openProgress) return undefined
    return onOtherTabs((change) => {
      if (early.current || (Array.isArray(change) && !change.includes(first.id))) return
      void open().then(async (store) => {
        if (!store.isKept) return
        const kept = await store.of(first.id)
        // What is shown is looked at now, not before the wait: the reader may have typed meanwhile.
        show(refreshed(current.current, kept, change === 'erased'))
      })
    })
  }, [])

  const show = (next: readonly Work[]) => {
    current.current = next
    setWorks(next)
  }
  const question = variants[variant - 1] ?? first
  const work = workOn(works, question) ?? newWork(question)

  const tell = (event: WorkEvent) => {
    touched.current = true
    const next = after(current.current, event, question)
    show(next)
    if (early.current) early.current.push({ event, on: question })
    else void open().then((store) => keep(store, next[0]!))
  }

  const now = works.filter(({ version }) => version === first.version)
  return {
    work,
    question,
    /** There are answers to an older version of this exercise, and none to this one. */
    isOutdated:
      now.every(isUnanswered) && works.some((one) => one.version !== first.version && !isUnanswered(one)),
    progress: best(now),
    tell,
    choose: (next: number) => {
      touched.current = true
      setVariant(next)
    },
  }
}

interface Told {
  event: WorkEvent
  on: ShippedVariant
}

const workOn = (works: readonly Work[], question: ShippedVariant): Work | undefined =>
  works.find((work) => work.variant === question.variant && isCurrent(work, question))

/** All work after something was done on one question; the work on that question first. */
function after(works: readonly Work[], event: WorkEvent, on: ShippedVariant): Work[] {
  const before = workOn(works, on)
  const next = reduceWork(before ?? newWork(on), event, on, Date.now())
  return [next, ...works.filter((other) => other !== before)]
}

const isUnanswered = ({ answers }: Work): boolean => answers.length === 0

async function keep(store: ProgressStore, ...works: readonly Work[]): Promise<void> {
  await store.put(...works)
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
