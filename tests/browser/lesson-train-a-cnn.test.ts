import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { loadDataset } from '../../data/node.ts'
import recorded from '../../components/digit-cnn/recorded.json' with { type: 'json' }
import {
  confusionOf,
  drawnOf,
  INITIAL,
  SETUP,
  toLink,
  type DigitState,
} from '../../components/digit-cnn/model.ts'
import { PIXELS } from '../../components/digit-cnn/network.ts'
import { DigitSession } from '../../components/digit-cnn/session.ts'
import { factsOf } from '../../components/digit-cnn/words.ts'
import { violations } from './helpers/axe.ts'
import { cellOn, outputOf, run as runCell } from './helpers/cells.ts'
import { alive, expectSoon, readThrough, textOf, type OpenOptions } from './helpers/page.ts'
import { scriptTime } from './helpers/script-time.ts'
import { page, press, visit, watchVisits } from './helpers/visit.ts'

const PATH = 'cnn/train-a-cnn/'
/** A whole run on a machine that is busy with everything else. */
const PATIENCE = { timeout: 90_000 }
const digits = await loadDataset('digits')
const imageOf = (row: number) => Array.from(digits.features.slice(row * PIXELS, (row + 1) * PIXELS))

async function show(query = '', options: OpenOptions = {}): Promise<Locator> {
  await visit(PATH + query, options)
  return alive(page.locator('#digits'))
}
watchVisits()

const factsShown = (figure: Locator): Promise<Record<string, string>> =>
  figure
    .locator('.cnn-facts > div')
    .evaluateAll((rows) =>
      Object.fromEntries(rows.map((row) => [row.children[0]!.textContent, row.children[1]!.textContent])),
    )
const updates = async (figure: Locator) => Number((await factsShown(figure))['updates'])
const matrixOf = (figure: Locator) =>
  figure.locator('.cnn-matrix td button').evaluateAll((all) => all.map((one) => Number(one.textContent) || 0))
const chancesOf = (figure: Locator) =>
  figure.locator('.cnn-layers .cnn-chances li > :last-child').allTextContents()

/** A session of the figure's settings, trained in Node by the code that the worker runs. */
function inNode(epochs: number, part: Partial<DigitState> = {}) {
  const state = { ...INITIAL, ...part }
  const session = new DigitSession(digits, state)
  session.advance(epochs * session.perEpoch)
  const pixels = state.look < 0 ? drawnOf(state.own, state.stretches).counts : imageOf(state.look)
  const shot = session.shot({ ...state, pixels: Array.from(pixels) })
  const { heldOut } = session.split
  const labels = heldOut.map((row) => digits.target[row]!)
  return {
    facts: Object.fromEntries(factsOf(shot, heldOut.length)),
    confusion: confusionOf(labels, shot.answers),
    chances: Array.from(shot.insight.chances, (chance) => `${(100 * chance).toFixed(1)} %`),
    parameters: Array.from(shot.parameters),
    shot,
  }
}

/** Remembers the weights that workers send, and listens for long tasks. */
const LISTEN = `
  window.sent = []
  window.longest = 0
  new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) longest = Math.max(longest, duration) }).observe({ type: 'longtask' })
  const Real = Worker
  window.Worker = class extends Real {
    constructor(...args) {
      super(...args)
      this.addEventListener('message', ({ data }) => { if (data.tell === 'shot') window.sent = [...data.shot.parameters] })
    }
  }`

async function trainFast(figure: Locator): Promise<void> {
  await figure.getByLabel('Speed').selectOption('fast')
  await press(figure, 'Train')
  await expect.poll(async () => (await factsShown(figure))['epoch'], PATIENCE).toBe(String(SETUP.epochs))
}

