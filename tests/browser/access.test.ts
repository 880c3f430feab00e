import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { violations } from './helpers/axe.ts'
import { answer, exerciseOn, wrongAnswers } from './helpers/exercises.ts'
import {
  alive,
  close,
  disconnect,
  LESSON,
  open,
  DISTINCT,
  readThrough,
  textOf,
  expectSoon,
} from './helpers/page.ts'
import { crowded } from './helpers/targets.ts'

afterAll(disconnect)

const LOOKS = [
  ['light', 1280],
  ['dark', 1280],
  ['light', 375],
  ['dark', 375],
] as const

/** What axe finds on a page in every look, each once. */
async function violationsInAllLooks(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const [colorScheme, width] of LOOKS) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 900 })
    await page.waitForTimeout(100)
    found.push(
      ...(await violations(page)).map((violation) => `${colorScheme}, ${width} pixels: ${violation}`),
    )
  }
  return found
}

describe('axe finds nothing in light and dark, wide and narrow', () => {
  test.each(DISTINCT)('on %s', async (path) => {
    const opened = await open(path)
    await readThrough(opened.page)
    expect(await violationsInAllLooks(opened.page)).toEqual([])
    await close(opened)
  })

  test('on the lesson in use: answers judged, hints, solution, tables, a prediction, a training', async () => {
    const opened = await open(LESSON)
    const { page } = opened
    page.on('dialog', (dialog) => void dialog.accept())
    for (const id of ['where-the-weights-are', 'sum-of-two', 'terms-of-three', 'slope-of-an-input']) {
      const exercise = await exerciseOn(page, id)
      await answer(exercise, wrongAnswers(id)[0])
      await exercise.getByRole('button', { name: 'Hint', exact: true }).click()
      await exercise.getByRole('button', { name: 'Show me the solution' }).click()
    }
    const empty = await exerciseOn(page, 'where-it-crosses')
    await empty.getByRole('textbox').fill('x')
    await empty.locator('button[type="submit"]').click()
    const bench = await alive(page.locator('#bench'))
    await bench.getByRole('button', { name: 'Table' }).click()
    await bench.getByRole('button', { name: 'Predict first' }).click()
    await bench.getByRole('button', { name: 'Reveal' }).click()
    const training = await alive(page.locator('#training'))
    await training.getByRole('button', { name: 'One step' }).click()
    await training.getByRole('button', { name: 'Table' }).click()
    for (const details of await page.locator('details:not(.exercise-sheet-solution) > summary').all()) {
      if (await details.isVisible()) await details.click()
    }
    expect(await violationsInAllLooks(page)).toEqual([])
    expect(opened.problems).toEqual([])
    await close(opened)
  })
})

describe('nothing is wider than the screen, and what is pressed has room on a phone', () => {
  const WIDTHS = [320, 375, 768, 1024, 1280, 1920]
  /** How far a page reaches beyond the screen, and by what. */
  const beyond = (page: Page) =>
    page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement
      const guilty = [...document.querySelectorAll('body *')].filter(
        (element) => element.getBoundingClientRect().right > clientWidth + 1,
      )
      return scrollWidth > clientWidth
        ? guilty.slice(0, 3).map((element) => element.outerHTML.slice(0, 120))
        : []
    })

  test.each(DISTINCT)('on %s', async (path) => {
    const opened = await open(path)
    await readThrough(opened.page)
    for (const width of WIDTHS) {
      await opened.page.setViewportSize({ width, height: 800 })
      await opened.page.waitForTimeout(50)
      expect(await beyond(opened.page), `${path} at ${width} pixels`).toEqual([])
      if (width < 400) expect(await crowded(opened.page), `${path} at ${width} pixels`).toEqual([])
    }
    await close(opened)
  })

  test('with the figures and an exercise in use', async () => {
    const opened = await open(LESSON)
    const { page } = opened
    for (const id of ['bench', 'training']) {
      const figure = await alive(page.locator(`#${id}`))
      await figure.getByRole('button', { name: 'Table' }).click()
      await figure.getByRole('button', { name: 'Link' }).click()
    }
    await page.locator('#bench').getByRole('button', { name: 'Predict first' }).click()
    await answer(await exerciseOn(page, 'sum-of-two'), `<b>${'9'.repeat(200)}</b>`)
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 })
      await page.waitForTimeout(50)
      expect(await beyond(page), `at ${width} pixels`).toEqual([])
    }
    await close(opened)
  })
})

describe('no number in a table is broken over two lines on a phone', () => {
  /** Numbers of tables of which one part stands on another line. */
  const broken = (page: Page) =>
    page.evaluate(() => {
      const found: string[] = []
      // What a cell shows scrolls by itself, and may be any text.
      for (const cell of document.querySelectorAll('.prose :is(td, th)')) {
        if (cell.closest('.cell-output') || !cell.checkVisibility()) continue
        const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
        while (walker.nextNode()) {
          const node = walker.currentNode as Text
          if (node.parentElement!.closest('.katex')) continue
          for (const { 0: number, index } of node.data.matchAll(/[−+]?\d[\d.,]*\d/g)) {
            const range = document.createRange()
            range.setStart(node, index)
            range.setEnd(node, index + number.length)
            const lines = [...range.getClientRects()].filter(({ width }) => width > 0.5)
            if (lines.some(({ top }) => top - lines[0]!.top > 8)) found.push(number)
          }
        }
      }
      return found
    })

  test.each([
    'backpropagation/two-neuron-chain/',
    'backpropagation/deltas/',
    'cnn/architectures/',
    'cnn/why-convolution/',
    'gradient-descent/stochastic/',
    'errata/',
  ])('on %s', async (path) => {
    const opened = await open(path, { viewport: { width: 375, height: 800 } })
    expect(await opened.page.locator('.prose td').count()).toBeGreaterThan(0)
    expect(await broken(opened.page)).toEqual([])
    await close(opened)
  })
})

