import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import {
  INITIAL,
  paint,
  shownAt,
  sumOf,
  toLink,
  type MaskState,
} from '../../components/dropout-mask/model.ts'
import { LANES, SEEDS, summaries } from '../../components/dropout-race/model.ts'
import recorded from '../../components/dropout-race/recorded.json' with { type: 'json' }
import { decimal } from '../../src/strings/numbers.ts'
import { violations } from './helpers/axe.ts'
import { alive, expectSoon, readThrough, textOf, type OpenOptions } from './helpers/page.ts'
import { page, press, visit, watchVisits } from './helpers/visit.ts'

const PATH = 'regularization/dropout/'

async function show(id: string, path = PATH, options: OpenOptions = {}): Promise<Locator> {
  await visit(path, options)
  return alive(page.locator(`#${id}`))
}
watchVisits()

describe('the mask', () => {
  /** z as drawn, its mean over the passes, over all masks, and z in evaluation. */
  const numbers = (figure: Locator) =>
    figure.locator('.mask-facts dd').evaluateAll((all) => all.slice(1, 5).map((dd) => dd.textContent!))
  const expected = (state: MaskState) => {
    const { z, passesMean, exact, evaluation } = shownAt(state)
    return [z, passesMean, exact.mean, evaluation].map((value) => decimal(value, 3))
  }
  const state = (part: Partial<MaskState>): MaskState => ({ ...INITIAL, ...part })

  test('draws a new mask on each pass, and counts the mean of all', async () => {
    const figure = await show('mask')
    expect(await numbers(figure)).toEqual(expected(INITIAL))
    await press(figure, 'One pass')
    await expectSoon(() => numbers(figure)).toEqual(expected(state({ passes: 2 })))
    const { mask } = shownAt(state({ passes: 2 }))
    expect(await figure.locator('.edge').count()).toBe(mask.filter(Boolean).length)
    expect(await figure.locator('.unit.dropped').count()).toBe(mask.filter((isKept) => !isKept).length)
    await press(figure, '500 passes')
    await expectSoon(() => numbers(figure)).toEqual(expected(state({ passes: 502 })))
    expect(await figure.locator('.cell').count()).toBe(80)
    await press(figure, 'Reset')
    await expectSoon(() => numbers(figure)).toEqual(expected(INITIAL))
  })

  test('by keyboard: a unit is dropped with the space bar; p with the arrow keys', async () => {
    const figure = await show('mask')
    const unit = figure.getByRole('checkbox', { name: 'unit 3,' })
    const { mask } = shownAt(INITIAL)
    expect(await unit.getAttribute('aria-checked')).toBe(String(mask[2]))
    await unit.focus()
    await page.keyboard.press('Space')
    const painted = paint(INITIAL, 2, !mask[2])
    await expectSoon(() => numbers(figure)).toEqual(expected(painted))
    expect(await unit.getAttribute('aria-checked')).toBe(String(!mask[2]))
    await figure.getByRole('slider', { name: 'p', exact: true }).focus()
    await page.keyboard.press('ArrowRight')
    await expectSoon(() => numbers(figure)).toEqual(expected(state({ p: 0.6 })))
  })

  test('by mouse: a stroke over three units drops all three', async () => {
    const figure = await show('mask', `${PATH}?mask.mask=11111111`)
    await expectSoon(() => figure.locator('.unit.kept').count()).toBe(8)
    const boxes = await Promise.all(
      [3, 4, 5].map(async (i) => (await figure.locator('.unit circle').nth(i).boundingBox())!),
    )
    const [first, ...others] = boxes.map(
      ({ x, y, width, height }) => [x + width / 2, y + height / 2] as const,
    )
    await page.mouse.move(...first!)
    await page.mouse.down()
    for (const place of others) await page.mouse.move(...place, { steps: 4 })
    await page.mouse.up()
    await expectSoon(() => figure.locator('.unit.kept').count()).toBe(5)
    const mask = [true, true, true, false, false, false, true, true]
    expect((await numbers(figure))[0]).toBe(decimal(sumOf(mask, 2), 3))
    expect(await figure.locator('.edge').count()).toBe(5)
  })

  test('by touch: a tap drops a unit', async () => {
    const figure = await show('mask', `${PATH}?mask.mask=11111111`, { hasTouch: true })
    await expectSoon(() => figure.locator('.unit.kept').count()).toBe(8)
    await figure.getByRole('checkbox', { name: 'unit 1,' }).tap()
    await expectSoon(() => figure.locator('.unit.kept').count()).toBe(7)
  })

  test('conventions: who scales, what p means, and the real bug; words and table say the same', async () => {
    const figure = await show('mask', `${PATH}?mask.p=0.1`)
    await figure.getByLabel('Made up for by').selectOption({ label: 'nobody' })
    await expectSoon(() => numbers(figure)).toEqual(expected(state({ p: 0.1, scaling: 'none' })))
    await figure.getByLabel('Made up for by').selectOption('wrong')
    await expectSoon(() => numbers(figure)).toEqual(expected(state({ p: 0.1, scaling: 'wrong' })))
    await figure.getByLabel('keep', { exact: true }).check()
    const bug = state({ p: 0.1, scaling: 'wrong', reading: 'keep' })
    await expectSoon(() => numbers(figure)).toEqual(expected(bug))
    await figure.getByLabel('evaluation', { exact: true }).check()
    await expectSoon(() => figure.locator('.unit.kept').count()).toBe(8)
    const { exact, evaluation } = shownAt(bug)
    await expectSoon(() => textOf(figure.locator('[data-description]'))).toBe(
      `Each unit is kept with probability 0.1. In training z has the mean ${decimal(exact.mean, 3)}; in evaluation it is ${decimal(evaluation, 3)}.`,
    )
    await press(figure, 'Table')
    expect(await textOf(figure.locator('.frame-table'))).toContain(
      `z in evaluation ${decimal(evaluation, 3)}`,
    )
  })

  test('a link carries everything, and hides what a teacher hid', async () => {
    const made = paint(state({ p: 0.3, scaling: 'evaluation', passes: 40, seed: 4 }), 0, false)
    const query = Object.entries(toLink(made)).map(([key, value]) => `mask.${key}=${value}`).join('&') // prettier-ignore
    const figure = await show('mask', `${PATH}?${query}&mask.hide=reading,mode`)
    await expectSoon(() => numbers(figure)).toEqual(expected(made))
    expect(await figure.getByRole('radio').count()).toBe(0)
  })
})