describe('training', () => {
  test(
    'to the same bits as in Node, 97 % or more, while the page stays awake',
    { timeout: 120_000 },
    async () => {
      const figure = await show('', { before: LISTEN })
      expect(await factsShown(figure)).toEqual(inNode(0).facts)
      // What the page took to wake is not what training takes of it.
      await page.evaluate('longest = 0')
      const scripts = await scriptTime(page, () => trainFast(figure))
      const alone = inNode(SETUP.epochs)
      expect(await factsShown(figure)).toEqual(alone.facts)
      expect(await page.evaluate('sent')).toEqual(alone.parameters)
      expect(await matrixOf(figure)).toEqual(alone.confusion)
      expect(await chancesOf(figure)).toEqual(alone.chances)
      expect(alone.shot.right / 510).toBeGreaterThanOrEqual(0.97)
      // Pictures alone are the page's: a whole training in one task would take longer than all of them.
      expect(await page.evaluate('longest')).toBeLessThan(500)
      expect(scripts).toBeLessThan(5000)
    },
  )

  test(
    'batch by batch, epoch by epoch, paused, begun anew, from another seed',
    { timeout: 120_000 },
    async () => {
      const figure = await show()
      await press(figure, 'One batch')
      await expectSoon(() => updates(figure)).toBe(1)
      await press(figure, 'One epoch')
      await expectSoon(() => factsShown(figure)).toEqual(inNode(1).facts)
      await press(figure, 'Train')
      await expectSoon(() => updates(figure)).toBeGreaterThan(60)
      await press(figure, 'Pause')
      await expectSoon(() => figure.getByRole('button', { name: 'Train', exact: true }).count()).toBe(1)
      await press(figure, 'Reset')
      await expectSoon(() => factsShown(figure)).toEqual(inNode(0).facts)
      await press(figure, 'New seed')
      const other = inNode(0, { seed: 2 })
      await expectSoon(() => factsShown(figure)).toEqual(other.facts)
      await press(figure, 'One epoch')
      await expectSoon(() => factsShown(figure)).toEqual(inNode(1, { seed: 2 }).facts)
    },
  )

  test('whole forms held out: the run that is on record', { timeout: 120_000 }, async () => {
    const figure = await show()
    await figure.getByRole('combobox', { name: 'Held out' }).selectOption('forms')
    const { right, held } = recorded.forms[0]!
    await expectSoon(() => textOf(figure.locator('.cnn-facts'))).toContain(`of ${held} `)
    await trainFast(figure)
    expect((await factsShown(figure))['right, held out']).toContain(`${right} of ${held}`)
  })

  test('predicted first: asked, trained, compared', { timeout: 120_000 }, async () => {
    const figure = await show()
    const form = figure.locator('.predict-form')
    await press(figure, 'Predict, then train')
    await expectSoon(() => textOf(figure.locator('.cnn-predict'))).toContain('Two numbers, please')
    await form.getByLabel('Right on held-out digits').fill('90')
    await form.getByLabel('The digit that will be missed').fill('3')
    await press(figure, 'Predict, then train')
    const alone = inNode(SETUP.epochs)
    await expect
      .poll(() => textOf(figure.locator('.cnn-predict')), PATIENCE)
      .toContain(`You predicted 90 %: it is ${((100 * alone.shot.right) / 510).toFixed(1)} %.`)
    expect(await form.count()).toBe(0)
  })

  test('without workers it says so', async () => {
    const figure = await show('', {
      before: 'window.Worker = class { constructor() { throw new Error("") } }',
    })
    await press(figure, 'Train')
    await expectSoon(() => textOf(figure.locator('[role="alert"].frame-notice'))).toContain(
      'cannot train here',
    )
  })
})

