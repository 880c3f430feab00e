import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, expect } from 'vitest'
import { close, disconnect, open, type OpenOptions, type Opened } from './page.ts'

/** What the test that runs has opened by `visit`. */
export let opened: Opened
export let page: Page

/** Opens the page of a test. */
export async function visit(path: string, options: OpenOptions = {}): Promise<void> {
  opened = await open(path, options)
  page = opened.page
}

/** For the top of a file whose every test visits a page: nothing may have gone wrong on it, and nothing may have been asked of other hosts. */
export function watchVisits(): void {
  afterEach(async () => {
    expect(opened.problems).toEqual([])
    expect(opened.foreign).toEqual([])
    await close(opened)
  })
  afterAll(disconnect)
}

/** Presses a button of a figure by its whole name. */
export const press = (figure: Locator, name: string): Promise<void> =>
  figure.getByRole('button', { name, exact: true }).click()
