import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serve } from '../../tools/serve.mjs'
import { allLessons } from '../lessons/course.ts'
import { buildCourse } from '../site/build.ts'
import { answer, exerciseOn, rightAnswer } from './helpers/exercises.ts'
import { violations } from './helpers/axe.ts'
import { disconnect, expectSeen, LESSON, open, readThrough, textOf, close } from './helpers/page.ts'

const PARTS = [
  'components',
  'data',
  'lessons',
  'public',
  'src',
  'tools',
  'astro.config.mjs',
  'CHANGELOG.md',
  'course.config.ts',
  'package.json',
  'tsconfig.json',
]
const GERMAN = `de/${LESSON}`
const lesson = (await allLessons()).find(({ id }) => `${id}/` === LESSON)!

const TEXT = `---
title: "Das künstliche Neuron"
summary: "Was ein künstliches Neuron berechnet, Schritt für Schritt."
objectives:
${lesson.objectives.map((id) => `  ${id}: "etwas, was man danach kann"`).join('\n')}
---

Ein Neuron bildet eine **gewichtete Summe**.

## Die Summe

$$z = w_1 x_1 + w_2 x_2 + b$$

<Pitfall>Das Vorzeichen wird oft vergessen.</Pitfall>

<Predict question="Welches Vorzeichen hat die Summe?">Das der größeren Seite.</Predict>

<NeuronBench id="bench">Ein Neuron zum Anfassen.</NeuronBench>

<Exercise id="sum-of-two" />
`

let copy = ''
let site: Awaited<ReturnType<typeof serve>>

/** The course with one lesson in German beside the English one. */
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'chainrule-german-'))
  await Promise.all(PARTS.map((part) => cp(part, join(copy, part), { recursive: true })))
  await symlink(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'), 'junction')
  await writeFile(join(copy, lesson.folder, 'index.de.mdx'), TEXT)
  const { status, output } = await buildCourse(copy, { site: 'https://course.example' })
  expect(status, output).toBe(0)
  site = await serve(join(copy, 'dist'))
}, 300_000)

afterAll(async () => {
  site?.close()
  await disconnect()
  await rm(copy, { recursive: true, force: true })
}, 60_000)

test('the German lesson is German around its text, and says so', async () => {
  const opened = await open(GERMAN, { site: site.url })
  const { page } = opened
  expect(await page.locator('html').getAttribute('lang')).toBe('de')
  expect(await page.locator('html').getAttribute('dir')).toBe('ltr')
  expect(await page.title()).toContain('Das künstliche Neuron')
  await expectSeen(page.getByRole('heading', { level: 1, name: 'Das künstliche Neuron' }))
  expect(await textOf(page.locator('.toc'))).toBe('Auf dieser Seite Die Summe')
  expect(await textOf(page.locator('.note-pitfall .note-label'))).toBe('Was oft falsch gemacht wird')
  expect(await textOf(page.locator('.predict .note-label'))).toBe('Erst vorhersagen')
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
  const opened = await open(LESSON, { site: site.url })
  const { page } = opened
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  for (const path of [LESSON, GERMAN]) {
    await page.goto(site.url + path)
    const alternates = await page
      .locator('link[rel="alternate"][hreflang]')
      .evaluateAll((links) => links.map((link) => [link.getAttribute('hreflang'), link.getAttribute('href')]))
    expect(alternates).toEqual([
      ['en', `https://course.example/${LESSON}`],
      ['de', `https://course.example/${GERMAN}`],
    ])
  }
  await page.getByRole('link', { name: 'English', exact: true }).click()
  await page.waitForURL(site.url + LESSON)
  expect(await page.locator('.lesson-languages [aria-current]').textContent()).toContain('English')
  await page.getByRole('link', { name: 'Deutsch', exact: true }).click()
  await page.waitForURL(site.url + GERMAN)
  await close(opened)
})

test('a lesson in one language has no switch', async () => {
  const opened = await open('neurons/activations/', { site: site.url })
  expect(await opened.page.locator('.lesson-languages, link[hreflang]').count()).toBe(0)
  await close(opened)
})

test('work is that of the lesson, in whichever language it was done', async () => {
  const opened = await open(GERMAN, { site: site.url })
  const { page } = opened
  await answer(await exerciseOn(page, 'sum-of-two'), rightAnswer('sum-of-two'))
  await expectSeen(page.locator('#sum-of-two .exercise-done'))
  await page.goto(site.url + LESSON)
  await exerciseOn(page, 'sum-of-two')
  await expectSeen(page.locator('#sum-of-two .exercise-done'))
  await close(opened)
})
