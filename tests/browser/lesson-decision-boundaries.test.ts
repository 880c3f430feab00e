import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { solutionsOf, TABLES } from '../../components/gate-bench/model.ts'
import { BY_HAND, fates, type SpaceState } from '../../components/xor-space/model.ts'
import { violations } from './helpers/axe.ts'
import { alive, readThrough, textOf, type OpenOptions } from './helpers/page.ts'
import { page, visit, watchVisits } from './helpers/visit.ts'

const PATH = 'neurons/decision-boundaries/'

async function show(options: OpenOptions = {}, path = PATH): Promise<void> {
  await visit(path, options)
}
const bench = (): Promise<Locator> => alive(page.locator('#gates'))
const space = (): Promise<Locator> => alive(page.locator('#space'))

watchVisits()

/** Moves a slider from where it stands by arrow keys. */
async function press(
  figure: Locator,
  name: string,
  key: 'ArrowLeft' | 'ArrowRight',
  times: number,
): Promise<void> {
  await figure.getByRole('slider', { name, exact: true }).focus()
  for (let i = 0; i < times; i++) await page.keyboard.press(key)
}
const verdicts = (figure: Locator): Promise<string[]> => figure.locator('.demands .verdict').allInnerTexts()
const sums = (figure: Locator): Promise<string[]> => figure.locator('.demands .now').allInnerTexts()

describe('the bench of gates', () => {
  test('by keyboard: AND is found, and counted among the settings that do it', async () => {
    await show()
    const figure = await bench()
    expect(await verdicts(figure)).toEqual(['holds', 'fails', 'fails', 'holds'])
    await press(figure, 'bias b', 'ArrowLeft', 1)
    expect(await sums(figure)).toEqual(['−1.5', '−0.5', '−0.5', '0.5'])
    expect(await verdicts(figure)).toEqual(['holds', 'holds', 'holds', 'holds'])
    const total = solutionsOf(TABLES.and).length
    await expect.poll(() => textOf(figure.locator('.gate-right'))).toContain(`found 1 of ${total} settings`)
    await press(figure, 'bias b', 'ArrowLeft', 1)
    await expect.poll(() => textOf(figure.locator('.gate-right'))).toContain(`found 2 of ${total} settings`)
    await figure.getByRole('button', { name: 'Table', exact: true }).click()
    expect(await figure.locator('.frame-table').innerText()).toContain(`2 / ${total}`)
  })

  test('by mouse: XOR shows its certificate; any three demands hold, and then the two sums still contradict', async () => {
    await show()
    const figure = await bench()
    await figure.getByRole('button', { name: 'XOR' }).click()
    for (const [i, corner] of ['00', '01', '10', '11'].entries()) {
      await figure.getByRole('button', { name: `All but ${corner}` }).click()
      expect(await verdicts(figure)).toEqual([0, 1, 2, 3].map((at) => (at === i ? 'fails' : 'holds')))
      expect((await figure.locator('.certificate .verdict').allInnerTexts()).toSorted()).toEqual([
        'can hold now',
        'cannot hold now',
      ])
      const [first, , , last] = (await sums(figure)).map((text) => Number(text.replace('−', '-')))
      expect(await figure.locator('.certificate').innerText()).toContain(
        `which is ${(first! + last!).toFixed(1).replace('-', '−')} now`,
      )
    }
  })

  test('by touch: a demand is turned around, and the goal is another table', async () => {
    await show({ hasTouch: true, isMobile: true, viewport: { width: 375, height: 800 } })
    const figure = await bench()
    await figure.getByRole('button', { name: '00 should be 0: change that' }).tap()
    expect(await figure.locator('.certificate').count()).toBe(1) // 1, 0, 0, 1: XOR's opposite
    await figure.getByRole('button', { name: '11 should be 1: change that' }).tap()
    expect(await figure.locator('.certificate').count()).toBe(0)
    await figure.getByRole('button', { name: 'Reset' }).tap()
    expect(await verdicts(figure)).toEqual(['holds', 'fails', 'fails', 'holds'])
  })

  test('the exercise is judged by the bench as it stands', async () => {
    await show()
    const figure = await bench()
    const exercise = await alive(page.locator('#smallest-nand'))
    await exercise.getByRole('button', { name: 'Check' }).click()
    await exercise.locator('.feedback').filter({ hasText: 'The bench is set to another gate' }).waitFor()
    await figure.getByRole('button', { name: 'NAND' }).click()
    await press(figure, 'weight w1', 'ArrowLeft', 4)
    await press(figure, 'weight w2', 'ArrowLeft', 4)
    await press(figure, 'bias b', 'ArrowRight', 4)
    await exercise.getByRole('button', { name: 'Check' }).click()
    await exercise.locator('.feedback').filter({ hasText: 'Correct' }).waitFor()
  })

  test('a link sets it and hides what a teacher hides', async () => {
    await show({}, `${PATH}?gates.table=0111&gates.w1=2&gates.w2=2&gates.b=-2&gates.hide=table`)
    const figure = await bench()
    await expect.poll(() => sums(figure)).toEqual(['−2.0', '0.0', '0.0', '2.0'])
    expect(await figure.getByRole('button', { name: 'XOR' }).count()).toBe(0)
    expect(await figure.locator('.flip').count()).toBe(0)
  })
})

