import type { Locator, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { cellsOf, EXERCISES, exerciseOn, rightAnswer, variantOf } from './helpers/exercises.ts'
import {
  alive,
  close,
  disconnect,
  expectGone,
  expectSeen,
  expectSoon,
  LESSON,
  open,
  readThrough,
  textOf,
} from './helpers/page.ts'
import { stepOf } from './helpers/training.ts'

afterAll(disconnect)

/** Kinds that are answered in fields of the form itself; the others are answered in figures and cells. */
const WITH_FIELDS = ['choice', 'numeric', 'expression', 'tensor']

/** Where the focus is, in words for whoever reads a failure; empty when it is nowhere. */
const focusOf = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document
    return !activeElement || activeElement === document.body ? '' : activeElement.outerHTML.slice(0, 160)
  })

/** A reader who has nothing but keys: whatever they press, the focus stays somewhere. */
class Keys {
  readonly #page: Page
  #last = 'the beginning of the page'

  constructor(page: Page) {
    this.#page = page
  }

  async press(key: string): Promise<void> {
    await this.#page.keyboard.press(key)
    const focus = await focusOf(this.#page)
    if (focus === '') throw new Error(`${key} loses the focus, which was on ${this.#last}`)
    this.#last = focus
  }

  type = (text: string) => this.#page.keyboard.type(text)

  /** Goes on, stop by stop, until it is there. */
  async to(target: Locator): Promise<void> {
    for (let stop = 0; stop < 200; stop++) {
      if (await target.first().evaluate((element) => element === document.activeElement)) return
      await this.press('Tab')
    }
    throw new Error(`200 stops, and not there; the last was ${this.#last}`)
  }
}

async function giveAnswer(keys: Keys, exercise: Locator, id: string): Promise<void> {
  const { kind, data } = variantOf(id)
  if (kind === 'choice') {
    const place = (data as { options: readonly string[] }).options.indexOf(String(rightAnswer(id)))
    await keys.to(exercise.getByRole('radio'))
    await keys.press('Space')
    for (let i = 0; i < place; i++) await keys.press('ArrowDown')
    return keys.press('Enter')
  }
  await keys.to(exercise.getByRole('textbox'))
  const cells = kind === 'tensor' ? cellsOf(rightAnswer(id)) : [String(rightAnswer(id))]
  for (const [i, cell] of cells.entries()) {
    if (i > 0) await keys.press('ArrowRight')
    await keys.type(cell)
  }
  return keys.press('Enter')
}

test('a whole lesson with nothing but the keyboard', { timeout: 240_000 }, async () => {
  const opened = await open(LESSON, { reducedMotion: 'reduce' })
  const { page } = opened
  page.on('dialog', (dialog) => void dialog.accept())
  await readThrough(page)
  for (const [id] of EXERCISES) await exerciseOn(page, id)
  await page.evaluate('scrollTo(0, 0)')
  const keys = new Keys(page)

  await keys.press('Tab')
  await keys.to(page.getByRole('link', { name: 'Skip to the text' }))
  await page.keyboard.press('Enter')
  await page.waitForURL(/#text$/)

  // In the order of the page: figure, exercises, cell, derivation, training, libraries.
  const order = await page
    .locator('.exercise[id], #bench, #training, .derivation, .cell[id]')
    .evaluateAll((parts) => parts.map(({ id, className }) => ({ id, className })))
  let hasRun = false
  let answered = 0
  for (const { id, className } of order) {
    const part = page.locator(`#${id}`)
    if (id === 'bench') {
      const slider = part.getByRole('slider').first()
      await keys.to(slider)
      const before = await slider
        .getAttribute('aria-valuetext')
        .then(async (text) => text ?? slider.inputValue())
      await keys.press('ArrowRight')
      await expectSoon(
        async () => (await slider.getAttribute('aria-valuetext')) ?? slider.inputValue(),
      ).not.toBe(before)
    } else if (id === 'training') {
      await keys.to(part.getByRole('button', { name: 'One step' }))
      await keys.press('Enter')
      await expectSoon(() => stepOf(part)).toBe(1)
    } else if (className.includes('cell') && !hasRun) {
      hasRun = true
      await keys.to(part.locator('pre'))
      await keys.press('Enter')
      await expectSeen(part.locator('.cm-content:focus'))
      await page.keyboard.press('ControlOrMeta+End')
      await page.keyboard.insertText('\nconsole.log("by keyboard")')
      await keys.press('Shift+Enter')
      await expectSeen(part.locator('.cell-output').getByText('by keyboard'))
      await keys.press('Escape')
    } else if (WITH_FIELDS.includes(EXERCISES.find(([one]) => one === id)?.[1].kind ?? '')) {
      await giveAnswer(keys, part, id)
      await expectSeen(part.locator('.feedback-correct'))
      answered++
    } else if (className.includes('derivation')) {
      const next = part.getByRole('button', { name: 'Next step' })
      await keys.to(next)
      await keys.press('Enter')
      await expectSoon(() => focusOf(page)).toContain('<li')
    }
  }
  expect(hasRun).toBe(true)
  expect(answered).toBeGreaterThan(5)
  await keys.to(page.locator('.neighbors a').last())
  expect(opened.problems).toEqual([])
  await close(opened)
})

test('what a press takes away hands the focus on: hints, the solution, another variant, starting over', async () => {
  const opened = await open(LESSON)
  const { page } = opened
  page.on('dialog', (dialog) => void dialog.accept())
  const exercise = await exerciseOn(page, 'sum-of-two')
  const keys = new Keys(page)
  const within = () => exercise.evaluate((element) => element.contains(document.activeElement))
  await exercise.getByRole('textbox').focus()
  await keys.type('123')
  await keys.press('Enter')
  await expectSeen(exercise.locator('.feedback-incorrect'))
  const hint = exercise.getByRole('button', { name: 'Hint', exact: true })
  while ((await hint.count()) > 0 && (await hint.isEnabled())) {
    const before = await exercise.locator('.exercise-hint').count()
    await hint.focus()
    await keys.press('Enter')
    await expectSoon(() => exercise.locator('.exercise-hint').count()).toBe(before + 1)
    await expectSoon(within).toBe(true)
  }
  await exercise.getByRole('button', { name: 'Show me the solution' }).focus()
  await page.keyboard.press('Enter')
  await expectSeen(exercise.locator('.exercise-solution'))
  await expectSoon(within).toBe(true)
  await exercise.getByRole('button', { name: 'Start over' }).focus()
  await page.keyboard.press('Enter')
  await expectGone(exercise.locator('.feedback'))
  await expectSoon(within).toBe(true)
  await exercise.getByRole('button', { name: 'Another like this' }).focus()
  await page.keyboard.press('Enter')
  await expectSeen(exercise.getByText('variant 2'))
  await expectSoon(within).toBe(true)
  expect(opened.problems).toEqual([])
  await close(opened)
})

test('text at twice its size loses nothing: no page is wider than the screen, no word is cut off', async () => {
  for (const path of [LESSON, '', 'progress/']) {
    const opened = await open(path)
    const { page } = opened
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
    await readThrough(page)
    const { width, cut } = await page.evaluate(() => ({
      width: document.documentElement.scrollWidth,
      // Buttons and labels that are clipped by their own box.
      cut: [...document.querySelectorAll<HTMLElement>('main button, main label, main p, main h2')]
        .filter(
          (one) => getComputedStyle(one).overflowX === 'hidden' && one.scrollWidth > one.clientWidth + 1,
        )
        .filter((one) => !one.matches('.visually-hidden, .visually-hidden *'))
        .map((one) => one.outerHTML.slice(0, 120)),
    }))
    expect([path, width]).toEqual([path, 1280])
    expect(cut).toEqual([])
    await close(opened)
  }
})

test('a button that has come to the end of its way is off, and keeps the focus', async () => {
  const opened = await open('playground/')
  const figure = await alive(opened.page.locator('#play'))
  const button = (name: string) => figure.getByRole('button', { name, exact: true })
  for (const [name, left] of [
    ['Remove the last layer', [1, 0]],
    ['Add a layer', [1]],
  ] as const) {
    await button(name).focus()
    for (const count of left) {
      await button(name).press('Enter')
      await expectSoon(() => figure.locator('.play-layer').count()).toBe(count)
    }
    expect(await button(name).evaluate((one) => one === document.activeElement)).toBe(true)
  }
  const fewer = button('One neuron fewer in layer 1')
  await fewer.focus()
  await fewer.press('Enter')
  await expectSoon(() => fewer.getAttribute('aria-disabled')).toBe('true')
  await fewer.press('Enter')
  expect(await fewer.evaluate((one) => one === document.activeElement)).toBe(true)
  expect(await textOf(figure.locator('.play-units').first())).toMatch(/^1 neuron\b/)
  expect(opened.problems).toEqual([])
  await close(opened)
})
