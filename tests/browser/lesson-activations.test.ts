import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { runNetwork, type Settings } from '../../components/activation-histograms/model.ts'
import { violations } from './helpers/axe.ts'
import { alive, readThrough, textOf, type OpenOptions } from './helpers/page.ts'
import { page, visit, watchVisits } from './helpers/visit.ts'
import { scriptTime } from './helpers/script-time.ts'

const PATH = 'neurons/activations/'

async function show(options: OpenOptions = {}, path = PATH): Promise<void> {
  await visit(path, options)
}
const plot = (): Promise<Locator> => alive(page.locator('#activation'))
const histograms = (): Promise<Locator> => alive(page.locator('#histograms'))

watchVisits()

/** The facts beside the curves, by name. */
const facts = async (figure: Locator): Promise<Record<string, string>> =>
  Object.fromEntries(
    await figure
      .locator('.activations-facts > div')
      .evaluateAll((rows) =>
        rows.map((row) => [row.querySelector('dt')!.textContent, row.querySelector('dd')!.textContent]),
      ),
  )

describe('the curves', () => {
  test('by mouse: dragging moves z, and value and slope are those of the function', async () => {
    await show()
    const figure = await plot()
    await figure.getByRole('combobox', { name: 'function' }).selectOption('tanh')
    const box = (await figure.locator('.activation-curves').boundingBox())!
    await page.mouse.move(box.x + box.width / 2, box.y + 40)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.6, box.y + 60, { steps: 4 })
    await page.mouse.up()
    const z = Number(await figure.getByRole('slider', { name: 'sum z' }).inputValue())
    expect(z).toBeGreaterThan(0.5)
    expect(z).toBeLessThan(2)
    const now = await facts(figure)
    expect(now['value f(z)']).toBe(Math.tanh(z).toFixed(4))
    expect(now['slope f′(z)']).toBe((1 - Math.tanh(z) ** 2).toFixed(4))
    expect(now['range']).toBe('(−1, 1)')
  })

  test('by keyboard: the slider, the list to compare with, the prediction and its verdict', async () => {
    await show()
    const figure = await plot()
    await figure.getByRole('slider', { name: 'sum z' }).focus()
    for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowRight')
    expect((await facts(figure))['value f(z)']).toBe((1 / (1 + Math.exp(-2))).toFixed(4))
    await figure.getByRole('combobox', { name: 'compare with' }).selectOption('relu')
    expect((await facts(figure))['ReLU: value f(z)']).toBe('2.0000')
    expect(await figure.locator('path.function').count()).toBe(2)
    await figure.getByRole('combobox', { name: 'compare with' }).selectOption('none')
    await figure.getByRole('button', { name: 'Predict first' }).focus()
    await page.keyboard.press('Enter')
    expect(await figure.locator('path.slope').count()).toBe(0)
    expect(await textOf(figure)).not.toContain('0.8808')
    await figure.getByRole('button', { name: 'Reveal' }).click()
    await figure.getByText('Write two numbers').waitFor()
    await figure.getByLabel('f(z) ≈').first().fill('0.9')
    await figure.getByLabel('f′(z) ≈').fill('0,1')
    await page.keyboard.press('Enter')
    await figure
      .getByText('The value is 0.8808: you were off by 0.019. The slope is 0.1050: off by 0.005.')
      .waitFor()
    await figure.getByRole('button', { name: 'Reset' }).click()
    expect((await facts(figure))['value f(z)']).toBe('0.7311')
  })

  test('by touch: a tap in the drawing sets z', async () => {
    await show({ hasTouch: true, isMobile: true, viewport: { width: 375, height: 800 } })
    const figure = await plot()
    const drawing = figure.locator('.activation-curves')
    await drawing.scrollIntoViewIfNeeded()
    const box = (await drawing.boundingBox())!
    await page.touchscreen.tap(box.x + box.width * 0.25, box.y + box.height / 2)
    expect(Number(await figure.getByRole('slider', { name: 'sum z' }).inputValue())).toBeLessThan(-2)
  })

  test('a link sets and hides; the table has the numbers of the drawing', async () => {
    await show({}, `${PATH}?activation.f=arctan&activation.g=tanh&activation.z=-2&activation.hide=predict`)
    const figure = await plot()
    await expect.poll(async () => (await facts(figure))['value f(z)']).toBe(`−${Math.atan(2).toFixed(4)}`)
    expect(await figure.getByRole('button', { name: 'Predict first' }).count()).toBe(0)
    await figure.getByRole('button', { name: 'Table' }).click()
    expect(await figure.locator('.frame-table').innerText()).toContain((1 / 5).toFixed(4))
  })
})

