import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { resolve } from '../../components/conv-shapes/axis.ts'
import { INITIAL, marked, shapesOf, withField, type ShapesState } from '../../components/conv-shapes/model.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { alive, expectSoon, readThrough, textOf, type OpenOptions } from './helpers/page.ts'
import { page, visit, watchVisits } from './helpers/visit.ts'

const PATH = 'cnn/padding-and-stride/'

async function show(path = PATH, options: OpenOptions = {}): Promise<Locator> {
  await visit(path, options)
  return alive(page.locator('#shapes'))
}
watchVisits()

/** The numbers of the output's drawing, row by row. */
const output = (figure: Locator) =>
  figure.locator('.shapes-grid').nth(1).locator('.shapes-value').allTextContents()
const expected = (state: ShapesState) =>
  shapesOf(state)
    .output.flat()
    .map((value) => decimal(value, 0))
const facts = (figure: Locator) => figure.locator('.shapes-facts dd').allTextContents()
const slider = (figure: Locator, name: string) => figure.getByRole('slider', { name, exact: true })
const valid = { ...INITIAL.rows, kernel: 5, stride: 2, padding: 0 }

describe('every knob', () => {
  test('sliders change both axes, or one; sizes, numbers and formula follow', async () => {
    const figure = await show()
    expect(await output(figure)).toEqual(expected(INITIAL))
    expect((await facts(figure))[0]).toBe('⌊(7 + 1 + 1 − 3) / 2⌋ + 1 = 4')
    await slider(figure, 'kernel k, rows').focus()
    await page.keyboard.press('ArrowRight')
    const four = withField(INITIAL, 'rows', 'kernel', 4)
    await expectSoon(() => output(figure)).toEqual(expected(four))
    expect(await slider(figure, 'stride s, columns').isDisabled()).toBe(true)
    await figure.getByLabel('rows and columns alike').uncheck()
    await slider(figure, 'stride s, columns').focus()
    await page.keyboard.press('ArrowRight')
    const parted = withField({ ...four, isSquare: false }, 'columns', 'stride', 3)
    await expectSoon(() => output(figure)).toEqual(expected(parted))
    await expectSoon(async () => (await facts(figure))[1]).toBe('⌊(7 + 1 + 1 − 4) / 3⌋ + 1 = 2')
    await figure.getByRole('button', { name: 'Reset' }).click()
    await expectSoon(() => output(figure)).toEqual(expected(INITIAL))
  })

  test('padding by its four names; floor and ceil; the libraries say what they take', async () => {
    const figure = await show()
    await figure.getByLabel('same', { exact: true }).check()
    await expectSoon(() => output(figure)).toEqual(expected({ ...INITIAL, kind: 'same' }))
    expect(await textOf(figure.locator('.shapes-libraries'))).toContain('with a stride is refused')
    await figure.getByLabel('P in all', { exact: true }).check()
    const total = { ...INITIAL, kind: 'total' } as const
    await expectSoon(() => output(figure)).toEqual(expected(total))
    const { before, after } = resolve(total.rows, 'total', 'floor')
    expect([before, after]).toEqual([0, 1])
    expect(await textOf(figure.locator('.shapes-libraries pre').first())).toContain(
      'nn.ZeroPad2d((0, 1, 0, 1))',
    )
    await figure.getByLabel('ceil', { exact: true }).check()
    await expectSoon(() => output(figure)).toEqual(expected({ ...total, rounding: 'ceil' }))
    expect(await figure.locator('.shapes-cell.over').count()).toBeGreaterThan(0)
    await figure.getByLabel('valid', { exact: true }).check()
    await expectSoon(() => slider(figure, 'padding p, rows').isDisabled()).toBe(true)
  })

  test('a kernel that does not fit is refused, with the reason', async () => {
    const figure = await show(`${PATH}?shapes.rows=3,5,1,1,0&shapes.kind=valid`)
    await expectSoon(async () => (await facts(figure))[0]).toBe('does not fit: it spans 5, there are 3')
    expect(await output(figure)).toEqual([])
    expect(await textOf(figure.locator('.shapes-libraries'))).toContain(
      'the kernel is larger than the padded input',
    )
  })

  test('backwards: which padding gives the wanted output', async () => {
    const figure = await show(`${PATH}?shapes.wanted=4`)
    const answer = figure.locator('.shapes-inverse b')
    await expectSoon(() => textOf(answer)).toBe('In all 2 or 3; per side 1.')
    await figure.locator('.shapes-inverse input').focus()
    await page.keyboard.press('End')
    await expectSoon(() => textOf(answer)).toContain('No padding')
  })
})

