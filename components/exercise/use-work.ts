import { useEffect, useRef, useState } from 'preact/hooks'
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

  useEffect(() => {
    void open().then(async (store) => {
      if (!store.isKept) return tellNotKept()
      const kept = await store.of(first.id)
      // What the reader has done meanwhile is newer than what was kept.
      if (kept.length === 0 || touched.current) return
      show(kept)
      const latest = kept.find(({ version }) => version === first.version)
      const asked = variantFromAddress()
      if (latest && asked === undefined) setVariant(latest.variant)
    })
    const asked = variantFromAddress()
    if (asked !== undefined) setVariant(asked)
  }, [])

  const show = (next: readonly Work[]) => {
    current.current = next
    setWorks(next)
  }
  const question = variants[variant - 1] ?? first
  const find = (list: readonly Work[]): Work | undefined =>
    list.find((work) => work.variant === question.variant && isCurrent(work, question))
  const work = find(works) ?? newWork(question)

  const tell = (event: WorkEvent) => {
    touched.current = true
    const before = find(current.current)
    const next = reduceWork(before ?? newWork(question), event, question, Date.now())
    show([next, ...current.current.filter((other) => other !== before)])
    void open().then((store) => keep(store, next))
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

const isUnanswered = ({ answers }: Work): boolean => answers.length === 0

/** `?variant=7` shows every exercise of the page in that variant, where it has one. */
function variantFromAddress(): number | undefined {
  const asked = Number(new URLSearchParams(location.search).get('variant'))
  return Number.isInteger(asked) && asked > 0 ? asked : undefined
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
