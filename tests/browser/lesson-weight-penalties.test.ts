import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import {
  alphaFor,
  INITIAL as BUDGET,
  LIMIT,
  shownAt,
  toLink,
  type BudgetState,
} from '../../components/penalty-budget/model.ts'
import { OPTIMIZERS, SEEDS, summaries as decaySummaries, WAYS } from '../../components/decay-race/model.ts'
import decayRecord from '../../components/decay-race/recorded.json' with { type: 'json' }
import { LANES, summaries } from '../../components/penalty-race/model.ts'
import recorded from '../../components/penalty-race/recorded.json' with { type: 'json' }
import { decimal } from '../../src/strings/numbers.ts'
import { violations } from './helpers/axe.ts'
import { alive, expectSoon, readThrough, textOf, type OpenOptions } from './helpers/page.ts'
import { page, press, visit, watchVisits } from './helpers/visit.ts'

const PATH = 'regularization/weight-penalties/'

async function show(id: string, path = PATH, options: OpenOptions = {}): Promise<Locator> {
  await visit(path, options)
  return alive(page.locator(`#${id}`))
}
watchVisits()

describe('the budget', () => {
  /** The weights, how many are zero, the cost, and the budget used. */
  const numbers = (figure: Locator) =>
    figure.locator('.budget-facts dd').evaluateAll((all) => all.slice(0, 4).map((dd) => dd.textContent!))
  const expected = (state: BudgetState) => {
    const { w, zeros, cost, size } = shownAt(state)
    return [w.map((one) => decimal(one, 3)).join(', '), String(zeros), decimal(cost, 3), decimal(size, 3)]
  }

  test('by mouse: the minimum is dragged, the best weights follow, and under L1 one is exactly zero', async () => {
    const figure = await show('budget')
    expect(await numbers(figure)).toEqual(expected(BUDGET))
    expect(await figure.locator('.zone-one').count()).toBe(0)
    await figure.getByLabel('L1: |w₁| + |w₂|').check()
    const l1: BudgetState = { ...BUDGET, kind: 'l1' }
    await expectSoon(() => numbers(figure)).toEqual(expected(l1))
    expect((await numbers(figure))[1]).toBe('1')
    expect(await figure.locator('.zone-one').count()).toBe(4)
    const box = (await figure.locator('.budget-plane').boundingBox())!
    const at = (x: number, y: number) =>
      [
        box.x + (box.width * (30 + ((x + LIMIT) / (2 * LIMIT)) * 400)) / 460,
        box.y + (box.height * (430 - ((y + LIMIT) / (2 * LIMIT)) * 400)) / 460,
      ] as const
    await page.mouse.move(...at(0.9, 2.2))
    await page.mouse.down()
    await page.mouse.move(...at(0.3, 0.2), { steps: 5 })
    await page.mouse.up()
    await expectSoon(async () => (await numbers(figure))[1]).toBe('2')
    expect((await numbers(figure))[0]).toBe('0.000, 0.000')
    await press(figure, 'Reset')
    await expectSoon(() => numbers(figure)).toEqual(expected(BUDGET))
  })

  test('by keyboard: price and budget move each other; words and table say the same', async () => {
    const figure = await show('budget')
    await figure.getByRole('slider', { name: 'penalty α' }).focus()
    await page.keyboard.press('ArrowRight')
    await expectSoon(() => numbers(figure)).toEqual(expected({ ...BUDGET, alpha: 1 }))
    const slider = figure.getByRole('slider', { name: 'budget t' })
    await slider.fill('1')
    const alpha = alphaFor({ ...BUDGET, alpha: 1 }, 1)
    await expectSoon(() => numbers(figure)).toEqual(expected({ ...BUDGET, alpha }))
    expect((await numbers(figure))[3]).toBe('1.000')
    const { w } = shownAt({ ...BUDGET, alpha })
    await expectSoon(() => textOf(figure.locator('[data-description]'))).toContain(
      `the best weights are ${w.map((one) => decimal(one, 3)).join(', ')}. None of them is exactly zero.`,
    )
    await press(figure, 'Table')
    expect(await textOf(figure.locator('.frame-table'))).toContain('budget used 1.000')
  })

  test('by touch: a tap moves the minimum', async () => {
    const figure = await show('budget', PATH, { hasTouch: true })
    await figure.locator('.budget-plane').tap({ position: { x: 60, y: 60 } })
    await expectSoon(() => numbers(figure)).not.toEqual(expected(BUDGET))
  })

  test('a link carries everything, and hides what a teacher hid', async () => {
    const made: BudgetState = { kind: 'l1', shape: 'along', m: [-1.5, 1.25], alpha: 0.3 }
    const query = Object.entries(toLink(made)).map(([key, value]) => `budget.${key}=${value}`).join('&') // prettier-ignore
    const figure = await show('budget', `${PATH}?${query}&budget.hide=kind,shape`)
    await expectSoon(() => numbers(figure)).toEqual(expected(made))
    expect(await figure.getByRole('radio').count()).toBe(0)
    expect(await figure.getByRole('combobox').count()).toBe(0)
  })
})

const tests = (figure: Locator) => figure.locator('.dropout-ledger td:nth-child(3)').allTextContents()
const meanText = ({ mean, low, high }: { mean: number; low: number; high: number }) =>
  `${decimal(100 * mean, 1)} % (${decimal(100 * low, 1)} to ${decimal(100 * high, 1)})`