describe('both ways', () => {
  test('by mouse: an output lights what it sees, a pixel the outputs that see it', async () => {
    const figure = await show()
    await expectSoon(() => output(figure)).toEqual(expected(INITIAL))
    const cells = (i: number) => figure.locator('.shapes-grid').nth(i).locator('.shapes-cell')
    await cells(1).nth(0).hover()
    await expectSoon(() => cells(0).evaluateAll((all) => all.flatMap((cell, i) => (cell.classList.contains('marked') ? [i] : [])))).toEqual([0, 1, 2, 9, 10, 11, 18, 19, 20]) // prettier-ignore
    expect((await facts(figure)).at(-1)).toBe(expected(INITIAL)[0])
    // Row 3, column 3 of the input is row 4, column 4 of the padded one.
    await cells(0).nth(4 * 9 + 4).hover() // prettier-ignore
    const at: ShapesState = { ...INITIAL, side: 'input', row: 3, column: 3 }
    const { rows, columns } = marked(at, shapesOf(at))
    await expectSoon(() => cells(1).evaluateAll((all) => all.filter((cell) => cell.classList.contains('marked')).length)).toBe(rows.length * columns.length) // prettier-ignore
    await expectSoon(async () => (await facts(figure)).at(-1)).toBe(`${rows.length * columns.length} outputs`)
  })

  test('by keyboard and by touch; words and table say the same', async () => {
    const figure = await show(PATH, { hasTouch: true })
    await expectSoon(() => output(figure)).toEqual(expected(INITIAL))
    await figure.getByRole('application', { name: 'Output' }).focus()
    await page.keyboard.press('ArrowDown')
    const value = decimal(shapesOf(INITIAL).output[2]![2]!, 0)
    await expectSoon(async () => (await facts(figure)).at(-1)).toBe(value)
    await expectSoon(() => textOf(figure.locator('[data-description]'))).toBe(
      `An input of 7 × 7 gives an output of 4 × 4. Output (2, 2) is ${value}.`,
    )
    await figure.getByRole('button', { name: 'Table', exact: true }).click()
    expect(await textOf(figure.locator('.frame-table'))).toContain(`the marked output ${value}`)
    await figure.locator('.shapes-grid').nth(1).locator('.shapes-cell').nth(0).tap()
    await expectSoon(async () => (await facts(figure)).at(-1)).toBe(expected(INITIAL)[0])
  })

  test('how often each pixel is seen', async () => {
    const figure = await show(
      `${PATH}?shapes.rows=${Object.values(valid).join(',')}&shapes.kind=valid&shapes.view=uses`,
    )
    const { uses } = shapesOf({ ...INITIAL, rows: valid, columns: valid, kind: 'valid' })
    await expectSoon(() => figure.locator('.shapes-grid').first().locator('.shapes-value').allTextContents()).toEqual(uses.flat().map(String)) // prettier-ignore
  })
})

describe('the page', () => {
  test('is complete without scripts: both grids with their numbers', async () => {
    await visit(PATH, { javaScriptEnabled: false })
    expect(await output(page.locator('#shapes'))).toEqual(expected(INITIAL))
    expect(await page.locator('#shapes .shapes-cell.zero').count()).toBe(81 - 49)
  })

  test('fits a phone', async () => {
    await show(PATH, { viewport: { width: 375, height: 800 } })
    await readThrough(page)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375)
  })
})
