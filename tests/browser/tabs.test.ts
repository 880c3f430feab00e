import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import {
  answer,
  EXERCISES,
  enter,
  exerciseOn,
  rightAnswer,
  submit,
  wrongAnswers,
} from './helpers/exercises.ts'
import { close, disconnect, expectSeen, expectSoon, LESSON, open, type Opened } from './helpers/page.ts'
import { stored } from './helpers/stored.ts'

afterAll(disconnect)

const ID = 'sum-of-two'

/** A second tab of the same reader. */
async function besides({ page }: Opened, path: string): Promise<Page> {
  const other = await page.context().newPage()
  await other.goto(new URL(`/${path}`, page.url()).href)
  return other
}

interface Kept {
  answers: { status: string }[]
  hints: number
}
const kept = async (page: Page) => (await stored(page)) as Kept[]
const statuses = async (page: Page) => (await kept(page))[0]?.answers.map(({ status }) => status).toSorted()

test('two tabs that answer at once lose nothing and count nothing twice; each shows what the other did', async () => {
  const opened = await open(LESSON)
  const { page } = opened
  const first = await exerciseOn(page, ID)
  const front = await besides(opened, '')
  const other = await besides(opened, LESSON)
  const second = await exerciseOn(other, ID)
  await enter(first, wrongAnswers(ID)[0])
  await enter(second, rightAnswer(ID))
  await Promise.all([submit(first), submit(second)])
  await expectSoon(() => statuses(page)).toEqual(['correct', 'incorrect'])
  // Both say that it is done, whoever did it, and the front page counts it without being loaded again.
  for (const exercise of [first, second])
    await expectSeen(exercise.locator('.exercise-kind').filter({ hasText: 'Done' }))
  await expectSeen(front.getByText(`1 of ${EXERCISES.length} exercises done`))
  await first.getByRole('button', { name: 'Hint', exact: true }).click()
  await expectSoon(async () => (await kept(page))[0]?.hints).toBe(1)
  expect(await statuses(page)).toEqual(['correct', 'incorrect'])
  expect(opened.problems).toEqual([])
  await close(opened)
})

test('a tab that heard nothing overwrites nothing', async () => {
  const opened = await open(LESSON, { before: 'delete window.BroadcastChannel' })
  const first = await exerciseOn(opened.page, ID)
  const other = await besides(opened, LESSON)
  const second = await exerciseOn(other, ID)
  await answer(first, wrongAnswers(ID)[0])
  await expectSoon(() => statuses(opened.page)).toEqual(['incorrect'])
  await answer(second, rightAnswer(ID))
  await expectSoon(() => statuses(opened.page)).toEqual(['correct', 'incorrect'])
  expect(opened.problems).toEqual([])
  await close(opened)
})

/** Keeps the table busy, so that who reads it waits, until it is let go. */
const hold = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const request = indexedDB.open('chainrule')
        request.addEventListener('success', () => {
          const change = request.result.transaction('attempts', 'readwrite')
          const again = () => {
            if ('letGo' in globalThis) return request.result.close()
            change.objectStore('attempts').count().addEventListener('success', again)
          }
          again()
          resolve()
        })
      }),
  )

test('what is typed while news of another tab is looked up stays', async () => {
  const opened = await open(LESSON)
  const { page } = opened
  const first = await exerciseOn(page, ID)
  const other = await besides(opened, LESSON)
  const second = await exerciseOn(other, ID)
  await answer(first, wrongAnswers(ID)[0])
  await expectSeen(second.locator('.feedback'))
  await hold(page)
  await other.evaluate(() => {
    const channel = new BroadcastChannel('chainrule-work')
    const heard = new Promise((resolve) => channel.addEventListener('message', () => setTimeout(resolve)))
    Object.assign(globalThis, { heard })
  })
  await page.evaluate(() => new BroadcastChannel('chainrule-work').postMessage('unknown'))
  await other.evaluate('heard')
  await enter(second, rightAnswer(ID))
  await page.evaluate(() => Object.assign(globalThis, { letGo: true }))
  // Its own reading was asked for earlier, so that it is over when this one is.
  await stored(other)
  await submit(second)
  await expectSoon(() => statuses(page)).toEqual(['correct', 'incorrect'])
  expect(opened.problems).toEqual([])
  await close(opened)
})

test('what one tab erases stays erased: the other does not write it back', async () => {
  const opened = await open(LESSON)
  const { page } = opened
  const exercise = await exerciseOn(page, ID)
  await answer(exercise, wrongAnswers(ID)[0])
  await expectSoon(() => statuses(page)).toEqual(['incorrect'])
  const record = await besides(opened, 'progress/')
  record.on('dialog', (dialog) => void dialog.accept())
  await record.getByRole('button', { name: 'Erase everything' }).click()
  await expectSeen(record.getByText('No answers yet.'))
  await expectSoon(() => exercise.getByRole('textbox').inputValue()).toBe('')
  await answer(exercise, rightAnswer(ID))
  await expectSoon(() => statuses(page)).toEqual(['correct'])
  await expectSeen(record.getByText('1 exercise done, 0 more tried.'))
  expect(opened.problems).toEqual([])
  await close(opened)
})

test('one’s own work says where to go on, and is a table to hand in', async () => {
  const opened = await open(LESSON)
  const { page } = opened
  const exercise = await exerciseOn(page, ID)
  await answer(exercise, wrongAnswers(ID)[0])
  await answer(exercise, rightAnswer(ID))
  await expectSoon(() => statuses(page)).toEqual(['correct', 'incorrect'])
  await page.goto(new URL('/progress/', page.url()).href)
  const toReview = page.getByRole('link', { name: 'Review what you have answered' })
  await expectSeen(toReview)
  await page.getByRole('textbox', { name: /your name or number/ }).fill('Ada Lovelace')
  const row = page.locator('.record-answers tbody tr')
  await expectSeen(row)
  expect(await row.locator('td').allTextContents()).toEqual(
    expect.arrayContaining([String(rightAnswer(ID)), 'right', '2']),
  )
  expect(await page.getByRole('rowheader', { name: 'Neurons', exact: true }).count()).toBe(1)
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('.record-name').innerText()).toContain('Ada Lovelace')
  expect(await row.isVisible()).toBe(true)
  expect(await page.getByRole('button', { name: 'Erase everything' }).isVisible()).toBe(false)
  await page.emulateMedia({ media: 'screen' })
  // A schedule begun in one tab is seen on the front page in the other, and once it is begun the record counts what is due.
  const front = await besides(opened, '')
  const review = await besides(opened, 'review/')
  await review.getByRole('button', { name: 'Start reviewing' }).click()
  await expectSeen(front.getByRole('link', { name: 'To review today: 1', exact: true }))
  await expectSeen(page.getByRole('link', { name: 'To review today: 1', exact: true }))
  await page.getByRole('link', { name: 'Continue with the artificial neuron' }).click()
  await page.waitForURL(new RegExp(`#${ID}$`))
  expect(opened.problems).toEqual([])
  await close(opened)
})
