import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { short, shortGradient } from '../../components/pool-lanes/LaneGrid.tsx'
import {
  INITIAL,
  KINDS,
  laneOf,
  PRESETS,
  withValue,
  type Kind,
  type PoolState,
} from '../../components/pool-lanes/model.ts'
import { measuredAtBuild } from '../../components/pool-shift/at-build.ts'
import { INITIAL as FIRST, KINDS as MOVED, type ShiftState } from '../../components/pool-shift/model.ts'
import { percent } from '../../components/pool-shift/Panel.tsx'
import { alive, expectSoon, readThrough, textOf, type OpenOptions } from './helpers/page.ts'
import { page, press, visit, watchVisits } from './helpers/visit.ts'

const PATH = 'cnn/pooling/'
const all = await measuredAtBuild()

async function show(id: string, path = PATH, options: OpenOptions = {}): Promise<Locator> {
  await visit(path, options)
  return alive(page.locator(`#${id}`))
}
watchVisits()

describe('six lanes', () => {
  /** The numbers of every lane, as they stand on the page. */
  const grids = (figure: Locator) =>
    figure
      .locator('[data-lane]')
      .evaluateAll((lanes) =>
        lanes.map((lane) => [...lane.querySelectorAll('text')].map((one) => one.textContent)),
      )
  const expected = (state: PoolState) =>
    KINDS.map((kind) => {
      const lane = laneOf(state, kind)
      return state.view === 'forward' ? lane.output.map(short) : lane.gradient.map(shortGradient)
    })
  const tinted = (figure: Locator) =>
    figure
      .locator('.pool-input input')
      .evaluateAll((cells) => cells.flatMap((cell, i) => (cell.classList.contains('marked') ? [i] : [])))
  const lane = (figure: Locator, kind: Kind) => figure.locator(`[data-lane="${kind}"]`)

  test('pointing and arrow keys move the mark; the window in the input follows', async () => {
    const figure = await show('pools')
    expect(await grids(figure)).toEqual(expected(INITIAL))
    expect(await tinted(figure)).toEqual([0, 1, 2, 6, 7, 8, 12, 13, 14])
    const max = lane(figure, 'max')
    await max.scrollIntoViewIfNeeded()
    const { width, height } = (await max.boundingBox())!
    await max.hover({ position: { x: width * 0.75, y: height * 0.25 } })
    await expectSoon(() => tinted(figure)).toEqual([3, 4, 5, 9, 10, 11, 15, 16, 17])
    await figure.getByRole('application', { name: 'min: outputs' }).focus()
    await page.keyboard.press('ArrowDown')
    await expectSoon(() => tinted(figure)).toEqual([21, 22, 23, 27, 28, 29, 33, 34, 35])
    const marked = laneOf({ ...INITIAL, row: 1, column: 1 }, 'average').marked
    await expectSoon(() => textOf(figure.locator('.pool-reason').nth(2))).toContain(`= ${short(marked)}`)
  })

  test('backward: each lane shows where the gradient arrives', async () => {
    const figure = await show('pools')
    await figure.getByLabel('backward', { exact: true }).check()
    await expectSoon(() => grids(figure)).toEqual(expected({ ...INITIAL, view: 'backward' }))
    await figure.getByLabel('Comes back').selectOption('all')
    await figure.getByLabel('Stride').selectOption('1')
    const state = { ...INITIAL, view: 'backward', incoming: 'all', stride: 1 } as const
    await expectSoon(() => grids(figure)).toEqual(expected(state))
    const outputs = laneOf(state, 'max').size ** 2
    await expectSoon(() => textOf(figure.locator('.pool-reason').first())).toContain(`in all ${outputs}`)
  })

  test('a number is typed, the window changed, the input moved: all lanes follow', async () => {
    const figure = await show('pools')
    await figure.getByLabel('input in row 2, column 1').fill('-7')
    const typed = withValue(INITIAL, 6, -7)
    await expectSoon(() => grids(figure)).toEqual(expected(typed))
    await figure.getByLabel('Window').selectOption('2')
    await figure.getByLabel('Stride').selectOption('2')
    await figure.getByRole('slider', { name: 'moved to the right' }).focus()
    await page.keyboard.press('ArrowRight')
    const state = { ...typed, window: 2, stride: 2, right: 1 }
    await expectSoon(() => grids(figure)).toEqual(expected(state))
    const { changed } = laneOf(state, 'max')
    await expectSoon(() => textOf(figure.locator('.pool-reason').first())).toContain(`${changed} of 9`)
    await press(figure, 'Reset')
    await expectSoon(() => grids(figure)).toEqual(expected(INITIAL))
    await figure.getByRole('combobox', { name: 'Input' }).selectOption('signs')
    await expectSoon(() => grids(figure)).toEqual(expected({ ...INITIAL, values: PRESETS.signs }))
  })

  test('by touch: a tap on an output; a link opens a state and hides controls', async () => {
    const path = `${PATH}?pools.view=backward&pools.at=1,0&pools.hide=preset,right`
    const figure = await show('pools', path, { hasTouch: true, viewport: { width: 375, height: 800 } })
    await expectSoon(() => tinted(figure)).toEqual([18, 19, 20, 24, 25, 26, 30, 31, 32])
    expect(await figure.getByRole('slider', { name: 'moved to the right' }).count()).toBe(0)
    const l2 = lane(figure, 'l2')
    await l2.scrollIntoViewIfNeeded()
    const { width, height } = (await l2.boundingBox())!
    await l2.tap({ position: { x: width * 0.9, y: height * 0.1 } })
    await expectSoon(() => tinted(figure)).toEqual([3, 4, 5, 9, 10, 11, 15, 16, 17])
    const state = { ...INITIAL, view: 'backward', column: 1 } as const
    await expectSoon(() => grids(figure)).toEqual(expected(state))
  })

  test('the exercise is judged by the figure as it stands', async () => {
    const values = Array.from({ length: 36 }, (_, i) => (Math.floor(i / 6) % 3 === 0 && i % 3 === 0 ? 9 : 0))
    const figure = await show('pools', `${PATH}?pools.values=${values.join(',')}&pools.right=1`)
    await expectSoon(() => grids(figure)).toEqual(expected({ ...INITIAL, values, right: 1 }))
    const exercise = await alive(page.locator('#steady-max'))
    const verdict = (text: string) => exercise.locator('.feedback').filter({ hasText: text }).waitFor()
    await exercise.getByRole('button', { name: 'Check' }).click()
    await verdict('Max holds still.')
    // Moved by one, what stood in the third column stands in the fourth, in another window.
    await figure.getByLabel('input in row 1, column 4').fill('1')
    await figure.getByLabel('input in row 4, column 4').fill('1')
    await expectSoon(() => textOf(figure.locator('.pool-reason').nth(2))).toContain('4 of 4')
    await exercise.getByRole('button', { name: 'Check' }).click()
    await verdict('Correct')
  })
})

