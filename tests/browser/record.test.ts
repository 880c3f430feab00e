import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { cellOn, outputOf, rested, run, write } from './helpers/cells.ts'
import { downloadBy } from './helpers/downloads.ts'
import { answer, exerciseOn, rightAnswer, wrongAnswers } from './helpers/exercises.ts'
import { close, disconnect, expectSoon, LESSON, open, textOf, type Opened } from './helpers/page.ts'

afterAll(disconnect)

const ID = 'sum-of-two'
const goTo = (page: Page, path: string) => page.goto(new URL(`/${path}`, page.url()).href)

/** A page of a reader who has answered one exercise wrong, then right, and another one wrong. */
async function withAnswers(): Promise<Opened> {
  const opened = await open(LESSON)
  const { page } = opened
  page.on('dialog', (dialog) => void dialog.accept())
  const first = await exerciseOn(page, ID)
  await answer(first, wrongAnswers(ID)[0])
  await answer(first, rightAnswer(ID))
  await first.locator('.feedback-correct').waitFor()
  await answer(await exerciseOn(page, 'other-unit'), wrongAnswers('other-unit')[0])
  return opened
}

async function exported(page: Page): Promise<string> {
  await goTo(page, 'progress/')
  await page.getByLabel('your name or number').fill('Ada')
  const { name, text } = await downloadBy(page, 'Download as a file')
  expect(name).toMatch(/^chainrule-work-ada-\d{4}-\d\d-\d\d\.json$/)
  return text
}

const upload = (page: Page, text: string) =>
  page
    .getByLabel('Read a file')
    .setInputFiles({ name: 'work.json', mimeType: 'application/json', buffer: Buffer.from(text) })

const said = (page: Page) => page.locator('main [role="status"]').last()

