import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import {
  INITIAL,
  outputsOf,
  pass,
  passes,
  refusal,
  setAffine,
  setCell,
  toLink,
  undo,
  type TableState,
} from '../../components/batch-table/model.ts'
import { brief } from '../../components/batch-table/Tables.tsx'
import { valuesOf } from '../../components/norm-race/ledger.ts'
import { LANES, SEEDS, summaries } from '../../components/norm-race/model.ts'
import recorded from '../../components/norm-race/recorded.json' with { type: 'json' }
import { violations } from './helpers/axe.ts'
import { alive, expectSoon, readThrough, textOf, type OpenOptions } from './helpers/page.ts'
import { page, press, visit, watchVisits } from './helpers/visit.ts'

const PATH = 'regularization/batch-normalization/'

async function show(id: string, path = PATH, options: OpenOptions = {}): Promise<Locator> {
  await visit(path, options)
  return alive(page.locator(`#${id}`))
}
watchVisits()

const state = (part: Partial<TableState>): TableState => ({ ...INITIAL, ...part })

describe('the table', () => {
  /** The outputs as they stand in the right table, row by row. */
  const outputs = (figure: Locator) =>
    figure
      .locator('.norm-out tbody')
      .first()
      .locator('tr')
      .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((td) => td.textContent)))
  const expected = (of: TableState) =>
    Array.from({ length: 6 }, (_, i) => outputsOf(of)?.[i]?.map(brief) ?? ['–', '–', '–', '–'])
  const running = (figure: Locator) =>
    figure
      .locator('.norm-table')
      .first()
      .locator('.norm-statistics tr')
      .evaluateAll((rows) =>
        rows.slice(2).map((row) => [...row.querySelectorAll('td')].map((td) => td.textContent)),
      )
  const runningOf = ({ runningMean, runningVar }: TableState) => [
    runningMean.map(brief),
    runningVar.map(brief),
  ]
  const cell = (figure: Locator, row: number, column: number) =>
    figure.getByRole('textbox', { name: `x, example ${row}, feature ${column}`, exact: true })

  test('an edit moves the whole column in training, and one output in evaluation', async () => {
    const figure = await show('table')
    await expectSoon(() => outputs(figure)).toEqual(expected(INITIAL))
    await cell(figure, 1, 1).fill('8')
    const edited = setCell(INITIAL, 0, 0, 8)
    await expectSoon(() => outputs(figure)).toEqual(expected(edited))
    await expectSoon(() => figure.locator('.norm-out td.changed').count()).toBe(6)
    expect(await textOf(figure.locator('.norm-note').first())).toContain('changed 6 outputs')
    await figure.getByLabel('evaluation', { exact: true }).check()
    await expectSoon(() => figure.locator('.norm-out td.changed').count()).toBe(0)
    await cell(figure, 1, 1).fill('-3,5')
    await expectSoon(() => figure.locator('.norm-out td.changed').count()).toBe(1)
    await expectSoon(() => outputs(figure)).toEqual(expected(setCell(state({ mode: 'eval' }), 0, 0, -3.5)))
    await press(figure, 'Reset')
    await expectSoon(() => outputs(figure)).toEqual(expected(INITIAL))
    expect(await cell(figure, 1, 1).inputValue()).toBe('2')
  })

  test('by keyboard: arrow keys step a number; what is no number waits and is taken back', async () => {
    const figure = await show('table')
    await cell(figure, 2, 3).focus()
    await page.keyboard.press('ArrowUp')
    await expectSoon(() => outputs(figure)).toEqual(expected(setCell(INITIAL, 1, 2, 0.8)))
    await cell(figure, 2, 3).fill('0.8x')
    expect(await cell(figure, 2, 3).getAttribute('aria-invalid')).toBe('true')
    await expectSoon(() => outputs(figure)).toEqual(expected(setCell(INITIAL, 1, 2, 0.8)))
    await page.keyboard.press('Tab')
    await expectSoon(() => cell(figure, 2, 3).inputValue()).toBe('0.8')
    await figure.getByRole('slider', { name: 'examples in the batch' }).focus()
    await page.keyboard.press('ArrowLeft')
    await expectSoon(() => outputs(figure)).toEqual(expected(setCell(state({ count: 5 }), 1, 2, 0.8)))
  })

  test('γ and β can be typed, and undo gives the batch back', async () => {
    const figure = await show('table')
    await figure.getByRole('textbox', { name: 'γ of feature 2' }).fill('3')
    await expectSoon(() => outputs(figure)).toEqual(expected(setAffine(INITIAL, 'gamma', 1, 3)))
    await press(figure, 'Undo by γ and β')
    await expectSoon(() => outputs(figure)).toEqual(INITIAL.x.map((row) => row.map(brief)))
    expect(await figure.getByRole('textbox', { name: 'β of feature 4' }).inputValue()).toBe('50')
    expect(await outputs(figure)).toEqual(expected(undo(INITIAL)))
  })

  test('running statistics move in training, by either convention', async () => {
    const figure = await show('table')
    await press(figure, 'Train on this batch')
    const one = pass(INITIAL)
    await expectSoon(() => running(figure)).toEqual(runningOf(one))
    await press(figure, '20 new batches')
    await expectSoon(() => running(figure)).toEqual(runningOf(passes(one, 20)))
    expect(await textOf(figure.locator('.norm-note').last())).toContain('21 training passes so far.')
    await press(figure, 'Reset')
    await figure.getByLabel('Keras', { exact: true }).check()
    await press(figure, 'One new batch')
    const keras = passes(state({ library: 'keras' }), 1)
    await expectSoon(() => running(figure)).toEqual(runningOf(keras))
    await figure.getByLabel('evaluation', { exact: true }).check()
    await expectSoon(() => outputs(figure)).toEqual(expected({ ...keras, mode: 'eval' }))
    expect(await textOf(figure.locator('.norm-note').last())).toContain('0.1 · old + 0.9 · mean of the batch')
  })

  test('a batch of one: refused as in PyTorch, β as in Keras; the table and the words follow', async () => {
    const figure = await show('table', `${PATH}?table.count=1&table.beta=5 0 0 0`)
    await expectSoon(() => textOf(figure.locator('.norm-note').first())).toContain(refusal().split('\n')[0]!)
    expect(await outputs(figure)).toEqual(expected(state({ count: 1 })))
    expect(await figure.getByRole('button', { name: 'Train on this batch' }).isDisabled()).toBe(true)
    await figure.getByLabel('Keras', { exact: true }).check()
    await expectSoon(async () => (await outputs(figure))[0]).toEqual(['5.00', '0.00', '0.00', '0.00'])
    await figure.getByLabel('PyTorch', { exact: true }).check()
    await figure.getByLabel('evaluation', { exact: true }).check()
    const alone = state({ count: 1, mode: 'eval', beta: [5, 0, 0, 0] })
    await expectSoon(() => outputs(figure)).toEqual(expected(alone))
    await press(figure, 'Table')
    expect(await textOf(figure.locator('.frame-table'))).toContain('running variance, feature 1 1.0000')
  })

  test('by touch: a tap on a number selects it, and typing replaces it', async () => {
    const figure = await show('table', PATH, { hasTouch: true, viewport: { width: 375, height: 800 } })
    await cell(figure, 6, 4).tap()
    await page.keyboard.type('30')
    await expectSoon(() => outputs(figure)).toEqual(expected(setCell(INITIAL, 5, 3, 30)))
  })

  test('a link carries everything, and hides what a teacher hid', async () => {
    const made = passes(state({ library: 'keras', momentum: 0.9, count: 4, mode: 'train', seed: 4 }), 3)
    const query = Object.entries(toLink(made)).map(([key, value]) => `table.${key}=${value}`).join('&') // prettier-ignore
    const figure = await show('table', `${PATH}?${query}&table.hide=library,mode`)
    await expectSoon(() => outputs(figure)).toEqual(expected(made))
    await expectSoon(() => running(figure)).toEqual(runningOf(made))
    expect(await figure.getByRole('radio').count()).toBe(0)
  })
})

