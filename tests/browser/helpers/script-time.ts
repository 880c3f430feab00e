import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/**
 * Milliseconds of the processor that the page's own thread spends in scripts during `act`. Counted in time of the thread:
 * what other programs take on a busy machine, and what the browser takes to paint, is not the figure's.
 */
export async function scriptTime(page: Page, act: () => Promise<void>): Promise<number> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  const read = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics')
    return 1000 * metrics.find(({ name }) => name === 'ScriptDuration')!.value
  }
  const before = await read()
  await act()
  const spent = (await read()) - before
  await devtools.detach()
  // Something ran: a clock that stands still would let everything pass.
  expect(spent).toBeGreaterThan(0)
  return spent
}

/** What one picture of a running figure may cost the page's thread: far below the 50 milliseconds of a long task. */
export const PICTURE = 10
