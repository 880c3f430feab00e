import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import {
  examplesOf,
  INITIAL,
  pathOf,
  shownAt,
  type BatchState,
} from '../../components/batch-gradient/model.ts'
import { INITIAL as RACE, repeated, run, type RaceSettings } from '../../components/search-race/model.ts'
import { METHODS } from '../../components/search-race/searches.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { violations } from './helpers/axe.ts'
import { alive, close, readThrough, textOf, type OpenOptions } from './helpers/page.ts'
import { opened, page, press, visit, watchVisits } from './helpers/visit.ts'

const PATH = 'gradient-descent/stochastic/'

async function show(id: string, path = PATH, options: OpenOptions = {}): Promise<Locator> {
  await visit(path, options)
  return alive(page.locator(`#${id}`))
}
watchVisits()

/** The rows of the ledger as the model in Node gives them. */
function ledger(part: Partial<BatchState> = {}): string[][] {
  const state = { ...INITIAL, ...part }
  const examples = examplesOf(state.seed)
  const { mean, draws, spread, predicted, measured } = shownAt(
    examples,
    pathOf(examples, state).at(-1)!,
    state,
  )
  const root = (value: number) => decimal(Math.sqrt(value), 3)
  return [
    mean.map((value) => decimal(value, 3)),
    draws.at(-1)!.map((value) => decimal(value, 3)),
    [root(spread[0]), root(spread[2])],
    [root(predicted[0]), root(predicted[2])],
    [root(measured[0]), root(measured[2])],
  ]
}
const shownLedger = (figure: Locator): Promise<string[][]> =>
  figure
    .locator('.race-ledger tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => Array.from(row.querySelectorAll('td'), (cell) => cell.textContent!)),
    )

describe('the arrows', () => {
  test('begin with, and after every button show, the numbers of the model', async () => {
    const figure = await show('arrows')
    expect(await shownLedger(figure)).toEqual(ledger())
    await press(figure, 'Draw a batch')
    await expect.poll(() => shownLedger(figure)).toEqual(ledger({ draws: 2 }))
    await press(figure, 'Draw 500')
    await expect.poll(() => shownLedger(figure)).toEqual(ledger({ draws: 502 }))
    expect(await figure.locator('.drawn').count()).toBe(500)
    await press(figure, 'One update')
    await expect.poll(() => shownLedger(figure)).toEqual(ledger({ updates: 1 }))
    await press(figure, 'One epoch')
    await expect.poll(() => shownLedger(figure)).toEqual(ledger({ updates: 3 }))
    await press(figure, 'New seed')
    await expect.poll(() => shownLedger(figure)).toEqual(ledger({ seed: 2 }))
    await press(figure, 'Reset')
    await expect.poll(() => shownLedger(figure)).toEqual(ledger({ seed: 2 }))
  })

  test('by keyboard: batch size with arrows, the other way of drawing, the point', async () => {
    const figure = await show('arrows')
    await figure.getByRole('slider', { name: 'batch size B' }).focus()
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight')
    await expect.poll(() => shownLedger(figure)).toEqual(ledger({ batchSize: 19 }))
    expect(await textOf(figure.locator('.epoch-strip'))).toContain('19 + 19 + 2 = 40 examples: 3 updates')
    await figure.getByLabel('without replacement').focus()
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => shownLedger(figure)).toEqual(ledger({ batchSize: 19, replacement: 'with' }))
    await figure.locator('.at-mark').focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    await expect
      .poll(() => shownLedger(figure))
      .toEqual(ledger({ batchSize: 19, replacement: 'with', start: [-0.35, 0.85] }))
  })

  test('by mouse: the point is dragged to the least loss, where the mean arrow nearly vanishes', async () => {
    const figure = await show('arrows')
    await figure.locator('.batch-plane').scrollIntoViewIfNeeded()
    await page.waitForTimeout(300)
    const box = (await figure.locator('.batch-plane').boundingBox())!
    const unit = box.width / 440
    const place = (w: number, b: number) => ({
      x: box.x + (30 + ((w + 1) / 4) * 380) * unit,
      y: box.y + (410 - ((b + 2.5) / 4) * 380) * unit,
    })
    const [from, to] = [place(...INITIAL.start), place(1.25, -0.5)]
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(to.x, to.y, { steps: 5 })
    await page.mouse.up()
    await expect.poll(() => shownLedger(figure)).toEqual(ledger({ start: [1.25, -0.5] }))
    expect(Math.abs(Number((await shownLedger(figure))[0]![0]!.replace('−', '-')))).toBeLessThan(0.1)
  })

  test('by touch: a tap sets the point', async () => {
    const figure = await show('arrows', PATH, { hasTouch: true })
    const plane = figure.locator('.batch-plane')
    await plane.scrollIntoViewIfNeeded()
    const { width } = (await plane.boundingBox())!
    await plane.tap({ position: { x: width / 2, y: width / 2 } })
    await expect.poll(() => shownLedger(figure)).toEqual(ledger({ start: [1, -0.5] }))
  })

  test('the learning rate changes the step; a link carries everything, and hides what a teacher hid', async () => {
    let figure = await show('arrows')
    await figure.getByLabel('learning rate η').selectOption('0.3')
    await press(figure, 'One update')
    await expect.poll(() => shownLedger(figure)).toEqual(ledger({ learningRate: 0.3, updates: 1 }))
    await close(opened)
    figure = await show('arrows', `${PATH}?arrows.size=5&arrows.draws=40&arrows.seed=3&arrows.hide=rate`)
    await expect.poll(() => shownLedger(figure)).toEqual(ledger({ batchSize: 5, draws: 40, seed: 3 }))
    expect(await figure.getByLabel('learning rate η').count()).toBe(0)
  })

  test('words and table say the same as the drawing', async () => {
    const figure = await show('arrows')
    await press(figure, 'Draw 500')
    const rows = ledger({ draws: 501 })
    await expect
      .poll(() => figure.locator('[data-description]').textContent())
      .toBe(
        `Batches of 16 without replacement: the formula gives the standard errors ${rows[3]![0]} and ${rows[3]![1]}; over the 501 drawn so far they are ${rows[4]![0]} and ${rows[4]![1]}.`,
      )
    await press(figure, 'Table')
    expect(await textOf(figure.locator('.frame-table'))).toContain(
      `standard error, measured, ∂/∂w ${rows[4]![0]}`,
    )
  })
})

