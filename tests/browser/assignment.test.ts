import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { assignedVariant } from '../../src/exercises/assignment.ts'
import { importRecord } from '../../src/exercises/record.ts'
import { regrade } from '../../tools/lib/regrade/regrade.ts'
import { downloadBy } from './helpers/downloads.ts'
import { answer, exerciseOn, rightAnswer, wrongAnswers } from './helpers/exercises.ts'
import { close, disconnect, expectSeen, expectSoon, LESSON, open, textOf } from './helpers/page.ts'

afterAll(disconnect)

const SAMPLE = 'assignments/sample/'
const [SUM, UNIT] = ['sum-of-two', 'other-unit']
/** Somebody whose variants of the two exercises differ, from each other and from everybody's first. */
const ADA = Array.from({ length: 50 }, (_, i) => `Ada ${i}`).find((name) => {
  const [sum, unit] = [variantOf(name, SUM!), variantOf(name, UNIT!)]
  return sum !== unit && sum !== 1 && unit !== 1
})!

function variantOf(student: string, exercise: string, assignment = 'sample'): number {
  return assignedVariant('chainrule', assignment, student, LESSON + exercise, 12)
}

const goTo = (page: Page, path: string) => page.goto(new URL(`/${path}`, page.url()).href)
const name = (page: Page) => page.getByLabel('Your name or number')
const row = (page: Page, title: string) => page.getByRole('row', { name: title })
const download = (page: Page) => page.getByRole('button', { name: 'Download for handing in' })

/** Types a name, as soon as the page listens. */
async function type(page: Page, student: string): Promise<void> {
  await page.locator('main astro-island:not([ssr])').first().waitFor({ state: 'attached' })
  await name(page).fill(student)
}

describe('an assignment of the course', () => {
  test('gives a student their variants, leads to them, counts them, and makes the file to hand in', async () => {
    const opened = await open(SAMPLE)
    const { page } = opened
    await expectSeen(page.getByText('Due Friday, February 5, 2027.'))
    await expectSoon(() => textOf(row(page, 'The sum'))).toBe('The sum – –')
    await type(page, ADA)
    await expectSoon(() => textOf(row(page, 'The sum'))).toBe(`The sum ${variantOf(ADA, SUM!)} not answered`)
    await expectSoon(() => textOf(row(page, 'Another unit'))).toBe(
      `Another unit ${variantOf(ADA, UNIT!)} not answered`,
    )
    expect(await download(page).isDisabled()).toBe(true)

    await page.getByRole('link', { name: 'The sum' }).click()
    const sum = await exerciseOn(page, SUM!)
    await expectSeen(sum.getByText(`variant ${variantOf(ADA, SUM!)}`, { exact: false }))
    await answer(sum, rightAnswer(SUM!, variantOf(ADA, SUM!)))
    await expectSeen(sum.locator('.feedback-correct'))
    // The other exercise that is set in this lesson stands there in its own variant.
    const unit = await exerciseOn(page, UNIT!)
    await expectSeen(unit.getByText(`variant ${variantOf(ADA, UNIT!)}`, { exact: false }))
    await answer(unit, wrongAnswers(UNIT!, variantOf(ADA, UNIT!))[0])
    await expectSeen(unit.locator('.feedback-incorrect'))

    await sum.getByRole('link', { name: 'back to the assignment' }).click()
    await page.waitForURL(`**/${SAMPLE}`)
    await expectSeen(page.getByText('1 of 3 right.'))
    await expectSoon(() => name(page).inputValue()).toBe(ADA)
    expect(await textOf(row(page, 'Another unit'))).toContain('not right yet')

    const file = await downloadBy(page, 'Download for handing in')
    expect(file.name).toBe(`assignment-sample-${ADA.toLowerCase().replace(' ', '-')}.json`)
    const reading = importRecord(file.text, Date.now())
    expect(reading.ok && reading.record).toMatchObject({ student: ADA, assignment: { id: 'sample' } })
    const works = reading.ok ? reading.record.work : []
    expect(works.map(({ id, variant }) => [id, variant]).toSorted()).toEqual(
      [
        [LESSON + UNIT, variantOf(ADA, UNIT!)],
        [LESSON + SUM, variantOf(ADA, SUM!)],
      ].toSorted(),
    )
    expect(opened.problems).toEqual([])
    await close(opened)

    const folder = await mkdtemp(join(tmpdir(), 'chainrule-handed-in-'))
    await writeFile(join(folder, 'ada.json'), file.text)
    const [found] = await regrade(folder, process.cwd(), { assignment: 'sample' })
    await rm(folder, { recursive: true, force: true })
    expect(found!.problems.filter(({ kind }) => kind !== 'late')).toEqual([])
    const exercises = found!.students[0]!.exercises
    expect([LESSON + SUM, LESSON + UNIT].map((id) => exercises.get(id)!.progress)).toEqual([
      'correct',
      'tried',
    ])
  }, 120_000)

  test('counts no other variant, and nobody else’s', async () => {
    const opened = await open(LESSON)
    const { page } = opened
    await answer(await exerciseOn(page, SUM!), rightAnswer(SUM!))
    await goTo(page, SAMPLE)
    await type(page, ADA)
    await expectSeen(page.getByText('0 of 3 right.'))
    expect(await download(page).isDisabled()).toBe(true)
    await close(opened)
  })

  test('forgets the name when everything is erased', async () => {
    const opened = await open(SAMPLE)
    const { page } = opened
    page.on('dialog', (dialog) => void dialog.accept())
    await type(page, 'Grace')
    await page.reload()
    await expectSoon(() => name(page).inputValue()).toBe('Grace')
    await goTo(page, LESSON)
    await answer(await exerciseOn(page, SUM!), rightAnswer(SUM!))
    await goTo(page, 'progress/')
    await page.getByRole('button', { name: 'Erase everything' }).click()
    await expectSeen(page.getByText('Erased.'))
    await goTo(page, SAMPLE)
    await page.locator('main astro-island:not([ssr])').first().waitFor({ state: 'attached' })
    await expectSeen(page.getByText('Without a name'))
    expect(await name(page).inputValue()).toBe('')
    await close(opened)
  })
})

