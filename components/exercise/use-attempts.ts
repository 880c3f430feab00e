import { useEffect, useRef, useState } from 'preact/hooks'
import { openProgress } from '../../src/course/progress/store.ts'
import type { Work } from '../../src/course/progress/work.ts'
import type { Outcome } from '../../src/exercises/check.ts'
import { ui } from '../../src/strings/index.ts'
import type { ShippedVariant } from './shipped.ts'

const fresh = ({ id, version, variant, seed }: ShippedVariant, before?: Work): Work => ({
  format: 1,
  id,
  version,
  variant,
  seed,
  raw: undefined,
  graded: 0,
  hints: 0,
  solution: false,
  isDone: before?.isDone ?? false,
  tags: before?.tags ?? {},
  changed: 0,
})

/** The reader's work on one exercise: kept on the device, and shown again as it was left. */
export function useAttempts(first: ShippedVariant) {
  const [work, setWork] = useState(() => fresh(first))
  const [earlier, setEarlier] = useState('')
  const current = useRef(work)

  useEffect(() => {
    void openProgress().then(async (store) => {
      if (!store.isKept) return tellNotKept()
      const kept = await store.get(first.id)
      // What the reader has typed meanwhile is newer than what was kept.
      if (!kept || current.current.changed > 0) return
      if (kept.version !== first.version) setEarlier(ui.exercise.changed)
      else show(kept)
    })
  }, [])

  const show = (next: Work) => {
    current.current = next
    setWork(next)
  }
  const change = (part: Partial<Work>) => {
    show({ ...current.current, ...part, changed: Date.now() })
    void openProgress().then(async (store) => {
      await store.put(current.current)
      if (!store.isKept) tellNotKept()
    })
  }

  return {
    ...work,
    earlier,
    write: (raw: unknown) => change({ raw }),
    answer: (outcome: Outcome) => change(graded(current.current, outcome)),
    hint: () => change({ hints: work.hints + 1 }),
    showSolution: () => change({ solution: true }),
    another: (variant: number, seed: string) => change({ ...fresh({ ...first, variant, seed }, current.current) }),
  }
}

/** A graded answer counts as a try; one that could not be read costs nothing. */
function graded(work: Work, outcome: Outcome): Partial<Work> {
  if (outcome.status === 'ungraded') return { outcome }
  const tag = outcome.tag
  return {
    outcome,
    graded: work.graded + 1,
    isDone: work.isDone || (outcome.status === 'correct' && !work.solution),
    tags: tag === undefined ? work.tags : { ...work.tags, [tag]: (work.tags[tag] ?? 0) + 1 },
  }
}

/** Says once, at the top of the lesson, that nothing is kept: before the reader relies on it. */
function tellNotKept(): void {
  const note = document.querySelector<HTMLElement>('.storage-note')
  if (note) note.hidden = false
}