describe('what a move changes', () => {
  const rows = (figure: Locator) =>
    figure
      .locator('.pool-ledger tbody tr')
      .evaluateAll((lines) =>
        lines.map((line) => [...line.querySelectorAll('td')].slice(1).map((one) => one.textContent)),
      )
  const expected = ({ window, right }: ShiftState) =>
    MOVED.map((kind) => {
      const { change, kept } = all[window]![kind]
      return [percent(change[right]!), percent(kept[right]!)]
    })

  test('slider, window and a press on the chart: the numbers are those that were measured', async () => {
    const figure = await show('steady')
    expect(await rows(figure)).toEqual(expected(FIRST))
    await figure.getByRole('slider', { name: 'pixels to the right' }).focus()
    await page.keyboard.press('ArrowRight')
    await expectSoon(() => rows(figure)).toEqual(expected({ ...FIRST, right: 2 }))
    await figure.getByLabel('Window').selectOption('8')
    await expectSoon(() => rows(figure)).toEqual(expected({ ...FIRST, window: 8, right: 2 }))
    const chart = figure.locator('.pool-chart')
    await chart.scrollIntoViewIfNeeded()
    const { width, height } = (await chart.boundingBox())!
    await chart.click({ position: { x: (296 / 420) * width, y: height / 2 } })
    await expectSoon(() => rows(figure)).toEqual(expected({ ...FIRST, window: 8, right: 8 }))
    const first = figure.locator('.pool-line.max polyline')
    const before = await first.getAttribute('points')
    await figure.getByLabel('outputs that stay the same').check()
    await expectSoon(() => first.getAttribute('points')).not.toBe(before)
    await expectSoon(() => textOf(figure.locator('[data-description]'))).toContain('Moved by 8 pixels')
    await press(figure, 'Reset')
    await expectSoon(() => rows(figure)).toEqual(expected(FIRST))
  })

  test('a link opens a state', async () => {
    const figure = await show('steady', `${PATH}?steady.window=2&steady.right=3&steady.hide=measure`)
    await expectSoon(() => rows(figure)).toEqual(expected({ ...FIRST, window: 2, right: 3 }))
    expect(await figure.getByLabel('outputs that stay the same').count()).toBe(0)
  })
})

describe('the page', () => {
  test('is complete without scripts: six lanes, the input, the measured table and the picture', async () => {
    await visit(PATH, { javaScriptEnabled: false })
    expect(await page.locator('#pools [data-lane] text').count()).toBe(5 * 4 + 1)
    const values = page.locator('#pools .pool-input input')
    expect(
      await values.evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('value')))),
    ).toEqual(PRESETS.numbers)
    expect(await page.locator('#steady .pool-ledger tbody tr').count()).toBe(MOVED.length)
    const picture = page.locator('#steady img')
    await picture.scrollIntoViewIfNeeded()
    const width = picture.evaluate(async (image) => {
      await (image as HTMLImageElement).decode()
      return (image as HTMLImageElement).naturalWidth
    })
    expect(await width).toBe(254)
  })

  test.each([1280, 375])('nothing grows when it comes to life, at %d pixels', async (width) => {
    await visit(PATH, { viewport: { width, height: 800 } })
    for (const id of ['pools', 'steady']) {
      const figure = page.locator(`#${id}`)
      const before = (await figure.boundingBox())!.height
      await alive(figure)
      expect((await figure.boundingBox())!.height).toBe(before)
    }
    await readThrough(page)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
  })
})
