import { afterAll, describe, expect, test } from 'vitest'
import { allLessons } from '../lessons/course.ts'
import { close, disconnect, expectSeen, expectSoon, LESSON, open, PAGES, textOf } from './helpers/page.ts'

afterAll(disconnect)

const NOTES = `teach/${LESSON}`

describe('the notes for those who teach a lesson', () => {
  test('every lesson has them', async () => {
    const lessons = (await allLessons()).map(({ id }) => `teach/${id}/`)
    expect(PAGES.filter((path) => path.startsWith('teach/') && path !== 'teach/')).toEqual(lessons.toSorted())
  })

  test('are one link below the end of the lesson, and have everything that a teacher looks for', async () => {
    const opened = await open(LESSON)
    const { page } = opened
    await page.getByRole('link', { name: 'Teaching notes' }).click()
    await expectSeen(page.getByRole('heading', { level: 1, name: /^Teaching notes: The artificial neuron$/ }))
    const headings = await page.getByRole('heading', { level: 2 }).allTextContents()
    expect(headings).toEqual([
      'Objectives',
      'A plan',
      'On the projector',
      'To discuss',
      'From a colleague',
      'Mistakes to expect',
      'Other lessons',
    ])
    expect(await page.locator('.teaching-mistakes dt').count()).toBeGreaterThan(20)
    expect(opened.problems).toEqual([])
    await close(opened)
  })

  test('lead to the presentation of a figure', async () => {
    const opened = await open(NOTES)
    const { page } = opened
    await page.locator('.teaching-show').getByRole('link', { name: 'training', exact: true }).click()
    await expectSeen(page.locator('figure.alone'))
    await expectSoon(() => page.locator('figure.alone').getAttribute('id')).toBe('training')
    await close(opened)
  })

  test('say the plan in the lesson’s own words, and its minutes', async () => {
    const opened = await open(NOTES)
    const plan = await textOf(opened.page.locator('.teaching-plan'))
    for (const part of ['A cell that adds up', 'One neuron learns', 'min']) expect(plan).toContain(part)
    const main = await textOf(opened.page.getByRole('main'))
    const minutes = [...plan.matchAll(/(\d+) min/g)].reduce((sum, [, n]) => sum + Number(n), 0)
    expect(main).toContain(`${minutes} minutes in class`)
    await close(opened)
  })
})
