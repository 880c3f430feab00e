import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import {
  descend,
  forecast,
  initialOf,
  SURFACE,
  SURFACES,
  type DescentState,
} from '../../components/descent/model.ts'
import { decimal, significantFigures } from '../../src/strings/numbers.ts'
import { violations } from './helpers/axe.ts'
import { PICTURE, scriptTime } from './helpers/script-time.ts'
import { alive, close, readThrough, textOf, type OpenOptions } from './helpers/page.ts'
import { opened, page, visit, watchVisits } from './helpers/visit.ts'

const LESSON = 'gradient-descent/gradient-descent/'

async function show(id: string, path = LESSON, options: OpenOptions = {}): Promise<Locator> {
  await visit(path, options)
  return alive(page.locator(`#${id}`))
}

watchVisits()

const lastRow = async (figure: Locator): Promise<string[]> =>
  figure.locator('.descent-path tbody tr').last().locator('td').allTextContents()

/** The last row of the path, by the model. */
function expected(state: DescentState): string[] {
  const { path } = descend(state)
  const { w, cost } = path.at(-1)!
  return [String(path.length - 1), ...[...w, cost].map((value) => decimal(value, 4))]
}

describe('on a curve', () => {
  test('step by step, with the numbers plugged in', async () => {
    const figure = await show('line')
    const state = initialOf('parabola')
    expect(await lastRow(figure)).toEqual(expected(state))
    expect(await textOf(figure.locator('.descent-ledger dd'))).toBe('−3.0000 − 0.3 × (−3.0000) = −2.1000')
    for (let i = 0; i < 3; i++) await figure.getByRole('button', { name: 'One step' }).click()
    expect(await lastRow(figure)).toEqual(expected({ ...state, steps: 3 }))
    await figure.getByRole('button', { name: 'Back to the start' }).click()
    expect(await lastRow(figure)).toEqual(expected(state))
  })

  test('by keyboard: above the limit it warns before any step, and is right', async () => {
    const figure = await show('line')
    await figure.getByRole('slider', { name: 'learning rate η' }).focus()
    await page.keyboard.press('End')
    expect(await textOf(figure.locator('.descent-verdict'))).toBe(
      'η = 10 is above the limit 2.000: the steps will grow.',
    )
    await figure.getByRole('button', { name: 'Run' }).click()
    await figure.getByText('Lost: the next step would leave').waitFor({ timeout: 20_000 })
    expect(await figure.getByRole('button', { name: 'Run' }).isDisabled()).toBe(true)
    await figure.getByRole('button', { name: 'Reset' }).click()
    expect(await textOf(figure.locator('.descent-verdict'))).toContain('below the limit')
  })

  test('by mouse: dragging sets the start', async () => {
    const figure = await show('line')
    const box = (await figure.locator('.descent-line').boundingBox())!
    await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.75, box.y + box.height / 2, { steps: 4 })
    await page.mouse.up()
    const start = Number(await figure.getByRole('slider', { name: 'start w' }).inputValue())
    expect(start).toBeGreaterThan(1)
    expect(await lastRow(figure)).toEqual(expected({ ...initialOf('parabola'), start: [start] }))
  })

  test('the threshold stops on the plateau, and says that flat is not low', async () => {
    const figure = await show('line')
    await figure.getByRole('combobox', { name: 'surface' }).selectOption('plateau')
    await figure.getByRole('slider', { name: 'start w' }).fill('-3.8')
    await figure.getByRole('button', { name: 'Stop where it is flat' }).click()
    await figure.getByText('Stopped: the gradient is shorter').waitFor()
    expect(await figure.getByRole('button', { name: 'One step' }).isDisabled()).toBe(true)
  })
})