/** The spread in each row, as it stands on the screen. */
const spreads = (figure: Locator): Promise<string[]> =>
  figure
    .locator('.layer-row')
    .evaluateAll((rows) => rows.map((row) => row.querySelectorAll('dd')[1]!.textContent))
const expectLayers = async (figure: Locator, settings: Settings) => {
  const wanted = runNetwork(settings).map(({ std }) => Number(std.toPrecision(3)))
  await expect.poll(async () => (await spreads(figure)).map(Number), { timeout: 8000 }).toEqual(wanted)
}

describe('the five layers', () => {
  test('function, scale and seed by list, button and keys: each gives the numbers that Node computes', async () => {
    await show()
    const figure = await histograms()
    await expectLayers(figure, { activation: 'tanh', scale: 1, seed: 1 })
    await figure.getByRole('combobox', { name: 'activation' }).selectOption('relu')
    await expectLayers(figure, { activation: 'relu', scale: 1, seed: 1 })
    await figure.getByRole('button', { name: 'Kaiming' }).click()
    await expectLayers(figure, { activation: 'relu', scale: Math.SQRT2, seed: 1 })
    await figure.getByRole('button', { name: 'New seed' }).click()
    await expectLayers(figure, { activation: 'relu', scale: Math.SQRT2, seed: 2 })
    await figure.getByRole('button', { name: 'Xavier' }).click()
    await figure.getByRole('slider', { name: 'scale of the weights' }).focus()
    for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowRight')
    await expectLayers(figure, { activation: 'relu', scale: 1.5, seed: 2 })
    // Reset keeps the seed.
    await figure.getByRole('button', { name: 'Reset' }).click()
    await expectLayers(figure, { activation: 'tanh', scale: 1, seed: 2 })
  })

  test('nothing of it is computed on the thread of the page', async () => {
    await show()
    const figure = await histograms()
    const slider = figure.getByRole('slider', { name: 'scale of the weights' })
    await slider.focus()
    const spent = await scriptTime(page, async () => {
      for (let i = 0; i < 30; i++) await page.keyboard.press('ArrowRight')
      await expectLayers(figure, { activation: 'tanh', scale: 2.5, seed: 1 })
    })
    console.log(`30 networks: ${spent.toFixed(0)} ms of the page's thread`)
    // One network takes well over 50 ms: on this thread it would be seen here.
    expect(spent).toBeLessThan(100)
  })

  test('an exercise is judged by the figure as it stands', async () => {
    await show()
    const figure = await histograms()
    const exercise = await alive(page.locator('#keep-the-spread'))
    await exercise.getByRole('button', { name: 'Check' }).click()
    await exercise
      .locator('.feedback')
      .filter({ hasText: 'Not yet' })
      .or(exercise.locator('.feedback').filter({ hasText: 'Partly' }))
      .waitFor()
    await figure.getByRole('combobox', { name: 'activation' }).selectOption('relu')
    await figure.getByRole('button', { name: 'Kaiming' }).click()
    await exercise.getByRole('button', { name: 'Check' }).click()
    await exercise.locator('.feedback').filter({ hasText: 'Correct' }).waitFor()
  })
})

describe('the page', () => {
  test.each(['light', 'dark'] as const)('in %s: nothing for axe to find', async (colorScheme) => {
    await show({ colorScheme, reducedMotion: 'reduce' })
    await readThrough(page)
    expect(await violations(page)).toEqual([])
  })
  test.each([320, 375])('at %i px nothing reaches beyond the screen', async (width) => {
    await show({ viewport: { width, height: 800 } })
    await readThrough(page)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
  })
  test('without JavaScript both figures are there with their numbers', async () => {
    await show({ javaScriptEnabled: false })
    expect(await textOf(page.locator('#activation'))).toContain('0.1966')
    expect((await spreads(page.locator('#histograms'))).map(Number)).toEqual(
      runNetwork({ activation: 'tanh', scale: 1, seed: 1 }).map(({ std }) => Number(std.toPrecision(3))),
    )
  })
})