describe('one’s own work', () => {
  test('is counted: what is done, what was tried, and what went wrong', async () => {
    const opened = await withAnswers()
    const { page } = opened
    await goTo(page, 'progress/')
    await page.getByText('1 exercise done, 1 more tried.').waitFor()
    const lesson = page.getByRole('row', { name: 'The artificial neuron' })
    expect(await textOf(lesson)).toMatch(/The artificial neuron 1 of \d+ 1/)
    const mistakes = page.getByRole('table').nth(1)
    expect(await mistakes.getByRole('row').count()).toBe(3)
    expect(await textOf(mistakes)).toContain('wrong-way 1')
    expect(opened.problems).toEqual([])
    await close(opened)
  })

  test('leaves as a readable file, is erased, and comes back from it', async () => {
    const opened = await withAnswers()
    const { page } = opened
    const text = await exported(page)
    const record = JSON.parse(text) as {
      format: string
      course: string
      work: { id: string; answers: unknown[] }[]
    }
    expect(record).toMatchObject({ format: 'chainrule-work', course: 'Chainrule', student: 'Ada' })
    expect(record.work.map(({ id, answers }) => [id, answers.length])).toEqual([
      ['neurons/artificial-neuron/other-unit', 1],
      ['neurons/artificial-neuron/sum-of-two', 2],
    ])
    expect(text.split('\n').length).toBeGreaterThan(20)

    await page.getByRole('button', { name: 'Erase everything' }).click()
    await page.getByText('No answers yet.').waitFor()
    await goTo(page, LESSON)
    expect(await (await exerciseOn(page, ID)).getByRole('textbox').inputValue()).toBe('')

    await goTo(page, 'progress/')
    await upload(page, text)
    await page.getByText('Read: 2 new, 0 brought up to date, 0 unchanged.').waitFor()
    await goTo(page, LESSON)
    const again = await exerciseOn(page, ID)
    await again.locator('.feedback-correct').waitFor()
    expect(await again.getByRole('textbox').inputValue()).toBe(String(rightAnswer(ID)))
    expect(opened.problems).toEqual([])
    await close(opened)
  })

  test('is erased with one’s own code in cells, by itself too', async () => {
    const opened = await open(LESSON)
    const { page } = opened
    page.on('dialog', (dialog) => void dialog.accept())
    const cell = cellOn(page, 'neuron')
    await write(cell, '6 * 7')
    await run(cell)
    expect(await outputOf(cell)).toBe('42')
    const marks = () => page.evaluate('Object.keys(localStorage).filter((key) => /edited/.test(key)).length')
    await expectSoon(marks).toBe(1)
    await goTo(page, 'progress/')
    await page.getByRole('button', { name: 'Erase everything' }).click()
    await page.getByText('Erased.', { exact: true }).waitFor()
    expect(await marks()).toBe(0)
    await goTo(page, LESSON)
    const again = cellOn(page, 'neuron')
    await again.locator('[data-do="run"]').click()
    await rested(again)
    expect(await outputOf(again)).not.toBe('42')
    expect(await again.locator('.cell-code').innerText()).not.toContain('6 * 7')
    expect(opened.problems).toEqual([])
    await close(opened)
  })

  test('is never overwritten by an older file', async () => {
    const opened = await withAnswers()
    const { page } = opened
    const old = await exported(page)
    await goTo(page, LESSON)
    const exercise = await exerciseOn(page, ID)
    await exercise.getByRole('textbox').fill('newer')
    await goTo(page, 'progress/')
    await upload(page, old)
    await page.getByText('Read: 0 new, 0 brought up to date, 2 unchanged.').waitFor()
    await goTo(page, LESSON)
    expect(await (await exerciseOn(page, ID)).getByRole('textbox').inputValue()).toBe('newer')
    await close(opened)
  })

  test('says in words what was chosen and put in order, where work keeps names of options and lines', async () => {
    const opened = await open('progress/')
    const { page } = opened
    const question = { version: 1, variant: 1, seed: '0'.repeat(32), hints: 0, isSolutionSeen: false }
    const work = Object.entries({
      'neurons/artificial-neuron/where-the-weights-are': 'soma',
      'backpropagation/chain-rule/in-which-order': ['f', 'u'].map((line) => ({ id: line, indent: 0 })),
    }).map(([id, raw]) => {
      const answers = [{ ...question, raw, status: 'incorrect', score: 0, at: 1 }]
      return { ...question, id, draft: raw, answers, updated: 1 }
    })
    const head = {
      format: 'chainrule-work',
      formatVersion: 2,
      course: 'Chainrule',
      exported: '2026-11-21T00:00:00Z',
    }
    await upload(page, JSON.stringify({ ...head, work }))
    await page.getByText('Read: 2 new').waitFor()
    const cells = page.locator('.record-answers td code')
    await expectSoon(() => cells.allTextContents()).toEqual([
      'the size of the soma',
      'the red number at f | the red number at u',
    ])
    expect(opened.problems).toEqual([])
    await close(opened)
  })

  test('refuses a file that is damaged, hostile or something else, and says why', async () => {
    const opened = await withAnswers()
    const { page } = opened
    const good = await exported(page)
    const files: [text: string, reason: RegExp][] = [
      ['not json', /is not JSON/],
      ['{"format":"other"}', /not a record of work/],
      [good.replace('"formatVersion": 2', '"formatVersion": 5'), /newer version of the course/],
      [
        good.replace('"draft":', '"__proto__": {"isAdmin": true},\n "draft":'),
        /contains the name “work\.0\.__proto__”/,
      ],
      [good.replace(/"score": 0,/, '"score": 99,'), /damaged at “work\.0\.answers\.0\.score”/],
      [good.replace(/"updated": \d+/, '"updated": 99999999999999'), /lies in the future/],
      [good.replace(/"seed": "[^"]*"/, '"seed": "<img src=x onerror=alert(1)>"'), /damaged at “work\.0/],
      [' '.repeat(5_000_001), /too large/],
    ]
    for (const [text, reason] of files) {
      await upload(page, text)
      await expect.poll(() => textOf(said(page))).toMatch(reason)
    }
    expect(await page.locator('main img').count()).toBe(0)
    await page.getByText('1 exercise done, 1 more tried.').waitFor()
    expect(opened.problems).toEqual([])
    await close(opened)
  })
})

/** A store as version 1 of the course left it, before the course's own code runs. */
const VERSION_1 = (work: object) => `
  const request = indexedDB.open('chainrule', 1)
  request.onupgradeneeded = () => {
    const table = request.result.createObjectStore('work', { keyPath: ['id', 'variant'] })
    table.createIndex('id', 'id')
    table.put(${JSON.stringify(work)})
  }
  request.onsuccess = () => request.result.close()
`

const workOf = (record: string, id: string, change: object = {}): object => {
  const { work } = JSON.parse(record) as { work: { id: string; answers: object[] }[] }
  const one = work.find((item) => item.id.endsWith(id))!
  return { ...one, ...change, answers: one.answers.map((item) => ({ ...item, ...change })) }
}

describe('work of an earlier time', () => {
  test('outlives a change of the store: what version 1 kept is shown by version 2', async () => {
    const before = await withAnswers()
    const record = await exported(before.page)
    await close(before)
    const opened = await open(LESSON, { before: VERSION_1(workOf(record, ID)) })
    const exercise = await exerciseOn(opened.page, ID)
    await exercise.locator('.feedback-correct').waitFor()
    expect(await exercise.getByRole('textbox').inputValue()).toBe(String(rightAnswer(ID)))
    expect(await opened.page.locator('.storage-note').isVisible()).toBe(false)
    await close(opened)
  })

  test('of an exercise that has changed since: it says so, keeps the old answers and takes new ones', async () => {
    const before = await withAnswers()
    const record = await exported(before.page)
    await close(before)
    const opened = await open('progress/')
    const { page } = opened
    const other = { version: 7, seed: 'f'.repeat(32) }
    await upload(page, JSON.stringify({ ...JSON.parse(record), work: [workOf(record, ID, other)] }))
    await page.getByText('Read: 1 new').waitFor()
    await goTo(page, LESSON)
    const exercise = await exerciseOn(page, ID)
    await exercise.getByText('This exercise has changed since you answered it').waitFor()
    expect(await exercise.getByRole('textbox').inputValue()).toBe('')
    await answer(exercise, rightAnswer(ID))
    await exercise.locator('.feedback-correct').waitFor()
    expect(await exercise.locator('.exercise-changed').count()).toBe(0)
    const { work } = JSON.parse(await exported(page)) as { work: { version: number }[] }
    expect(work.map(({ version }) => version).toSorted()).toEqual([1, 7])
    await close(opened)
  })
})
