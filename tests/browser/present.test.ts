import { afterAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { violations } from './helpers/axe.ts'
import { alive, close, disconnect, expectGone, expectSeen, expectSoon, LESSON, open } from './helpers/page.ts'

/** The mode for a projector: a lesson's title, figures and derivations, one at a time. */

afterAll(disconnect)

const shown = (page: Page): Promise<string[]> =>
  page
    .locator('.alone')
    .evaluateAll((all) =>
      all.filter((one) => one.matches('figure, .derivation, header')).map((one) => one.id),
    )
const status = (page: Page) => page.locator('.present-bar [role="status"]')

describe('a presentation', () => {
  test('begins at the foot of a lesson with its title, goes on by the arrow keys, and ends with Escape', async () => {
    const opened = await open(LESSON)
    const { page } = opened
    await page.getByRole('button', { name: 'Present', exact: true }).click()
    await expectSeen(page.locator('.present-bar'))
    expect(await shown(page)).toEqual([''])
    await expectSeen(page.getByRole('heading', { level: 1 }))
    expect(await page.locator('header.bar').isVisible()).toBe(false)
    await page.keyboard.press('ArrowRight')
    await expectSoon(() => shown(page)).toEqual(['bench'])
    expect(await page.locator('.exercise').first().isVisible()).toBe(false)
    await expectSoon(() => status(page).textContent()).toMatch(/^Weigh, add, decide · 2 of 4$/)
    expect(new URL(page.url()).searchParams.get('present')).toBe('bench')
    await page.keyboard.press('ArrowLeft')
    await expectSoon(() => shown(page)).toEqual([''])
    await page.keyboard.press('End')
    await expectSoon(() => shown(page)).toEqual(['training'])
    await page.keyboard.press('Escape')
    await expectGone(page.locator('.present-bar'))
    await expectSeen(page.locator('header.bar'))
    expect(await shown(page)).toEqual([])
    expect(new URL(page.url()).search).toBe('')
    // Reading goes on where it was.
    await expectSoon(() => page.evaluate('document.activeElement.id')).toBe('training')
    expect(opened.problems).toEqual([])
    await close(opened)
  })

  test('ends with the browser’s way back, and is there again with its way forward; a reload stays', async () => {
    const opened = await open(LESSON)
    const { page } = opened
    await page.getByRole('button', { name: 'Present', exact: true }).click()
    await expectSeen(page.locator('.present-bar'))
    await page.keyboard.press('PageDown')
    await expectSoon(() => shown(page)).toEqual(['bench'])
    await page.goBack()
    await expectGone(page.locator('.present-bar'))
    expect(new URL(page.url()).pathname).toBe(`/${LESSON}`)
    await expectSeen(page.locator('header.bar'))
    await page.goForward()
    await expectSoon(() => shown(page)).toEqual(['bench'])
    await page.reload()
    await expectSeen(page.locator('.present-bar'))
    expect(await shown(page)).toEqual(['bench'])
    expect(opened.problems).toEqual([])
    await close(opened)
  })

  test('shows a derivation line by line, then the next item', async () => {
    const opened = await open(`${LESSON}?present=slope-of-the-output`)
    const { page } = opened
    const proof = await alive(page.locator('#slope-of-the-output'))
    const lines = proof.locator('.derivation-steps > li')
    expect(await lines.count()).toBe(4)
    for (const line of [1, 2, 3]) {
      await expectSoon(() => lines.nth(line).isVisible()).toBe(false)
      await page.keyboard.press('PageDown')
      await expectSeen(lines.nth(line))
      expect(await shown(page)).toEqual(['slope-of-the-output'])
    }
    await page.keyboard.press('PageDown')
    await expectSoon(() => shown(page)).toEqual(['training'])
    expect(opened.problems).toEqual([])
    await close(opened)
  })

  test('holds a press on a derivation that is not awake yet, until it is', async () => {
    const opened = await open('404.html')
    const { page } = opened
    let wake = () => {}
    const awake = new Promise<void>((resolve) => (wake = resolve))
    await page.context().route(/_astro\/Panel[^/]*\.js/, async (route) => {
      await awake
      await route.continue()
    })
    await page.goto(new URL(`${LESSON}?present=slope-of-the-output`, page.url()).href)
    await expectSeen(page.locator('.present-bar'))
    await expectSoon(() => shown(page)).toEqual(['slope-of-the-output'])
    const lines = page.locator('#slope-of-the-output .derivation-steps > li')
    await page.keyboard.press('PageDown')
    expect(await lines.nth(1).isVisible()).toBe(false)
    expect(await shown(page)).toEqual(['slope-of-the-output'])
    wake()
    await expectSeen(lines.nth(1))
    expect(await lines.nth(2).isVisible()).toBe(false)
    await page.keyboard.press('PageDown')
    await expectSeen(lines.nth(2))
    expect(opened.problems).toEqual([])
    await close(opened)
  })

  test('leaves the arrow keys to a slider, and the page keys to a clicker', async () => {
    const opened = await open(`${LESSON}?present=bench&bench.w1=0.5`)
    const { page } = opened
    const bench = await alive(page.locator('#bench'))
    const slider = bench.locator('input[type="range"]').first()
    const before = await slider.inputValue()
    await slider.focus()
    await page.keyboard.press('ArrowRight')
    await expectSoon(() => slider.inputValue()).not.toBe(before)
    expect(await shown(page)).toEqual(['bench'])
    await page.keyboard.press('PageDown')
    await expectSoon(() => shown(page)).toEqual(['slope-of-the-output'])
    // What was set is still set.
    const changed = new URL(page.url()).searchParams.get('bench.w1')
    expect(changed).toBe('0.5')
    await page.keyboard.press('PageUp')
    await expectSoon(() => shown(page)).toEqual(['bench'])
    expect(await slider.inputValue()).not.toBe(before)
    await close(opened)
  })

  test('goes by touch, with targets for fingers, and fits a phone', async () => {
    const opened = await open(`${LESSON}?present=`, { hasTouch: true, viewport: { width: 320, height: 640 } })
    const { page } = opened
    const next = page.getByRole('button', { name: 'Next' })
    await expectSeen(next)
    for (const button of await page.locator('.present-bar button').all()) {
      const box = (await button.boundingBox())!
      expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(40)
    }
    await next.tap()
    await expectSoon(() => shown(page)).toEqual(['bench'])
    await alive(page.locator('#bench'))
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
    await page.getByRole('button', { name: 'Close' }).tap()
    await expectGone(page.locator('.present-bar'))
    expect(opened.problems).toEqual([])
    await close(opened)
  })

  test('has large type, and no fault that axe finds, in both themes', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const opened = await open(`${LESSON}?present=bench`, {
        colorScheme,
        reducedMotion: 'reduce',
        viewport: { width: 1920, height: 1080 },
      })
      const { page } = opened
      await expectSeen(page.locator('.present-bar'))
      await alive(page.locator('#bench'))
      const size = await page.evaluate('parseFloat(getComputedStyle(document.documentElement).fontSize)')
      expect(size).toBeGreaterThan(20)
      expect(await violations(page)).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1920)
      expect(opened.problems).toEqual([])
      await close(opened)
    }
  })
})

test('without being asked for, nothing of it is fetched', async () => {
  const asked: string[] = []
  const opened = await open(LESSON)
  opened.page.on('request', (request) => asked.push(request.url()))
  await opened.page.reload()
  expect(asked.filter((address) => /\/present\./.test(address))).toEqual([])
  await close(opened)
})
