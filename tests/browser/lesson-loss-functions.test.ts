import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { costAt, LOSSES, NUMBERS, OUTLIER, type LossName } from '../../components/loss-axis/model.ts'
import { EPOCHS, NIELSEN, outputs, type CostName } from '../../components/slow-start/model.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { violations } from './helpers/axe.ts'
import { alive, readThrough, type OpenOptions } from './helpers/page.ts'
import { page, visit, watchVisits } from './helpers/visit.ts'

const LESSON = 'gradient-descent/loss-functions/'

async function show(id: string, path = LESSON, options: OpenOptions = {}): Promise<Locator> {
  await visit(path, options)
  return alive(page.locator(`#${id}`))
}

watchVisits()

/** What the figure prints for one loss. */
const shown = async (figure: Locator, loss: LossName): Promise<string[]> =>
  figure.locator(`dl[data-loss="${loss}"] dd`).allTextContents()

/** Cost and slope by the engine, as the figure prints them. */
const expected = (loss: LossName, targets: readonly number[], y: number): string[] => {
  const at = costAt(loss, targets, y)
  if (!at) return ['not defined', 'not defined']
  const print = (value: number) => (loss === 'percentage' ? `${decimal(value, 1)} %` : decimal(value, 4))
  return [print(at.cost), print(at.slope)]
}

async function agrees(figure: Locator, targets: readonly number[], y: number): Promise<void> {
  for (const loss of LOSSES)
    expect((await shown(figure, loss)).slice(0, 2)).toEqual(expected(loss, targets, y))
}

describe('four losses of one prediction', () => {
  test('begin with the engine’s numbers', async () => agrees(await show('losses'), [1], 0.3))

  test('by mouse: dragged in one drawing, all four follow', async () => {
    const figure = await show('losses')
    const box = (await figure.locator('[data-loss="absolute"].loss-plot').boundingBox())!
    await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.4)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.8, box.y + box.height * 0.4, { steps: 5 })
    await page.mouse.up()
    const y = Number(await figure.getByRole('slider', { name: 'prediction ŷ' }).inputValue())
    expect(y).toBeGreaterThan(1.5)
    await agrees(figure, [1], y)
    expect(await shown(figure, 'crossEntropy')).toEqual(['not defined', 'not defined', '1.000'])
  })

  test('by keyboard: prediction and target; near a target of zero the percentage stands up like a wall', async () => {
    const figure = await show('losses')
    await figure.getByRole('slider', { name: 'prediction ŷ' }).focus()
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight')
    await agrees(figure, [1], 0.35)
    await page.keyboard.press('Tab')
    await figure.getByRole('slider', { name: 'target y' }).fill('0.01')
    expect((await shown(figure, 'percentage'))[1]).toBe('10000.0 %')
    await figure.getByRole('slider', { name: 'target y' }).fill('0')
    expect((await shown(figure, 'percentage'))[1]).toBe('1\u202F000\u202F000\u202F000 %')
    expect(await figure.locator('[data-loss="percentage"] .off').count()).toBe(1)
  })

  test('the outlier moves the mean, not the median; labels and the factor ½ do what they say', async () => {
    const figure = await show('losses')
    const outlier = figure.getByRole('button', { name: 'Add an outlier' })
    await outlier.click()
    expect(await outlier.getAttribute('aria-pressed')).toBe('true')
    await agrees(figure, [...NUMBERS, OUTLIER], 0.3)
    expect((await shown(figure, 'squared'))[2]).toBe('0.858')
    expect((await shown(figure, 'absolute'))[2]).toBe('0.500 to 0.600')
    await outlier.click()
    expect((await shown(figure, 'squared'))[2]).toBe('0.550')
    await figure.getByRole('radio', { name: 'five labels, 0 or 1' }).check()
    expect((await shown(figure, 'crossEntropy'))[2]).toBe('0.800')
    const [whole] = await shown(figure, 'squared')
    await figure.getByRole('button', { name: 'With the factor ½' }).click()
    expect(Number((await shown(figure, 'squared'))[0])).toBeCloseTo(Number(whole) / 2, 4)
    await figure.getByRole('button', { name: 'Reset' }).click()
    await agrees(figure, [1], 0.3)
  })

  test('a link sets and hides; the table has the numbers', async () => {
    const figure = await show('losses', `${LESSON}?losses.y=0.62&losses.t=0.8&losses.hide=outlier,half`)
    await expect.poll(() => figure.getByRole('slider', { name: 'prediction ŷ' }).inputValue()).toBe('0.62')
    await agrees(figure, [0.8], 0.62)
    expect(await figure.getByRole('button', { name: 'Add an outlier' }).count()).toBe(0)
    await figure.getByRole('button', { name: 'Table' }).click()
    expect(await figure.locator('.frame-table').innerText()).toContain(expected('squared', [0.8], 0.62)[0])
  })
})

