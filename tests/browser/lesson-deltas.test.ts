import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import {
  keyOf,
  allOutcomes,
  INITIAL,
  sweepOf,
  type DeltaState,
} from '../../components/delta-network/model.ts'
import { exerciseOn } from './helpers/exercises.ts'
import { violations } from './helpers/axe.ts'
import {
  alive,
  close,
  expectSeen,
  expectSoon,
  readThrough,
  textOf,
  type OpenOptions,
} from './helpers/page.ts'
import { opened, page, visit, watchVisits } from './helpers/visit.ts'

const LESSON = 'backpropagation/deltas/'

async function show(path = LESSON, options: OpenOptions = {}): Promise<Locator> {
  await visit(path, options)
  return alive(page.locator('#network'))
}

watchVisits()

const values = (figure: Locator): Promise<string[]> => figure.locator('.delta-lines b').allTextContents()
const shown = (numbers: readonly number[]): string[] =>
  numbers.map((value) => `= ${value.toFixed(9).replace('-', '−')}`)
const outcomes = (figure: Locator): Promise<string[]> =>
  figure.locator('.delta-outcomes tbody tr:nth-child(2) td').allTextContents()

test('step by step: activations, deltas, gradients, update, and the next pass, all as the model has them', async () => {
  const figure = await show()
  const pass = sweepOf(INITIAL)
  const next = figure.getByRole('button', { name: 'Next step' })
  expect(await values(figure)).toEqual(shown(pass.a))
  for (const expected of [
    pass.delta.slice(2),
    pass.gradW.slice(4),
    pass.delta.slice(0, 2),
    pass.gradW.slice(0, 4),
    pass.after.w,
  ]) {
    await next.click()
    expect(await values(figure)).toEqual(shown(expected))
  }
  expect(await figure.locator('text.delta-fact.gradient').count()).toBe(12)
  await figure.getByRole('button', { name: 'Next pass' }).click()
  expect(await textOf(figure.locator('.delta-error'))).toBe('E = 0.291027774')
  await figure.getByRole('button', { name: 'Step back' }).click()
  expect(await values(figure)).toEqual(shown(pass.after.w))
})

test('by keyboard: with updated weights the ledger says that it is no gradient; with original ones it agrees', async () => {
  const figure = await show(`${LESSON}?network.stage=hiddenGradients&network.edge=1`)
  await expectSeen(figure.getByText('They agree: this is the slope'))
  const order = figure.getByRole('combobox', { name: 'hidden deltas use' })
  await order.focus()
  await page.keyboard.press('ArrowDown')
  await expectSeen(figure.getByText('They do not agree'))
  await figure.getByRole('combobox', { name: 'weight' }).selectOption('5')
  await expectSeen(figure.getByText('They agree: this is the slope'))
  expect((await outcomes(figure))[1]).toBe('0.291027924')
})

test('every switch changes the table to what the model computes', async () => {
  const figure = await show()
  const all = allOutcomes()
  const check = async (state: DeltaState) => {
    const { error, outputs } = all[keyOf(state)]![1]!
    await expectSoon(() => outcomes(figure)).toEqual([
      '1',
      ...[error, ...outputs].map((value) => value.toFixed(9)),
    ])
  }
  await check(INITIAL)
  await figure.getByRole('combobox', { name: 'biases' }).selectOption('layer')
  await check({ ...INITIAL, biases: 'layer' })
  await figure.getByRole('combobox', { name: 'error' }).selectOption('sum')
  await check({ ...INITIAL, biases: 'layer', error: 'sum' })
  await figure.getByRole('button', { name: 'Reset' }).click()
  await check(INITIAL)
})

test('the published number is found with the switch, and only then accepted', async () => {
  const figure = await show()
  const exercise = await exerciseOn(page, 'find-the-mistake')
  await exercise.locator('button[type="submit"]').click()
  await expectSeen(exercise.getByText('Not in all digits'))
  await figure.getByRole('combobox', { name: 'hidden deltas use' }).selectOption('updated')
  await exercise.locator('button[type="submit"]').click()
  await expectSoon(async () => (await exercise.innerText()).includes('Not in all digits')).toBe(false)
})

test('by touch on a phone: an edge is chosen by a tap, buttons are large, nothing overflows', async () => {
  const figure = await show(LESSON, { viewport: { width: 375, height: 800 }, hasTouch: true, isMobile: true })
  await figure.locator('[data-edge="1"] text').first().tap()
  await expectSeen(figure.getByText('Three ways to ∂E/∂w₁'))
  for (const button of await figure.getByRole('button').all())
    expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(40)
  await readThrough(page)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375)
})

test.each(['light', 'dark'] as const)('axe finds nothing in %s, after the update', async (colorScheme) => {
  const figure = await show(`${LESSON}?network.stage=update&network.biases=each`, { colorScheme })
  await expectSeen(figure.getByText('Each unit’s bias'))
  await readThrough(page)
  expect(await violations(page)).toEqual([])
})

test('hidden controls are gone, the table opens, and without JavaScript the numbers are there', async () => {
  const figure = await show(`${LESSON}?network.hide=order,edge&network.stage=outputDeltas`)
  await expectSoon(() => figure.getByRole('combobox').count()).toBe(2)
  await figure.getByRole('button', { name: 'Table' }).click()
  expect(await figure.locator('.frame-table').innerText()).toContain('0.138498562')
  await close(opened)
  await visit(LESSON, { javaScriptEnabled: false })
  expect(await values(page.locator('#network'))).toEqual(shown(sweepOf(INITIAL).a))
  expect(await textOf(page.locator('#network .delta-outcomes'))).toContain('0.00003510188')
})
