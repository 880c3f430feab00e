import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import {
  INITIAL,
  iterate,
  measuredRate,
  productsOf,
  worstRate,
  type HeavyBallState,
} from '../../components/heavy-ball/model.ts'
import { directionsOf } from '../../components/heavy-ball/words.ts'
import {
  initialOf,
  LANES,
  Race,
  SURFACES,
  USUAL,
  type RaceState,
} from '../../components/optimizer-race/model.ts'
import { costText, ledgerOf } from '../../components/optimizer-race/words.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { violations } from './helpers/axe.ts'
import { PICTURE, scriptTime } from './helpers/script-time.ts'
import { alive, expectSoon, readThrough, textOf, type OpenOptions } from './helpers/page.ts'
import { page, visit, watchVisits } from './helpers/visit.ts'

const LESSON = 'gradient-descent/momentum-and-adam/'

async function show(id: string, path = LESSON, options: OpenOptions = {}): Promise<Locator> {
  await visit(path, options)
  return alive(page.locator(`#${id}`))
}

watchVisits()

/** What the figure says of its rates: by the roots, measured, √μ. */
const ratesOf = (figure: Locator) => figure.locator('.ball-rates td').allTextContents()
const expectedRates = (state: HeavyBallState) => [
  decimal(worstRate(state), 4),
  decimal(measuredRate(productsOf(state), state.momentum), 3),
  decimal(Math.sqrt(state.momentum), 4),
]

describe('the heavy ball', () => {
  test('by keyboard: sliders move the rates, and the numbers are the model’s', async () => {
    const figure = await show('ball')
    expect(await ratesOf(figure)).toEqual(expectedRates(INITIAL))
    await figure.getByRole('slider', { name: 'momentum μ' }).focus()
    for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowRight')
    const state = { ...INITIAL, momentum: 0.7 }
    await expectSoon(() => ratesOf(figure)).toEqual(expectedRates(state))
    await figure.getByRole('slider', { name: 'learning rate η' }).focus()
    await page.keyboard.press('End')
    await figure.getByText('A direction diverges').waitFor()
    await figure.getByRole('button', { name: 'Reset' }).click()
    await expectSoon(() => ratesOf(figure)).toEqual(expectedRates(INITIAL))
    await figure.getByRole('button', { name: 'No momentum' }).click()
    await expectSoon(() => ratesOf(figure)).toEqual(expectedRates({ ...INITIAL, momentum: 0 }))
  })

  test('by mouse: dragging in the plane sets both numbers', async () => {
    const figure = await show('ball')
    const drawing = figure.locator('.ball-phase')
    await drawing.scrollIntoViewIfNeeded()
    const box = (await drawing.boundingBox())!
    await page.mouse.move(box.x + box.width * 0.8, box.y + box.height * 0.5)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.2, { steps: 4 })
    await page.mouse.up()
    const momentum = Number(await figure.getByRole('slider', { name: 'momentum μ' }).inputValue())
    expect(momentum).toBeGreaterThan(0.75)
    const learningRate = Number(
      await figure.getByRole('slider', { name: 'learning rate η' }).getAttribute('aria-valuetext'),
    )
    expect(learningRate).not.toBe(INITIAL.learningRate)
    const state = { ...INITIAL, momentum, learningRate }
    expect(await ratesOf(figure)).toEqual(expectedRates(state))
    const shown = await figure.locator('.ball-eigen td').allInnerTexts()
    directionsOf(state).forEach(({ product, roots, size, region }, i) => {
      for (const part of [product, roots, size, region]) expect(shown[i]).toContain(part)
    })
  })

  test('by a link, with a step of the path in numbers and the table', async () => {
    const figure = await show('ball', `${LESSON}?ball.kappa=4&ball.rate=0.1&ball.momentum=0.5&ball.step=2`)
    await expectSoon(() => textOf(figure.locator('.ball-ledger dd').first())).toBe(
      '−0.1 × (−0.9000) + 0.5 × 0.1000 = 0.1400',
    )
    await figure.getByRole('button', { name: 'Table' }).click()
    expect(await figure.locator('.frame-table').innerText()).toContain(
      decimal(iterate({ kappa: 4, learningRate: 0.1, momentum: 0.5, step: 2 })[2]!.w[0]!, 4),
    )
  })

  test('as a target: the usual values miss, the computed ones are right', async () => {
    const figure = await show('ball')
    const exercise = await alive(page.locator('#reach-the-best'))
    const says = (text: string) => exercise.locator('.feedback').filter({ hasText: text }).waitFor()
    await exercise.getByRole('button', { name: 'Check' }).click()
    await says('An easier valley is easier')
    await figure.getByRole('combobox', { name: 'condition number κ' }).selectOption('100')
    const rate = figure.getByRole('slider', { name: 'learning rate η' })
    const momentum = figure.getByRole('slider', { name: 'momentum μ' })
    // Rates go by two figures: 90 from 0.001 to 0.0099, so 0.01 is number 90 and 0.033 number 113.
    await rate.fill('90')
    await momentum.fill('0.9')
    await exercise.getByRole('button', { name: 'Check' }).click()
    await says('Both ends of the bar')
    await rate.fill('113')
    await momentum.fill('0.67')
    await expectSoon(() => rate.getAttribute('aria-valuetext')).toBe('0.033')
    await exercise.getByRole('button', { name: 'Check' }).click()
    await says('Correct')
  })
})

