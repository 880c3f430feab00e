import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { answer, EXERCISES, exerciseOn, rightAnswer, variantOf, wrongAnswers } from './helpers/exercises.ts'
import {
  alive,
  close,
  disconnect,
  LESSON,
  open,
  textOf,
  type Opened,
  expectSeen,
  expectSoon,
} from './helpers/page.ts'
import { stored } from './helpers/stored.ts'
import { stepOf } from './helpers/training.ts'

afterAll(disconnect)

const ID = 'sum-of-two'
const NOT_KEPT = 'This browser does not let the page store anything'

const goTo = (page: Page, path: string) => page.goto(new URL(`/${path}`, page.url()).href)

describe('work is kept on the device', () => {
  test('answers, hints and drafts are there again after a reload, and the verdict with them', async () => {
    const opened = await open(LESSON)
    const { page } = opened
    const first = await exerciseOn(page, ID)
    await answer(first, wrongAnswers(ID)[0])
    const said = await textOf(first.locator('.feedback'))
    await first.getByRole('button', { name: 'Hint', exact: true }).click()
    const second = await exerciseOn(page, 'where-it-crosses')
    await second.getByRole('textbox').fill('0.12')
    const third = await exerciseOn(page, 'terms-of-three')
    await answer(third, rightAnswer('terms-of-three'))
    await expectSoon(async () => (await stored(page)).length).toBe(3)
    await page.reload()
    const again = await exerciseOn(page, ID)
    await expectSeen(again.locator('.feedback'))
    expect(await again.getByRole('textbox').inputValue()).toBe(String(wrongAnswers(ID)[0]))
    expect(await textOf(again.locator('.feedback'))).toBe(said)
    expect(await again.locator('.exercise-hint').count()).toBe(1)
    expect(await (await exerciseOn(page, 'where-it-crosses')).getByRole('textbox').inputValue()).toBe('0.12')
    const done = await exerciseOn(page, 'terms-of-three')
    await expectSeen(done.locator('.feedback-correct'))
    expect(await textOf(done.locator('.exercise-kind'))).toContain('Done')
    expect(await page.locator('.storage-note').isVisible()).toBe(false)
    expect(opened.problems).toEqual([])
    await close(opened)
  })

  test('what is done before the kept work is read continues it: nothing earlier is lost', async () => {
    // A device whose database opens when the test says so, on a page whose patience does not end.
    const slow = `{
      const add = IDBOpenDBRequest.prototype.addEventListener
      const opens = new Promise((resolve) => (window.letOpen = () => resolve()))
      IDBOpenDBRequest.prototype.addEventListener = function (type, listener, ...rest) {
        add.call(this, type, type === 'success' ? () => opens.then(() => listener.call(this)) : listener, ...rest)
      }
      const later = window.setTimeout
      window.setTimeout = (task, time, ...rest) => (time === 3000 ? 0 : later(task, time, ...rest))
    }`
    const opened = await open(LESSON, { before: slow })
    const { page } = opened
    const letOpen = () => page.evaluate('letOpen()')
    await letOpen()
    await answer(await exerciseOn(page, ID), wrongAnswers(ID)[0])
    await expectSoon(async () => (await stored(page)).length).toBe(1)
    await page.reload()
    const again = await exerciseOn(page, ID)
    expect(await again.locator('.feedback').count()).toBe(0)
    await again.getByRole('textbox').fill('7')
    await letOpen()
    await expectSoon(async () => (await stored(page))[0]).toMatchObject({ draft: '7', answers: [{}] })
    expect(await again.getByRole('textbox').inputValue()).toBe('7')
    await close(opened)
  })

  test('the front page shows what is done and leads back to it', async () => {
    const opened = await open('')
    const { page } = opened
    expect(await page.getByRole('link', { name: /^Start with/ }).count()).toBe(1)
    await goTo(page, LESSON)
    for (const id of [ID, 'where-the-weights-are']) {
      const exercise = await exerciseOn(page, id)
      await answer(exercise, rightAnswer(id))
      await expectSeen(exercise.locator('.feedback-correct'))
    }
    // An exercise done with the solution in sight, and one that is only tried, do not count.
    await answer(await exerciseOn(page, 'other-unit'), wrongAnswers('other-unit')[0])
    await expectSoon(async () => (await stored(page)).length).toBe(3)
    await goTo(page, '')
    await expectSeen(page.getByText(`2 of ${EXERCISES.length} exercises done`))
    await page.getByRole('link', { name: 'Continue with the artificial neuron' }).click()
    await expectSeen(page.getByRole('heading', { level: 1, name: 'The artificial neuron' }))
    expect(opened.problems).toEqual([])
    await close(opened)
  })

  test('variants keep their answers apart, and the latest is shown first', async () => {
    const opened = await open(LESSON)
    const { page } = opened
    const exercise = await exerciseOn(page, ID)
    await answer(exercise, rightAnswer(ID))
    await exercise.getByRole('button', { name: 'Another like this' }).click()
    await expectSeen(exercise.getByText('variant 2'))
    await exercise.getByRole('textbox').fill('0.5')
    await expectSoon(async () => (await stored(page)).length).toBe(2)
    await page.reload()
    const again = await exerciseOn(page, ID)
    await expectSeen(again.getByText('variant 2'))
    expect(await again.getByRole('textbox').inputValue()).toBe('0.5')
    // Once right is done, whatever variant is shown.
    expect(await textOf(again.locator('.exercise-kind'))).toContain('Done')
    await close(opened)
  })
})