describe('looking', () => {
  test('a cell of the matrix shows its digits; a digit goes through the network', async () => {
    const figure = await show()
    const gallery = figure.locator('.cnn-gallery')
    const { confusion } = inNode(0)
    const cell = confusion.findIndex((count, at) => count > 2 && at % 11 !== 0)
    await figure.locator('.cnn-matrix td button').nth(cell).click()
    const [is, says] = [Math.floor(cell / 10), cell % 10]
    await expectSoon(() => textOf(gallery)).toContain(`A ${is}, answered ${says}: ${confusion[cell]!}.`)
    expect(await gallery.locator('.cnn-picks button').count()).toBe(Math.min(24, confusion[cell]!))
    await gallery.locator('.cnn-picks button').first().click()
    await expectSoon(() => textOf(figure.locator('.cnn-layers .cnn-part-one'))).toContain(`a ${is}`)
    await expectSoon(() => textOf(figure.locator('.cnn-says'))).toContain(`The network says ${says}`)
    await gallery.getByRole('button', { name: 'mistakes' }).last().click()
    await expectSoon(() => textOf(gallery)).toContain('Mistakes, the surest first')
  })

  test('a map shows its kernels; words and table say what is drawn', async () => {
    const figure = await show()
    await figure.getByRole('button', { name: 'map 5', exact: false }).first().click()
    await expectSoon(() => textOf(figure.locator('.cnn-part-wide'))).toContain('kernels of map 5')
    await press(figure, 'Table')
    expect(await textOf(figure.locator('.frame-table'))).toContain('updates 0')
    expect(await textOf(figure.locator('[data-description]'))).toContain('After 0 epochs 67 of 510')
  })

  test('gradient and occlusion of another answer, one pixel covered', async () => {
    const figure = await show()
    const expected = inNode(1, { answer: 4, window: 1 }).shot.insight
    await press(figure, 'One epoch')
    await expectSoon(() => updates(figure)).toBe(41)
    await figure.getByLabel('Explain the answer').selectOption('4')
    await figure.getByLabel('Cover').selectOption('1')
    const range = (values: ArrayLike<number>) =>
      [Math.min(...Array.from(values)), Math.max(...Array.from(values))]
        .map((value) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`)
        .join(' to ')
    const saliency = figure.locator('.cnn-three')
    await expectSoon(() => textOf(saliency)).toContain('slope of the logit of 4')
    await expectSoon(() => textOf(saliency)).toContain(range(expected.gradient))
    await expectSoon(() => textOf(saliency)).toContain(range(expected.occlusion))
  })

  test(
    'a link brings back what is looked at, and hides what a teacher hid',
    { timeout: 60_000 },
    async () => {
      const state = { ...INITIAL, seed: 3, look: -1, answer: 7, window: 1 } as const
      const query = Object.entries(toLink(state)).map(([key, value]) => `digits.${key}=${value}`).join('&') // prettier-ignore
      const figure = await show(`?${query}&digits.hide=predict,split,seed`)
      await expectSoon(() => factsShown(figure)).toEqual(inNode(0, state).facts)
      await expectSoon(() => chancesOf(figure)).toEqual(inNode(0, state).chances)
      expect(await figure.locator('.predict-form').count()).toBe(0)
      expect(await figure.getByRole('button', { name: 'New seed' }).count()).toBe(0)
      expect(await figure.getByRole('combobox', { name: 'Held out' }).count()).toBe(0)
    },
  )

  test(
    'Code: the network and the digit stand as a cell and come to the same answer',
    { timeout: 120_000 },
    async () => {
      const figure = await show()
      await press(figure, 'One epoch')
      await expectSoon(() => updates(figure)).toBe(41)
      const chances = await chancesOf(figure)
      await press(figure, 'Code')
      await page.waitForURL(/#cells=/)
      const cell = cellOn(page, 'the-network')
      await cell.scrollIntoViewIfNeeded()
      await expectSoon(() => textOf(cell)).toContain('written')
      await runCell(cell)
      const output = (await outputOf(cell)).replaceAll(' ', '')
      expect(output).toContain(chances.map((chance, digit) => `${digit}${chance}`.replace(' ', '')).join(''))
    },
  )
})

describe('drawing', () => {
  const strokes = (figure: Locator) => figure.locator('.cnn-stroke').count()
  const isYours = (figure: Locator) =>
    expectSoon(() => textOf(figure.locator('.cnn-layers .cnn-part-one'))).toContain('yours')

  test('by keyboard: the space bar puts the pen down, arrows draw; the answer is the one of Node', async () => {
    const figure = await show()
    await press(figure, 'Clear')
    await expectSoon(() => strokes(figure)).toBe(0)
    await figure.getByRole('application', { name: 'Drawing pad' }).focus()
    await page.keyboard.press('Space')
    for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowRight')
    await expectSoon(() => strokes(figure)).toBe(1)
    await isYours(figure)
    const own = [Array.from({ length: 9 }, (_, i) => [16, 8 + 2 * i] as const)]
    await expectSoon(() => chancesOf(figure)).toEqual(inNode(0, { look: -1, own }).chances)
  })

  test('by mouse, unstretched, and taken back', async () => {
    const figure = await show()
    await press(figure, 'Clear')
    const pad = figure.locator('.cnn-pad')
    await pad.scrollIntoViewIfNeeded()
    const { x, y, width } = (await pad.boundingBox())!
    await page.mouse.move(x + width / 4, y + width / 4)
    await page.mouse.down()
    await page.mouse.move(x + width / 2, y + width / 4, { steps: 5 })
    await page.mouse.move(x + width / 2, y + width / 2, { steps: 5 })
    await page.mouse.up()
    await page.mouse.move(x + width / 4, y + width / 2)
    await expectSoon(() => strokes(figure)).toBe(1)
    await isYours(figure)
    // Stretched, it reaches the last row; as it was drawn, it ends in the middle.
    const inkBelow = () =>
      figure.locator('.cnn-bitmap .cnn-ink').evaluate((path) => /M\d+ 3[01]h/.test(path.getAttribute('d')!))
    expect(await inkBelow()).toBe(true)
    await figure.getByLabel('stretch it as the data set does').uncheck()
    await expectSoon(inkBelow).toBe(false)
    await press(figure, 'Take back a stroke')
    await expectSoon(() => strokes(figure)).toBe(0)
  })

  test('by touch: a tap is a dot', async () => {
    const figure = await show('', { hasTouch: true })
    await press(figure, 'Clear')
    await figure.locator('.cnn-pad').tap()
    await expectSoon(() => strokes(figure)).toBe(1)
    await isYours(figure)
  })
})

test('the code exercise says where a program stops, and what a failed test found', async () => {
  await show()
  const exercise = await alive(page.locator('#count-the-ink'))
  const check = async (body: string) => {
    const editor = exercise.locator('.cm-content')
    if ((await editor.count()) === 0) await exercise.locator('.code-place [role="textbox"]').click()
    await editor.focus()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText(
      `function countInk(bitmap: number[][], block: number): number[][] {\n  ${body}\n}`,
    )
    await exercise.getByRole('button', { name: 'Check' }).click()
  }
  await check('return paper')
  const feedback = exercise.locator('.feedback')
  await expectSoon(() => textOf(feedback)).toContain(
    'stopped with an error: ReferenceError: paper is not defined (line 2 of your program)',
  )
  await check('return [[1, 2, 3], [4, 5, 6]]')
  await expectSoon(() => textOf(feedback)).toContain('How many blocks fit')
  expect(await exercise.locator('.goal-detail').allTextContents()).toEqual([
    '32 × 32 points, blocks of 4 at index 0 gives 2, which is not right.',
    'blocks of 2 at index 0 at index 0 gives 1, which is not right.',
    'all ink at index 0 has 3 elements; it needs 1.',
  ])
})

describe('the page', () => {
  for (const colorScheme of ['light', 'dark'] as const)
    test(`has no violations in ${colorScheme}`, { timeout: 60_000 }, async () => {
      await show('', { colorScheme })
      await readThrough(page)
      expect(await violations(page)).toEqual([])
    })

  for (const width of [375, 320])
    test(`fits ${width} pixels`, async () => {
      await show('', { viewport: { width, height: 800 } })
      await readThrough(page)
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    })

  for (const width of [1280, 375])
    test(`the figure is as tall at build as it is alive, at ${width} pixels`, async () => {
      const height = async () => (await page.locator('#digits .frame-body').boundingBox())!.height
      await visit(PATH, { viewport: { width, height: 700 } })
      expect(await page.locator('#digits astro-island[ssr]').count()).toBe(1)
      const before = await height()
      const figure = await alive(page.locator('#digits'))
      await press(figure, 'One batch')
      await expectSoon(() => updates(figure)).toBe(1)
      expect(Math.abs((await height()) - before)).toBeLessThan(1)
    })

  test('is complete without scripts: the digits, the untrained network and what it answers', async () => {
    await visit(PATH, { javaScriptEnabled: false })
    const figure = page.locator('#digits')
    expect(await factsShown(figure)).toEqual(inNode(0).facts)
    expect(await matrixOf(figure)).toEqual(inNode(0).confusion)
    expect(await figure.locator('.cnn-gallery svg path').count()).toBeGreaterThan(3)
    expect(await textOf(page.locator('article').first())).toContain('What is the accuracy worth?')
  })
})
