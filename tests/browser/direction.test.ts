import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { allLessons } from '../lessons/course.ts'
import { close, disconnect, LESSON, open, readThrough } from './helpers/page.ts'

afterAll(disconnect)

/** The page as one in a language that is written from right to left: only the attribute, no rule of its own. */
const MIRRORED = `
  new MutationObserver((_, observer) => {
    if (!document.documentElement) return
    document.documentElement.dir = 'rtl'
    observer.disconnect()
  }).observe(document, { childList: true })
`
const PATHS = ['', 'playground/', 'progress/', 'print/', ...(await allLessons()).map(({ id }) => `${id}/`)]

const widthOver = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')

interface Box {
  x: number
  width: number
}
const boxOf = async (page: Page, selector: string): Promise<Box> =>
  (await page.locator(selector).first().boundingBox())!

describe('from right to left', () => {
  test.each(PATHS)('no page is wider than the screen: %s', async (path) => {
    const opened = await open(path, { before: MIRRORED })
    const { page } = opened
    expect(await page.evaluate('getComputedStyle(document.body).direction')).toBe('rtl')
    await readThrough(page)
    for (const width of [1280, 375, 320]) {
      await page.setViewportSize({ width, height: 900 })
      expect([width, await widthOver(page)]).toEqual([width, 0])
    }
    expect(opened.problems).toEqual([])
    await close(opened)
  })

  test('text begins at the right: the bar, the notes, the table of contents stand on the other side', async () => {
    const straight = await open(LESSON)
    const mirrored = await open(LESSON, { before: MIRRORED })
    const width = 1280
    for (const selector of ['.brand', '.toc', '.note', '.lesson-facts ul', '.bar-links']) {
      const [there, here] = [await boxOf(straight.page, selector), await boxOf(mirrored.page, selector)]
      expect([selector, Math.abs(width - (there.x + there.width) - here.x) < 20]).toEqual([selector, true])
    }
    const line = await mirrored.page
      .locator('.note')
      .first()
      .evaluate((note) => {
        const { borderRightWidth, borderLeftWidth } = getComputedStyle(note)
        return [borderLeftWidth, borderRightWidth]
      })
    expect(line).toEqual(['0px', '2px'])
    await close(straight)
    await close(mirrored)
  })

  test('formulas, code and drawings keep their own order', async () => {
    const places = (page: Page) =>
      page.evaluate(() => {
        const inOrder = (root: Element, parts: string) =>
          [...root.querySelectorAll(parts)].map((part) =>
            Math.round(part.getBoundingClientRect().x - root.getBoundingClientRect().x),
          )
        return {
          formula: inOrder(document.querySelector('.math-display .katex-html')!, 'span:not(:has(*))'),
          drawing: inOrder(document.querySelector('#bench svg')!, 'text, circle, rect'),
          code: getComputedStyle(document.querySelector('.cell-code pre, .prose pre')!).direction,
        }
      })
    const straight = await open(LESSON)
    const mirrored = await open(LESSON, { before: MIRRORED })
    for (const { page } of [straight, mirrored]) await readThrough(page)
    const [there, here] = [await places(straight.page), await places(mirrored.page)]
    for (const part of ['formula', 'drawing'] as const) {
      expect(there[part].length).toBeGreaterThan(3)
      expect(here[part].length).toBe(there[part].length)
      // A pixel may be rounded the other way.
      const moved = here[part].filter((x, i) => Math.abs(x - there[part][i]!) > 1)
      expect([part, moved]).toEqual([part, []])
    }
    expect(here.code).toBe('ltr')
    await close(straight)
    await close(mirrored)
  })
})
