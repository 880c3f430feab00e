import { openProgress } from '../course/progress/store.ts'
import { onOtherTabs } from '../course/progress/tabs.ts'
import { progressOf } from '../exercises/attempts.ts'
import { ui } from '../strings/index.ts'

/** Fills the map with the reader's progress, and points the button at where they were. */
async function showProgress(): Promise<void> {
  const store = await openProgress()
  const work = await store.all()
  let latest = { lesson: '', updated: 0 }
  for (const row of document.querySelectorAll<HTMLElement>('[data-lesson][data-exercises]')) {
    const lesson = row.dataset['lesson']!
    const total = Number(row.dataset['exercises'])
    const own = work.filter(({ id }) => id.startsWith(`${lesson}/`))
    for (const { updated } of own) if (updated > latest.updated) latest = { lesson, updated }
    const done = new Set(own.filter((one) => progressOf(one) === 'correct').map(({ id }) => id)).size
    const place = row.querySelector('.lesson-progress')
    if (place && own.length)
      place.textContent = done >= total ? ui.front.complete : ui.front.progress(done, total)
  }
  const start = document.querySelector<HTMLAnchorElement>('a.start')
  const link =
    latest.lesson &&
    document.querySelector<HTMLAnchorElement>(`[data-lesson="${CSS.escape(latest.lesson)}"] a`)
  if (start && link) {
    start.href = link.href
    start.textContent = ui.front.continue(link.textContent ?? '')
  }
}

void showProgress()
onOtherTabs(() => void showProgress())
