import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { parseRows, presetOf, sheetOf, type PresetName } from '../../components/network-builder/model.ts'
import { grouped } from '../../components/network-builder/words.ts'
import { violations } from './helpers/axe.ts'
import { alive, expectSeen, expectSoon, readThrough, textOf, type OpenOptions } from './helpers/page.ts'
import { page, press, visit, watchVisits } from './helpers/visit.ts'

const PATH = 'cnn/architectures/'

async function show(path = PATH, options: OpenOptions = {}): Promise<Locator> {
  await visit(path, options)
  return alive(page.locator('#builder'))
}
watchVisits()

const preset = (name: PresetName) => sheetOf(presetOf(name).input, presetOf(name).rows, 'pytorch')
const rows = (figure: Locator) => figure.locator('.net-line')
const names = (figure: Locator) => figure.locator('.net-pick').allTextContents()
const total = (figure: Locator, at = 0) => figure.locator('.net-totals dd').nth(at).textContent()
const picked = (figure: Locator) => figure.locator('.net-line.chosen .net-pick').textContent()
const cells = (figure: Locator, at: number) => rows(figure).nth(at).locator('td').allTextContents()
const field = (figure: Locator, name: string) => figure.getByRole('textbox', { name, exact: true })

describe('networks', () => {
  test.each(['alexnet', 'one-weird-trick', 'vgg16', 'resnet18'] as const)(
    '%s: totals and rows are those of the engine',
    async (name) => {
      const figure = await show()
      const { totals, lines } = preset(name)
      await figure.locator('.net-choices select').first().selectOption(name)
      await expectSoon(() => total(figure)).toBe(grouped(totals.parameters))
      expect(await total(figure, 2)).toBe(grouped(totals.macs))
      expect(await names(figure)).toEqual(lines.map((line) => line.name))
      const most = lines.reduce((a, b) => (b.parameters > a.parameters ? b : a))
      expect(await figure.locator('.net-profile text.tick').first().textContent()).toBe(
        `most: ${most.name}, ${grouped(most.parameters)}`,
      )
    },
  )

  test('by mouse: a row is chosen, changed, copied, moved, removed and added; reset brings all back', async () => {
    const figure = await show()
    await rows(figure).nth(3).click()
    await expectSoon(() => picked(figure)).toBe('conv2')
    await field(figure, 'filters').fill('20')
    await expectSoon(async () => (await cells(figure, 3))[2]).toBe(grouped(20 * (6 * 25 + 1)))
    expect((await cells(figure, 3))[1]).toBe('(20, 10, 10)')
    await field(figure, 'kernel').fill('five')
    await expectSoon(() => textOf(figure.locator('.net-hint'))).toContain('Not understood')
    await field(figure, 'kernel').fill('3x5')
    await expectSoon(async () => (await cells(figure, 3))[1]).toBe('(20, 12, 10)')
    await press(figure, 'Copy')
    await expectSoon(() => rows(figure).count()).toBe(presetOf('lenet').rows.length + 1)
    await press(figure, 'Up')
    await press(figure, 'Remove')
    await figure.getByLabel('new row').selectOption('bn')
    await press(figure, 'Add below')
    await expectSoon(() => picked(figure)).toBe('bn1')
    await press(figure, 'Reset')
    await expectSoon(() => total(figure)).toBe(grouped(preset('lenet').totals.parameters))
  })

  test('by keyboard: arrows choose, with Alt they move, Delete removes', async () => {
    const figure = await show()
    await figure.locator('.net-pick').first().focus()
    await page.keyboard.press('ArrowDown')
    await expectSoon(() => picked(figure)).toBe('tanh1')
    await page.keyboard.press('End')
    await expectSoon(() => picked(figure)).toBe('softmax1')
    await page.keyboard.press('Delete')
    await expectSoon(() => picked(figure)).toBe('fc2')
    await page.keyboard.press('Home')
    await expectSoon(() => picked(figure)).toBe('conv1')
    await page.keyboard.press('Alt+ArrowDown')
    await expectSoon(async () => (await names(figure)).slice(0, 2)).toEqual(['tanh1', 'conv1'])
    expect(await picked(figure)).toBe('conv1')
    const chart = figure.getByRole('slider', { name: /^MACs, row by row/ })
    await chart.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expectSoon(() => picked(figure)).toBe('conv2')
    expect(await chart.getAttribute('aria-valuetext')).toBe('conv2: 240,000')
  })

  test('by touch, and in a chart: the row that was touched is chosen, and shown in the box', async () => {
    const figure = await show(PATH, { hasTouch: true, viewport: { width: 375, height: 800 } })
    await rows(figure).nth(1).tap()
    await expectSoon(() => picked(figure)).toBe('tanh1')
    const chart = figure.locator('.net-profile svg').first()
    const box = (await chart.boundingBox())!
    await chart.tap({ position: { x: (box.width * 11.5) / 13, y: box.height / 2 } })
    await expectSoon(() => picked(figure)).toBe('fc2')
    await expectSoon(() => figure.locator('.net-scroll').evaluate((scroll) => {
      const row = scroll.querySelector('.chosen')!.getBoundingClientRect()
      const { top, bottom } = scroll.getBoundingClientRect()
      return row.top >= top && row.bottom <= bottom + 1
    })).toBe(true) // prettier-ignore
    await readThrough(page)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375)
  })
})

