import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { planSession } from '../../src/worker/planSession.ts'
import { neuronSpec } from '../worker/specs.ts'
import { outputOf, run, write } from './helpers/cells.ts'
import { answer, exerciseOn, rightAnswer, wrongAnswers } from './helpers/exercises.ts'
import { alive, close, disconnect, expectSeen, expectSoon, LESSON, open } from './helpers/page.ts'
import { stored } from './helpers/stored.ts'
import { trainIn } from './helpers/train-in.ts'
import { stepOf } from './helpers/training.ts'

afterAll(disconnect)

const ID = 'sum-of-two'
const NOT_LOADED = 'This part of the page could not be fetched.'
const BROKEN = 'A part of this page has stopped working.'

interface Kept {
  answers: { status: string; at: number }[]
  updated: number
}
const kept = async (page: Page) => ((await stored(page)) as Kept[])[0]

describe('scripts that come half-way', () => {
  test('figures and exercises that cannot come to life say so, and do after the page is loaded again', async () => {
    const opened = await open('404.html', { expected: /failed:|ERR_FAILED/ })
    const { page } = opened
    let isDown = true
    await page
      .context()
      .route(/_astro\/Panel[^/]*\.js/, (route) => (isDown ? route.abort('failed') : route.continue()))
    await page.goto(new URL(LESSON, page.url()).href)
    const figure = page.locator('#training')
    await figure.scrollIntoViewIfNeeded()
    const note = page.getByRole('alert').filter({ hasText: NOT_LOADED, visible: true })
    await expectSeen(note)
    // What the build drew stays, and all that is to be read.
    expect(await figure.locator('.flower').count()).toBe(100)
    expect(await page.locator('.prose h2').count()).toBeGreaterThan(3)
    isDown = false
    await note.first().getByRole('button', { name: 'Load again' }).click()
    await alive(figure)
    await figure.getByRole('button', { name: 'One step' }).click()
    await expectSoon(() => stepOf(figure)).toBe(1)
    expect(await note.count()).toBe(0)
    expect(opened.problems).toEqual([])
    await close(opened)
  })

  test('what is fetched at a press and does not come is said, once', async () => {
    const opened = await open('404.html', { expected: /failed:|ERR_FAILED|dynamically imported module/ })
    const { page } = opened
    await page.context().route(/_astro\/supervised[^/]*\.js/, (route) => route.abort('failed'))
    await page.goto(new URL(LESSON, page.url()).href)
    const figure = await alive(page.locator('#training'))
    await figure.getByRole('button', { name: 'One step' }).click()
    const note = page.locator('.not-loaded-page').filter({ hasText: NOT_LOADED })
    await expectSeen(note)
    await figure.getByRole('button', { name: 'One step' }).click()
    // The rest of the page goes on.
    await answer(await exerciseOn(page, ID), rightAnswer(ID))
    expect(await note.count()).toBe(1)
    expect(opened.problems).toEqual([])
    await close(opened)
  })

  test('a figure whose script throws while it wakes stays as it was drawn and says so; the rest goes on', async () => {
    const opened = await open('404.html', { expected: /broken on purpose/ })
    const { page } = opened
    let isBroken = true
    await page.context().route(/_astro\/Panel[^/]*\.js/, async (route) => {
      if (!isBroken) return route.continue()
      const script = await (await route.fetch()).text()
      const names = [...script.matchAll(/export\s*\{([^}]*)\}/g)].flatMap(([, list]) =>
        list!.split(',').map((name) => name.split(' as ').at(-1)!.trim()),
      )
      const body = `function broken() { throw new Error('broken on purpose') }
        export { ${names.map((name) => `broken as ${name}`).join(', ')} }`
      await route.fulfill({ contentType: 'text/javascript', body })
    })
    await page.goto(new URL(LESSON, page.url()).href)
    const figure = page.locator('#training')
    const height = await figure.evaluate((element) => element.clientHeight)
    const words = await figure.locator('astro-island').innerText()
    await figure.scrollIntoViewIfNeeded()
    const note = figure.getByRole('alert').filter({ hasText: BROKEN, visible: true })
    await expectSeen(note)
    // The picture, its text and its table stay; nothing moves, and nothing can be pressed that would do nothing.
    expect(await figure.locator('.flower').count()).toBe(100)
    expect(await figure.locator('astro-island').innerText()).toBe(words)
    expect(await figure.evaluate((element) => element.clientHeight)).toBe(height)
    expect(await figure.locator('astro-island :is(button, input, select):enabled').count()).toBe(0)
    expect(await note.count()).toBe(1)
    expect(await page.locator('.not-loaded-page').count()).toBe(0)
    expect(await page.locator('.prose h2').count()).toBeGreaterThan(3)
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByRole('searchbox').waitFor()
    await page.keyboard.press('Escape')
    isBroken = false
    await note.getByRole('button', { name: 'Load again' }).click()
    await alive(figure)
    await figure.getByRole('button', { name: 'One step' }).click()
    await expectSoon(() => stepOf(figure)).toBe(1)
    expect(opened.problems).toEqual([])
    await close(opened)
  })
})

