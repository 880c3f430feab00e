import type { Locator, Page } from 'playwright-core'
import { text as textOfStream } from 'node:stream/consumers'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { controls, expected, placeOf, shown, type Inputs } from './helpers/bench.ts'
import {
  alive,
  close,
  disconnect,
  LESSON,
  open,
  textOf,
  type Opened,
  expectSeen,
  expectSoon,
} from './helpers/page.ts'

const START: Inputs = { x: [0.5, -0.35], w: [0.55, 0.45], b: 0.15 }

let opened: Opened
let page: Page
let bench: Locator

async function show(path = LESSON, options: Parameters<typeof open>[1] = {}): Promise<void> {
  opened = await open(path, options)
  page = opened.page
  bench = await alive(page.locator('#bench'))
}

afterEach(async () => {
  expect(opened.problems).toEqual([])
  await close(opened)
})
afterAll(disconnect)

describe('the neuron bench', () => {
  beforeEach(() => show())

  test('begins with the worked neuron of the lesson, in numbers that the engine computes', async () => {
    expect(await controls(bench)).toEqual(START)
    expect(await shown(bench)).toEqual(expected(START))
  })

  test('by mouse: the point is dragged, and every number follows', async () => {
    const [from, to] = [await placeOf(bench, START.x), await placeOf(bench, [-0.6, 0.8])]
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 })
    await page.mouse.move(to.x, to.y, { steps: 3 })
    await page.mouse.up()
    const now = await controls(bench)
    expect(now).toEqual({ ...START, x: [-0.6, 0.8] })
    expect(await shown(bench)).toEqual(expected(now))
    // Let go: the mouse alone moves nothing.
    await page.mouse.move(from.x, from.y)
    expect(await controls(bench)).toEqual(now)
  })

  test('by mouse: a point dragged out of the square stays on its edge', async () => {
    const from = await placeOf(bench, START.x)
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(from.x + 900, from.y + 40, { steps: 4 })
    await page.mouse.up()
    const now = await controls(bench)
    expect(now.x[0]).toBe(1)
    expect(await shown(bench)).toEqual(expected(now))
  })

  test('by keyboard alone: sliders and point are reached with Tab and moved with arrows', async () => {
    await bench.getByRole('slider', { name: 'input x1' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Tab')
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowLeft')
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('weight w1')
    let now = await controls(bench)
    expect(now.x[0]).toBeCloseTo(0.55, 9)
    expect(now.w[0]).toBeCloseTo(0.4, 9)
    expect(await shown(bench)).toEqual(expected(now))
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('Tab')
      if (await bench.locator('.point').evaluate((point) => point === document.activeElement)) break
    }
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowLeft')
    now = await controls(bench)
    expect(now.x[0]).toBeCloseTo(0.5, 9)
    expect(now.x[1]).toBeCloseTo(-0.25, 9)
    expect(await shown(bench)).toEqual(expected(now))
  })

  test('describes its state in words, once it is at rest', async () => {
    await bench.getByRole('slider', { name: 'bias b' }).fill('-0.9')
    const words = bench.locator('[data-description]')
    await words.filter({ hasText: 'below one half' }).waitFor({ state: 'attached' })
    const { z } = { z: expected({ ...START, b: -0.9 }).terms[3]! }
    expect(await words.textContent()).toContain(`The sum z is ${z}`)
  })

  test('without bias: the line goes through the origin, the term is zero, and the slider rests', async () => {
    await bench.getByRole('button', { name: 'Without bias' }).click()
    expect((await shown(bench)).terms).toEqual(expected({ ...START, b: 0 }).terms)
    expect(await bench.getByRole('slider', { name: 'bias b' }).isDisabled()).toBe(true)
    const line = bench.locator('.plane .boundary')
    const [x1, y1, x2, y2] = await Promise.all(
      ['x1', 'y1', 'x2', 'y2'].map(async (name) => Number(await line.getAttribute(name))),
    )
    const [ox, oy] = await Promise.all(
      ['cx', 'cy'].map(async (name) => Number(await bench.locator('.plane .origin').getAttribute(name))),
    )
    expect((x2! - x1!) * (oy! - y1!)).toBeCloseTo((y2! - y1!) * (ox! - x1!), 3)
    await bench.getByRole('button', { name: 'Without bias' }).click()
    expect(await shown(bench)).toEqual(expected(START))
  })

  test('with a step instead of the sigmoid it answers 0 or 1', async () => {
    await bench.getByRole('button', { name: 'Step instead of sigmoid' }).click()
    expect(await bench.locator('.curve .mark-label').textContent()).toBe('a = 1.0000')
    await bench.getByRole('slider', { name: 'bias b' }).fill('-1')
    expect(await bench.locator('.curve .mark-label').textContent()).toBe('a = 0.0000')
  })

  test('reset brings back the lesson’s own numbers', async () => {
    await bench.getByRole('slider', { name: 'weight w2' }).fill('-2')
    await bench.getByRole('button', { name: 'Step instead of sigmoid' }).click()
    await bench.getByRole('button', { name: 'Reset' }).click()
    expect(await controls(bench)).toEqual(START)
    expect(await shown(bench)).toEqual(expected(START))
  })

  test('predict first: the sum is hidden everywhere until a number is given, and then compared with it', async () => {
    const z = expected(START).terms[3]!
    await bench.getByRole('button', { name: 'Predict first' }).click()
    await bench.getByRole('button', { name: 'Table' }).click()
    const hidden = async () =>
      `${await bench.innerText()} ${await bench.locator('svg text').allTextContents()} ${await bench.locator('[data-description]').textContent()}`
    await bench
      .locator('[data-description]')
      .filter({ hasText: 'hidden until you predict' })
      .waitFor({ state: 'attached' })
    expect(await hidden()).not.toContain(z.slice(1))
    expect(await bench.locator('.curve .mark').count()).toBe(0)
    const guess = bench.getByLabel('Before you look: what is z?')
    for (const nonsense of ['', 'about a half', '1e999', '0.2.5', '<b>1</b>']) {
      await guess.fill(nonsense)
      await bench.getByRole('button', { name: 'Reveal' }).click()
      expect(await textOf(bench.getByRole('alert'))).toBe('Write a number such as 0.25 or −0.4.')
      expect(await hidden()).not.toContain(z.slice(1))
    }
    await guess.fill('0.3')
    await page.keyboard.press('Enter')
    expect(await textOf(bench.locator('.bench-verdict'))).toBe('You said 0.3; z is 0.2675. Off by 0.0325.')
    expect(await shown(bench)).toEqual(expected(START))
  })

  test('the table shows the numbers of the drawing', async () => {
    await bench.getByRole('slider', { name: 'input x2' }).fill('0.8')
    const button = bench.getByRole('button', { name: 'Table' })
    await button.click()
    expect(await button.getAttribute('aria-expanded')).toBe('true')
    const cells = await bench
      .locator('tbody tr')
      .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)))
    const { terms, output } = expected({ ...START, x: [0.5, 0.8] })
    expect(cells).toEqual([
      ['input x1', '0.50'],
      ['input x2', '0.80'],
      ['weight w1', '0.55'],
      ['weight w2', '0.45'],
      ['bias b', '0.15'],
      ['product w1·x1', terms[0]],
      ['product w2·x2', terms[1]],
      ['sum z', terms[3]],
      ['output a', output.slice(4)],
    ])
  })

  test('the drawing can be saved as a picture that needs nothing else', async () => {
    const download = page.waitForEvent('download')
    await bench.getByRole('button', { name: 'SVG' }).click()
    const file = await download
    expect(file.suggestedFilename()).toBe('bench.svg')
    const svg = await textOfStream(await file.createReadStream())
    expect(svg).not.toMatch(/var\(|href=|url\((?!#)|class="[^"]*needs-script/)
    const parsed = await page.evaluate((text) => {
      const parsedFile = new DOMParser().parseFromString(text, 'image/svg+xml')
      return {
        error: parsedFile.querySelector('parsererror')?.textContent ?? '',
        drawings: parsedFile.documentElement.querySelectorAll('svg').length,
        text: parsedFile.documentElement.textContent,
        fill: parsedFile.querySelector<SVGElement>('rect.bar')?.style.fill,
      }
    }, svg)
    expect(parsed.error).toBe('')
    expect(parsed.drawings).toBe(3)
    expect(parsed.text).toContain(expected(START).terms[3])
    expect(parsed.fill).toMatch(/^rgb/)
  })
})

test('by touch: the point follows the finger, and the page does not scroll away', async () => {
  await show(LESSON, { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } })
  await bench.locator('.plane').scrollIntoViewIfNeeded()
  const before = await page.evaluate('scrollY')
  const [from, to] = [await placeOf(bench, START.x), await placeOf(bench, [-0.5, 0.5])]
  const touch = await page.context().newCDPSession(page)
  const at = ({ x, y }: { x: number; y: number }) => ({ touchPoints: [{ x, y }] })
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', ...at(from) })
  for (const part of [0.25, 0.5, 0.75, 1]) {
    const point = { x: from.x + part * (to.x - from.x), y: from.y + part * (to.y - from.y) }
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', ...at(point) })
  }
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await expectSoon(async () => (await controls(bench)).x).toEqual([-0.5, 0.5])
  expect(await shown(bench)).toEqual(expected({ ...START, x: [-0.5, 0.5] }))
  expect(await page.evaluate('scrollY')).toBe(before)
  // A tap sets it, too, and buttons are large enough to be hit.
  const spot = await placeOf(bench, [0.8, -0.2])
  await page.touchscreen.tap(spot.x, spot.y)
  await expectSoon(async () => (await controls(bench)).x).toEqual([0.8, -0.2])
  for (const button of await bench.getByRole('button').all())
    expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(40)
})

describe('a link', () => {
  test('to a state is copied, and opened elsewhere shows that state', async () => {
    await show(LESSON, { permissions: ['clipboard-read', 'clipboard-write'] })
    await bench.getByRole('slider', { name: 'weight w1' }).fill('-1.25')
    await bench.getByRole('button', { name: 'Without bias' }).click()
    await bench.getByRole('button', { name: 'Step instead of sigmoid' }).click()
    await bench.getByRole('button', { name: 'Link' }).click()
    await expectSeen(bench.getByText('Link to this state copied.'))
    const address = (await page.evaluate('navigator.clipboard.readText()')) as string
    await close(opened)
    const url = new URL(address)
    expect(url.hash).toBe('#bench')
    await show(`${LESSON}${url.search}${url.hash}`)
    await expectSoon(async () => (await controls(bench)).w[0]).toBe(-1.25)
    expect((await shown(bench)).terms).toEqual(expected({ ...START, w: [-1.25, 0.45], b: 0 }).terms)
    expect(await bench.getByRole('button', { name: 'Without bias' }).getAttribute('aria-pressed')).toBe(
      'true',
    )
    expect(
      await bench.getByRole('button', { name: 'Step instead of sigmoid' }).getAttribute('aria-pressed'),
    ).toBe('true')
  })

  test('is shown where the clipboard is refused', async () => {
    await show(LESSON, {
      before: `navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))`,
    })
    await bench.getByRole('button', { name: 'Link' }).click()
    await expectSoon(() => textOf(bench.locator('.frame-said'))).toMatch(
      /^Link to this state: http.*bench\.w1=0\.55/,
    )
  })

  test('can hide controls', async () => {
    await show(`${LESSON}?bench.hide=bias,activation`)
    await expectSoon(() => bench.getByRole('slider', { name: 'bias b' }).count()).toBe(0)
    expect(await bench.getByRole('button', { name: 'Without bias' }).count()).toBe(0)
    expect(await bench.getByRole('button', { name: 'Step instead of sigmoid' }).count()).toBe(0)
    expect(await bench.getByRole('slider').count()).toBe(4)
  })

  test('with nonsense in it changes nothing', async () => {
    await show(
      `${LESSON}?bench.w1=NaN&bench.x1=%3Cimg%20onerror%3D1%3E&bench.b=1e999&bench.f=evil&bench.hide=%3Cb%3E&other=1`,
    )
    expect(await controls(bench)).toEqual(START)
    expect(await shown(bench)).toEqual(expected(START))
  })
})
