import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import {
  differenceOf,
  EXAMPLE,
  follow,
  forward,
  gradients,
  PARAMETERS,
  RATE,
  update,
  type Chain,
  type Parameter,
} from '../../components/neuron-chain/model.ts'
import { number, productNumbers, shown } from '../../components/neuron-chain/words.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { violations } from './helpers/axe.ts'
import { alive, expectSeen, expectSoon, readThrough, textOf, type OpenOptions } from './helpers/page.ts'
import { page, visit, watchVisits } from './helpers/visit.ts'

const PATH = 'backpropagation/two-neuron-chain/'

async function show(options: OpenOptions = {}, path = PATH): Promise<void> {
  await visit(path, options)
}
const chainFigure = (): Promise<Locator> => alive(page.locator('#chain'))

watchVisits()

const ledgerOf = (figure: Locator, parameter: Parameter): Promise<string> =>
  textOf(figure.locator(`[data-parameter="${parameter}"]`))

/** The third column of the table: the ratios, and their product. */
const ratios = (figure: Locator) => () =>
  figure
    .locator('.chain-follow tr')
    .evaluateAll((rows) => rows.map((row) => row.querySelectorAll('th, td')[2]?.textContent ?? '').slice(2))

const expectedRatios = (chain: Chain, parameter: Parameter, nudge: number): string[] => {
  const moved = follow(chain, parameter, nudge)
  return [...moved.slice(1).map(({ ratio }) => number(ratio!)), decimal(moved.at(-1)!.change / nudge, 6)]
}

describe('the chain', () => {
  test('the ledger has every gradient by its factors and by nudging', async () => {
    await show()
    const figure = await chainFigure()
    for (const parameter of PARAMETERS) {
      const said = await ledgerOf(figure, parameter)
      expect(said).toContain(`= ${productNumbers(EXAMPLE, parameter)}`)
      expect(said).toContain(`= ${decimal(gradients(EXAMPLE)[parameter], 6)}`)
      expect(said).toContain(`by nudging: ${decimal(differenceOf(EXAMPLE, parameter), 6)}`)
    }
  })

  test('by keyboard: a slider changes every factor; halving the nudge brings the ratios closer', async () => {
    await show()
    const figure = await chainFigure()
    await expectSoon(ratios(figure)).toEqual(expectedRatios(EXAMPLE, 'w_1', 0.01))
    await figure.getByRole('slider', { name: 'value of w₂' }).focus()
    for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight')
    const chain = { ...EXAMPLE, w_2: -1 }
    await expectSoon(ratios(figure)).toEqual(expectedRatios(chain, 'w_1', 0.01))
    await figure.getByRole('slider', { name: 'by', exact: true }).focus()
    await page.keyboard.press('End')
    await expectSoon(ratios(figure)).toEqual(expectedRatios(chain, 'w_1', 0.5))
    await figure.getByRole('button', { name: 'Halve the nudge' }).click()
    await expectSoon(ratios(figure)).toEqual(expectedRatios(chain, 'w_1', 0.25))
    expect(await ledgerOf(figure, 'b_1')).toContain(decimal(gradients(chain).b_1, 6))
  })

  test('by mouse: another parameter is nudged, and its way back is lit', async () => {
    await show()
    const figure = await chainFigure()
    const lit = () =>
      figure
        .locator('.chain-edge.lit text')
        .evaluateAll((all) => all.map((text) => text.getAttribute('data-slope')))
    expect(await lit()).toHaveLength(5)
    for (const parameter of PARAMETERS) {
      await figure.getByRole('button', { name: shown(parameter), exact: true }).click()
      await expectSoon(ratios(figure)).toEqual(expectedRatios(EXAMPLE, parameter, 0.01))
      expect(await lit()).toHaveLength(parameter.endsWith('1') ? 5 : 3)
    }
    expect((await lit()).at(-1)).toBe('z_1/b_1')
  })

  test('by touch: updates lower the error as Node computes it, and Reset brings the example back', async () => {
    await show({ hasTouch: true, isMobile: true, viewport: { width: 375, height: 800 } })
    const figure = await chainFigure()
    let chain = EXAMPLE
    for (let i = 0; i < 3; i++) {
      await figure.getByRole('button', { name: 'One update' }).tap()
      chain = update(chain, RATE)
    }
    await expectSoon(() => textOf(figure.locator('.chain-error'))).toBe(
      `E = ${decimal(forward(chain).E, 6)} after 3 updates`,
    )
    await figure.getByRole('button', { name: 'Reset' }).tap()
    await expectSoon(() => textOf(figure.locator('.chain-error'))).toBe(
      `E = ${decimal(forward(EXAMPLE).E, 6)}`,
    )
  })

  test('a link sets it and hides what a teacher hides', async () => {
    await show({}, `${PATH}?chain.w_2=2&chain.p=b_2&chain.nudge=0.1&chain.hide=values,update`)
    const figure = await chainFigure()
    await expectSoon(ratios(figure)).toEqual(expectedRatios({ ...EXAMPLE, w_2: 2 }, 'b_2', 0.1))
    expect(await figure.getByRole('slider').count()).toBe(1)
    expect(await figure.getByRole('button', { name: 'One update' }).count()).toBe(0)
  })

  test('the exercise is judged by the figure: without input b₁ still learns, with w₂ = 0 nothing does', async () => {
    await show()
    const figure = await chainFigure()
    const exercise = await alive(page.locator('#deaf-first-neuron'))
    const set = async (name: string, value: string) => {
      await figure.getByRole('slider', { name: `value of ${name}` }).fill(value)
    }
    await set('x', '0')
    await exercise.getByRole('button', { name: 'Check' }).click()
    await expectSeen(exercise.locator('.feedback').filter({ hasText: 'still learns' }))
    await set('x', '0.5')
    await set('w₂', '0')
    await exercise.getByRole('button', { name: 'Check' }).click()
    await expectSeen(exercise.locator('.feedback').filter({ hasText: 'Correct' }))
  })
})

describe('the backward pass of a reader', () => {
  test('a forgotten factor is named, and the right one passes', async () => {
    await show()
    const exercise = await alive(page.locator('#write-the-backward-pass'))
    const program = (d1: string) => `const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z))
function backward(x: number, T: number, w1: number, b1: number, w2: number, b2: number) {
  const a1 = sigmoid(w1 * x + b1)
  const a2 = sigmoid(w2 * a1 + b2)
  const d2 = -(T - a2) * a2 * (1 - a2)
  const d1 = ${d1}
  return { w1: d1 * x, b1: d1, w2: d2 * a1, b2: d2 }
}`
    const check = async (code: string, words: string) => {
      const editor = exercise.locator('.cm-content')
      if ((await editor.count()) === 0) await exercise.locator('.code-place [role="textbox"]').click()
      await editor.focus()
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.insertText(code)
      await exercise.getByRole('button', { name: 'Check' }).click()
      await expectSeen(exercise.locator('.feedback').filter({ hasText: words }))
    }
    await check(program('d2 * a1 * (1 - a1)'), 'you passed a weight')
    await check(program('d2 * w2 * a1 * (1 - a1)'), 'Correct')
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
  test('without JavaScript the figure is there with its numbers, and every derivation is whole', async () => {
    await show({ javaScriptEnabled: false })
    expect(await ledgerOf(page.locator('#chain'), 'w_1')).toContain(decimal(gradients(EXAMPLE).w_1, 6))
    expect(await page.locator('.derivation-steps').count()).toBe(4)
    await expectSeen(page.locator('#chain .chain-follow'))
  })
})