/** The ledger of the followed optimizer as the figure shows it. */
const shownLedger = async (figure: Locator): Promise<string[][]> =>
  figure
    .locator('.race-ledger-table tbody tr:not([aria-hidden])')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')))
const expectedLedger = (state: RaceState) =>
  ledgerOf(new Race().lane(state.follow, state).upTo(state.step).at(-1)!).map((row) => [...row])
const expectedCosts = (state: RaceState) =>
  LANES.map((lane) => costText(new Race().lane(lane, state).upTo(state.step).at(-1)!.cost))
const shownCosts = (figure: Locator) =>
  figure.locator('.race-standings tbody td:last-child').allTextContents()

test('moving the heavy ball costs the page’s thread a few milliseconds of script', async () => {
  const figure = await show('ball')
  const momentum = figure.getByRole('slider', { name: 'momentum μ' })
  const values = ['0.3', '0.5', '0.7', '0.9', '0.25', '0.45', '0.65', '0.85', '0.1', '0.2']
  const spent = await scriptTime(page, async () => {
    for (const value of values) await momentum.fill(value)
    await expectSoon(() => ratesOf(figure)).toEqual(expectedRates({ ...INITIAL, momentum: 0.2 }))
  })
  expect(spent / values.length).toBeLessThan(PICTURE)
})