test('with colors of the reader’s own, sliders keep their groove, bars their length, and what is pressed shows it', async () => {
  const opened = await open('cnn/train-a-cnn/', { forcedColors: 'active' })
  const figure = await alive(opened.page.locator('#digits'))
  const cell = figure.locator('.cnn-matrix button').first()
  await cell.click()
  await opened.page.mouse.move(0, 0)
  await expectSoon(() => cell.getAttribute('aria-pressed')).toBe('true')
  await figure.locator('.cnn-matrix button').nth(1).focus()
  expect(await cell.evaluate((pressed) => getComputedStyle(pressed).outlineStyle)).toBe('solid')
  const colors = await figure
    .locator('.cnn-chances li')
    .first()
    .evaluate((row) => ['i', 'b'].map((part) => getComputedStyle(row.querySelector(part)!).backgroundColor))
  expect(colors[0]).not.toBe(colors[1])
  await close(opened)
})

describe('by keyboard', () => {
  test('the first stop leads past the bar to the text', async () => {
    const opened = await open(LESSON)
    const { page } = opened
    await page.keyboard.press('Tab')
    const skip = page.getByRole('link', { name: 'Skip to the text' })
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true)
    expect((await skip.boundingBox())!.y).toBeGreaterThanOrEqual(0)
    await page.keyboard.press('Enter')
    await page.waitForURL(/#text$/)
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.closest("main") !== null')).toBe(true)
    await close(opened)
  })

  test('whatever has the focus shows it', async () => {
    for (const path of ['', LESSON]) {
      const opened = await open(path, { reducedMotion: 'reduce' })
      const { page } = opened
      await readThrough(page)
      await page.evaluate('scrollTo(0, 0)')
      const plain: string[] = []
      let stops = 0
      for (; stops < 150; stops++) {
        await page.keyboard.press('Tab')
        const shown = (await page.evaluate(`{
          const element = document.activeElement
          const outlined = (one) => { const style = getComputedStyle(one); return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1.5 }
          const stroked = element instanceof SVGElement && parseFloat(getComputedStyle(element).strokeWidth) >= 3
          const label = element.closest('label, .tabs label')
          element === document.body ? 'end' : outlined(element) || stroked || (label && outlined(label)) ? '' : element.outerHTML.slice(0, 120)
        }`)) as string
        if (shown === 'end') break
        if (shown) plain.push(shown)
      }
      expect(plain).toEqual([])
      expect(stops).toBeGreaterThan(5)
      await close(opened)
    }
  })
})

describe('light and dark', () => {
  const paper = (page: Page) =>
    page.evaluate('getComputedStyle(document.documentElement).backgroundColor') as Promise<string>
  /** Notes the paper's color at the very first frame. */
  const FIRST = `requestAnimationFrame(() => { window.first = document.body && getComputedStyle(document.documentElement).backgroundColor })`

  test('follow the system, until the reader chooses; the choice holds and never flashes', async () => {
    const opened = await open(LESSON, { colorScheme: 'light', before: FIRST })
    const { page } = opened
    const light = await paper(page)
    await page.emulateMedia({ colorScheme: 'dark' })
    const dark = await paper(page)
    expect(dark).not.toBe(light)
    await page.emulateMedia({ colorScheme: 'light' })
    await page.getByRole('button', { name: 'Light or dark' }).click()
    await expectSoon(() => paper(page)).toBe(dark)
    for (const path of [LESSON, '']) {
      await page.goto(new URL(`/${path}`, page.url()).href)
      expect(await paper(page)).toBe(dark)
      expect([null, dark]).toContain(await page.evaluate('window.first'))
    }
    await page.getByRole('button', { name: 'Light or dark' }).click()
    await expectSoon(() => paper(page)).toBe(light)
    expect(opened.problems).toEqual([])
    await close(opened)
  })

  test('can be chosen where nothing can be stored', async () => {
    const opened = await open('', {
      colorScheme: 'light',
      before: `Storage.prototype.setItem = Storage.prototype.getItem = () => { throw new DOMException('denied', 'SecurityError') }`,
    })
    const before = await paper(opened.page)
    await opened.page.getByRole('button', { name: 'Light or dark' }).click()
    await expectSoon(() => paper(opened.page)).not.toBe(before)
    expect(opened.problems).toEqual([])
    await close(opened)
  })
})

describe('headings and landmarks', () => {
  test.each(DISTINCT)(
    '%s: one title, levels without gaps, and places that assistive technology can go to',
    async (path) => {
      const opened = await open(path)
      const { page } = opened
      const levels = (await page
        .locator('h1, h2, h3, h4')
        .evaluateAll((all) => all.map((one) => Number(one.tagName[1])))) as number[]
      expect(levels.filter((level) => level === 1)).toHaveLength(1)
      levels.forEach((level, i) => expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1))
      expect(await page.getByRole('main').count()).toBe(1)
      expect(await page.title()).toContain('Chainrule')
      expect(await page.locator('html').getAttribute('lang')).toBe(path.startsWith('de/') ? 'de' : 'en')
      expect((await textOf(page.locator('footer'))).toLowerCase()).toMatch(/chainrule \d+\.\d+\.\d+/)
      await close(opened)
    },
  )
})