describe('the penalties', () => {
  const rows = summaries(recorded.initial)!.map(meanText)

  test('begin with the record; trained here, the same numbers come', { timeout: 400_000 }, async () => {
    const figure = await show('penalties')
    expect(await tests(figure)).toEqual(rows)
    expect(await figure.locator('.zero-bar').count()).toBe(1)
    expect(await figure.locator('[data-lane="l1"]').textContent()).toContain(
      `exactly 0: ${decimal(100 * summaries(recorded.initial)![2]!.zeros, 1)} %`,
    )
    await press(figure, 'Train 32 networks')
    await expectSoon(() => textOf(figure.locator('.dropout-status'))).toContain('of 32')
    await expect
      .poll(() => textOf(figure.locator('.dropout-status')), { timeout: 350_000 })
      .toBe('Trained in this browser.')
    expect(await tests(figure)).toEqual(rows)
    expect(await figure.locator('circle.run').count()).toBe(SEEDS * LANES.length)
  })

  test('other prices show nothing until they are trained; Reset brings the record back', async () => {
    const figure = await show('penalties')
    await figure.getByLabel('α of L1').selectOption('0.008')
    await expectSoon(() => figure.locator('circle.run').count()).toBe(0)
    expect(await tests(figure)).toEqual(['–', '–', '–', '–'])
    await press(figure, 'Reset')
    await expectSoon(() => tests(figure)).toEqual(rows)
  })
})

describe('the decays', () => {
  const rows = decaySummaries(decayRecord.initial)!.flatMap(({ ways }) => ways.map(meanText))
  const apart = (figure: Locator, optimizer: string) =>
    figure.locator(`[data-lane="${optimizer}"]`).textContent()

  test('begin with the record: on the diagonal under plain SGD, apart under the others', async () => {
    const figure = await show('decays')
    expect(await tests(figure)).toEqual(rows)
    expect(await figure.locator('circle.run').count()).toBe(SEEDS * OPTIMIZERS.length * WAYS.length)
    expect(await apart(figure, 'sgd')).toContain('rounding only')
    const { mean } = decaySummaries(decayRecord.initial)![2]!.apart
    expect(await apart(figure, 'adam')).toContain(`apart by ${decimal(100 * mean, 0)} %`)
    const offDiagonal = (optimizer: string) =>
      figure.locator(`[data-lane="${optimizer}"] circle`).evaluateAll((all) => {
        const off = all.map((circle) => {
          const [x, y] = [Number(circle.getAttribute('cx')), Number(circle.getAttribute('cy'))]
          // From pixels to parts of the axes, which cross at zero.
          return Math.abs((x - 138) / 104 + (y - 119) / 93)
        })
        return Math.max(...off)
      })
    expect(await offDiagonal('sgd')).toBeLessThan(0.001)
    expect(await offDiagonal('momentum')).toBeGreaterThan(0.1)
    expect(await offDiagonal('adam')).toBeGreaterThan(0.1)
  })

  test(
    'translated and trained here, momentum falls onto the diagonal, and Adam does not',
    { timeout: 400_000 },
    async () => {
      const figure = await show('decays')
      await figure.getByLabel('Momentum: write the decay as a penalty').check()
      await expectSoon(() => figure.locator('circle.run').count()).toBe(0)
      await press(figure, 'Train 72 networks')
      // The first seed is enough to see it.
      await expect.poll(() => figure.locator('circle.run').count(), { timeout: 350_000 }).toBeGreaterThan(8)
      await expectSoon(() => apart(figure, 'momentum')).toContain('rounding only')
      expect(await apart(figure, 'adam')).not.toContain('rounding only')
      await press(figure, 'Reset')
      await expectSoon(() => tests(figure)).toEqual(rows)
    },
  )

  test('without workers it says so', async () => {
    const figure = await show('decays', PATH, {
      before: 'window.Worker = class { constructor() { throw new Error("") } }',
    })
    await press(figure, 'Train 72 networks')
    await expectSoon(() => textOf(figure.locator('.dropout-status'))).toContain(
      'cannot train in the background',
    )
  })
})

describe('the page', () => {
  for (const colorScheme of ['light', 'dark'] as const)
    test(`has no violations in ${colorScheme}`, async () => {
      await show('budget', PATH, { colorScheme })
      await readThrough(page)
      expect(await violations(page)).toEqual([])
    })

  for (const width of [320, 375])
    test(`fits a phone of ${width} pixels`, async () => {
      await show('budget', PATH, { viewport: { width, height: 800 } })
      await readThrough(page)
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    })

  for (const width of [1280, 375])
    test(`its figures are as tall awake as they were drawn at build, at ${width} pixels`, async () => {
      await visit(PATH, { viewport: { width, height: 800 } })
      const figures = page.locator('#budget, #penalties, #decays')
      const heights = () =>
        figures.evaluateAll((all) => all.map((figure) => Math.round(figure.getBoundingClientRect().height)))
      expect(await figures.locator('astro-island[ssr]').count()).toBe(3)
      const drawn = await heights()
      await readThrough(page)
      await expectSoon(() => figures.locator('astro-island:not([ssr])').count()).toBe(3)
      expect(await heights()).toEqual(drawn)
    })

  test('is complete without scripts: the plane drawn, the recorded trainings there', async () => {
    await visit(PATH, { javaScriptEnabled: false })
    expect(await page.locator('#budget .best-weights').count()).toBe(1)
    expect(await page.locator('#penalties circle.run').count()).toBe(SEEDS * LANES.length)
    expect(await page.locator('#decays circle.run').count()).toBe(SEEDS * OPTIMIZERS.length * WAYS.length)
  })
})
