import { afterAll, expect, test } from 'vitest'
import { answer, exerciseOn, rightAnswer } from './helpers/exercises.ts'
import { violations } from './helpers/axe.ts'
import {
  close,
  disconnect,
  expectSeen,
  expectSoon,
  LESSON,
  open,
  readThrough,
  textOf,
} from './helpers/page.ts'

afterAll(disconnect)

const GERMAN = `de/${LESSON}`

test('the German lesson is German around its text, and says so', async () => {
  const opened = await open(GERMAN)
  const { page } = opened
  expect(await page.locator('html').getAttribute('lang')).toBe('de')
  expect(await page.locator('html').getAttribute('dir')).toBe('ltr')
  expect(await page.title()).toContain('Das künstliche Neuron')
  await expectSeen(page.getByRole('heading', { level: 1, name: 'Das künstliche Neuron' }))
  expect(await textOf(page.locator('.toc'))).toContain('Auf dieser Seite Eine Zelle, die zusammenzählt')
  expect(await textOf(page.locator('.note-pitfall .note-label').first())).toBe('Was oft falsch gemacht wird')
  expect(await textOf(page.locator('.predict .note-label').first())).toBe('Erst vorhersagen')
  expect(await textOf(page.locator('.foot-nav'))).toContain('Inhalt')
  // What is not translated is said in English, and to a screen reader as English.
  expect(await page.locator('#sum-of-two').getAttribute('lang')).toBe('en')
  expect(await page.locator('#bench .frame').getAttribute('lang')).toBe('en')
  // The lesson that follows exists in English alone: the link says so.
  const next = page.locator('.neighbors a[rel="next"]')
  expect(await next.getAttribute('hreflang')).toBe('en')
  expect(await textOf(next)).toContain('Weiter (English)')
  await readThrough(page)
  expect(await violations(page)).toEqual([])
  expect(opened.problems).toEqual([])
  await close(opened)
})

test('a switch leads from one language to the other, and both know of each other', async () => {
  const opened = await open(GERMAN)
  const { page } = opened
  const alternates = () =>
    page
      .locator('link[rel="alternate"][hreflang]')
      .evaluateAll((links) =>
        links.map((link) => [
          link.getAttribute('hreflang'),
          new URL(link.getAttribute('href')!, location.href).pathname,
        ]),
      )
  const both = [
    ['en', `/${LESSON}`],
    ['de', `/${GERMAN}`],
  ]
  expect(await alternates()).toEqual(both)
  await page.getByRole('link', { name: 'English', exact: true }).click()
  await page.waitForURL((url) => url.pathname === `/${LESSON}`)
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  expect(await page.locator('.lesson-languages [aria-current]').textContent()).toContain('English')
  expect(await alternates()).toEqual(both)
  await page.getByRole('link', { name: 'Deutsch', exact: true }).click()
  await page.waitForURL((url) => url.pathname === `/${GERMAN}`)
  await close(opened)
})

test('a lesson in one language has no switch', async () => {
  const opened = await open('neurons/activations/')
  expect(await opened.page.locator('.lesson-languages, link[hreflang]').count()).toBe(0)
  await close(opened)
})

test('work is that of the lesson, in whichever language it was done', async () => {
  const opened = await open(GERMAN)
  const { page } = opened
  await answer(await exerciseOn(page, 'sum-of-two'), rightAnswer('sum-of-two'))
  await expectSeen(page.locator('#sum-of-two .exercise-done'))
  await page.getByRole('link', { name: 'English', exact: true }).click()
  await page.waitForURL((url) => url.pathname === `/${LESSON}`)
  await exerciseOn(page, 'sum-of-two')
  await expectSeen(page.locator('#sum-of-two .exercise-done'))
  await close(opened)
})

test('search on the German page finds its words, and the rest of the course', async () => {
  const opened = await open(GERMAN)
  const { page } = opened
  await page.locator('.search-open').first().click()
  const hits = () =>
    page.locator('a.search-hit').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  await page.getByRole('searchbox').fill('Schwertlilien')
  await expectSoon(async () => (await hits())[0]).toContain(`/${GERMAN}`)
  await page.getByRole('searchbox').fill('momentum')
  await expectSoon(async () => (await hits()).join(' ')).toContain('/gradient-descent/momentum-and-adam/')
  expect(opened.problems).toEqual([])
  await close(opened)
})
