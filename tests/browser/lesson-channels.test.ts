import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { dahlia } from '../../components/channel-sum/at-build.ts'
import {
  AREAS,
  chosenOf,
  INITIAL,
  mapOf,
  onArea,
  PRESETS,
  sumAt,
  withFilter,
  type ChannelState,
} from '../../components/channel-sum/model.ts'
import { INITIAL as MEMORY, nameOf, offsetOf, ORDERS } from '../../components/memory-order/model.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { alive, expectSeen, expectSoon, readThrough, textOf, type OpenOptions } from './helpers/page.ts'
import { page, press, visit, watchVisits } from './helpers/visit.ts'

const PATH = 'cnn/channels/'
const photo = await dahlia()

async function show(id: string, path = PATH, options: OpenOptions = {}): Promise<Locator> {
  await visit(path, options)
  return alive(page.locator(`#${id}`))
}
watchVisits()

describe('filters on a photograph', () => {
  const parts = (figure: Locator) => figure.locator('[data-part]').allTextContents()
  const output = (figure: Locator) => figure.locator('[data-line="2"]').textContent()
  const expected = (state: ChannelState) => sumAt(photo, state).parts.map(({ sum }) => decimal(sum, 0))
  const shown = (state: ChannelState) => {
    const value = sumAt(photo, state).output
    return expect.stringContaining(`= ${decimal(value, Number.isInteger(value) ? 0 : 2)}`)
  }
  const pick = (figure: Locator) => figure.getByRole('application', { name: 'Pixel in the middle' })
  const ready = (figure: Locator) => expectSoon(() => drawn(figure, 2, 40, 40)).not.toBe(0)
  /** The brightness of a pixel of a map's canvas. */
  const drawn = (figure: Locator, map: number, row: number, column: number) =>
    figure
      .locator('.channel-map canvas')
      .nth(map)
      .evaluate(
        (canvas, [x, y]) => {
          const copy = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!
          copy.drawImage(canvas as HTMLCanvasElement, -x!, -y!)
          return copy.getImageData(0, 0, 1, 1).data[0]
        },
        [column, row],
      )

  test('the window moves by keyboard and mouse; sums and output follow', async () => {
    const figure = await show('filters')
    expect(await parts(figure)).toEqual(expected(INITIAL))
    expect(await output(figure)).toEqual(shown(INITIAL))
    await ready(figure)
    await pick(figure).focus()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('ArrowLeft')
    const moved = { ...INITIAL, row: INITIAL.row + 10, column: INITIAL.column - 1 }
    await expectSoon(() => parts(figure)).toEqual(expected(moved))
    await expectSoon(() => output(figure)).toEqual(shown(moved))
    const box = (await figure.locator('.kernel-pick').boundingBox())!
    await page.mouse.move(box.x + (80.5 / 256) * box.width, box.y + (100.5 / 160) * box.height)
    await expectSoon(() => parts(figure)).toEqual(expected({ ...INITIAL, row: 100, column: 80 }))
  })

  test('a weight, the divisor and the bias change the output, the areas and the map', async () => {
    const figure = await show('filters')
    await ready(figure)
    await figure.getByLabel('weight for green in row 2, column 2').fill('4')
    await figure.getByLabel('Divided by').selectOption('3')
    await figure.getByRole('slider', { name: 'Bias b' }).focus()
    await page.keyboard.press('ArrowRight')
    const { weights } = chosenOf(INITIAL)
    const filter = { weights: weights.map((weight, i) => (i === 13 ? 4 : weight)), divisor: 3, bias: -25 }
    const state = withFilter(INITIAL, filter)
    await expectSoon(() => parts(figure)).toEqual(expected(state))
    await expectSoon(() => output(figure)).toEqual(shown(state))
    const petal = onArea(filter, 'three', AREAS.petal)
    expect(await textOf(figure.locator('[data-area="petal"]'))).toBe(decimal(petal, 0))
    const map = mapOf(photo, filter, 'three')
    const value = Math.min(255, Math.max(0, Math.round(map.values[50 * map.width + 60]!)))
    await expectSoon(() => drawn(figure, 1, 50, 60)).toBe(value)
    await press(figure, 'Reset')
    await expectSoon(() => parts(figure)).toEqual(expected(INITIAL))
  })

  test('another filter, a kernel of one pixel, the channels one by one', async () => {
    const figure = await show('filters')
    await ready(figure)
    await figure.getByRole('button', { name: 'Feature map 3' }).click()
    const gray = { ...INITIAL, chosen: 2 }
    await expectSoon(() => parts(figure)).toEqual(expected(gray))
    await figure.getByLabel('1 × 1', { exact: true }).check()
    await expectSoon(() => textOf(figure.locator('.kernel-facts'))).toContain('1 × 4 × 160 × 256')
    expect(await parts(figure)).toEqual(expected(gray)) // this filter has middle weights only
    const corner = mapOf(photo, PRESETS.gray, 'one').values[0]!
    await expectSoon(() => drawn(figure, 2, 0, 0)).toBe(Math.round(corner))
    await figure.getByLabel('Show the input').selectOption('blue')
    const blue = photo.pixels[2 * 160 * 256 + 30 * 256 + 122]!
    const first = figure.locator('.kernel-picture canvas').first()
    await expectSoon(() =>
      first.evaluate((canvas) => {
        const copy = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!
        copy.drawImage(canvas as HTMLCanvasElement, -122, -30)
        const { data } = copy.getImageData(0, 0, 1, 1)
        return [data[0], data[1], data[2]]
      }),
    ).toEqual([blue, blue, blue])
  })

  test('a link opens a filter and hides controls; words and table say the output', async () => {
    const figure = await show('filters', `${PATH}?filters.chosen=4&filters.row=60&filters.hide=preset,bias`)
    await ready(figure)
    const state = { ...INITIAL, chosen: 3, row: 60 }
    await expectSoon(() => parts(figure)).toEqual(expected(state))
    expect(await figure.getByRole('slider', { name: 'Bias b' }).count()).toBe(0)
    const { output: value } = sumAt(photo, state)
    await expectSoon(() => textOf(figure.locator('[data-description]'))).toContain(
      `the output is ${decimal(value, 0)}.`,
    )
    await press(figure, 'Table')
    expect(await textOf(figure.locator('.frame-table'))).toContain(`sum of red ${expected(state)[0]}`)
  })

  test('its code stands as a cell of the lesson', async () => {
    const figure = await show('filters')
    await ready(figure)
    await press(figure, 'Code')
    await page.waitForURL(/#cells=/)
    const { pixels } = sumAt(photo, INITIAL).parts[0]!
    await expectSoon(() => page.locator('main').innerText()).toContain(`[${pixels.slice(0, 3).join(', ')}]`)
  })

  test('the exercise is judged by the figure as it stands', async () => {
    const figure = await show('filters')
    await ready(figure)
    const exercise = await alive(page.locator('#teal-not-gray'))
    const verdict = (text: string) => exercise.locator('.feedback').filter({ hasText: text }).waitFor()
    await exercise.getByRole('button', { name: 'Check' }).click()
    await verdict('teal does not stand out enough')
    await figure.getByLabel('Filter 2').selectOption('nothing')
    await figure.getByLabel('weight for red in row 2, column 2').fill('-2')
    await figure.getByLabel('weight for blue in row 2, column 2').fill('2')
    await expectSoon(() => textOf(figure.locator('[data-area="leaf"]'))).toBe('120')
    await exercise.getByRole('button', { name: 'Check' }).click()
    await verdict('gray does not yet count as a no')
    await figure.getByRole('slider', { name: 'Bias b' }).focus()
    for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft')
    await expectSoon(() => textOf(figure.locator('[data-area="gray"]'))).toBe('−20')
    await exercise.getByRole('button', { name: 'Check' }).click()
    await verdict('Correct')
  })
})

describe('two orders of memory', () => {
  const marked = (figure: Locator) => figure.locator('.order-memory .marked').allTextContents()
  const places = (at: typeof MEMORY.at) =>
    ORDERS.map((order) => `${nameOf(at)}${offsetOf(order, MEMORY.size, at)}`)

  test('a place is pressed, a slider moved, an arrow key pressed: both orders follow', async () => {
    const figure = await show('memory')
    expect(await marked(figure)).toEqual(places(MEMORY.at))
    await figure.locator('.order-memory').first().locator('[data-place="3"]').click()
    const third = { n: 0, c: 0, h: 0, w: 3 }
    await expectSoon(() => marked(figure)).toEqual(places(third))
    await figure.getByRole('listbox', { name: 'Memory in the order NHWC' }).focus()
    await page.keyboard.press('ArrowRight')
    await expectSoon(() => marked(figure)).toEqual(places({ ...third, c: 1 }))
    await figure.getByRole('slider', { name: 'row h' }).focus()
    await page.keyboard.press('ArrowRight')
    await expectSoon(() => marked(figure)).toEqual(places({ ...third, c: 1, h: 1 }))
    await figure.getByRole('slider', { name: 'images N' }).focus()
    await page.keyboard.press('ArrowRight')
    await expectSoon(() => figure.locator('.order-memory').first().locator('span').count()).toBe(48)
  })

  test('predict first: places are hidden, then the guess is judged', async () => {
    const figure = await show('memory')
    await press(figure, 'Predict first')
    const asked = figure.locator('.order-asked')
    await expectSeen(asked)
    expect(await marked(figure)).toEqual([])
    expect(await figure.locator('.order-facts').innerText()).toContain('?')
    const [n, c, h, w] = (await textOf(asked)).match(/\d+(?=[,)])/g)!.map(Number)
    const at = { n: n!, c: c!, h: h!, w: w! }
    const [first, last] = ORDERS.map((order) => offsetOf(order, MEMORY.size, at))
    await figure.getByLabel('in NCHW').fill(String(first))
    await figure.getByLabel('in NHWC').fill(String(last! + 1))
    await figure.getByRole('button', { name: 'Check' }).click()
    await expectSoon(() => textOf(figure.locator('.order-said'))).toContain(`lies at ${last}.`)
    await expectSoon(() => marked(figure)).toEqual(places(at))
  })
})