test('a clock that is set back: what was answered last stays last, and nothing is lost', async () => {
  const opened = await open('404.html')
  const { page } = opened
  const now = Date.UTC(2026, 10, 21)
  await page.clock.setFixedTime(now)
  await page.goto(new URL(LESSON, page.url()).href)
  await answer(await exerciseOn(page, ID), wrongAnswers(ID)[0])
  await expectSoon(async () => (await kept(page))?.answers.length).toBe(1)
  await page.clock.setFixedTime(now - 3 * 86_400_000)
  await page.reload()
  const exercise = await exerciseOn(page, ID)
  await expectSeen(exercise.locator('.feedback-incorrect'))
  await answer(exercise, rightAnswer(ID))
  await expectSoon(async () => (await kept(page))?.answers.map(({ status }) => status)).toEqual([
    'incorrect',
    'correct',
  ])
  expect((await kept(page))!.updated).toBeGreaterThanOrEqual(now)
  await page.reload()
  const again = await exerciseOn(page, ID)
  await expectSeen(again.locator('.feedback-correct'))
  expect(await again.getByRole('textbox').inputValue()).toBe(String(rightAnswer(ID)))
  expect(opened.problems).toEqual([])
  await close(opened)
})

test('a device that is turned keeps figures, drafts and its place, and nothing is wider than the screen', async () => {
  const opened = await open(LESSON, { viewport: { width: 375, height: 740 }, hasTouch: true })
  const { page } = opened
  const figure = await alive(page.locator('#training'))
  await figure.getByRole('button', { name: 'One step' }).click()
  await expectSoon(() => stepOf(figure)).toBe(1)
  const exercise = await exerciseOn(page, ID)
  const box = exercise.getByRole('textbox')
  await box.fill('0.1')
  for (const [width, height] of [
    [740, 375],
    [375, 740],
  ] as const) {
    await page.setViewportSize({ width, height })
    await expectSoon(() => page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
    expect(await box.inputValue()).toBe('0.1')
    expect(await box.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(await stepOf(figure)).toBe(1)
  }
  expect(opened.problems).toEqual([])
  await close(opened)
})

test('a tab that slept shows, when it wakes, what was done elsewhere meanwhile', async () => {
  // Frozen tabs hear nothing.
  const opened = await open(LESSON, { before: 'delete window.BroadcastChannel' })
  const { page } = opened
  const asleep = await exerciseOn(page, ID)
  const other = await page.context().newPage()
  await other.goto(page.url())
  await answer(await exerciseOn(other, ID), rightAnswer(ID))
  await expectSoon(async () => (await kept(other))?.answers.length).toBe(1)
  expect(await asleep.locator('.exercise-done').count()).toBe(0)
  await page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`)
  await expectSeen(asleep.locator('.exercise-done'))
  expect(opened.problems).toEqual([])
  await close(opened)
})

test('storage that is full: code that is edited runs, and the lesson says that it is not kept', async () => {
  const opened = await open(LESSON, {
    before: `IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') }`,
  })
  const { page } = opened
  const cell = page.locator('[id^="cell-"]').first()
  await write(cell, '6 * 7')
  await expectSeen(page.locator('.storage-note').filter({ hasText: 'does not let the page store anything' }))
  await run(cell)
  expect(await outputOf(cell)).toContain('42')
  expect(opened.problems).toEqual([])
  await close(opened)
})

// Of the plans that are lists of kernels. Small networks that are written as one WebAssembly module add up in another order,
// and differ from their list in the seventh digit.
describe('a training by a list of kernels', () => {
  const dense = (inFeatures: number, outFeatures: number) => ({ type: 'Linear', inFeatures, outFeatures })
  const spec = neuronSpec({
    model: { type: 'Sequential', layers: [dense(2, 80), { type: 'Tanh' }, dense(80, 1)] },
    loss: 'mseLoss',
    batchSize: 3,
    optimizer: { type: 'SGD', learningRate: 0.01 },
    precision: 'float32',
  })

  test.each([
    ['without WebAssembly', 'delete globalThis.WebAssembly'],
    [
      'without its SIMD',
      `const { Module } = WebAssembly
       WebAssembly.Module = function (bytes) {
         if (bytes.length > 2000) throw new WebAssembly.CompileError('simd')
         return new Module(bytes)
       }`,
    ],
  ])('%s comes to the same bits', async (_, lacking) => {
    const opened = await open('404.html')
    const { page } = opened
    await page.context().route(/training\.worker[^/]*\.js/, async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, body: `{ ${lacking} }\n${await response.text()}` })
    })
    const told = await trainIn(page, [
      { do: 'create', session: 1, spec },
      { do: 'step', session: 1, steps: 300 },
      { do: 'frame', session: 1 },
    ])
    expect(told[0]).toMatchObject({ tell: 'created', isCompiled: true })
    const alone = planSession(spec)
    alone.step(300)
    const numbers = new Float64Array(alone.parameterCount)
    alone.writeParameters(numbers)
    expect(told[1]).toMatchObject({ tell: 'snapshot', step: 300, numbers: [...numbers] })
    expect(opened.problems).toEqual([])
    await close(opened)
  })
})
