import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { INITIAL as FILTERS, matched, shownAt as filtersAt } from '../../components/fit-filters/model.ts'
import {
  bestDegree,
  fitTo,
  INITIAL,
  spreadOf,
  sweep,
  toLink,
  type FitState,
} from '../../components/poly-fit/model.ts'
import { errorText } from '../../components/poly-fit/words.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { violations } from './helpers/axe.ts'
import { alive, expectSoon, readThrough, textOf, type OpenOptions } from './helpers/page.ts'
import { page, press, visit, watchVisits } from './helpers/visit.ts'

const PATH = 'regularization/overfitting/'

async function show(id: string, path = PATH, options: OpenOptions = {}): Promise<Locator> {
  await visit(path, options)
  return alive(page.locator(`#${id}`))
}
watchVisits()

/** Training error of the drawn data set and mean of 200, as the figure must print them. */
const training = (part: Partial<FitState> = {}) => {
  const state = { ...INITIAL, ...part }
  return [errorText(fitTo(state, 0).train), errorText(spreadOf(state).train)]
}
const tests = (part: Partial<FitState> = {}) => {
  const state = { ...INITIAL, ...part }
  return [errorText(fitTo(state, 0).test), errorText(spreadOf(state).test)]
}
const row = (figure: Locator, key: string) => figure.locator(`tr[data-row="${key}"] td`).allTextContents()
const uncovered = `${PATH}?fit.guess=3`

describe('the fit', () => {
  test('covers the test errors until a degree is guessed, then tells what came of the guess', async () => {
    const figure = await show('fit')
    expect(await row(figure, 'train')).toEqual(training())
    expect(await figure.locator('tr[data-row="test"] span').first().isVisible()).toBe(false)
    expect(await figure.locator('.error-line.test').isVisible()).toBe(false)
    expect(await textOf(figure.locator('[data-description]'))).not.toContain('test error')
    const button = figure.getByRole('button', { name: 'Show the test errors' })
    expect(await button.isDisabled()).toBe(true)
    await figure.getByLabel('Lowest test error at degree').selectOption('9')
    await button.click()
    const best = bestDegree(INITIAL)
    const own = sweep(INITIAL, 'degree')[9]!
    await expectSoon(() => textOf(figure.locator('.fit-verdict'))).toBe(
      `You said 9: mean test error ${errorText(own.test)}. Over 200 data sets with these settings the lowest is ${errorText(best.test)}, at degree ${best.value}.`,
    )
    expect(await row(figure, 'test')).toEqual(tests())
    expect(await figure.locator('.error-line.test').isVisible()).toBe(true)
  })

  test('by keyboard: every handle moves the fit and both errors', async () => {
    const figure = await show('fit', uncovered)
    await figure.getByRole('slider', { name: 'degree M' }).focus()
    for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowLeft')
    await expectSoon(() => row(figure, 'test')).toEqual(tests({ degree: 3 }))
    expect(await row(figure, 'train')).toEqual(training({ degree: 3 }))
    await figure.getByRole('slider', { name: 'examples n' }).focus()
    await page.keyboard.press('End')
    await expectSoon(() => row(figure, 'test')).toEqual(tests({ degree: 3, count: 60 }))
    await figure.getByRole('slider', { name: 'noise σ' }).focus()
    await page.keyboard.press('Home')
    await expectSoon(() => row(figure, 'test')).toEqual(tests({ degree: 3, count: 60, noise: 0 }))
    await figure.getByRole('slider', { name: 'penalty α' }).focus()
    await page.keyboard.press('End')
    const penalized = { degree: 3, count: 60, noise: 0, alpha: 10 }
    await expectSoon(() => row(figure, 'test')).toEqual(tests(penalized))
    await figure.getByRole('slider', { name: 'steps t' }).focus()
    await page.keyboard.press('Home')
    await expectSoon(() => row(figure, 'train')).toEqual(training({ ...penalized, steps: 1 }))
    await press(figure, 'Reset')
    await expectSoon(() => row(figure, 'test')).toEqual(tests())
  })

  test('by mouse: other data, many data sets with their band, errors along another handle', async () => {
    const figure = await show('fit', uncovered)
    await press(figure, 'New data')
    await expectSoon(() => row(figure, 'test')).toEqual(tests({ seed: 2 }))
    await figure.getByLabel('200 data sets').check()
    await expectSoon(() => figure.locator('.other-fit').count()).toBe(25)
    expect(await figure.locator('.band').isVisible()).toBe(true)
    expect(await figure.locator('.error-line').count()).toBe(4)
    await figure.getByLabel('Errors by').selectOption('steps')
    await expectSoon(() => figure.locator('.fit-errors').getAttribute('aria-label')).toContain('by steps t')
    const { bias2, variance } = spreadOf({ ...INITIAL, seed: 2 })
    expect(await figure.locator('.batch-facts dd').allTextContents()).toEqual(
      expect.arrayContaining([errorText(bias2), errorText(variance), errorText(bias2 + variance + 0.09)]),
    )
  })

  test('by touch: the degree is set by a tap on its track', async () => {
    const figure = await show('fit', uncovered, { hasTouch: true })
    const slider = figure.getByRole('slider', { name: 'degree M' })
    const { width, height } = (await slider.boundingBox())!
    await slider.tap({ position: { x: 2, y: height / 2 } })
    await expectSoon(() => row(figure, 'test')).toEqual(tests({ degree: 0 }))
    expect(width).toBeGreaterThan(50)
  })

  test('a link carries all handles; the teacher’s link hides some; words and table agree', async () => {
    const state: FitState = { ...INITIAL, degree: 6, count: 25, alpha: 1e-3, steps: 300, seed: 4, guess: 5 }
    const query = Object.entries(toLink(state)).map(([key, value]) => `fit.${key}=${value}`).join('&') // prettier-ignore
    const figure = await show('fit', `${PATH}?${query}&fit.hide=noise`)
    await expectSoon(() => row(figure, 'test')).toEqual(tests(state))
    expect(await figure.getByRole('slider').count()).toBe(4)
    await expectSoon(() => textOf(figure.locator('[data-description]'))).toContain(
      `The test error is ${tests(state)[0]!}; over 200 data sets its mean is ${tests(state)[1]!}`,
    )
    await press(figure, 'Table')
    expect(await textOf(figure.locator('.frame-table'))).toContain(
      `on new examples (test), mean of 200 ${tests(state)[1]!}`,
    )
  })

  test('is the goal of an exercise: driven there, and judged by the model', async () => {
    const figure = await show('fit')
    const exercise = await alive(page.locator('#tame-degree-nine'))
    await exercise.getByRole('button', { name: 'Check' }).click()
    await exercise.locator('.feedback').filter({ hasText: 'Not yet. Choose Errors by' }).waitFor()
    await figure.getByRole('slider', { name: 'penalty α' }).focus()
    await page.keyboard.press('Home')
    for (let i = 0; i < 9; i++) await page.keyboard.press('ArrowRight')
    await expectSoon(() => row(figure, 'train')).toEqual(training({ alpha: 1e-3 }))
    await exercise.getByRole('button', { name: 'Check' }).click()
    await exercise.locator('.feedback').filter({ hasText: 'Correct' }).waitFor()
  })
})

