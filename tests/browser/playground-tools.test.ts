import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { trainedPlayground } from '../../components/playground/at-build.ts'
import { DEFAULTS, fromFile, toFile, valuesOf } from '../../components/playground/model.ts'
import { lossText, shortNumber } from '../../components/playground/words.ts'
import { violations } from './helpers/axe.ts'
import { downloadBy } from './helpers/downloads.ts'
import {
  alive,
  close,
  disconnect,
  expectSoon,
  open,
  textOf,
  type OpenOptions,
  type Opened,
} from './helpers/page.ts'

let opened: Opened
let page: Page
let figure: Locator

async function show(query = '', options: OpenOptions = {}): Promise<void> {
  opened = await open(`playground/${query}`, options)
  page = opened.page
  figure = await alive(page.locator('#play'))
}
const press = (name: string): Promise<void> => figure.getByRole('button', { name, exact: true }).click()
const unfold = (name: string): Promise<void> => figure.locator('summary', { hasText: name }).click()
const factOf = async (part: Locator, name: string): Promise<string> =>
  textOf(part.locator('.play-facts > div', { has: page.getByText(name, { exact: true }) }).locator('dd'))

afterEach(async () => {
  expect(opened.problems).toEqual([])
  await close(opened)
})
afterAll(disconnect)

describe('two runs', () => {
  test('start from the same weights and differ in one thing; the link carries it', async () => {
    await show()
    await unfold('Compare two runs')
    await figure.getByRole('combobox', { name: 'The second run differs in' }).selectOption('learningRate')
    await figure.getByRole('combobox', { name: 'It has' }).selectOption('0.3')
    const second = figure.locator('.play-second')
    await second.waitFor()
    const first = figure.locator('.play-right')
    await expectSoon(async () => factOf(second, 'training loss')).toBe(await factOf(first, 'training loss'))
    await press('One epoch')
    await expectSoon(() => factOf(second, 'epoch')).toBe('1')
    const fast = trainedPlayground({ ...DEFAULTS, learningRate: 0.3 }, 1).shot(0, false)
    const slow = trainedPlayground(DEFAULTS, 1).shot(0, false)
    expect(await factOf(second, 'training loss')).toBe(lossText(fast.trainLoss))
    expect(await factOf(first, 'training loss')).toBe(lossText(slow.trainLoss))
    expect(await figure.locator('.play-other').count()).toBe(2)
    expect(await page.evaluate('location.search')).toContain('play.compare=learningRate%3A0.3')
    await page.reload()
    await alive(figure)
    await expectSoon(() => figure.locator('.play-second .play-heading').innerText()).toContain('0.3')
  })
})

test('a sweep: one picture and two losses for every value', async () => {
  await show()
  await unfold('Sweep one setting')
  await figure.getByRole('combobox', { name: 'Setting' }).selectOption('optimizer')
  await figure.getByRole('combobox', { name: 'Epochs' }).selectOption('10')
  await press('Train them all')
  const items = figure.locator('.play-sweep li')
  await expectSoon(() => items.count()).toBe(valuesOf('optimizer', 2).length)
  const adam = trainedPlayground({ ...DEFAULTS, optimizer: 'adam' }, 10).shot(0, false)
  await expectSoon(() => textOf(items.filter({ hasText: /^Adam(?!W)/ }).last())).toContain(
    `training ${lossText(adam.trainLoss)}, test ${lossText(adam.testLoss)}`,
  )
  await expectSoon(() => figure.getByText('waiting…').count()).toBe(0)
})