describe('the trainings', () => {
  /** The ledger, lane by lane. */
  const ledger = async (figure: Locator) => {
    const rows = await figure
      .locator('.norm-ledger tbody tr')
      .evaluateAll((all) => all.map((row) => [...row.querySelectorAll('td')].map((td) => td.textContent)))
    return LANES.map((_, k) => rows.map((row) => row[k]))
  }
  const expected = (rows: Parameters<typeof summaries>[0]) => summaries(rows)!.map(valuesOf)

  test(
    'begin with the record; trained here, the same numbers come, while the page stays awake',
    { timeout: 300_000 },
    async () => {
      const figure = await show('trainings')
      expect(await ledger(figure)).toEqual(expected(recorded.initial))
      expect(await figure.locator('.run-line').count()).toBe(SEEDS * LANES.length)
      await press(figure, 'Train 24 networks')
      await expectSoon(() => textOf(figure.locator('.dropout-status'))).toContain('of 24')
      // Another control answers while the worker trains: the page's own thread is free.
      await press(figure, 'Table')
      await expectSoon(() => figure.locator('.frame-table').count()).toBe(1)
      await expect
        .poll(() => textOf(figure.locator('.dropout-status')), { timeout: 250_000 })
        .toBe('Trained in this browser.')
      expect(await ledger(figure)).toEqual(expected(recorded.initial))
      expect(await figure.locator('.run-line').count()).toBe(SEEDS * LANES.length)
    },
  )

  test('other settings show nothing until they are trained; Reset brings the record back', async () => {
    const figure = await show('trainings')
    await figure.getByLabel('hidden layers').selectOption('2')
    await expectSoon(() => figure.locator('.run-line').count()).toBe(0)
    expect((await ledger(figure)).flat().every((value) => value === '–')).toBe(true)
    await figure.getByLabel('first weights').selectOption('small')
    await figure.getByLabel('learning rate').selectOption('0.5')
    await figure.getByLabel('examples in a batch').selectOption('100')
    await press(figure, 'Other seeds')
    await press(figure, 'Train 24 networks')
    await expect.poll(() => figure.locator('.run-line').count(), { timeout: 55_000 }).toBeGreaterThan(1)
    await press(figure, 'Reset')
    await expectSoon(() => ledger(figure)).toEqual(expected(recorded.initial))
  })

  test('without workers it says so', async () => {
    const figure = await show('trainings', PATH, {
      before: 'window.Worker = class { constructor() { throw new Error("") } }',
    })
    await press(figure, 'Train 24 networks')
    await expectSoon(() => textOf(figure.locator('.dropout-status'))).toContain(
      'cannot train in the background',
    )
  })
})