describe('libraries', () => {
  test('what PyTorch refuses says why, and Keras takes, in its own order of axes', async () => {
    const figure = await show(`${PATH}?builder.input=3x32x32&builder.rows=conv-8-k3-s2-psame_relu`)
    const problem = figure.locator('.net-problem')
    await expectSoon(() => textOf(problem)).toContain(
      "padding='same' is not supported for strided convolutions",
    )
    expect(await total(figure, 6)).toBe('none: a row is refused')
    await figure.getByLabel('Rules and order of axes').selectOption('keras')
    await expectSoon(() => problem.count()).toBe(0)
    expect((await cells(figure, 0))[1]).toBe('(16, 16, 8)')
    await field(figure, 'dilation').fill('2')
    await expectSoon(() => textOf(problem)).toContain('`strides > 1` not supported in conjunction')
    await expectSoon(() => textOf(figure.locator('[data-description]'))).toContain('conv1 is refused')
  })

  test('layers of both are read; a mistake is shown at its line and column', async () => {
    const figure = await show()
    await press(figure, 'Paste layers')
    const area = figure.getByRole('textbox', { name: 'Layers in Keras or PyTorch' })
    const said = figure.locator('.net-said')
    await press(figure, 'An example in Keras')
    await press(figure, 'Make the table')
    await expectSoon(() => textOf(said)).toContain('Read as Keras: 8 rows')
    const keras = sheetOf([3, 32, 32], parseRows('conv-16-psame_relu_max-k2_conv-32-psame_relu_gap_dense-10_softmax')!, 'keras') // prettier-ignore
    await expectSoon(() => total(figure)).toBe(grouped(keras.totals.parameters))
    await area.fill('nn.Conv2d(3, 8, 3),\nnn.ReLu(),')
    await press(figure, 'Make the table')
    await expectSoon(() => textOf(said)).toMatch(/^Line 2, column 4: 'ReLu' is written nn\.ReLU/)
    expect(await figure.locator('.net-where').textContent()).toBe('nn.ReLu(),\n   ^')
    // What could not be read left the table as it was.
    expect(await total(figure)).toBe(grouped(keras.totals.parameters))
    await area.fill('nn.Conv2d(3, 8, 3),\nnn.ReLU(),')
    await press(figure, 'Make the table')
    await expectSoon(() => names(figure)).toEqual(['conv1', 'relu1'])
  })

  test('the network is written for each of them, or the reason why not; and as a cell', async () => {
    const figure = await show(`${PATH}?builder.net=resnet18`)
    await expectSoon(() => total(figure)).toBe('11,689,512')
    await press(figure, 'Export')
    const code = figure.locator('.net-paste textarea')
    await expectSoon(() => code.inputValue()).toContain('nn.Conv2d(3, 64, ')
    await press(figure, 'Keras')
    await expectSoon(() => code.inputValue()).toMatch(/^# .*MaxPool2d with padding/)
    await press(figure, 'TypeScript')
    await expectSoon(() => code.inputValue()).toContain('new Residual(')
    await press(figure, 'Code')
    const cell = page.locator('#cell-count-a-network')
    await expectSoon(() => textOf(cell)).toContain('new Conv2d(3, 64, 7')
  })
})

describe('every row is a question', () => {
  const question = (figure: Locator) => figure.locator('.net-quiz')
  const answer = (figure: Locator, name: string, typed: string) =>
    question(figure).getByRole('textbox', { name, exact: true }).fill(typed)

  test('numbers are covered, mistakes have their words, right ones uncover the row', async () => {
    const figure = await show()
    await rows(figure).nth(3).click()
    await expectSoon(() => picked(figure)).toBe('conv2')
    await press(figure, 'Ask me')
    await expectSoon(() => textOf(question(figure))).toContain('It reads (6, 14, 14).')
    expect(await cells(figure, 3)).toEqual(['convolution, 16 filters, 5 × 5', '?'])
    expect(await cells(figure, 2)).toContain('(6, 14, 14)')
    expect(await figure.locator('.net-totals').count()).toBe(0)
    await answer(figure, 'shape of the output', '10, 10, 16')
    await answer(figure, 'parameters', '2400')
    await answer(figure, 'MACs for one picture', 'many')
    await answer(figure, 'pixels seen along an axis', '14')
    await page.keyboard.press('Enter')
    const verdicts = question(figure).locator('.net-verdict')
    await expectSoon(() => verdicts.allTextContents()).toEqual([
      expect.stringContaining('the order of the other library'),
      'The weights are right. Biases are missing.',
      'Not understood. A whole number is wanted.',
      'Right.',
    ])
    await answer(figure, 'shape of the output', '16, 10, 10')
    await answer(figure, 'parameters', '2416')
    await answer(figure, 'MACs for one picture', '240,000')
    await press(figure, 'Check')
    await expectSoon(() => cells(figure, 3)).toContain('(16, 10, 10)')
    expect(await textOf(question(figure))).toContain('1 row answered.')
    await press(figure, 'Next row')
    await expectSoon(() => picked(figure)).toBe('pool2')
    await expectSoon(() => cells(figure, 5)).toEqual(['average pooling, 2 × 2', '?'])
    await press(figure, 'Show')
    await expectSoon(() => cells(figure, 5)).toContain('(16, 5, 5)')
    await press(figure, 'Ask me')
    await expectSoon(() => total(figure)).toBe('61,706')
  })

  test('a link asks at once; a refused row says so instead', async () => {
    const figure = await show(`${PATH}?builder.net=vgg16&builder.at=0&builder.ask=1`)
    await expectSoon(() => textOf(question(figure))).toMatch(/^Row conv1 .*what does it give/)
    await expectSoon(() => textOf(figure.locator('[data-description]'))).toContain('is asked')
    await figure.getByLabel('Input', { exact: true }).fill('3 x 1 x 1')
    await rows(figure).nth(4).click()
    await expectSoon(() => textOf(question(figure))).toContain('Mend it first')
  })
})

// On the figure's own page, which is short: axe reads all of it each time.
describe('axe finds nothing', () => {
  async function alone(options: OpenOptions): Promise<Locator> {
    await visit('figures/network-builder/', options)
    return alive(page.locator('#a-small-network'))
  }
  const phone = { colorScheme: 'dark', viewport: { width: 375, height: 800 } } as const

  test.each([phone, { colorScheme: 'light' }] as const)(
    'while it asks and is not answered: %o',
    async (look) => {
      const figure = await alone(look)
      await press(figure, 'Ask me')
      await press(figure, 'Check')
      await expectSoon(() => textOf(figure.locator('.net-quiz'))).toContain('Not understood')
      expect(await violations(page)).toEqual([])
    },
  )

  test('while code is shown', async () => {
    const figure = await alone({ colorScheme: 'light' })
    await press(figure, 'Export')
    await expectSoon(() => figure.locator('.net-paste textarea').inputValue()).toContain('nn.')
    expect(await violations(page)).toEqual([])
  })

  test('while a row is refused, and layers with a mistake; nothing is wider than the phone', async () => {
    const figure = await alone(phone)
    await press(figure, 'Paste layers')
    await figure.getByRole('textbox', { name: 'Layers in Keras or PyTorch' }).fill('nn.Conv2d(3, 8)')
    await press(figure, 'Make the table')
    await expectSeen(figure.locator('.net-where'))
    await field(figure, 'Input').fill('1 x 1 x 1')
    await expectSeen(figure.locator('.net-problem'))
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(375)
  })
})

describe('the page', () => {
  test('is complete without scripts: totals and every row', async () => {
    await visit(PATH, { javaScriptEnabled: false })
    const figure = page.locator('#builder')
    expect(await total(figure)).toBe('61,706')
    expect(await names(figure)).toEqual(preset('lenet').lines.map(({ name }) => name))
    for (const number of ['60,000', '60,965,224', '61,100,840', '138,357,544', '11,689,512'])
      expect((await textOf(page.getByRole('main'))).includes(number), number).toBe(true)
  })

  test('a link brings network, row and rules; the table and the words say the same', async () => {
    const figure = await show(`${PATH}?builder.net=vgg16&builder.at=5&builder.rules=keras`)
    await expectSoon(() => picked(figure)).toBe('conv3')
    await expectSoon(() => textOf(figure.locator('[data-description]'))).toContain('output (112, 112, 128), sees 10 pixels') // prettier-ignore
    await press(figure, 'Table')
    await expectSeen(figure.locator('.frame-table tbody tr'))
    expect(await textOf(figure.locator('.frame-table'))).toContain('138,357,544')
  })
})
