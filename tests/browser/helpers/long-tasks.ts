import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** For the page, before anything of it: notes every task that held its thread for 50 milliseconds or more. */
export const WATCH_LONG_TASKS = `
  window.longTasks = []
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasks.push(Math.round(duration))
  }).observe({ type: 'longtask' })
`

/**
 * Fails when `act` holds the page's thread for 50 milliseconds at once. It may try three times: on a busy machine other
 * programs can stretch any task, but a task that is long by itself is long every time.
 */
export async function expectNoLongTask(page: Page, act: () => Promise<void>): Promise<void> {
  const seen: number[][] = []
  for (let attempt = 0; attempt < 3; attempt++) {
    await page.evaluate('longTasks.length = 0, undefined')
    await act()
    const found = (await page.evaluate('longTasks')) as number[]
    if (found.length === 0) return
    seen.push(found)
  }
  expect(seen, 'long tasks of three attempts, in milliseconds').toEqual([])
}
