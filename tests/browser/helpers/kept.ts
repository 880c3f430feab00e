import type { Locator, Page } from 'playwright-core'

/** Keeping the course takes some seconds; a busy machine may need many. */
export const KEPT_WITHIN = 120_000

/** What the browser says of a frame that it cannot fetch; the page then takes the one that is kept. */
export const UNREACHABLE = /ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED/

/** What a page's foot says of the kept course. */
export const noteOf = (page: Page): Locator => page.locator('.offline-note')

/** Waits until the whole course is kept. */
export const ready = (page: Page): Promise<void> =>
  noteOf(page).filter({ hasText: 'Ready offline' }).waitFor({ timeout: KEPT_WITHIN })
