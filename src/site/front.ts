import { openProgress } from '../course/progress/store.ts'
import { onOtherTabs } from '../course/progress/tabs.ts'
import { dueCards } from '../course/review/due.ts'
import type { ReviewCard } from '../course/review/card.ts'
import { progressOf, type Work } from '../exercises/attempts.ts'
import { ui } from '../strings/index.ts'

/** The lessons of the map that have exercises, by id. */
const rows = new Map(
  [...document.querySelectorAll<HTMLElement>('[data-lesson][data-exercises]')].map((row) => [
    row.dataset['lesson']!,
    row,
  ]),
)
const lessonOf = (id: string): string => id.slice(0, id.lastIndexOf('/'))

/** Fills the map with the reader's progress, says what to review today, and points the button at where they were. */
async function showProgress(): Promise<void> {
  const store = await openProgress()
  const work = await store.all()
  for (const [lesson, row] of rows)
    showDone(
      row,
      work.filter(({ id }) => lessonOf(id) === lesson),
    )
  showWhereTheyWere(work)
  showDue(await store.cards())
}

function showDone(row: HTMLElement, work: readonly Work[]): void {
  const total = Number(row.dataset['exercises'])
  const done = new Set(work.filter((one) => progressOf(one) === 'correct').map(({ id }) => id)).size
  const place = row.querySelector('.lesson-progress')
  if (place)
    place.textContent =
      work.length === 0 ? '' : done >= total ? ui.front.complete : ui.front.progress(done, total)
}

function showWhereTheyWere(work: readonly Work[]): void {
  const start = document.querySelector<HTMLAnchorElement>('a.start')
  const known = work.filter(({ id, updated }) => updated > 0 && rows.has(lessonOf(id)))
  const latest = known.toSorted((a, b) => b.updated - a.updated)[0]
  const link = latest && rows.get(lessonOf(latest.id))?.querySelector('a')
  if (!start || !link) return
  start.href = link.href
  start.textContent = ui.front.continue(link.textContent ?? '')
}

function showDue(cards: readonly ReviewCard[]): void {
  const link = document.querySelector<HTMLAnchorElement>('.map-review')
  if (!link) return
  const known = cards.filter(({ id }) => rows.has(lessonOf(id))).map(({ id }) => id)
  const due = dueCards(cards, known, Date.now()).length
  link.hidden = due === 0
  link.textContent = ui.front.due(due)
}

void showProgress()
onOtherTabs(() => void showProgress())