describe('the race', () => {
  /** "Solved after" by method, as the page must print it. */
  const solved = (settings: Partial<RaceSettings> = {}) =>
    METHODS.map((method) => {
      const { solvedAt } = run(method, { ...RACE, ...settings })
      return solvedAt === null ? 'not in 40,000' : solvedAt.toLocaleString('en')
    })
  const shownSolved = (figure: Locator) => figure.locator('.lanes tbody td:nth-child(3)').allTextContents()

  test('shows the first race without a worker, others from the worker, equal to those in Node', async () => {
    const figure = await show('search', PATH, {
      before:
        'window.workers = 0; const Real = Worker; window.Worker = class extends Real { constructor(...a) { super(...a); workers++ } }',
    })
    expect(await shownSolved(figure)).toEqual(solved())
    expect(await page.evaluate('workers')).toBe(0)
    await press(figure, 'New seed')
    await expect.poll(() => shownSolved(figure), { timeout: 15_000 }).toEqual(solved({ seed: 2 }))
    await figure.getByLabel('hidden neurons').selectOption('8')
    await expect.poll(() => shownSolved(figure), { timeout: 15_000 }).toEqual(solved({ seed: 2, hidden: 8 }))
    await figure.getByLabel('a backward pass counts as').selectOption('0')
    await figure.getByLabel('η of SGD').selectOption('0.3')
    await expect
      .poll(() => shownSolved(figure), { timeout: 15_000 })
      .toEqual(solved({ seed: 2, hidden: 8, backward: 0, learningRate: 0.3 }))
    await press(figure, 'Reset')
    await expect.poll(() => shownSolved(figure), { timeout: 15_000 }).toEqual(solved({ seed: 2 }))
  })

  test('twenty seeds are counted in the worker while the page stays awake', { timeout: 90_000 }, async () => {
    const figure = await show('search', `${PATH}?search.hidden=8`)
    await expect.poll(() => shownSolved(figure), { timeout: 15_000 }).toEqual(solved({ hidden: 8 }))
    await page.evaluate(
      `window.longest = 0; new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) longest = Math.max(longest, duration) }).observe({ type: 'longtask' })`,
    )
    await press(figure, 'Race from 20 seeds')
    const { solved: count, median } = repeated({ ...RACE, hidden: 8 }, 'sgd')
    const cells = figure.locator('.lanes tr[data-method="sgd"] td')
    await expect.poll(() => cells.nth(2).textContent(), { timeout: 60_000 }).toBe(`${count} of 20`)
    expect(await cells.nth(3).textContent()).toBe(median!.toLocaleString('en'))
    expect(await page.evaluate('longest')).toBeLessThan(250)
    await expect.poll(() => figure.locator('.race-status').textContent()).toBe('')
  })

  test('by keyboard: fewer passes show earlier losses, and the curves end there', async () => {
    const figure = await show('search')
    await figure.getByRole('slider', { name: 'passes to look at' }).focus()
    await page.keyboard.press('Home')
    expect(await figure.locator('.lanes tbody td:nth-child(2)').first().textContent()).toBe(
      decimal(run('random', RACE).marks[0]!.loss, 2),
    )
    expect(await figure.locator('.lane.sgd path').getAttribute('d')).not.toContain('L')
  })

  test('without workers it says so and stays as it is', async () => {
    const figure = await show('search', PATH, {
      before: 'window.Worker = class { constructor() { throw new Error("") } }',
    })
    await press(figure, 'New seed')
    await figure.getByText('This browser cannot run the race in the background').waitFor()
    expect(await shownSolved(figure)).toEqual(solved())
  })
})

describe('the page', () => {
  for (const colorScheme of ['light', 'dark'] as const)
    test(`has no violations in ${colorScheme}`, async () => {
      await show('arrows', PATH, { colorScheme })
      await readThrough(page)
      expect(await violations(page)).toEqual([])
    })

  test('fits a phone', async () => {
    await show('arrows', PATH, { viewport: { width: 375, height: 800 } })
    await readThrough(page)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375)
  })

  test('is complete without scripts: both figures drawn, their numbers there', async () => {
    await visit(PATH, { javaScriptEnabled: false })
    expect(await shownLedger(page.locator('#arrows'))).toEqual(ledger())
    expect(await page.locator('#arrows .example').count()).toBe(40)
    expect(await page.locator('#search .lane path').count()).toBe(4)
  })
})
