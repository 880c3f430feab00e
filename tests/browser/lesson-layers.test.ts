import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import {
  errorsOf,
  heightsOf,
  HIGHEST,
  START as FLAT,
  withHeight,
  type BuilderState,
} from '../../components/bump-builder/model.ts'
import { passOf, START, withInput, withPart, type BenchState } from '../../components/layer-bench/model.ts'
import { trainedPlayground } from '../../components/playground/at-build.ts'
import { DEFAULTS, type PlayState } from '../../components/playground/model.ts'
import { lossText } from '../../components/playground/words.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { violations } from './helpers/axe.ts'
import { alive, expectSoon, readThrough, textOf, type OpenOptions } from './helpers/page.ts'
import { page, visit, watchVisits } from './helpers/visit.ts'

const PATH = 'neurons/layers/'
const PHONE = { hasTouch: true, isMobile: true, viewport: { width: 375, height: 800 } }

async function show(options: OpenOptions = {}, path = PATH): Promise<void> {
  await visit(path, options)
}
watchVisits()

const bench = (): Promise<Locator> => alive(page.locator('#layer-bench'))
const builder = (): Promise<Locator> => alive(page.locator('#bumps'))

async function arrow(figure: Locator, name: string, key: string, times: number): Promise<void> {
  await figure.getByRole('slider', { name, exact: true }).focus()
  for (let i = 0; i < times; i++) await page.keyboard.press(key)
}
/** Sums and activations, layer by layer, as the matrices show them. */
const shownSums = async (figure: Locator): Promise<string[]> =>
  (await figure.locator('.lb-z, .lb-a').allInnerTexts()).map((text) => text.trim())
const sumsOf = (state: BenchState): string[] =>
  passOf(state).flatMap(({ z, a }) => z.flatMap((value, i) => [decimal(value, 2), decimal(a[i]!, 2)]))

describe('the network, neuron by neuron', () => {
  test('by keyboard: inputs, a weight and a bias move, and every sum follows', async () => {
    await show()
    const figure = await bench()
    expect(await shownSums(figure)).toEqual(sumsOf(START))
    await arrow(figure, 'input x1', 'ArrowLeft', 5)
    let state = withInput(START, 0, 0.5)
    await expectSoon(() => shownSums(figure)).toEqual(sumsOf(state))
    await figure.getByRole('button', { name: 'weight of y2 for h3, 0.4' }).focus()
    await page.keyboard.press('Enter')
    await arrow(figure, 'weight of y2 for h3', 'ArrowRight', 6)
    state = withPart({ ...state, at: 4, part: 2 }, 1)
    await expectSoon(() => shownSums(figure)).toEqual(sumsOf(state))
    await figure.getByRole('button', { name: 'bias of h2, 0.2' }).click()
    await arrow(figure, 'bias of h2', 'ArrowRight', 3)
    state = withPart({ ...state, at: 1, part: 2 }, 0.5)
    await expectSoon(() => shownSums(figure)).toEqual(sumsOf(state))
    expect(await textOf(figure.locator('.lb-sum'))).toContain(decimal(passOf(state)[0]!.z[1]!, 2))
    await figure.getByRole('button', { name: 'Table', exact: true }).click()
    expect(await figure.locator('.frame-table').innerText()).toContain(
      passOf(state)[1]!
        .a.map((value) => decimal(value, 2))
        .join(', '),
    )
    await figure.getByRole('button', { name: 'Reset' }).click()
    await expectSoon(() => shownSums(figure)).toEqual(sumsOf(START))
  })

  test('by touch: covered, the neurons are uncovered one after the other', async () => {
    await show(PHONE)
    const figure = await bench()
    await figure.getByRole('button', { name: 'Cover what comes later' }).tap()
    const all = sumsOf(START)
    for (let open = 1; open <= 5; open++) {
      await expectSoon(() => shownSums(figure)).toEqual(all.map((text, i) => (i < 2 * open ? text : '?')))
      if (open < 5) await figure.getByRole('button', { name: 'Next neuron' }).tap()
    }
  })

  test('by mouse: a line of the drawing comes under the slider', async () => {
    await show()
    const figure = await bench()
    const box = (await figure.locator('.lb-edge .lb-hit').nth(5).boundingBox())!
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
    await figure.getByRole('slider', { name: 'weight of h3 for x2' }).waitFor()
  })

  test('a link sets it and hides what a teacher hides', async () => {
    await show({}, `${PATH}?layer-bench.x=-1,2&layer-bench.hide=part,cover`)
    const figure = await bench()
    await expectSoon(() => shownSums(figure)).toEqual(sumsOf({ ...START, x: [-1, 2] }))
    expect(await figure.getByRole('button', { name: 'Cover what comes later' }).count()).toBe(0)
    expect(await figure.getByRole('slider').count()).toBe(2)
  })
})

const largest = (figure: Locator): Promise<string> => textOf(figure.locator('.bb-facts dd').nth(2))
const errorOf = (part: Partial<BuilderState>): string => decimal(errorsOf({ ...FLAT, ...part }).largest, 3)