describe('the page', () => {
  for (const colorScheme of ['light', 'dark'] as const)
    test(`has no violations in ${colorScheme}`, async () => {
      await show('table', PATH, { colorScheme })
      await readThrough(page)
      expect(await violations(page)).toEqual([])
    })

  test('fits a phone', async () => {
    await show('table', PATH, { viewport: { width: 375, height: 800 } })
    await readThrough(page)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375)
  })

  test('has formulas, and no command of them left over as letters', async () => {
    await visit(PATH, { javaScriptEnabled: false })
    const formulas = await page.locator('.katex-html').allTextContents()
    expect(formulas.length).toBeGreaterThan(100)
    expect(formulas.filter((text) => /sqrt|gamma|beta|frac|cdot|text|hat/.test(text))).toEqual([])
  })

  test('is complete without scripts: the batch and its outputs as numbers, the recorded trainings', async () => {
    await visit(PATH, { javaScriptEnabled: false })
    const table = page.locator('#table')
    expect(await table.locator('input:visible').count()).toBe(0)
    expect(await textOf(table.locator('.norm-table').first())).toContain('1 2 −14 0.4 30')
    expect(await textOf(table.locator('.norm-out'))).toContain(outputsOf(INITIAL)![5]!.map(brief).join(' '))
    expect(await page.locator('#trainings .run-line').count()).toBe(SEEDS * LANES.length)
  })
})
