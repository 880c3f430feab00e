import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { serve } from '../../tools/serve.mjs'
import { violations } from './helpers/axe.ts'
import {
  close,
  disconnect,
  expectSeen,
  expectSoon,
  LESSON,
  open,
  textOf,
  type OpenOptions,
} from './helpers/page.ts'

afterAll(disconnect)

const words = (page: Page) => page.getByRole('searchbox', { name: 'What are you looking for?' })
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Search the course' })
const hits = (page: Page) => page.locator('a.search-hit')
/** What has the focus: its tag and its text. */
const focused = (page: Page) =>
  page.evaluate(
    'document.activeElement.tagName + " " + document.activeElement.textContent.trim()',
  ) as Promise<string>

async function search(page: Page, query: string): Promise<string> {
  await words(page).fill(query)
  await expectSoon(() => page.locator('.search-status').innerText()).toContain(`“${query}”`)
  return page.locator('.search-status').innerText()
}

async function opened(path = LESSON, options: OpenOptions = {}) {
  const visit = await open(path, options)
  await visit.page.getByRole('button', { name: 'Search', exact: true }).click()
  await expectSeen(dialog(visit.page))
  return visit
}

describe('with the keyboard alone', () => {
  test('the slash opens, arrows move, Enter follows, and nothing breaks the policy', async () => {
    const visit = await open(LESSON)
    const { page } = visit
    await page.keyboard.press('/')
    await expectSeen(dialog(page))
    expect(await focused(page)).toMatch(/^INPUT/)
    await page.keyboard.type('vanishing gradients')
    await expectSeen(hits(page))
    await expectSoon(() => textOf(hits(page).first())).toContain(
      'Lesson · Backpropagation Vanishing gradients',
    )
    await page.keyboard.press('ArrowDown')
    expect(await focused(page)).toMatch(/^A .*Vanishing gradients/)
    await page.keyboard.press('End')
    await page.keyboard.press('Home')
    expect(await focused(page)).toMatch(/^INPUT/)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/backpropagation\/vanishing-gradients\/$/)
    expect(visit.problems).toEqual([])
    expect(visit.foreign).toEqual([])
    await close(visit)
  })

  test('Control and K opens from anywhere; Escape closes and gives the focus back', async () => {
    const visit = await open(LESSON)
    const { page } = visit
    const link = page.locator('.toc a').nth(1)
    await link.focus()
    await page.keyboard.press('Control+k')
    await expectSeen(dialog(page))
    await search(page, 'dropout')
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'hidden' })
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true)
    await close(visit)
  })

  test('a slash that is typed into a field stays there', async () => {
    const visit = await opened()
    await words(visit.page).fill('')
    await visit.page.keyboard.type('and/or')
    expect(await words(visit.page).inputValue()).toBe('and/or')
    await close(visit)
  })

  test('a section of the page that is open is reached, and the search makes way', async () => {
    const visit = await opened()
    const { page } = visit
    await search(page, 'bias')
    await page.getByRole('radio', { name: /Exercises/ }).check()
    const hit = page.locator('a.search-hit[href*="artificial-neuron/#"]').first()
    await expectSeen(hit)
    const anchor = new URL((await hit.getAttribute('href'))!, page.url()).hash
    await hit.click()
    await dialog(page).waitFor({ state: 'hidden' })
    expect(new URL(page.url()).hash).toBe(anchor)
    await expectSeen(page.locator(anchor))
    await close(visit)
  })
})