describe('the builder of curves', () => {
  test('by keyboard: a height moves, and the largest error is that of Node', async () => {
    await show()
    const figure = await builder()
    expect(await largest(figure)).toBe(errorOf({}))
    await arrow(figure, 'height 1 at x = 0.10', 'ArrowDown', 3)
    await arrow(figure, 'height 1 at x = 0.10', 'PageDown', 1)
    await expectSoon(() => largest(figure)).toBe(errorOf(withHeight(FLAT, 0, 0.34)))
    const slider = figure.getByRole('slider', { name: 'height 1 at x = 0.10' })
    expect(await slider.getAttribute('aria-valuetext')).toBe('0.34')
  })

  test('by mouse: a height is dragged beyond the edge and stays in the plane', async () => {
    await show()
    const figure = await builder()
    const plot = figure.locator('.bb-plot')
    await plot.scrollIntoViewIfNeeded()
    const box = (await plot.boundingBox())!
    await page.mouse.move(box.x + box.width * 0.52, box.y + box.height * 0.5)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.52, box.y - 20, { steps: 3 })
    await page.mouse.up()
    const slider = figure.getByRole('slider', { name: 'height 3 at x = 0.50' })
    await expectSoon(() => slider.getAttribute('aria-valuetext')).toBe(decimal(HIGHEST, 2))
    await expectSoon(() => largest(figure)).toBe(errorOf(withHeight(FLAT, 2, HIGHEST)))
  })

  test('every choice changes the network; many neurons have no handles', async () => {
    await show()
    const figure = await builder()
    await figure.getByRole('button', { name: 'Take the heights from the goal' }).click()
    const choose = (name: string, value: string) =>
      figure.getByRole('combobox', { name, exact: true }).selectOption(value)
    await expectSoon(() => largest(figure)).toBe(errorOf({ heights: null }))
    await choose('goal', 'wave')
    await choose('hidden neurons are', 'relu')
    await choose('how many', '32')
    await expectSoon(() => largest(figure)).toBe(
      errorOf({ heights: null, goal: 'wave', kind: 'relu', units: 32 }),
    )
    expect(await figure.locator('.bb-handle').count()).toBe(0)
    expect(await figure.locator('.bb-share').count()).toBe(32)
    await choose('how many', '8')
    expect(await figure.locator('.bb-handle').count()).toBe(9)
    await figure.getByRole('button', { name: 'Reset' }).click()
    expect(await figure.locator('.bb-handle').count()).toBe(heightsOf(FLAT).length)
  })

  test('by touch: the exercise is judged by the figure as it stands', async () => {
    await show(PHONE)
    const figure = await builder()
    const exercise = await alive(page.locator('#fit-the-hill'))
    await figure.getByRole('button', { name: 'Take the heights from the goal' }).tap()
    await exercise.getByRole('button', { name: 'Check' }).tap()
    await exercise.locator('.feedback').filter({ hasText: 'Is a steep step what a flank needs' }).waitFor()
    await arrow(figure, 'weight of every sigmoid', 'ArrowLeft', 27)
    await expectSoon(() => largest(figure)).toBe(errorOf({ heights: null, steepness: 30 }))
    await exercise.getByRole('button', { name: 'Check' }).tap()
    await exercise.locator('.feedback').filter({ hasText: 'Correct' }).waitFor()
  })
})

describe('the playground in the lesson', () => {
  const fact = (figure: Locator, name: string): Promise<string> =>
    textOf(figure.locator('.play-facts > div', { has: page.getByText(name, { exact: true }) }).locator('dd'))
  const circle = (units: number): PlayState => ({
    ...DEFAULTS,
    data: 'circle',
    learningRate: 0.1,
    layers: [{ units, activation: 'tanh' }],
  })

  test('begins with one hidden neuron; more are added, and an epoch has the loss that Node computes', async () => {
    await show()
    const figure = await alive(page.locator('#circle'))
    expect(await fact(figure, 'training loss')).toBe(
      lossText(trainedPlayground(circle(1)).shot(0, false).trainLoss),
    )
    await figure.getByRole('button', { name: 'One neuron more in layer 1' }).click()
    await expectSoon(() => fact(figure, 'training loss')).toBe(
      lossText(trainedPlayground(circle(2)).shot(0, false).trainLoss),
    )
    await figure.getByRole('button', { name: 'One epoch', exact: true }).click()
    await expectSoon(() => fact(figure, 'epoch')).toBe('1')
    expect(await fact(figure, 'training loss')).toBe(
      lossText(trainedPlayground(circle(2), 1).shot(0, false).trainLoss),
    )
  })

  test('hides the controls that the lesson does not need', async () => {
    await show()
    const figure = await alive(page.locator('#spiral'))
    expect(await figure.getByText('Sweep one setting').count()).toBe(0)
    expect(await figure.getByRole('combobox', { name: 'Learning rate' }).count()).toBe(1)
    expect(await figure.getByRole('combobox', { name: 'Batch', exact: true }).count()).toBe(0)
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
  test('without JavaScript all figures are there with their numbers', async () => {
    await show({ javaScriptEnabled: false })
    expect(await shownSums(page.locator('#layer-bench'))).toEqual(sumsOf(START))
    expect(await largest(page.locator('#bumps'))).toBe(errorOf({}))
    expect(await page.locator('#circle .play-plane').count()).toBe(1)
  })
})
