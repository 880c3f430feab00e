import { deflateSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { allLessons } from '../lessons/course.ts'
import {
  alive,
  close,
  disconnect,
  expectSeen,
  expectSoon,
  LESSON,
  open,
  readThrough,
  textOf,
} from './helpers/page.ts'
import { controlsOn, cutOff, onPaper, readPdf } from './helpers/paper.ts'

afterAll(disconnect)

const LESSONS = (await allLessons()).map(({ id, tags }) => ({ id, path: `${id}/`, tags }))

describe('every lesson on A4, with every figure awake', () => {
  test.each(LESSONS)(
    '$id: nothing is cut off, nothing is to be pressed',
    { timeout: 120_000 },
    async ({ path, tags }) => {
      const opened = await open(path)
      const { page } = opened
      await readThrough(page)
      await onPaper(page)
      expect(await cutOff(page)).toEqual([])
      expect(await controlsOn(page)).toEqual([])
      for (const id of tags) expect(await page.locator(`#${id} .sheet`).isVisible()).toBe(true)
      const { pages, fonts } = readPdf(await page.pdf({ format: 'A4' }))
      console.log(`${path} prints on ${pages.length} pages`)
      expect(pages.length).toBeGreaterThan(2)
      // A page on which nothing is drawn would be a break too many.
      for (const [i, size] of pages.entries()) expect([i, size > 200]).toEqual([i, true])
      // Formulas are letters, not pictures: they stay sharp at any size.
      expect(fonts.join(' ')).toContain('KaTeX_Main')
      expect(opened.problems).toEqual([])
      await close(opened)
    },
  )
})

describe('the first lesson on paper', () => {
  test('has its figures as they stand: the step that the reader took is printed', async () => {
    const opened = await open(LESSON)
    const training = await alive(opened.page.locator('#training'))
    await training.getByRole('button', { name: 'One step' }).click()
    const step = training.locator('.training-facts dd').first()
    await expectSeen(step.filter({ hasText: /^1$/ }))
    await onPaper(opened.page)
    expect(await step.isVisible()).toBe(true)
    expect(await textOf(step)).toBe('1')
    await close(opened)
  })

  test('keeps the answer to a prediction to itself until the reader has opened it', async () => {
    const opened = await open(LESSON)
    const predict = opened.page.locator('details.predict').first()
    const answer = predict.locator(':scope > :not(summary)').first()
    await onPaper(opened.page)
    expect(await predict.locator('.predict-question').isVisible()).toBe(true)
    expect(await answer.isVisible()).toBe(false)
    await opened.page.emulateMedia({ media: 'screen' })
    await predict.locator('summary').click()
    await onPaper(opened.page)
    expect(await answer.isVisible()).toBe(true)
    await close(opened)
  })
})

describe('the whole course on paper', () => {
  test('is led to from the front page and from the footer of every page', async () => {
    for (const path of ['', LESSON]) {
      const opened = await open(path)
      await opened.page.locator('footer a[href$="/print/"]').click()
      await opened.page.waitForURL(/\/print\/$/)
      await close(opened)
    }
    const front = await open('')
    await front.page.locator('main a[href$="/print/"]').click()
    await front.page.waitForURL(/\/print\/$/)
    await close(front)
  })

  test('fetches no lesson before it is asked to', async () => {
    const opened = await open('print/')
    const asked = await opened.page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname.slice(1)),
    )
    expect(asked.filter((path) => LESSONS.some((lesson) => lesson.path === path))).toEqual([])
    expect(await opened.page.locator('[data-sheet] a').count()).toBe(LESSONS.length)
    await close(opened)
  })

  test(
    'one unit: its lessons in order, no name twice, links that lead somewhere, no solution',
    { timeout: 120_000 },
    async () => {
      const opened = await open('print/')
      const { page } = opened
      const unit = 'neurons'
      const lessons = LESSONS.filter(({ id }) => id.startsWith(`${unit}/`))
      await page.locator('.print-controls select').selectOption(unit)
      await page.getByRole('button', { name: 'Put together' }).click()
      await expectSeen(page.locator('.print-now:not([hidden])'))
      expect(await page.locator('.sheet-lesson').evaluateAll((sheets) => sheets.map(({ id }) => id))).toEqual(
        lessons.map(({ id }) => `sheet-${id.replaceAll('/', '-')}`),
      )
      expect(
        await page.evaluate(
          `(([...all]) => all.filter((id, i) => all.indexOf(id) !== i))([...document.querySelectorAll('[id]')].map(({ id }) => id))`,
        ),
      ).toEqual([])
      expect(
        await page.evaluate(
          `[...document.querySelectorAll('.sheets a[href^="#"]')].map((a) => a.getAttribute('href')).filter((href) => href.length > 1 && !document.getElementById(href.slice(1)))`,
        ),
      ).toEqual([])
      expect(await page.locator('.sheets').locator('script, astro-island, form, button, input').count()).toBe(
        0,
      )
      expect(await page.locator('.sheets .exercise-solution').count()).toBe(0)
      expect(await page.locator('.sheets .exercise .sheet').count()).toBe(
        lessons.flatMap(({ tags }) => tags).length,
      )
      await onPaper(page)
      expect(await cutOff(page)).toEqual([])
      expect(await controlsOn(page)).toEqual([])
      // Lessons that are not printed are not in the contents either.
      expect(await page.locator('[data-sheet]').filter({ visible: true }).count()).toBe(lessons.length)
      const { pages } = readPdf(await page.pdf({ format: 'A4' }))
      console.log(`the unit prints on ${pages.length} pages`)
      expect(pages.length).toBeGreaterThan(2 * lessons.length)
      expect(opened.problems).toEqual([])
      expect(opened.foreign).toEqual([])
      await close(opened)
    },
  )

  test('all of it, with solutions', { timeout: 180_000 }, async () => {
    const opened = await open('print/?print=solutions')
    const { page } = opened
    expect(await page.locator('.print-controls input[type="checkbox"]').isChecked()).toBe(true)
    await page.getByRole('button', { name: 'Put together' }).click()
    await page.locator('.print-now:not([hidden])').waitFor({ timeout: 120_000 })
    expect(await page.locator('.sheet-lesson').count()).toBe(LESSONS.length)
    expect(await page.locator('.sheets .exercise-solution').count()).toBe(
      LESSONS.flatMap(({ tags }) => tags).length,
    )
    expect(opened.problems).toEqual([])
    await close(opened)
  })

  test('a lesson that does not come is named, nothing half is shown, and a later try works', async () => {
    const opened = await open('print/', { expected: /ERR_FAILED|failed:/ })
    const { page } = opened
    await page.route(`**/${LESSON}`, (route) => route.abort())
    await page.locator('.print-controls select').selectOption('neurons')
    await page.getByRole('button', { name: 'Put together' }).click()
    await expectSoon(() => textOf(page.locator('.print-status'))).toContain('The artificial neuron')
    expect(await page.locator('.sheet-lesson').count()).toBe(0)
    await page.unroute(`**/${LESSON}`)
    await page.getByRole('button', { name: 'Put together' }).click()
    await expectSeen(page.locator('.print-now:not([hidden])'))
    await close(opened)
  })

  test('without scripts every lesson is led to, and nothing is offered that does not work', async () => {
    const opened = await open('print/', { javaScriptEnabled: false })
    expect(await opened.page.locator('[data-sheet] a').count()).toBe(LESSONS.length)
    expect(await opened.page.locator('.print-controls').isVisible()).toBe(false)
    expect(await opened.page.locator('main .without-script').isVisible()).toBe(true)
    await close(opened)
  })

  test('is not found by search, nor mapped', async () => {
    const opened = await open('')
    await opened.page.getByRole('button', { name: 'Search', exact: true }).click()
    await opened.page.getByRole('searchbox').fill('course on paper worksheets')
    await expectSoon(() => opened.page.locator('.search-dialog').innerText()).not.toBe('')
    await opened.page.waitForLoadState('networkidle')
    expect(await opened.page.locator('a.search-hit[href*="/print/"]').count()).toBe(0)
    await close(opened)
  })
})

