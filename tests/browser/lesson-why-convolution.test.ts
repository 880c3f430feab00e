import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { pavilion } from '../../components/kernel-photo/at-build.ts'
import {
  INITIAL,
  mapOf,
  PRESETS,
  touchedBy,
  windowAt,
  type KernelState,
} from '../../components/kernel-photo/model.ts'
import { measuredAtBuild } from '../../components/shift-test/at-build.ts'
import type { ShiftState } from '../../components/shift-test/model.ts'
import { countsOf, matrixOf } from '../../components/weight-matrix/model.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { scriptTime } from './helpers/script-time.ts'
import { alive, expectSoon, readThrough, textOf, type OpenOptions } from './helpers/page.ts'
import { page, visit, watchVisits } from './helpers/visit.ts'

const PATH = 'cnn/why-convolution/'
/** From here on the browser calls it a long task. */
const LONG = 50

const photo = await pavilion()

async function show(id: string, path = PATH, options: OpenOptions = {}): Promise<Locator> {
  await visit(path, options)
  return alive(page.locator(`#${id}`))
}
watchVisits()

describe('a kernel on a photograph', () => {
  const state = (part: Partial<KernelState>): KernelState => ({ ...INITIAL, ...part })
  /** The numbers of the ledger's three tables. */
  const ledger = (figure: Locator) =>
    figure
      .locator('.kernel-numbers')
      .evaluateAll((tables) =>
        tables.map((table) => [...table.querySelectorAll('td')].map((cell) => cell.textContent)),
      )
  const expected = (part: Partial<KernelState>) => {
    const { cells } = windowAt(photo, state(part))
    return (['pixel', 'weight', 'product'] as const).map((what) =>
      cells.map((cell) => decimal(cell[what], 0)),
    )
  }
  /** The gray of a pixel of the output's canvas. */
  const drawn = (row: number, column: number) =>
    page.evaluate(`{
      const copy = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
      copy.drawImage(document.querySelectorAll('#kernel canvas')[1], -${column}, -${row})
      copy.getImageData(0, 0, 1, 1).data[0]
    }`)
  const map = (figure: Locator, i: number) => figure.locator('.kernel-pick').nth(i)
  /** The middle of a pixel, from the picture's corner. */
  async function pixel(picture: Locator, row: number, column: number) {
    const { width, height } = (await picture.boundingBox())!
    return { x: ((column + 0.5) / 256) * width, y: ((row + 0.5) / 160) * height }
  }

  test('pointing at an output shows its window; the map is drawn with those numbers', async () => {
    const figure = await show('kernel')
    await expectSoon(() => ledger(figure)).toEqual(expected({}))
    const { values } = mapOf(photo, INITIAL)
    const gray = (row: number, column: number) =>
      Math.min(255, Math.max(0, Math.round(values[row * 254 + column]!)))
    for (const [row, column] of [
      [69, 37],
      [10, 200],
      [157, 253],
    ] as const)
      // prettier-ignore
      await expectSoon(() => drawn(row, column)).toBe(gray(row, column))
    const output = map(figure, 1)
    await output.hover({ position: await pixel(output, 41, 61) })
    await expectSoon(() => ledger(figure)).toEqual(expected({ row: 40, column: 60 }))
    expect(await textOf(figure.locator('[data-output]'))).toBe(
      decimal(windowAt(photo, state({ row: 40, column: 60 })).output, 0),
    )
  })

  test('pointing at a pixel shows the outputs that it touches, with the weights in reverse', async () => {
    const figure = await show('kernel')
    await figure.locator('.kernel-choices select').selectOption('vertical')
    const input = map(figure, 0)
    await expectSoon(async () => {
      await input.hover({ position: await pixel(input, 80, 101) })
      await input.hover({ position: await pixel(input, 80, 100) })
      return (await ledger(figure))[1]
    }).toEqual(
      touchedBy(photo, state({ ...PRESETS.vertical, side: 'input', row: 80, column: 100 })).map((cell) =>
        decimal(cell!.weight, 0),
      ),
    )
    await figure.getByLabel('turned by 180° (convolution)').check()
    await expectSoon(async () => (await ledger(figure))[1]).toEqual(
      PRESETS.vertical.kernel.map((weight) => decimal(weight, 0)),
    )
  })

  test('by keyboard: arrows move the place; a weight is typed, and the whole map follows', async () => {
    const figure = await show('kernel')
    await expectSoon(() => ledger(figure)).toEqual(expected({}))
    await figure.getByRole('application', { name: 'Output' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Shift+ArrowDown')
    await expectSoon(() => ledger(figure)).toEqual(expected({ row: 79, column: 38 }))
    await figure.getByLabel('weight in row 2, column 2').fill('9')
    const kernel = [0, -1, 0, -1, 9, -1, 0, -1, 0]
    await figure.getByLabel('divided by').selectOption('4')
    await expectSoon(() => ledger(figure)).toEqual(expected({ kernel, row: 79, column: 38 }))
    const value = mapOf(photo, state({ kernel, divisor: 4 })).values[79 * 254 + 38]!
    expect(await textOf(figure.locator('[data-output]'))).toBe(decimal(value, 2))
    await expectSoon(() => drawn(79, 38)).toBe(Math.min(255, Math.max(0, Math.round(value))))
    await figure.getByRole('button', { name: 'Reset' }).click()
    await expectSoon(() => ledger(figure)).toEqual(expected({}))
  })

  test('by touch: a tap on the photograph', async () => {
    const figure = await show('kernel', PATH, { hasTouch: true, viewport: { width: 375, height: 800 } })
    await expectSoon(() => ledger(figure)).toEqual(expected({}))
    const input = map(figure, 0)
    await input.tap({ position: await pixel(input, 100, 128) })
    await expectSoon(() => textOf(figure.locator('.kernel-sum'))).toMatch(/^input \(\d+, 1[23]\d\) 9 outputs/)
  })

  test('a link carries everything; words and table say the same', async () => {
    const figure = await show(
      'kernel',
      `${PATH}?kernel.kernel=1,2,1,2,4,2,1,2,1&kernel.divisor=16&kernel.row=5&kernel.column=7&kernel.hide=way`,
    )
    const part = { ...PRESETS.gauss, row: 5, column: 7 }
    await expectSoon(() => ledger(figure)).toEqual(expected(part))
    const { sum, output } = windowAt(photo, state(part))
    await expectSoon(() => textOf(figure.locator('[data-description]'))).toBe(
      `Output at row 5, column 7: the nine products add up to ${sum}, so the output is ${decimal(output, 2)}.`,
    )
    expect(await figure.getByLabel('turned by 180° (convolution)').count()).toBe(0)
    await figure.getByRole('button', { name: 'Table', exact: true }).click()
    expect(await textOf(figure.locator('.frame-table'))).toContain('sum of the weights 1.00')
  })

  test('a new kernel is no long task', async () => {
    const figure = await show('kernel')
    const pick = figure.locator('.kernel-choices select')
    const ranges = figure.locator('.kernel-facts dd').nth(2)
    await pick.selectOption('blur')
    await expectSoon(() => textOf(ranges)).not.toContain('−')
    const spent = await scriptTime(page, async () => {
      for (const name of ['laplace', 'blur', 'vertical', 'gauss'] as const) {
        await pick.selectOption(name)
        await expectSoon(async () => (await textOf(ranges)).includes('−')).toBe(
          PRESETS[name].reading === 'sign',
        )
      }
    })
    expect(spent / 4).toBeLessThan(LONG)
  })
})

describe('moved first, or computed first', () => {
  const table = (figure: Locator) => figure.locator('.shift-ledger td').allTextContents()
  const expected = async (state: Partial<ShiftState>) => {
    const { inside, border } = await measuredAtBuild(state)
    return [inside, border].flatMap(({ count, differ, most }) =>
      [count, differ, most].map((n) => n.toLocaleString('en')),
    )
  }

  test('counts live what the two orders give, for each layer', async () => {
    const figure = await show('moved')
    expect(await table(figure)).toEqual(await expected({}))
    const right = figure.getByRole('slider', { name: 'pixels to the right' })
    await right.focus()
    await page.keyboard.press('ArrowRight')
    await expectSoon(() => table(figure)).toEqual(await expected({ right: 13 }))
    expect((await table(figure))[1]).toBe('0')
    for (const layer of ['stride', 'unshared', 'zeros'] as const) {
      await figure.getByLabel('Layer').selectOption(layer)
      await expectSoon(() => table(figure)).toEqual(await expected({ right: 13, layer }))
    }
    await figure.getByLabel('Layer').selectOption('stride')
    await expectSoon(() => textOf(figure.locator('.shift-moved'))).toBe(
      'The map is moved by 6 to the right and 3 down.',
    )
  })

  test('one step of a slider is no long task', async () => {
    const figure = await show('moved')
    const right = figure.getByRole('slider', { name: 'pixels to the right' })
    await right.focus()
    await page.keyboard.press('ArrowRight')
    await expectSoon(() => table(figure)).toEqual(await expected({ right: 13 }))
    const last = await expected({ right: 17 })
    const spent = await scriptTime(page, async () => {
      for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight')
      await expectSoon(() => table(figure)).toEqual(last)
    })
    expect(spent / 4).toBeLessThan(LONG)
  })
})

describe('a convolution as a matrix', () => {
  test('a press on a square chooses it; the layers’ counts follow the sizes', async () => {
    const figure = await show('matrix')
    const counts = () => figure.locator('.shift-ledger td').allTextContents()
    const expected = (input: number, kernel: number) =>
      (['dense', 'local', 'shared'] as const).flatMap((kind) => {
        const { weights, macs } = countsOf(matrixOf({ kind, input, kernel }))
        return [weights, macs].map((n) => n.toLocaleString('en'))
      })
    expect(await counts()).toEqual(expected(5, 3))
    await figure.getByRole('slider', { name: 'input' }).focus()
    await page.keyboard.press('ArrowRight')
    await expectSoon(counts).toEqual(expected(6, 3))
    await figure.getByRole('slider', { name: 'output' }).press('Home')
    await expectSoon(() => textOf(figure.locator('.slider.dial').nth(2))).toContain('1 / 16')
    const lit = () =>
      figure
        .locator('.matrix-drawing .matrix-lit')
        .evaluate((path) => path.getAttribute('d')!.split('M').length - 1)
    expect(await lit()).toBe(16)
    await figure.getByLabel('dense', { exact: true }).check()
    await expectSoon(lit).toBe(1)
    await figure.locator('.matrix-grid rect').nth(35).click()
    await expectSoon(() => textOf(figure.locator('.slider.dial').nth(3))).toContain('36 / 576')
  })
})

describe('the page', () => {
  test('is complete without scripts: pictures, numbers, exercises', async () => {
    await visit(PATH, { javaScriptEnabled: false })
    for (const id of ['kernel', 'moved']) {
      for (const image of await page.locator(`#${id} img`).all()) {
        await image.scrollIntoViewIfNeeded()
        const { width, height } = (await image.boundingBox())!
        expect(width / height).toBeCloseTo(1.6, 1)
        const source = new URL((await image.getAttribute('src'))!, page.url()).href
        const answer = await page.request.get(source)
        expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'image/png'])
      }
    }
    expect(await page.locator('#kernel [data-output]').textContent()).toBe(
      decimal(windowAt(photo, INITIAL).output, 0),
    )
    expect(await page.locator('#matrix .matrix-lit').count()).toBe(2)
  })

  test('fits a phone', async () => {
    await show('kernel', PATH, { viewport: { width: 375, height: 800 } })
    await readThrough(page)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375)
  })
})