/** The hidden places in the figure's table, as they stand there. */
async function places(figure: Locator): Promise<Record<string, string>> {
  const button = figure.getByRole('button', { name: 'Table', exact: true })
  if ((await button.getAttribute('aria-expanded')) === 'false') await button.click()
  return Object.fromEntries(
    await figure
      .locator('.frame-table tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) => [row.querySelector('th')!.textContent, row.querySelector('td')!.textContent]),
      ),
  )
}
function expected(state: SpaceState): Record<string, string> {
  const print = (value: number) =>
    /[1-9]/.test(value.toFixed(3)) ? value.toFixed(3).replace('-', '−') : '0.000'
  return Object.fromEntries(
    fates(state).flatMap(({ corner, h, z }) => [
      [`hidden values of ${corner.join('')}`, `(${print(h[0])}, ${print(h[1])})`],
      [`output sum of ${corner.join('')}`, print(z)],
    ]),
  )
}

describe('hidden space', () => {
  test('the points move as hidden weights are dragged by keyboard, and leave a trail', async () => {
    await show()
    const figure = await space()
    const before = await figure.locator('.space-map').nth(1).locator('.corner').first().boundingBox()
    await press(figure, 'second hidden neuron, weight 1', 'ArrowRight', 2)
    await press(figure, 'second hidden neuron, bias', 'ArrowLeft', 2)
    expect(await places(figure)).toEqual(
      expected({
        activation: 'relu',
        first: { w1: 1, w2: 0, b: 0 },
        second: { w1: 1, w2: 1, b: -1 },
        output: { w1: 1, w2: 1, b: -0.5 },
      }),
    )
    expect(await figure.locator('.trail').count()).toBe(4)
    expect(before).not.toBeNull()
    await press(figure, 'first hidden neuron, weight 2', 'ArrowRight', 2)
    await press(figure, 'output neuron, weight 2', 'ArrowLeft', 6)
    await figure.getByText('4 of 4 right').waitFor()
  })

  test('by mouse: each activation, solved by hand, has the numbers that Node computes', async () => {
    await show()
    const figure = await space()
    for (const activation of ['step', 'relu', 'sigmoid'] as const) {
      await figure.getByRole('combobox', { name: 'hidden activation' }).selectOption(activation)
      await figure.getByRole('button', { name: 'Solved by hand' }).click()
      expect(await places(figure)).toEqual(expected({ activation, ...BY_HAND[activation]! }))
      await figure.getByText('4 of 4 right').waitFor()
      if (activation === 'step') await figure.getByText('found 1 of the 8 pairs').waitFor()
    }
    await figure.getByRole('combobox', { name: 'hidden activation' }).selectOption('linear')
    expect(await figure.getByRole('button', { name: 'Solved by hand' }).count()).toBe(0)
    await figure.getByText('a parallelogram').first().waitFor()
    await figure.getByRole('button', { name: 'Reset' }).click()
    await figure.getByText('3 of 4 right').waitFor()
  })

  test('by touch: a slider set by a finger, and the exercise judged', async () => {
    await show({ hasTouch: true, isMobile: true, viewport: { width: 375, height: 800 } })
    const figure = await space()
    const slider = figure.getByRole('slider', { name: 'output neuron, weight 2', exact: true })
    await slider.scrollIntoViewIfNeeded()
    const box = (await slider.boundingBox())!
    await page.touchscreen.tap(box.x + box.width * 0.25, box.y + box.height / 2)
    expect(Number(await slider.inputValue())).toBeLessThan(-2)
    await figure.getByRole('button', { name: 'Solved by hand' }).tap()
    const exercise = await alive(page.locator('#solve-with-relu'))
    await exercise.getByRole('button', { name: 'Check' }).tap()
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
    expect(await sums(page.locator('#gates'))).toEqual(['−1.0', '0.0', '0.0', '1.0'])
    expect(await page.locator('#space .corner').count()).toBe(8)
    expect(await textOf(page.locator('#space'))).toContain('3 of 4 right')
  })
})
