import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { evaluate, graphIn, PRESETS, start, tangents } from '../../components/computation-graph/model.ts'
import { number } from '../../components/computation-graph/words.ts'
import { workOf } from '../../components/jacobian-passes/model.ts'
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

const PATH = 'backpropagation/chain-rule/'

async function show(options: OpenOptions = {}, path = PATH): Promise<void> {
  await visit(path, options)
}
const graphFigure = (): Promise<Locator> => alive(page.locator('#graph'))
const passes = (): Promise<Locator> => alive(page.locator('#passes'))

watchVisits()

const entry = (figure: Locator, name: string): Locator =>
  figure.getByRole('textbox', { name: `derivative of f with respect to ${name}`, exact: true })
const said = (figure: Locator) => () => textOf(figure.locator('.graph-said'))

/** Types one of the red numbers and presses Enter. */
async function fill(figure: Locator, name: string, value: string): Promise<void> {
  await entry(figure, name).fill(value)
  await entry(figure, name).press('Enter')
}

/** Name and gradient of each node of an expression. */
function reds(source: string, values: Record<string, number>): [string, number][] {
  const graph = graphIn({ source })
  const { gradients } = evaluate(graph, values)
  return graph.nodes.map(({ name }, i) => [name, gradients[i]!])
}

describe('the graph', () => {
  test('by keyboard: Tab goes from the result up, wrong numbers are diagnosed, right ones counted', async () => {
    await show()
    const figure = await graphFigure()
    await entry(figure, 'f').focus()
    await page.keyboard.type('-9')
    await page.keyboard.press('Enter')
    await expectSoon(said(figure)).toContain('That is the value of f')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('1')
    await page.keyboard.press('Tab')
    await expectSoon(said(figure)).toContain('1 of 5 right')
    // The next one up is u or z, whichever was computed last.
    const label = await page.evaluate('document.activeElement.getAttribute("aria-label")')
    expect(['derivative of f with respect to u', 'derivative of f with respect to z']).toContain(label)

    await fill(figure, 'u', '7')
    await fill(figure, 'x', '7')
    await expectSoon(said(figure)).toContain('follows from your number at u')
    await fill(figure, 'u', '3')
    await fill(figure, 'x', '1')
    await expectSoon(said(figure)).toContain('That is the local slope')
    for (const [name, red] of reds('(x + y) z', { x: 2, y: -5, z: 3 })) await fill(figure, name, String(red))
    await expectSoon(said(figure)).toContain('5 of 5 right. All right.')
    expect(await figure.locator('.graph-sums').innerText()).toContain('1 × 3 = 3')
  })

  test('by mouse: every preset shows the gradients that Node computes, backward and forward', async () => {
    await show()
    const figure = await graphFigure()
    const shown = () => figure.locator('.graph-below').allTextContents()
    for (const preset of PRESETS) {
      const state = start(preset)
      await figure.getByRole('button', { name: preset.source, exact: true }).click()
      await figure.getByRole('button', { name: 'Show ∂f/∂…' }).click()
      const graph = graphIn(preset)
      const all = evaluate(graph, state.values)
      await expectSoon(shown).toEqual(all.gradients.map(number))
      await figure.getByRole('button', { name: 'Forward' }).click()
      await expectSoon(shown).toEqual(tangents(graph, all, state.by).map(number))
    }
    await figure.getByRole('button', { name: 'Local slopes' }).click()
    const last = PRESETS.at(-1)!
    const slopes = evaluate(graphIn(last), last.values).edges.map(({ slope }) => number(slope))
    await expectSoon(() => figure.locator('.graph-slope').allTextContents()).toEqual(slopes)
  })

  test('an expression of the reader’s own; what is not understood is said, and the graph stays', async () => {
    await show()
    const figure = await graphFigure()
    const source = figure.getByRole('textbox', { name: 'an expression of your own' })
    await source.fill('x y + sin(x')
    await expectSeen(figure.getByText('The bracket ( is not closed'))
    expect(await textOf(figure.locator('.graph-definitions'))).toContain('u = x + y')
    await source.fill('x y + sin(x)')
    await expectSoon(() => textOf(figure.locator('.graph-definitions'))).toBe(
      'Step by step: u₁ = x × y, u₂ = sin(x), f = u₁ + u₂.',
    )
    await figure.getByRole('slider', { name: 'value of x' }).focus()
    await page.keyboard.press('ArrowRight')
    const [, red] = reds('x y + sin(x)', { x: 2.1, y: -5 }).find(([name]) => name === 'x')!
    await fill(figure, 'x', red.toFixed(3))
    await expectSoon(said(figure)).toContain('1 of 5 right')
    await fill(figure, 'x', '-5')
    await expectSoon(said(figure)).toContain('from u₁ alone')
    await figure.getByRole('button', { name: 'Table', exact: true }).click()
    expect(await figure.locator('.frame-table').innerText()).toContain('to be filled in')
  })

  test('by touch: other numbers clear what was written; a link sets the figure and hides its controls', async () => {
    await show({ hasTouch: true, isMobile: true, viewport: { width: 375, height: 800 } })
    const figure = await graphFigure()
    await fill(figure, 'f', '1')
    await expectSoon(said(figure)).toContain('1 of 5 right')
    const values = () => figure.locator('.graph-value').allTextContents()
    const before = await values()
    await figure.getByRole('button', { name: 'Other numbers' }).tap()
    await expectSoon(values).not.toEqual(before)
    expect(await entry(figure, 'f').inputValue()).toBe('')
    await close(opened)
    await show(
      {},
      `${PATH}?graph.f=a%5E2%20b&graph.at=a%3D3,b%3D2&graph.view=show&graph.hide=expression,view`,
    )
    const linked = await graphFigure()
    await expectSoon(() => linked.locator('.graph-below').allTextContents()).toEqual(
      reds('a^2 b', { a: 3, b: 2 }).map(([, red]) => number(red)),
    )
    expect(await linked.getByRole('textbox').count()).toBe(0)
  })

  test('the exercise sets it up, and is solved in it', async () => {
    await show()
    const figure = await graphFigure()
    const exercise = await alive(page.locator('#fill-it-in'))
    await exercise.getByRole('button', { name: 'Set the figure to the start' }).click()
    await exercise.getByRole('button', { name: 'Check' }).click()
    await expectSeen(exercise.locator('.feedback').filter({ hasText: 'Not all of them are right yet' }))
    for (const [name, red] of reds('x (x + y)', { x: 1.5, y: -4 })) await fill(figure, name, String(red))
    await exercise.getByRole('button', { name: 'Check' }).click()
    await expectSeen(exercise.locator('.feedback').filter({ hasText: 'Correct' }))
  })
})