describe('on a surface', () => {
  test.each(SURFACES.filter((name) => SURFACE[name].dims === 2))(
    '%s: path and forecast are the model’s',
    async (surface) => {
      const figure = await show('map', `${LESSON}?map.surface=${surface}&map.steps=6`)
      const state = { ...initialOf(surface), steps: 6 }
      await expect.poll(() => lastRow(figure)).toEqual(expected(state))
      const { local, factors, limit } = forecast(surface, descend(state).path.at(-1)!.w, state.learningRate)
      const rows = await figure
        .locator('.descent-table')
        .first()
        .locator('tbody tr')
        .evaluateAll((all) => all.map((row) => [...row.children].slice(0, 2).map((cell) => cell.textContent)))
      expect(rows).toEqual(
        local.curvatures.map(({ value }, i) => [decimal(value, 4), decimal(factors[i]!, 4)]),
      )
      const verdict = await textOf(figure.locator('.descent-verdict'))
      if (limit === undefined) expect(verdict).toContain('no limit')
      else expect(verdict).toContain(significantFigures(limit, 4))
      expect((await figure.locator('.contour').first().getAttribute('d'))!.length).toBeGreaterThan(50)
    },
  )

  test('the narrow valley diverges above its limit and arrives below it', async () => {
    const far = await show('map', `${LESSON}?map.rate=0.168&map.steps=150`)
    await expect
      .poll(async () => Math.abs(Number((await lastRow(far))[2]!.replace('−', '-'))))
      .toBeGreaterThan(5)
    await close(opened)
    const near = await show('map', `${LESSON}?map.rate=0.16&map.steps=150`)
    await expect.poll(async () => (await lastRow(near))[2]).toBe('0.0000')
  })

  test('random starts differ; hidden controls are gone; the table opens', async () => {
    const figure = await show('map', `${LESSON}?map.hide=surface,rate,stop`)
    await expect.poll(() => figure.getByRole('combobox', { name: 'surface' }).count()).toBe(0)
    expect(await figure.getByRole('slider', { name: 'learning rate η' }).count()).toBe(0)
    const before = await lastRow(figure)
    await figure.getByRole('button', { name: 'Random start' }).click()
    const once = await lastRow(figure)
    await figure.getByRole('button', { name: 'Random start' }).click()
    expect(new Set([before, once, await lastRow(figure)].map(String)).size).toBe(3)
    await figure.getByRole('button', { name: 'Table' }).click()
    expect(await figure.locator('.frame-table').innerText()).toContain('12.0000')
  })

  test('by touch: a tap sets the start, and the buttons are large enough', async () => {
    const figure = await show('map', LESSON, {
      viewport: { width: 375, height: 800 },
      hasTouch: true,
      isMobile: true,
    })
    const drawing = figure.locator('.descent-map')
    await drawing.scrollIntoViewIfNeeded()
    const box = (await drawing.boundingBox())!
    await page.touchscreen.tap(box.x + box.width * 0.7, box.y + box.height * 0.3)
    await expect
      .poll(async () => Number(await figure.getByRole('slider', { name: 'start w1' }).inputValue()))
      .toBeGreaterThan(0.4)
    for (const button of await figure.getByRole('button').all())
      expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(40)
  })
})

test.each(['line', 'map'])(
  '%s: the last steps of a long run cost the page’s thread a few milliseconds of script each',
  async (id) => {
    // The path is computed anew at every step, so the last steps are the dearest.
    const figure = await show(id, `${LESSON}?${id}.rate=0.05&${id}.steps=175`)
    const steps = async () => Number((await lastRow(figure))[0])
    await expect.poll(steps).toBe(175)
    const spent = await scriptTime(page, async () => {
      await figure.getByRole('button', { name: 'Run' }).click()
      await expect.poll(steps, { timeout: 20_000 }).toBeGreaterThanOrEqual(185)
      await figure.getByRole('button', { name: 'Pause' }).click()
    })
    expect(spent / ((await steps()) - 175)).toBeLessThan(2 * PICTURE)
  },
)

test.each(['light', 'dark'] as const)(
  'on a phone in %s: nothing overflows, axe finds nothing',
  async (colorScheme) => {
    await show('line', LESSON, { viewport: { width: 375, height: 800 }, colorScheme })
    await readThrough(page)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375)
    expect(await violations(page)).toEqual([])
  },
)

test('without JavaScript: curve, contours, forecast and the worked steps are there', async () => {
  await visit(LESSON, { javaScriptEnabled: false })
  expect((await page.locator('#line .function').getAttribute('d'))!.length).toBeGreaterThan(100)
  expect(await page.locator('#map .contour').count()).toBe(11)
  expect(await lastRow(page.locator('#line'))).toEqual(expected(initialOf('parabola')))
  expect(await textOf(page.locator('#map .descent-verdict'))).toContain('0.1667')
})
