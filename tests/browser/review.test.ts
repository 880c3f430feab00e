import type { Locator, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { downloadBy } from './helpers/downloads.ts'
import { answer, exerciseOn, rightAnswer, submit, wrongAnswers } from './helpers/exercises.ts'
import { violations } from './helpers/axe.ts'
import { close, disconnect, LESSON, open, textOf, type Opened } from './helpers/page.ts'

afterAll(disconnect)

const ID = 'sum-of-two'
const goTo = (page: Page, path: string) => page.goto(new URL(`/${path}`, page.url()).href)
const question = (page: Page): Locator => page.locator('main .exercise')

async function withAnswer(): Promise<Opened> {
  const opened = await open(LESSON)
  opened.page.on('dialog', (dialog) => void dialog.accept())
  const exercise = await exerciseOn(opened.page, ID)
  await answer(exercise, rightAnswer(ID))
  await exercise.locator('.feedback-correct').waitFor()
  return opened
}

test('nothing is reviewed unless the reader asks for it', async () => {
  const fresh = await open('review/')
  await fresh.page.getByText('answer an exercise in a lesson first').waitFor()
  await close(fresh)
  const opened = await withAnswer()
  await goTo(opened.page, 'review/')
  await opened.page.getByText('You have answered 1 exercise.').waitFor()
  await opened.page.reload()
  await opened.page.getByRole('button', { name: 'Start reviewing' }).waitFor()
  expect(await opened.page.getByText('Due today').count()).toBe(0)
  await close(opened)
})

test('what is due is asked with other numbers, graded by how it went, and comes back later', async () => {
  const opened = await withAnswer()
  const { page } = opened
  const before = await textOf((await exerciseOn(page, ID)).locator('.exercise-prompt'))
  await goTo(page, 'review/')
  await page.getByRole('button', { name: 'Start reviewing' }).click()
  await page.getByText('Due today: 1').waitFor()
  await question(page).locator('.exercise-prompt').waitFor()
  expect(await textOf(question(page).locator('.exercise-prompt'))).not.toBe(before)

  // Variant 2 is the one that has not been asked.
  await question(page)
    .getByRole('textbox')
    .fill(String(wrongAnswers(ID, 2)[0]))
  await submit(question(page))
  await question(page).locator('.feedback-incorrect').waitFor()
  expect(await page.getByText('Comes back on').count()).toBe(0)
  await question(page)
    .getByRole('textbox')
    .fill(String(rightAnswer(ID, 2)))
  await submit(question(page))
  await page.getByText(/With some effort\. Comes back on/).waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByText('That was all.').waitFor()

  const { text } = await downloadBy(page, 'Schedule as CSV')
  const rows = text.trim().split('\r\n')
  expect(rows).toHaveLength(2)
  expect(rows[1]).toMatch(/^neurons\/artificial-neuron\/sum-of-two,\d{4}-\d\d-\d\d,\d{4}-\d\d-\d\d,hard,/)

  // Both answers are in the record, each with its variant.
  await goTo(page, 'progress/')
  await page.getByText('1 exercise done').waitFor()
  await goTo(page, 'review/')
  await page.getByRole('button', { name: 'Stop reviewing' }).click()
  await page.getByRole('button', { name: 'Start reviewing' }).waitFor()
  expect(opened.problems).toEqual([])
  await close(opened)
})

test('a whole unit can be gone through, each exercise in a variant that is new', async () => {
  const opened = await open(`review/${LESSON.split('/')[0]}/`)
  const { page } = opened
  const seen = new Set<string>()
  for (let i = 0; i < 3; i++) {
    await question(page).locator('.exercise-prompt').waitFor()
    seen.add(await textOf(question(page).getByRole('heading')))
    await page.getByRole('button', { name: 'Not now' }).click()
  }
  expect(seen.size).toBe(3)
  expect(opened.problems).toEqual([])
  await close(opened)
})
