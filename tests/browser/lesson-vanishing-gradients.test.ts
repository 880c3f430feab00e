import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { flows, INITIAL, summarize, type FlowState } from '../../components/gradient-flow/model.ts'
import { factsOf } from '../../components/gradient-flow/words.ts'
import { violations } from './helpers/axe.ts'
import { exerciseOn } from './helpers/exercises.ts'
import { alive, expectSeen, expectSoon, readThrough, textOf, type OpenOptions } from './helpers/page.ts'
import { page, visit, watchVisits } from './helpers/visit.ts'

const LESSON = 'backpropagation/vanishing-gradients/'

async function show(path = LESSON, options: OpenOptions = {}): Promise<Locator> {
  await visit(path, options)
  return alive(page.locator('#flow'))
}

watchVisits()

const facts = (figure: Locator): Promise<string[]> => figure.locator('.flow-facts dd').allTextContents()

function expected(part: Partial<FlowState>): string[] {
  const state = { ...INITIAL, ...part }
  const networks = flows(state)
  return factsOf(networks, summarize(networks, state, state.shown), state).map(([, value]) => value)
}

/** The worker may be slow on a busy machine: first it must have drawn this state. */
async function says(figure: Locator, part: Partial<FlowState>): Promise<void> {
  await expectSoon(async () =>
    JSON.parse((await figure.locator('.flow').getAttribute('data-shown'))!),
  ).toEqual({
    ...INITIAL,
    ...part,
  })
  expect(await facts(figure)).toEqual(expected(part))
}

test('each control draws what the engine computes for it, in the worker', async () => {
  const figure = await show()
  await says(figure, {})
  await figure.getByRole('combobox', { name: 'activation', exact: true }).selectOption('relu')
  await says(figure, { activation: 'relu' })
  await figure.getByRole('combobox', { name: 'first weights' }).selectOption('kaiming')
  await says(figure, { activation: 'relu', init: 'kaiming' })
  await figure.getByRole('combobox', { name: 'show' }).selectOption('square')
  await says(figure, { activation: 'relu', init: 'kaiming', shown: 'square' })
  expect(await figure.locator('.flow-bound').count()).toBe(0)
  await figure.getByRole('checkbox', { name: 'residual connections' }).check()
  await says(figure, { activation: 'relu', init: 'kaiming', shown: 'square', residual: true })
  await figure.getByRole('button', { name: 'Other networks' }).click()
  await says(figure, { activation: 'relu', init: 'kaiming', shown: 'square', residual: true, seed: 2 })
  await figure.getByRole('button', { name: 'Reset' }).click()
  await says(figure, { seed: 2 })
})

test('by keyboard: two layers at the least, thirty at the most, each with its points', async () => {
  const figure = await show()
  const depth = figure.getByRole('slider', { name: 'hidden layers' })
  await depth.focus()
  await page.keyboard.press('Home')
  await says(figure, { depth: 2 })
  expect(await figure.locator('.flow-run').count()).toBe(10)
  await page.keyboard.press('End')
  await says(figure, { depth: 30 })
  expect(await figure.locator('.flow-run').count()).toBe(150)
  expect(await textOf(figure.locator('.flow-verdict'))).toContain('It vanishes')
})

test('thirty layers of ReLU kept alive solve the exercise; Xavier’s do not', async () => {
  const figure = await show(`${LESSON}?flow.f=relu&flow.depth=30`)
  await says(figure, { activation: 'relu', depth: 30 })
  const exercise = await exerciseOn(page, 'keep-it-alive')
  await exercise.locator('button[type="submit"]').click()
  await expectSeen(exercise.getByText('Each layer still takes or adds too much'))
  await figure.getByRole('combobox', { name: 'first weights' }).selectOption('kaiming')
  await says(figure, { activation: 'relu', depth: 30, init: 'kaiming' })
  await exercise.locator('button[type="submit"]').click()
  await expectSoon(async () => (await exercise.innerText()).includes('Each layer still')).toBe(false)
})

test('equal weights: one unit learns differently; the table opens; hidden controls are gone', async () => {
  const figure = await show(`${LESSON}?flow.init=equal&flow.hide=residual,depth`)
  await says(figure, { init: 'equal' })
  expect((await facts(figure)).at(-1)).toBe('1 of 32')
  expect(await figure.getByRole('slider').count()).toBe(0)
  expect(await figure.getByRole('checkbox').count()).toBe(0)
  await figure.getByRole('button', { name: 'Table' }).click()
  await expectSeen(figure.locator('.frame-table').getByText('bound, layer 10'))
})

test('by touch on a phone: nothing overflows, buttons are large', async () => {
  const figure = await show(LESSON, { viewport: { width: 375, height: 800 }, hasTouch: true, isMobile: true })
  await figure.getByRole('checkbox', { name: 'residual connections' }).tap()
  await says(figure, { residual: true })
  for (const button of await figure.getByRole('button').all())
    expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(40)
  await readThrough(page)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375)
})

test.each(['light', 'dark'] as const)('axe finds nothing in %s', async (colorScheme) => {
  await show(LESSON, { colorScheme })
  await readThrough(page)
  expect(await violations(page)).toEqual([])
})

test('without JavaScript the figure has its curve, its bound and its numbers', async () => {
  await visit(LESSON, { javaScriptEnabled: false })
  const figure = page.locator('#flow')
  expect(await facts(figure)).toEqual(expected({}))
  expect((await figure.locator('.flow-line').getAttribute('d'))!.match(/[ML]/g)).toHaveLength(10)
  expect(await figure.locator('.flow-bound').count()).toBe(1)
})