test('saved to a file and loaded again: the same weights; another file is refused', async () => {
  await show()
  await press('One epoch')
  await unfold('Save and load')
  const { text } = await downloadBy(page, 'Save to a file')
  const { parameters } = trainedPlayground(DEFAULTS, 1).shot(0, false)
  expect(fromFile(text)).toEqual({ state: DEFAULTS, parameters })
  const changed = { ...DEFAULTS, data: 'xor' as const }
  const file = {
    name: 'a.json',
    mimeType: 'application/json',
    buffer: Buffer.from(toFile(changed, parameters)),
  }
  await figure.locator('input[accept*="json"]').setInputFiles(file)
  await figure.getByText('Loaded: settings and weights').waitFor()
  expect(await figure.getByRole('combobox', { name: 'Data' }).inputValue()).toBe('xor')
  await press('Look into output')
  await expectSoon(() => figure.getByRole('textbox', { name: 'bias b' }).inputValue()).toBe(
    shortNumber(parameters.at(-1)!),
  )
  await figure.locator('input[accept*="json"]').setInputFiles({ ...file, buffer: Buffer.from('{"a": 1}') })
  await figure.getByText('This file was not saved by the playground').waitFor()
})

test('with batch normalization a file has its running statistics, and brings back the same losses', async () => {
  const state = { ...DEFAULTS, batchNorm: true }
  const trained = trainedPlayground(state, 1)
  const { parameters, norms, trainLoss } = trained.shot(0, false)
  await show()
  await unfold('Save and load')
  await figure.locator('input[accept*="json"]').setInputFiles({
    name: 'b.json',
    mimeType: 'application/json',
    buffer: Buffer.from(toFile(state, parameters, norms)),
  })
  await figure.getByText('Loaded: settings and weights').waitFor()
  await expectSoon(() => textOf(figure)).toContain(lossText(trainLoss))
  const { text } = await downloadBy(page, 'Save to a file')
  expect(fromFile(text)).toEqual({ state, parameters, norms })
})

test('as SVG with the fields in it, and as PNG', async () => {
  await show()
  await figure.locator('.play-plane canvas[data-drawing]').waitFor()
  const { name, text } = await downloadBy(page, 'SVG')
  expect(name).toBe('play.svg')
  // Nine inputs and neurons at least, the large picture, and the links between them.
  expect(text.match(/<image [^>]*href="data:image\/png/g)!.length).toBeGreaterThan(10)
  expect(text.match(/class="play-link /g)).toHaveLength(18)
  const picture = await downloadBy(page, 'PNG')
  expect(picture.name).toBe('play.png')
  expect(picture.text.slice(1, 4)).toBe('PNG')
  expect(picture.text.length).toBeGreaterThan(5000)
})

test('as code, with the weights; a step is refused in words', async () => {
  await show()
  await unfold('Take it away as code')
  const code = figure.locator('.play-code')
  const bias = trainedPlayground(DEFAULTS).parameters().at(-1)!
  for (const language of ['PyTorch', 'Keras', 'TypeScript']) {
    await press(language)
    await expectSoon(() => code.getAttribute('aria-label')).toBe(language)
    expect(await code.inputValue()).toContain(String(Number(bias.toPrecision(7))))
  }
  await figure.getByRole('combobox', { name: 'Activation of layer 1' }).selectOption('step')
  await press('PyTorch')
  await expectSoon(() => code.inputValue()).toContain('cannot be written')
})

test('the plane as a hidden layer bends it', async () => {
  await show()
  await unfold('The plane as a hidden layer bends it')
  const grid = figure.locator('.play-warp-grid')
  await expectSoon(async () => (await grid.getAttribute('d'))!.length).toBeGreaterThan(2000)
  const before = await grid.getAttribute('d')
  await figure.getByRole('combobox', { name: 'Layer', exact: true }).selectOption('0')
  await expectSoon(() => grid.getAttribute('d')).not.toBe(before)
  expect(await figure.locator('.play-warped .play-mark').count()).toBe(2)
})

test.each([
  ['light', 375],
  ['dark', 1280],
] as const)(
  'with everything unfolded, in %s at %d pixels: axe finds nothing, nothing is too wide',
  async (colorScheme, width) => {
    await show('?play.compare=optimizer%3Aadam', { colorScheme, viewport: { width, height: 900 } })
    for (const summary of await figure.locator('summary').all()) await summary.click()
    await press('Keras')
    await press('Train them all')
    await figure.locator('.play-code').waitFor()
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
  },
)
