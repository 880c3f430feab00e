import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { allLessons } from '../lessons/course.ts'
import { close, disconnect, expectSeen, expectSoon, LESSON, open, readThrough } from './helpers/page.ts'

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

  test('formulas, fields and numbers begin at the right, and keep their own order', async () => {
    const opened = await open('backpropagation/two-neuron-chain/', { before: MIRRORED })
    const { page } = opened
    const line = page.locator('.derivation-steps .derivation-line').first()
    await line.scrollIntoViewIfNeeded()
    const left = await line.evaluate((around) => {
      const ends = [...around.querySelectorAll('.katex-base')].map(
        (part) => part.getBoundingClientRect().right,
      )
      return around.getBoundingClientRect().right - Math.max(...ends)
    })
    expect(Math.abs(left)).toBeLessThan(3)
    await close(opened)

    const gallery = await open('gallery/', { before: MIRRORED })
    const boxes = await gallery.page.locator('.grid input').evaluateAll((fields) => {
      const around = fields[0]!.closest('form')!.getBoundingClientRect()
      return [...fields.slice(0, 2).map((field) => field.getBoundingClientRect().x), around.right]
    })
    const second = await boxOf(gallery.page, '.grid label:nth-of-type(2)')
    expect(boxes[0]).toBeLessThan(boxes[1]!)
    expect(Math.abs(boxes[2]! - (second.x + second.width))).toBeLessThan(3)
    await close(gallery)

    const lesson = await open(LESSON, { before: MIRRORED })
    const direction = await lesson.page
      .locator('.formula-value')
      .first()
      .evaluate((value) => getComputedStyle(value).direction)
    // Otherwise −0.35 is written 0.35−.
    expect(direction).toBe('ltr')
    await close(lesson)
  })

  test('lines of code that are to be put in order are indented from the left, with tools in that order', async () => {
    const { page, ...opened } = await open('gallery/', { before: MIRRORED })
    await readThrough(page)
    const order = page.locator('.order-form', { has: page.locator('.block-lines > code') }).first()
    await order.getByRole('option').first().click()
    const [out, further] = await order
      .locator('.tool')
      .evaluateAll((tools) => tools.slice(2, 4).map((tool) => tool.getBoundingClientRect().x))
    expect(out).toBeLessThan(further!)
    await order.getByRole('button', { name: 'Use it' }).click()
    const used = order.locator('[data-part="used"] .block').first()
    await expectSeen(used)
    const before = await used.evaluate((block) => getComputedStyle(block).marginLeft)
    await order.locator('.tool').nth(3).click()
    await expectSoon(() => used.evaluate((block) => getComputedStyle(block).marginLeft)).not.toBe(before)
    await close({ page, ...opened })
  })
})
