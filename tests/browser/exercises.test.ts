import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { renderMarkdown } from '../../src/site/markdown/render.ts'
import {
  answer,
  cellsOf,
  enter,
  EXERCISES,
  exerciseOn,
  expectedFeedback,
  feedback,
  GRADED_AT_ONCE,
  plain,
  rightAnswer,
  submit,
  textOfHtml,
  variantOf,
  wrongAnswers,
} from './helpers/exercises.ts'
import {
  close,
  disconnect,
  LESSON,
  open,
  textOf,
  type Opened,
  expectGone,
  expectSeen,
  expectSoon,
} from './helpers/page.ts'

let opened: Opened
let page: Page
const dialogs: string[] = []
let isAccepted = false

beforeEach(async () => {
  opened = await open(LESSON)
  page = opened.page
  dialogs.length = 0
  isAccepted = false
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void (isAccepted ? dialog.accept() : dialog.dismiss())
  })
})
afterEach(async () => {
  expect(opened.problems).toEqual([])
  await close(opened)
})
afterAll(disconnect)

const NUMERIC = 'sum-of-two'
const GRID = 'terms-of-three'
const CHOICE = 'where-the-weights-are'

describe('every exercise of the lesson, answered as its author foresaw', () => {
  test.each(GRADED_AT_ONCE)('%s: right, and wrong in every known way', async (id) => {
    const exercise = await exerciseOn(page, id)
    const wrong = wrongAnswers(id)
    expect(wrong.length).toBeGreaterThan(0)
    const said = new Set<string>()
    for (const raw of wrong) {
      await answer(exercise, raw)
      const found = await feedback(exercise)
      expect(found).toEqual(await expectedFeedback(page, id, raw))
      expect(found.status).toMatch(/^(?:incorrect|partial)$/)
      said.add(found.said)
    }
    // Each mistake is told something of its own.
    expect(said.size).toBeGreaterThanOrEqual(Math.min(wrong.length, 2))
    await answer(exercise, rightAnswer(id))
    await expectSeen(exercise.locator('.feedback-correct'))
    expect(await feedback(exercise)).toEqual(await expectedFeedback(page, id, rightAnswer(id)))
    expect(await textOf(exercise.locator('.exercise-kind'))).toContain('Done')
  })
})

describe('an answer that is none', () => {
  const JUNK = [
    '1e999',
    'NaN',
    '9'.repeat(10_000),
    '<img src=x onerror=alert(1)>',
    'Infinity',
    '1,234',
    '\u202E1',
    '0.2 0.3',
  ]

  test('is not graded, said why, costs no try and runs nothing', { timeout: 60_000 }, async () => {
    const exercise = await exerciseOn(page, NUMERIC)
    for (const raw of JUNK) {
      await answer(exercise, raw)
      const found = await feedback(exercise)
      expect(found).toEqual(await expectedFeedback(page, NUMERIC, raw))
      expect(found.status).toBe('ungraded')
      expect(found.said.length).toBeGreaterThan('Not graded. '.length)
      expect(found.said.length).toBeLessThan(300)
    }
    expect(await exercise.locator('img').count()).toBe(0)
    expect(dialogs).toEqual([])
    // No try is used: the solution still asks back.
    await exercise.getByRole('button', { name: 'Show me the solution' }).click()
    expect(dialogs).toEqual(['See the solution already? Trying twice first is worth more.'])
    // The page is as wide as before.
    expect(
      await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth'),
    ).toBe(true)
  })

  test('in a cell names the cell', async () => {
    const exercise = await exerciseOn(page, GRID)
    await answer(exercise, [['1', '<b>', '3']])
    expect(await feedback(exercise)).toEqual(await expectedFeedback(page, GRID, [['1', '<b>', '3']]))
    expect((await feedback(exercise)).said).toContain('column 2')
  })

  test('left empty is said so', async () => {
    for (const id of [NUMERIC, CHOICE, GRID]) {
      const exercise = await exerciseOn(page, id)
      await submit(exercise)
      await expectSeen(exercise.locator('.feedback-ungraded'))
    }
  })

  test('what was understood is said before it is checked', async () => {
    const exercise = await exerciseOn(page, NUMERIC)
    const echo = exercise.locator('.exercise-echo')
    await enter(exercise, '1/4 + 0.05')
    await expectSoon(() => textOf(echo)).toBe('We read: 0.3')
    await enter(exercise, '−0,25')
    await expectSoon(() => textOf(echo)).toBe('We read: −0.25')
    await enter(exercise, 'sin(')
    await expectSoon(async () => (await textOf(echo)).length).toBeGreaterThan(0)
    expect(await textOf(echo)).not.toContain('We read')
    // A screen reader hears it: the field is described by it.
    const id = await exercise.getByRole('textbox').getAttribute('aria-describedby')
    expect(await echo.getAttribute('id')).toBe(id)
  })
})