describe('the checks themselves', () => {
  test('find what is too wide, too high, or hidden behind an edge', async () => {
    const opened = await open('errata/')
    const { page } = opened
    await onPaper(page)
    const before = await cutOff(page)
    for (const id of ['wide', 'hidden', 'high']) expect(before.join()).not.toContain(`#${id} `)
    await page.evaluate(() => {
      const add = (id: string, style: string, inside: string) => {
        const box = document.createElement('div')
        box.id = id
        box.setAttribute('style', style)
        box.innerHTML = inside
        document.querySelector('main')!.append(box)
      }
      add('wide', 'width: 900px', 'a line that is wider than the sheet')
      add('hidden', 'width: 100px; overflow: hidden; white-space: nowrap', 'words that nobody will ever read')
      add('high', '', '<svg viewBox="0 0 10 30" width="400" height="1200"></svg>')
    })
    const found = await cutOff(page)
    for (const id of ['wide', 'hidden', 'high'])
      expect(found.filter((what) => what.startsWith(`#${id} `)).length).toBeGreaterThan(0)
    await close(opened)
  })

  test('read pages and fonts of a PDF', () => {
    const stream = deflateSync('BT /F1 12 Tf (a formula) Tj ET')
    const file = Buffer.concat([
      Buffer.from('%PDF-1.4\n1 0 obj\n<</Filter /FlateDecode /Length 9>> stream\n'),
      stream,
      Buffer.from(
        '\nendstream\nendobj\n2 0 obj\n<</Type /Page\n/Contents 1 0 R>>\nendobj\n' +
          '3 0 obj\n<</Length 2>> stream\nq \nendstream\nendobj\n4 0 obj\n<</Type /Page /Contents 3 0 R>>\nendobj\n' +
          '5 0 obj\n<</Type /Pages /Kids [2 0 R 4 0 R]>>\nendobj\n' +
          '6 0 obj\n<</Type /FontDescriptor /FontName /AAAAAA+KaTeX_Main-Regular>>\nendobj\n',
      ),
    ])
    expect(readPdf(file)).toEqual({ pages: [30, 3], fonts: ['KaTeX_Main-Regular'] })
  })
})