describe('what is found', () => {
  test('of each kind is counted, and one kind can be asked for', async () => {
    const visit = await opened()
    const { page } = visit
    const all = Number.parseInt(await search(page, 'dropout'))
    const counts = await page.locator('.search-kinds label').allInnerTexts()
    const [everything, ...kinds] = counts.map((text) => Number(/\d+/.exec(text)![0]))
    expect(everything).toBe(all)
    expect(kinds.reduce((a, b) => a + b, 0)).toBe(all)
    expect(kinds.slice(0, 3).every((count) => count > 0)).toBe(true)
    await page.getByRole('radio', { name: /Reference/ }).check()
    await expectSoon(() => page.locator('.search-status').innerText()).toMatch(
      new RegExp(`^${kinds[2]} results`),
    )
    for (const text of await page.locator('.search-kind').allInnerTexts()) expect(text).toMatch(/^Reference/)
    await close(visit)
  })

  test.each([
    ['the artificial neuron', 'neurons/artificial-neuron/'],
    ['clipGradNorm', 'api/optimizers/#clipGradNorm'],
    ['where the weights are', 'neurons/artificial-neuron/#where-the-weights-are'],
  ])('first for “%s” is %s', async (query, path) => {
    const visit = await opened('')
    await search(visit.page, query)
    await expectSoon(() => hits(visit.page).first().getAttribute('href')).toBe(`/${path}`)
    await close(visit)
  })

  test('grows by a press, and the focus goes to what is new', async () => {
    const visit = await opened()
    const { page } = visit
    await search(page, 'gradient')
    await expectSoon(() => hits(page).count()).toBe(8)
    await page.getByRole('button', { name: 'Show 8 more' }).click()
    await expectSoon(() => hits(page).count()).toBe(16)
    await expectSoon(() =>
      hits(page)
        .nth(8)
        .evaluate((hit) => hit === document.activeElement),
    ).toBe(true)
    await close(visit)
  })

  test('nothing is said too, and what to do', async () => {
    const visit = await opened()
    expect(await search(visit.page, 'ħħħ')).toBe('No results for “ħħħ”')
    expect(await visit.page.locator('.search-status').getAttribute('role')).toBe('status')
    await expectSeen(visit.page.getByText('Try fewer or other words'))
    await close(visit)
  })
})

test('gives no answer away: no solution, no feedback and no formula is in the index', () => {
  const folder = join('dist/pagefind/fragment')
  const index = readdirSync(folder)
    .map((file) => gunzipSync(readFileSync(join(folder, file))).toString())
    .join('\n')
  expect(index).toContain('Which part of a nerve cell is a weight likened to?')
  const exercise = JSON.parse(
    readFileSync('dist/exercises/neurons/artificial-neuron/where-the-weights-are.json', 'utf8'),
  ) as { variants: { html: Record<string, string> }[] }
  const hidden = Object.entries(exercise.variants[0]!.html).filter(([name]) => name !== 'prompt')
  expect(hidden.length).toBeGreaterThan(3)
  for (const [, html] of hidden) {
    const start = html.replaceAll(/<[^>]*>/g, '').slice(0, 60)
    expect(index).not.toContain(start)
  }
  expect(index).not.toMatch(/\\\\frac|annotation|Such a look at the signs takes two seconds/)
})

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test.each([1280, 320])(
    'at %d pixels: nothing for axe to find, nothing wider than the screen',
    async (width) => {
      const visit = await opened(LESSON, { colorScheme, viewport: { width, height: 800 } })
      const { page } = visit
      await search(page, 'sigmoid')
      await expectSeen(hits(page))
      expect(await violations(page)).toEqual([])
      const sizes = (await page.evaluate(
        '[document.documentElement.scrollWidth, document.querySelector(".search-dialog").scrollWidth, innerWidth]',
      )) as number[]
      expect(Math.max(sizes[0]!, sizes[1]!)).toBeLessThanOrEqual(sizes[2]!)
      await close(visit)
    },
  )
})

test('without scripts it is not offered, and the contents are a link away', async () => {
  const visit = await open(LESSON, { javaScriptEnabled: false })
  expect(await visit.page.locator('button.search-open').isVisible()).toBe(false)
  expect(await visit.page.locator('.bar-links a').first().getAttribute('href')).toBe('/#contents')
  await close(visit)
})

test('where the index cannot be had, the reader is told so and the page stays', async () => {
  const visit = await open(LESSON, { expected: /pagefind/ })
  const { page } = visit
  await page.route('**/pagefind/**', (route) => route.abort())
  await page.keyboard.press('/')
  await expectSoon(() => page.locator('.search-status').innerText()).toContain('cannot be loaded')
  await close(visit)
})

test('a page loads nothing of it before it is asked for', async () => {
  const visit = await open(LESSON)
  const names = (await visit.page.evaluate(
    'performance.getEntriesByType("resource").map(({ name }) => name)',
  )) as string[]
  expect(names.length).toBeGreaterThan(3)
  expect(names.filter((name) => name.includes('pagefind'))).toEqual([])
  await close(visit)
})

test('works on a host that sends no headers', async () => {
  const site = await serve('dist', { headers: false })
  const visit = await opened('', { site: site.url })
  expect(await search(visit.page, 'momentum')).toMatch(/^\d+ results/)
  expect(visit.problems).toEqual([])
  await close(visit)
  site.close()
})