describe('the filters', () => {
  const cells = (figure: Locator) =>
    figure
      .locator('.race-ledger')
      .first()
      .locator('tbody tr')
      .evaluateAll((rows) =>
        rows.map((tr) => Array.from(tr.querySelectorAll('td'), (cell) => cell.textContent!)),
      )
  const expected = (part: Partial<typeof FILTERS>) =>
    filtersAt({ ...FILTERS, ...part }).directions.map(({ stopped, ridge }) => [
      decimal(stopped, 4),
      decimal(ridge, 4),
      decimal(stopped - ridge, 4),
    ])

  test('begin matched; steps move one of them, Match brings the other along, α moves it away', async () => {
    const figure = await show('filters')
    expect(await cells(figure)).toEqual(expected({}))
    await figure.getByRole('slider', { name: 'steps t' }).focus()
    for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowRight')
    await expectSoon(() => cells(figure)).toEqual(expected({ steps: 1000 }))
    await press(figure, 'Match: α = 1/(ηt)')
    await expectSoon(() => cells(figure)).toEqual(expected({ steps: 1000, alpha: matched(1000) }))
    const { stopped, ridge, wins } = filtersAt({ ...FILTERS, steps: 1000, alpha: matched(1000) })
    expect(await figure.locator('.race-ledger').nth(1).locator('td').allTextContents()).toEqual(
      expect.arrayContaining([errorText(stopped.test), errorText(ridge.test), `${wins[0]} of 200`]),
    )
    await figure.getByRole('slider', { name: 'penalty α' }).focus()
    await page.keyboard.press('Home')
    await expectSoon(() => cells(figure)).toEqual(expected({ steps: 1000, alpha: 0 }))
    await press(figure, 'Reset')
    await expectSoon(() => cells(figure)).toEqual(expected({}))
  })
})

describe('the page', () => {
  for (const colorScheme of ['light', 'dark'] as const)
    test(`has no violations in ${colorScheme}, with everything uncovered`, async () => {
      await show('fit', `${uncovered}&fit.view=many`, { colorScheme })
      await readThrough(page)
      expect(await violations(page)).toEqual([])
    })

  test('fits a phone', async () => {
    await show('fit', uncovered, { viewport: { width: 375, height: 800 } })
    await readThrough(page)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375)
  })

  test('is complete without scripts: nothing stays covered, both figures drawn', async () => {
    await visit(PATH, { javaScriptEnabled: false })
    expect(await row(page.locator('#fit'), 'test')).toEqual(tests())
    expect(await page.locator('#fit .error-line.test').isVisible()).toBe(true)
    expect(await page.locator('#fit tr[data-row="test"] span').first().isVisible()).toBe(true)
    expect(await page.locator('#filters circle.on-ridge').count()).toBe(10)
  })
})