describe('the work of both modes', () => {
  test('is counted pass by pass', async () => {
    await show()
    const figure = await passes()
    const counts = () => figure.locator('.passes-count').allTextContents()
    const state = { inputs: 5, hidden: 3, outputs: 1, columns: 2, rows: 1 }
    await figure.getByRole('button', { name: 'One forward pass' }).click()
    await figure.getByRole('button', { name: 'One forward pass' }).click()
    await figure.getByRole('button', { name: 'One backward pass' }).click()
    const { forward, backward } = workOf(state)
    await expectSoon(counts).toEqual([
      `2 of 5 passes, ${forward.done} of ${forward.all} multiplications`,
      `1 of 1 pass, ${backward.done} of ${backward.all} multiplications`,
    ])
    expect(await figure.locator('.passes-number').count()).toBe(2 + 5)
    expect(await figure.getByRole('button', { name: 'One backward pass' }).isDisabled()).toBe(true)
  })

  test('by keyboard: more outputs than inputs turn the verdict around', async () => {
    await show()
    const figure = await passes()
    await figure.getByRole('slider', { name: 'inputs' }).focus()
    await page.keyboard.press('Home')
    await expectSeen(figure.getByText('both modes need the same work'))
    await figure.getByRole('slider', { name: 'outputs' }).focus()
    await page.keyboard.press('End')
    await expectSeen(figure.getByText('forward mode is cheaper'))
    await figure.getByRole('button', { name: 'All passes' }).click()
    await expectSoon(() => figure.locator('.passes-number').count()).toBe(12)
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
    const { values } = evaluate(graphIn({ source: '(x + y) z' }), { x: 2, y: -5, z: 3 })
    expect(await page.locator('#graph .graph-value').allTextContents()).toEqual(values.map(number))
    expect(await page.locator('#passes .passes-count').count()).toBe(2)
  })
})