/** The lesson with storage in this condition still teaches: it says once that nothing is kept, and everything works. */
async function expectLessonWithoutKeeping(opened: Opened): Promise<void> {
  const { page } = opened
  const exercise = await exerciseOn(page, ID)
  await answer(exercise, wrongAnswers(ID)[0])
  await expectSeen(exercise.locator('.feedback-incorrect'))
  await answer(exercise, rightAnswer(ID))
  await expectSeen(exercise.locator('.feedback-correct'))
  await expectSeen(page.locator('.storage-note').filter({ hasText: NOT_KEPT }))
  await exercise.getByRole('button', { name: 'Another like this' }).click()
  await expectSeen(exercise.getByText('variant 2'))
  const figure = await alive(page.locator('#training'))
  await figure.getByRole('button', { name: 'One step' }).click()
  await expectSoon(() => stepOf(figure)).toBe(1)
  expect(opened.problems).toEqual([])
  await close(opened)
}

describe('storage that cannot be used', () => {
  test('blocked: the browser refuses to open it', async () => {
    await expectLessonWithoutKeeping(
      await open(LESSON, {
        before: `IDBFactory.prototype.open = () => { throw new DOMException('denied', 'SecurityError') }`,
      }),
    )
  })

  test('blocked: there is none at all', async () => {
    await expectLessonWithoutKeeping(
      await open(LESSON, { before: `Object.defineProperty(window, 'indexedDB', { value: undefined })` }),
    )
  })

  test('blocked: it is never opened and never refused', { timeout: 60_000 }, async () => {
    await expectLessonWithoutKeeping(
      await open(LESSON, { before: `IDBFactory.prototype.open = () => new EventTarget()` }),
    )
  })

  test('full: it opens, and refuses to write', async () => {
    await expectLessonWithoutKeeping(
      await open(LESSON, {
        before: `IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') }`,
      }),
    )
  })

  /** Leaves a database of the course's name behind, as some other program might. */
  const withDatabase = async (version: number, upgrade: string): Promise<Opened> => {
    const opened = await open('404.html')
    await opened.page.evaluate(
      `new Promise((resolve, reject) => {
        const request = indexedDB.open('chainrule', ${version})
        request.onupgradeneeded = () => { const database = request.result; ${upgrade} }
        request.onsuccess = () => { request.result.close(); resolve() }
        request.onerror = reject
      })`,
    )
    await goTo(opened.page, LESSON)
    return opened
  }

  test('of a newer version of the course', async () => {
    await expectLessonWithoutKeeping(await withDatabase(99, `database.createObjectStore('work')`))
  })

  test('corrupt: the database has none of its tables', async () => {
    await expectLessonWithoutKeeping(await withDatabase(2, ''))
  })

  /** The tables of the present version. */
  const TABLES = `const table = database.createObjectStore('attempts', { keyPath: ['id', 'version', 'variant', 'seed'] })
    table.createIndex('id', 'id')
    database.createObjectStore('cards', { keyPath: 'id' })`

  test('corrupt records are left alone; what is good is shown, and new work is kept', async () => {
    const opened = await withDatabase(
      2,
      `${TABLES}
       table.put({ id: 'neurons/artificial-neuron/${ID}', version: 1, variant: 1, seed: 'x', answers: 'none' })
       table.put({ id: 'neurons/artificial-neuron/${ID}', version: 1, variant: 2, seed: 5, draft: '<img src=x onerror=alert(1)>' })
       table.put({ id: 'neurons/artificial-neuron/other-unit', variant: 1, version: 1, seed: '', draft: { a: 1 }, answers: [null], hints: 1e9, isSolutionSeen: 1, updated: -1 })`,
    )
    const { page } = opened
    const exercise = await exerciseOn(page, ID)
    expect(await exercise.getByRole('textbox').inputValue()).toBe('')
    await answer(exercise, rightAnswer(ID))
    await expectSeen(exercise.locator('.feedback-correct'))
    await exerciseOn(page, 'other-unit')
    expect(await page.locator('.storage-note').isVisible()).toBe(false)
    await page.reload()
    await expectSeen((await exerciseOn(page, ID)).locator('.feedback-correct'))
    await goTo(page, '')
    await expectSeen(page.getByText(`1 of ${EXERCISES.length} exercises done`))
    expect(opened.problems).toEqual([])
    await close(opened)
  })

  test('work on an older version of an exercise is kept, not reinterpreted, and said so', async () => {
    const record = {
      id: `neurons/artificial-neuron/${ID}`,
      version: 0,
      variant: 1,
      seed: 'old',
      draft: '7',
      hints: 0,
      isSolutionSeen: false,
      updated: 1,
    }
    const given = {
      raw: '7',
      status: 'correct',
      score: 1,
      version: 0,
      variant: 1,
      seed: 'old',
      at: 1,
      hints: 0,
      isSolutionSeen: false,
    }
    const opened = await withDatabase(
      2,
      `${TABLES}
       table.put(${JSON.stringify({ ...record, answers: [given] })})`,
    )
    const exercise = await exerciseOn(opened.page, ID)
    await expectSeen(exercise.getByText('This exercise has changed since you answered it'))
    expect(await exercise.getByRole('textbox').inputValue()).toBe('')
    expect(await textOf(exercise.locator('.exercise-kind'))).not.toContain('Done')
    await close(opened)
  })

  test('work that an earlier version of the course kept is taken over', async () => {
    const { id, seed, version } = variantOf(ID)
    const given = {
      raw: rightAnswer(ID),
      status: 'correct',
      score: 1,
      version,
      variant: 1,
      seed,
      at: 1,
      hints: 0,
      isSolutionSeen: false,
    }
    const record = {
      id,
      version,
      variant: 1,
      seed,
      draft: rightAnswer(ID),
      answers: [given],
      hints: 0,
      isSolutionSeen: false,
      updated: 1,
    }
    const opened = await withDatabase(
      1,
      `const table = database.createObjectStore('work', { keyPath: ['id', 'variant'] })
       table.createIndex('id', 'id')
       table.put(${JSON.stringify(record)})`,
    )
    const exercise = await exerciseOn(opened.page, ID)
    await expectSeen(exercise.locator('.feedback-correct'))
    expect(await exercise.getByRole('textbox').inputValue()).toBe(rightAnswer(ID))
    expect(opened.problems).toEqual([])
    await close(opened)
  })
})