describe('the trainings', () => {
  const tests = (figure: Locator) => figure.locator('.dropout-ledger td:nth-child(3)').allTextContents()
  const expected = (rows: Parameters<typeof summaries>[0]) =>
    summaries(rows)!.map(
      ({ mean, low, high }) =>
        `${decimal(100 * mean, 1)} % (${decimal(100 * low, 1)} to ${decimal(100 * high, 1)})`,
    )

  test(
    'begin with the record; trained here, the same numbers come, while the page stays awake',
    {
      timeout: 180_000,
    },
    async () => {
      const figure = await show('trainings')
      expect(await tests(figure)).toEqual(expected(recorded.wrong20))
      expect(await figure.locator('circle.run').count()).toBe(SEEDS * LANES.length)
      await page.evaluate(
        `window.longest = 0; new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) longest = Math.max(longest, duration) }).observe({ type: 'longtask' })`,
      )
      await press(figure, 'Train 32 networks')
      await expectSoon(() => textOf(figure.locator('.dropout-status'))).toContain('of 32')
      await expect
        .poll(() => textOf(figure.locator('.dropout-status')), { timeout: 150_000 })
        .toBe('Trained in this browser.')
      expect(await tests(figure)).toEqual(expected(recorded.wrong20))
      expect(await figure.locator('circle.run').count()).toBe(SEEDS * LANES.length)
      expect(await page.evaluate('longest')).toBeLessThan(250)
    },
  )

  test('other settings show nothing until they are trained; Reset brings the record back', async () => {
    const figure = await show('trainings')
    await figure.getByLabel('Wrong training labels').selectOption('0')
    await expectSoon(() => figure.locator('circle.run').count()).toBe(0)
    expect(await tests(figure)).toEqual(['–', '–', '–', '–'])
    await figure.getByLabel('p of the hidden units').selectOption('0.8')
    await press(figure, 'Other seeds')
    await press(figure, 'Train 32 networks')
    await expect.poll(() => figure.locator('circle.run').count(), { timeout: 60_000 }).toBeGreaterThan(1)
    await press(figure, 'Reset')
    await expectSoon(() => tests(figure)).toEqual(expected(recorded.wrong20))
  })

  test('pauses after the network at hand, rests out of sight, and goes on from there', async () => {
    const figure = await show('trainings', PATH, {
      before: `
        window.asked = 0
        window.answered = 0
        const Real = Worker
        window.Worker = class extends Real {
          constructor(...args) {
            super(...args)
            this.addEventListener('message', () => answered++)
          }
          postMessage(message, ...rest) {
            if ('lane' in message) asked++
            super.postMessage(message, ...rest)
          }
        }`,
    })
    const answered = () => page.evaluate('answered') as Promise<number>
    /** Whether everything that was asked for is there: nothing is being trained. */
    const isAtRest = () => page.evaluate('asked === answered')
    const status = () => textOf(figure.locator('.dropout-status'))
    await press(figure, 'Train 32 networks')
    await expect.poll(answered, { timeout: 60_000 }).toBeGreaterThan(0)
    await press(figure, 'Pause')
    await expect.poll(isAtRest, { timeout: 30_000 }).toBe(true)
    const reached = await answered()
    await expectSoon(status).toBe(`Paused after ${reached} of 32.`)
    await press(figure, 'Go on')
    await expect.poll(answered, { timeout: 30_000 }).toBeGreaterThan(reached)
    await page.evaluate('scrollTo(0, 0)')
    await expect.poll(isAtRest, { timeout: 30_000 }).toBe(true)
    const before = await answered()
    expect(before).toBeLessThan(32)
    await figure.scrollIntoViewIfNeeded()
    await expect.poll(answered, { timeout: 30_000 }).toBeGreaterThan(before)
  })

  test('without workers it says so', async () => {
    const figure = await show('trainings', PATH, {
      before: 'window.Worker = class { constructor() { throw new Error("") } }',
    })
    await press(figure, 'Train 32 networks')
    await expectSoon(() => textOf(figure.locator('.dropout-status'))).toContain(
      'cannot train in the background',
    )
  })
})

describe('the page', () => {
  for (const colorScheme of ['light', 'dark'] as const)
    test(`has no violations in ${colorScheme}`, async () => {
      await show('mask', PATH, { colorScheme })
      await readThrough(page)
      expect(await violations(page)).toEqual([])
    })

  test('fits a phone', async () => {
    await show('mask', PATH, { viewport: { width: 375, height: 800 } })
    await readThrough(page)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375)
  })

  test('is complete without scripts: the mask drawn, the recorded trainings there', async () => {
    await visit(PATH, { javaScriptEnabled: false })
    expect(await page.locator('#mask .unit').count()).toBe(8)
    expect(await page.locator('#trainings circle.run').count()).toBe(SEEDS * LANES.length)
    expect(await page.locator('#trainings .dropout-ledger td:nth-child(3)').allTextContents()).toEqual(
      expect.arrayContaining([expect.stringContaining('%')]),
    )
  })
})