describe('an assignment by link', () => {
  const LINK = `assignment/?exercises=${LESSON}${SUM},${LESSON}${UNIT}&title=Week%203&due=2027-02-01&note=On%20paper%20too`

  test('says what it sets, and leads there and back', async () => {
    const opened = await open(LINK)
    const { page } = opened
    for (const words of ['Week 3', 'Due Monday, February 1, 2027.', 'On paper too'])
      await expectSeen(page.getByText(words, { exact: true }))
    await type(page, ADA)
    const variant = variantOf(ADA, SUM!, 'link')
    await expectSoon(() => textOf(row(page, 'The sum'))).toBe(`The sum ${variant} not answered`)
    await page.getByRole('link', { name: 'The sum' }).click()
    const sum = await exerciseOn(page, SUM!)
    await answer(sum, rightAnswer(SUM!, variant))
    await expectSeen(sum.locator('.feedback-correct'))
    await sum.getByRole('link', { name: 'back to the assignment' }).click()
    await expectSeen(page.getByText('1 of 2 right.'))
    await expectSeen(page.getByText('Week 3', { exact: true }))
    const { text } = await downloadBy(page, 'Download for handing in')
    const reading = importRecord(text, Date.now())
    expect(reading.ok && reading.record.assignment).toEqual({
      id: 'link',
      link: `id=link&exercises=${LESSON}${SUM},${LESSON}${UNIT}`,
    })
    expect(opened.problems).toEqual([])
    await close(opened)
  })

  test.each([
    [`?exercises=${LESSON}sum-of-tow,${LESSON}${UNIT}`, `Did you mean “${LESSON}${SUM}”?`],
    [`?exercise=${LESSON}${SUM}`, 'Did you mean “exercises=”?'],
    [`?exercises=${LESSON}${SUM}&dues=2027-02-05`, 'Did you mean “due=”?'],
    ['?lessons=neurons/artificial-neurn', 'Did you mean “neurons/artificial-neuron”?'],
    [`?exercises=${LESSON}${SUM}&due=soon`, '“soon” is no day'],
    ['?exercises=%3Cimg%20src=x%20onerror=alert(1)%3E', 'cannot be an exercise'],
  ])('that is wrong says what and where: %s', async (query, message) => {
    const opened = await open(`assignment/${query}`)
    await expectSeen(opened.page.getByRole('alert').filter({ hasText: message }))
    expect(opened.problems).toEqual([])
    await close(opened)
  })

  test('is made on the page itself: what is ticked and typed is what it sets', async () => {
    const opened = await open('assignment/', { permissions: ['clipboard-read', 'clipboard-write'] })
    const { page } = opened
    await expectSeen(page.getByText('This address names no exercises.'))
    await expectSeen(page.getByText('It is here as soon as something is ticked.'))
    const lesson = page.locator('.make-lesson').first()
    await lesson.locator('summary').click()
    await lesson.getByLabel('The sum', { exact: true }).check()
    await lesson.getByLabel('Another unit', { exact: true }).check()
    await expectSoon(() => textOf(lesson.locator('summary'))).toContain('2 of ')
    await page.getByLabel('Title').fill('Week 3 & more')
    await page.getByLabel('Due').fill('2027-02-01')
    const link = page.locator('.assigned-link a')
    await expectSoon(() => textOf(link)).toBe(
      `?id=week-3-more&exercises=${LESSON}${SUM},${LESSON}${UNIT}&due=2027-02-01&title=Week%203%20%26%20more`,
    )
    await page.getByRole('button', { name: 'Copy the link' }).click()
    await expectSeen(page.getByText('Copied.'))
    const copied = await page.evaluate('navigator.clipboard.readText()')
    expect(copied).toBe(await link.evaluate((a) => (a as HTMLAnchorElement).href))
    await link.click()
    await expectSeen(page.getByText('Week 3 & more', { exact: true }))
    await type(page, ADA)
    await expectSoon(() => textOf(row(page, 'The sum'))).toBe(
      `The sum ${variantOf(ADA, SUM!, 'week-3-more')} not answered`,
    )
    expect(await page.getByRole('row').count()).toBe(3)
    expect(opened.problems).toEqual([])
    await close(opened)
  })

  test('of a whole lesson names the lesson, and fits on a phone while it is made', async () => {
    const opened = await open('assignment/', { viewport: { width: 320, height: 700 } })
    const { page } = opened
    const lesson = page.locator('.make-lesson').first()
    await lesson.locator('summary').click()
    await lesson.getByLabel('All exercises of this lesson').check()
    expect(await lesson.getByLabel('The sum', { exact: true }).isDisabled()).toBe(true)
    await expectSoon(() => textOf(page.locator('.assigned-link'))).toBe(
      `?id=link&lessons=${LESSON.slice(0, -1)}`,
    )
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
    await close(opened)
  })
})

test.each([SAMPLE, `assignment/?lessons=${LESSON.slice(0, -1)}`])(
  '%s fits on a phone, with a name too',
  async (path) => {
    const opened = await open(path, { viewport: { width: 320, height: 700 } })
    const { page } = opened
    await type(page, 'A name of somebody who has more of them than others')
    await expectSeen(page.getByText(/of \d+ right\./))
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
    await close(opened)
  },
)