describe('the race', () => {
  test.each(SURFACES)('%s: costs and ledger are the model’s', async (surface) => {
    const figure = await show('race', `${LESSON}?race.surface=${surface}&race.follow=rmsprop&race.step=25`)
    const state = { ...initialOf(surface, 'rmsprop'), step: 25 }
    await expectSoon(() => shownCosts(figure)).toEqual(expectedCosts(state))
    expect(await shownLedger(figure)).toEqual(expectedLedger(state))
  })

  test('each convention, chosen in the figure, gives the numbers of the model', async () => {
    const figure = await show('race')
    let state = { ...initialOf('line'), step: 1 }
    await figure.getByRole('slider', { name: 'step' }).fill('1')
    await expectSoon(() => shownLedger(figure)).toEqual(expectedLedger(state))
    const choose = async (name: string, value: string, part: Partial<typeof USUAL>) => {
      await figure.getByRole('combobox', { name, exact: true }).selectOption(value)
      state = { ...state, conventions: { ...state.conventions, ...part } }
      await expectSoon(() => shownLedger(figure)).toEqual(expectedLedger(state))
    }
    await choose('Adam’s bias correction', 'multiply', { correction: 'multiply' })
    await choose('ε', '0.1', { eps: 0.1 })
    await choose('ε stands', 'keras', { placement: 'keras' })
    await choose('cost of one example', 'yes', { half: true })
    await choose('over the examples', 'sum', { reduction: 'sum' })
    await choose('learning rate', 'warmup', { decay: 'warmup' })
    await figure.getByRole('radio', { name: '2 momentum' }).check()
    await figure.getByRole('button', { name: 'One step' }).click()
    state = { ...state, follow: 'momentum', step: 2 }
    await expectSoon(() => shownLedger(figure)).toEqual(expectedLedger(state))
    await choose('gradient enters the momentum', 'all', { damping: 'all' })
    await choose('μ', '0.6', { momentum: 0.6 })
    await figure.getByRole('combobox', { name: 'surface' }).selectOption('valley')
    expect(await figure.getByRole('combobox', { name: 'over the examples' }).isDisabled()).toBe(true)
    await figure.getByRole('button', { name: 'Reset' }).click()
    await expectSoon(() => shownCosts(figure)).toEqual(expectedCosts(initialOf('line')))
  })

  test('by keyboard and by running: rate, run, pause; with reduced motion at once', async () => {
    const figure = await show('race', LESSON, { reducedMotion: 'reduce' })
    const rate = figure.getByRole('slider', { name: 'learning rate of Adam' })
    await rate.focus()
    await page.keyboard.press('ArrowRight')
    await expectSoon(() => rate.getAttribute('aria-valuetext')).toBe('0.11')
    await figure.getByRole('button', { name: 'Run' }).click()
    await expectSoon(() => figure.getByRole('slider', { name: 'step' }).inputValue()).toBe('300')
    const initial = initialOf('line')
    const state = { ...initial, step: 300, rates: { ...initial.rates, adam: 0.11 } }
    await expectSoon(() => shownCosts(figure)).toEqual(expectedCosts(state))
  })

  test('a step of a run costs the page’s thread a few milliseconds of script, and a jump no more at once', async () => {
    const figure = await show('race')
    const step = () => figure.getByRole('slider', { name: 'step' }).inputValue().then(Number)
    await figure.getByRole('combobox', { name: 'surface' }).selectOption('tilted')
    await figure.getByRole('button', { name: 'Back to the start' }).click()
    await expectSoon(step).toBe(0)
    const running = await scriptTime(page, async () => {
      await figure.getByRole('button', { name: 'Run' }).click()
      await expectSoon(step).toBeGreaterThan(40)
      await figure.getByRole('button', { name: 'Pause' }).click()
    })
    const here = await step()
    expect(running / here).toBeLessThan(PICTURE)
    // Ten steps of each optimizer at most between two pictures: the rest of the way takes so many pictures.
    const jumping = await scriptTime(page, async () => {
      await figure.getByRole('slider', { name: 'step' }).fill('300')
      await expectSoon(() => shownCosts(figure)).toEqual(expectedCosts({ ...initialOf('tilted'), step: 300 }))
    })
    expect(jumping / ((300 - here) / 10)).toBeLessThan(2 * PICTURE)
    await figure.getByRole('slider', { name: 'step' }).fill('40')
    await figure.getByRole('button', { name: 'One step' }).click()
    await expectSoon(step).toBe(41)
  })

  test('by touch: an optimizer is followed by a tap', async () => {
    const figure = await show('race', LESSON, {
      viewport: { width: 375, height: 800 },
      hasTouch: true,
      isMobile: true,
    })
    await figure.getByRole('radio', { name: '4 Adagrad' }).tap()
    const state = initialOf('line', 'adagrad')
    await expectSoon(() => shownLedger(figure)).toEqual(expectedLedger(state))
    for (const button of await figure.getByRole('button').all())
      expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(40)
  })
})

test.each(['light', 'dark'] as const)(
  'on a phone in %s: nothing overflows, axe finds nothing',
  async (colorScheme) => {
    await show('ball', LESSON, { viewport: { width: 375, height: 800 }, colorScheme })
    await readThrough(page)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375)
    expect(await violations(page)).toEqual([])
  },
)

test('without JavaScript: regions, paths, roots, ledger and the worked steps are there', async () => {
  await visit(LESSON, { javaScriptEnabled: false })
  expect(await page.locator('#ball .ball-tent').count()).toBe(6)
  expect(await ratesOf(page.locator('#ball'))).toEqual(expectedRates(INITIAL))
  expect(await page.locator('#race .contour').count()).toBe(11)
  expect(await shownLedger(page.locator('#race'))).toEqual(expectedLedger(initialOf('line')))
})