describe('the race of two neurons', () => {
  const ends = (start: 'near' | 'far', rates: Record<CostName, number>) =>
    (['squared', 'crossEntropy'] as const).map((cost) =>
      decimal(outputs(cost, start, rates[cost], [EPOCHS])[0]!, 4),
    )
  const output = async (figure: Locator) =>
    figure.locator('.race-ledger tr', { hasText: 'output a' }).locator('td').allTextContents()

  test('trained to the end: both of Nielsen’s starts, the rates of the book and the same rate', async () => {
    const figure = await show('race')
    await figure.getByRole('button', { name: 'Train both' }).click()
    await figure.getByRole('button', { name: 'Pause' }).waitFor()
    await expect.poll(() => output(figure), { timeout: 30_000 }).toEqual(ends('far', NIELSEN))
    const epoch = figure.getByRole('slider', { name: 'epoch' })
    await figure.getByRole('radio', { name: 'w = 0.6, b = 0.9' }).check()
    expect(await epoch.inputValue()).toBe('0')
    await epoch.fill(String(EPOCHS))
    expect(await output(figure)).toEqual(ends('near', NIELSEN))
    await figure.getByRole('button', { name: 'Same rate for both' }).click()
    await epoch.fill(String(EPOCHS))
    expect(await output(figure)).toEqual(ends('near', { squared: 0.15, crossEntropy: 0.15 }))
    await figure.getByLabel('η for squared error').selectOption('1.5')
    await epoch.fill(String(EPOCHS))
    expect(await output(figure)).toEqual(ends('near', { squared: 1.5, crossEntropy: 0.15 }))
    await figure.getByRole('button', { name: 'Nielsen’s rates' }).click()
    await figure.getByRole('button', { name: 'One epoch' }).click()
    expect(await epoch.inputValue()).toBe('1')
  })

  test('one epoch costs the page’s thread a few milliseconds of script, drawing it included', async () => {
    const figure = await show('race')
    await page.waitForTimeout(1000)
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Profiler.enable')
    await devtools.send('Profiler.start')
    await figure.getByRole('button', { name: 'Train both' }).click()
    await page.waitForTimeout(2500)
    const epochs = Number(await figure.getByRole('slider', { name: 'epoch' }).inputValue())
    const { profile } = await devtools.send('Profiler.stop')
    // What the machine does besides our script, drawing and other programs, is no measure of the figure.
    const native = new Set(
      profile.nodes
        .filter(({ callFrame }) => /^\((?:program|idle|root)\)$/.test(callFrame.functionName))
        .map(({ id }) => id),
    )
    const script = (profile.samples ?? []).reduce(
      (total, id, i) => total + (native.has(id) ? 0 : profile.timeDeltas![i]! / 1000),
      0,
    )
    expect(epochs).toBeGreaterThan(20)
    expect(script / epochs).toBeLessThan(5)
  })

  test('with reduced motion the outcome is there at once', async () => {
    const figure = await show('race', LESSON, { reducedMotion: 'reduce' })
    await figure.getByRole('button', { name: 'Train both' }).click()
    expect(await output(figure)).toEqual(ends('far', NIELSEN))
  })
})

test.each(['light', 'dark'] as const)(
  'on a phone in %s: nothing overflows, axe finds nothing',
  async (colorScheme) => {
    await show('losses', LESSON, {
      viewport: { width: 375, height: 800 },
      colorScheme,
      hasTouch: true,
      isMobile: true,
    })
    await readThrough(page)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375)
    expect(await violations(page)).toEqual([])
  },
)

test('by touch: a tap in a drawing sets the prediction', async () => {
  const figure = await show('losses', LESSON, {
    viewport: { width: 375, height: 800 },
    hasTouch: true,
    isMobile: true,
  })
  const drawing = figure.locator('.loss-plot').first()
  await drawing.scrollIntoViewIfNeeded()
  const box = (await drawing.boundingBox())!
  await page.touchscreen.tap(box.x + box.width * 0.7, box.y + box.height * 0.3)
  const slider = figure.getByRole('slider', { name: 'prediction ŷ' })
  await expect.poll(async () => Number(await slider.inputValue())).toBeGreaterThan(1)
  await agrees(figure, [1], Number(await slider.inputValue()))
})

test('without JavaScript: drawings, numbers and prose are there', async () => {
  await visit(LESSON, { javaScriptEnabled: false })
  for (const loss of LOSSES) {
    const path = await page.locator(`#losses [data-loss="${loss}"] .function`).getAttribute('d')
    expect(path!.length).toBeGreaterThan(100)
  }
  await agrees(page.locator('#losses'), [1], 0.3)
  expect(await page.locator('main').innerText()).toContain(
    outputs('squared', 'far', 0.15, [300])[0]!.toFixed(4),
  )
})