describe('the page', () => {
  test('is complete without scripts: maps, sums and both memories', async () => {
    await visit(PATH, { javaScriptEnabled: false })
    const sums = sumAt(photo, INITIAL).parts.map(({ sum }) => decimal(sum, 0))
    expect(await page.locator('#filters [data-part]').allTextContents()).toEqual(sums)
    await page.locator('#filters').scrollIntoViewIfNeeded()
    const widths = page.locator('#filters img').evaluateAll(async (all) => {
      for (const image of all as HTMLImageElement[]) await image.decode()
      return (all as HTMLImageElement[]).map(({ naturalWidth }) => naturalWidth)
    })
    expect(await widths).toEqual([256, 254, 254, 254, 254])
    expect(await page.locator('#memory .order-memory span').count()).toBe(48)
  })

  test('fits a phone, and nothing grows when it comes to life', async () => {
    await visit(PATH, { viewport: { width: 375, height: 800 } })
    for (const id of ['filters', 'memory']) {
      const figure = page.locator(`#${id}`)
      const before = (await figure.boundingBox())!.height
      await alive(figure)
      if (id === 'filters') await expectSoon(() => figure.locator('canvas').first().evaluate((canvas) => (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, 1, 1).data[3])).toBe(255) // prettier-ignore
      expect((await figure.boundingBox())!.height).toBe(before)
    }
    await readThrough(page)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375)
  })
})