describe('help', () => {
  test('hints come one at a time, until there are no more', async () => {
    const exercise = await exerciseOn(page, NUMERIC)
    const { texts, hints } = variantOf(NUMERIC)
    for (let n = 1; n <= hints; n++) {
      await exercise.getByRole('button', { name: 'Hint', exact: true }).click()
      const hint = exercise.locator('.exercise-hint').nth(n - 1)
      expect(await textOf(hint.locator('.note-label'))).toBe(`Hint ${n} of ${hints}`)
      const expected = await textOfHtml(page, renderMarkdown(texts[`hint-${n}`]!, 'test'))
      expect(plain((await hint.locator('.html').textContent())!)).toBe(plain(expected))
      expect(await exercise.locator('.exercise-hint').count()).toBe(n)
    }
    expect(await exercise.getByRole('button', { name: 'Hint', exact: true }).count()).toBe(0)
  })

  test('the solution asks back before two tries, and not after', async () => {
    const exercise = await exerciseOn(page, NUMERIC)
    const button = exercise.getByRole('button', { name: 'Show me the solution' })
    await button.click()
    expect(dialogs).toHaveLength(1)
    expect(await exercise.locator('.exercise-solution').count()).toBe(0)
    for (const raw of wrongAnswers(NUMERIC).slice(0, 2)) await answer(exercise, raw)
    await button.click()
    expect(dialogs).toHaveLength(1)
    const solution = exercise.locator('.exercise-solution')
    await expectSeen(solution)
    const expected = await textOfHtml(page, renderMarkdown(variantOf(NUMERIC).texts['solution']!, 'test'))
    expect(plain((await solution.locator('.html').textContent())!)).toBe(plain(expected))
    // It stands beside the reader's own work, which is still there.
    expect(await exercise.getByRole('textbox').inputValue()).toBe(String(wrongAnswers(NUMERIC)[1]))
  })

  test('the solution can be had at once by whoever insists', async () => {
    const exercise = await exerciseOn(page, NUMERIC)
    isAccepted = true
    await exercise.getByRole('button', { name: 'Show me the solution' }).click()
    await expectSeen(exercise.locator('.exercise-solution'))
  })

  test('another like this: other numbers, an empty answer, graded by its own', async () => {
    const exercise = await exerciseOn(page, NUMERIC)
    await answer(exercise, rightAnswer(NUMERIC))
    const before = await textOf(exercise.locator('.exercise-prompt'))
    await exercise.getByRole('button', { name: 'Another like this' }).click()
    await expectSeen(exercise.getByText('variant 2'))
    expect(await textOf(exercise.locator('.exercise-prompt'))).not.toBe(before)
    expect(await exercise.getByRole('textbox').inputValue()).toBe('')
    expect(await exercise.locator('.feedback').count()).toBe(0)
    await answer(exercise, rightAnswer(NUMERIC, 2))
    await expectSeen(exercise.locator('.feedback-correct'))
    // All the way around comes back to the first, with its answer.
    const { variants } = EXERCISES.find(([id]) => id === NUMERIC)![1]
    for (let n = 2; n <= variants; n++)
      await exercise.getByRole('button', { name: 'Another like this' }).click()
    await expectSoon(() => textOf(exercise.locator('.exercise-prompt'))).toBe(before)
    expect(await exercise.getByRole('textbox').inputValue()).toBe(String(rightAnswer(NUMERIC)))
    await expectSeen(exercise.locator('.feedback-correct'))
  })

  test('starting over empties the exercise, and can be taken back', async () => {
    const exercise = await exerciseOn(page, NUMERIC)
    const [wrong] = wrongAnswers(NUMERIC)
    await answer(exercise, wrong)
    await exercise.getByRole('button', { name: 'Hint', exact: true }).click()
    await exercise.getByRole('button', { name: 'Start over' }).click()
    expect(await exercise.getByRole('textbox').inputValue()).toBe('')
    expect(await exercise.locator('.exercise-hint, .feedback').count()).toBe(0)
    await exercise.getByRole('button', { name: 'Undo starting over' }).click()
    expect(await exercise.getByRole('textbox').inputValue()).toBe(String(wrong))
    expect(await exercise.locator('.exercise-hint').count()).toBe(1)
  })
})

describe('giving an answer', () => {
  test('by keyboard alone: Enter checks, arrows choose and go from cell to cell', async () => {
    const numeric = await exerciseOn(page, NUMERIC)
    await numeric.getByRole('textbox').focus()
    await page.keyboard.type(String(rightAnswer(NUMERIC)))
    await page.keyboard.press('Enter')
    await expectSeen(numeric.locator('.feedback-correct'))

    const choice = await exerciseOn(page, CHOICE)
    const { options } = variantOf(CHOICE).data as { options: string[] }
    await choice.getByRole('radio').first().focus()
    await page.keyboard.press('Space')
    for (let i = 0; i < options.indexOf('synapse'); i++) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expectSeen(choice.locator('.feedback-correct'))

    const grid = await exerciseOn(page, GRID)
    await grid.locator('[data-cell="0-0"]').focus()
    for (const [column, cell] of cellsOf(rightAnswer(GRID)).entries()) {
      if (column > 0) await page.keyboard.press('ArrowRight')
      await page.keyboard.type(cell)
    }
    await page.keyboard.press('Enter')
    await expectSeen(grid.locator('.feedback-correct'))
  })

  test('a whole array can be pasted into a grid', async () => {
    const grid = await exerciseOn(page, GRID)
    await grid.locator('[data-cell="0-0"]').focus()
    await page.evaluate(`{
      const data = new DataTransfer()
      data.setData('text', 'tensor([[0.5, -1.25, 2]])')
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    }`)
    const values = await grid
      .getByRole('textbox')
      .evaluateAll((cells) => cells.map((cell) => (cell as HTMLInputElement).value))
    expect(values).toEqual(['0.5', '-1.25', '2'])
  })

  test('a verdict goes away when the answer is changed', async () => {
    const exercise = await exerciseOn(page, NUMERIC)
    await answer(exercise, wrongAnswers(NUMERIC)[0])
    await enter(exercise, '0.1')
    await expectGone(exercise.locator('.feedback'))
  })

  test('an error report names the exercise, its variant, its seed and the version', async () => {
    const exercise = await exerciseOn(page, NUMERIC)
    const { id, seed } = variantOf(NUMERIC)
    const href = (await exercise.getByRole('link', { name: 'Report an error' }).getAttribute('href'))!
    const body = new URL(href).searchParams.get('body')!
    for (const part of [id, 'variant 1', `seed ${seed}`, 'Course version: 0.']) expect(body).toContain(part)
  })
})
