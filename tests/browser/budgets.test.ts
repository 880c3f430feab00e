import { gzipSync } from 'node:zlib'
import type { Page, Response } from 'playwright-core'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { allLessons } from '../lessons/course.ts'
import { answer, exerciseOn, rightAnswer } from './helpers/exercises.ts'
import { alive, connect, disconnect, LESSON, DISTINCT, readThrough, expectSoon } from './helpers/page.ts'
import { stepOf } from './helpers/training.ts'

afterAll(disconnect)

const KB = 1024

/** The scripts that a page fetches, inlines and starts, in gzip bytes by name. */
async function scriptsOf(
  path: string,
  use?: (page: Page, sizes: Map<string, number>) => Promise<void>,
): Promise<Map<string, number>> {
  const context = await (await connect()).newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  const sizes = new Map<string, number>()
  const waiting: Promise<void>[] = []
  const add = async (response: Response) => {
    const type = response.headers()['content-type'] ?? ''
    if (!/javascript|wasm/.test(type) || !response.ok()) return
    const body = await response.body()
    sizes.set(new URL(response.url()).pathname.split('/').at(-1)!, gzipSync(body, { level: 9 }).length)
  }
  const listen = (response: Response) => void waiting.push(add(response))
  context.on('response', listen)
  await page.goto(inject('site') + path, { waitUntil: 'networkidle' })
  const inline = await page
    .locator('script:not([src])')
    .evaluateAll((scripts) => scripts.map((script) => script.textContent).join('\n'))
  sizes.set('(inline)', gzipSync(inline, { level: 9 }).length)
  await use?.(page, sizes)
  // What begins to arrive only now could not be read to its end: the page is closed.
  context.off('response', listen)
  await Promise.all(waiting)
  await context.close()
  return sizes
}

const total = (sizes: Map<string, number>): number => [...sizes.values()].reduce((a, b) => a + b, 0)
const report = (name: string, sizes: Map<string, number>) =>
  console.log(
    `${name}: ${(total(sizes) / KB).toFixed(1)} KB gzip of JavaScript (${[...sizes].map(([file, size]) => `${file} ${(size / KB).toFixed(1)}`).join(', ')})`,
  )

const LESSONS = (await allLessons()).map(({ id }) => `${id}/`)

describe('JavaScript', () => {
  test.each([...LESSONS, ''])('of %s before the reader touches anything is at most 100 KB', async (path) => {
    const sizes = await scriptsOf(path)
    report(path || 'front page', sizes)
    expect(total(sizes)).toBeLessThanOrEqual(100 * KB)
  })

  test('of the first lesson with every figure live and an exercise answered is at most 300 KB', async () => {
    const sizes = await scriptsOf(LESSON, async (page, soFar) => {
      await readThrough(page)
      await page.waitForLoadState('networkidle')
      report('first lesson, read through untouched', soFar)
      await (await alive(page.locator('#bench'))).getByRole('button', { name: 'Table' }).click()
      const training = await alive(page.locator('#training'))
      await training.getByRole('button', { name: 'Train', exact: true }).click()
      await expectSoon(() => stepOf(training)).toBeGreaterThan(20)
      await training.getByRole('button', { name: 'Pause' }).click()
      const derivation = page.locator('.derivation').first()
      if ((await derivation.count()) > 0) await derivation.getByRole('button').first().click()
      const exercise = await exerciseOn(page, 'sum-of-two')
      await answer(exercise, rightAnswer('sum-of-two'))
      await page.waitForLoadState('networkidle')
    })
    report('first lesson, all of it live', sizes)
    expect(total(sizes)).toBeLessThanOrEqual(300 * KB)
  })
})

describe('nothing moves by itself while a page loads and is read', () => {
  const WATCH = `
    window.shifts = []
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries()) {
        if (hadRecentInput) continue
        const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(',')
        const what = sources.map(({ node, previousRect, currentRect }) =>
          node ? (node.className || node.nodeName) + ' “' + node.textContent.slice(0, 12) + '” ' + place(previousRect) + ' → ' + place(currentRect) : '')
        shifts.push({ value, what: what.join(' ') })
      }
    }).observe({ type: 'layout-shift', buffered: true })
  `
  /** The sum of all shifts of a page that is read from top to bottom, and what shifted. */
  async function shiftOf(
    path: string,
    width: number,
    { fontDelay = 0, slower = 1 } = {},
  ): Promise<{ sum: number; what: string }> {
    const context = await (await connect()).newContext({ viewport: { width, height: 800 } })
    const page = await context.newPage()
    await page.addInitScript(WATCH)
    if (slower > 1) {
      const session = await context.newCDPSession(page)
      await session.send('Emulation.setCPUThrottlingRate', { rate: slower })
    }
    if (fontDelay) {
      await page.route(/\.woff2$/, async (route) => {
        await new Promise((resolve) => setTimeout(resolve, fontDelay))
        await route.continue().catch(() => {})
      })
    }
    await page.goto(inject('site') + path)
    await page.waitForTimeout(fontDelay)
    // Who begins to read sees what was asked for at once: the question of a review, for example.
    await page.waitForLoadState('networkidle')
    await readThrough(page)
    await page.waitForTimeout(200)
    const shifts = (await page.evaluate('shifts')) as { value: number; what: string }[]
    await context.close()
    const what = shifts.map((shift) => `${shift.value.toFixed(4)} ${shift.what}`).join('; ')
    return { sum: shifts.reduce((all, { value }) => all + value, 0), what }
  }

  describe.each([1280, 375])('at %d pixels', (width) => {
    test.each(DISTINCT)('%s', async (path) => {
      const { sum, what } = await shiftOf(path, width)
      expect(sum, what).toBeLessThan(0.001)
    })
  })

  test.each([1280, 375])('nor when the fonts come late, at %d pixels', async (width) => {
    for (const path of ['', LESSON]) {
      const { sum, what } = await shiftOf(path, width, { fontDelay: 1000 })
      console.log(`the same of ${path || 'the front page'} with late fonts: ${sum.toFixed(5)}`)
      expect(sum, `${path}: ${what}`).toBeLessThan(0.001)
    }
  })

  // A slow machine shows a page in parts, as they arrive: what comes later must not push what is there.
  test.each([1280, 375])('nor on a machine ten times slower, at %d pixels', async (width) => {
    for (const path of ['playground/', LESSON]) {
      const { sum, what } = await shiftOf(path, width, { slower: 10 })
      expect(sum, `${path}: ${what}`).toBeLessThan(0.001)
    }
  })
})
