import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  alive,
  close,
  disconnect,
  LESSON,
  open,
  type Opened,
  expectSeen,
  expectSoon,
} from './helpers/page.ts'
import { factsOf, heard, hexOf, inNode, LISTEN, quiet, shownFacts, stepOf } from './helpers/training.ts'

let opened: Opened
let page: Page
let figure: Locator

async function show(path = LESSON, options: Parameters<typeof open>[1] = {}, id = 'training'): Promise<void> {
  opened = await open(path, { before: LISTEN, ...options })
  page = opened.page
  figure = await alive(page.locator(`#${id}`))
}
const press = (name: string) => figure.getByRole('button', { name, exact: true }).click()
const untilStep = (step: number) => expectSoon(() => stepOf(figure)).toBeGreaterThanOrEqual(step)

afterEach(async () => {
  expect(opened.problems).toEqual([])
  await close(opened)
})
afterAll(disconnect)

describe('the neuron in training', () => {
  beforeEach(() => show())

  test('starts no worker, and computes nothing, before the reader asks', async () => {
    expect(await shownFacts(figure)).toEqual(factsOf(await inNode(0)))
    expect((await heard(page)).workers).toBe(0)
  })

  test('single steps show the numbers of a session in Node, and are equal to it bit for bit', async () => {
    for (let step = 1; step <= 3; step++) {
      await press('One step')
      await expectSoon(() => stepOf(figure)).toBe(step)
      const session = await inNode(step)
      expect(await shownFacts(figure)).toEqual(factsOf(session))
      expect((await heard(page)).bits).toBe(hexOf(session))
    }
  })

  test('a run, paused anywhere, shows the numbers of a session in Node bit for bit', async () => {
    await press('Train')
    await untilStep(200)
    await press('Pause')
    await quiet(page)
    const step = await stepOf(figure)
    const session = await inNode(step)
    expect(await shownFacts(figure)).toEqual(factsOf(session))
    expect((await heard(page)).bits).toBe(hexOf(session))
    // The curve is drawn now by Plot in the page; it ends at the step that is shown.
    expect(await figure.locator('.chart svg').count()).toBe(1)
  })

  test('a pause holds, and training goes on from where it was', async () => {
    await press('Train')
    await untilStep(20)
    await press('Pause')
    await quiet(page)
    const at = await stepOf(figure)
    await press('Train')
    await untilStep(at + 50)
    await press('Pause')
    await quiet(page)
    expect(await shownFacts(figure)).toEqual(factsOf(await inNode(await stepOf(figure))))
  })

  test('the page stays responsive while 100 steps are made for every frame', async () => {
    await page.evaluate(`{
      window.frames_ = 0
      window.longest = 0
      const count = () => { frames_++; requestAnimationFrame(count) }
      count()
      new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) longest = Math.max(longest, duration) }).observe({ type: 'longtask' })
    }`)
    await figure.getByLabel('steps per frame').selectOption('100')
    await press('Train')
    await untilStep(100)
    await page.evaluate('frames_ = 0; longest = 0; heard.steps = []')
    await page.waitForTimeout(3000)
    const { frames, longest } = (await page.evaluate('({ frames: frames_, longest })')) as {
      frames: number
      longest: number
    }
    const { steps } = await heard(page)
    console.log(
      `training for 3 s: ${frames} frames, ${steps.length} snapshots, longest task of the page ${Math.round(longest)} ms`,
    )
    // The goal is 50 ms; on a busy machine a test can hold five times that.
    expect(longest).toBeLessThan(250)
    expect(frames).toBeGreaterThan(30)
    expect(steps.length).toBeGreaterThan(5)
    expect(steps.length).toBeLessThanOrEqual(frames + 1)
    // A button answers while it trains.
    await press('Pause')
    await expectSeen(figure.getByRole('button', { name: 'Train', exact: true }))
  })

  test('a learning rate changed on the way holds from there on, and nothing begins anew', async () => {
    for (let step = 1; step <= 4; step++) {
      await press('One step')
      await expectSoon(() => stepOf(figure)).toBe(step)
    }
    await figure.getByLabel('learning rate').selectOption('0.03')
    await press('One step')
    await expectSoon(() => stepOf(figure)).toBe(5)
    const session = await inNode(4)
    session.set({ learningRate: 0.03 })
    session.step()
    expect((await heard(page)).bits).toBe(hexOf(session))
  })

  test('without a bias it begins anew, with two parameters', async () => {
    await press('One step')
    await expectSoon(() => stepOf(figure)).toBe(1)
    await figure.getByLabel('bias', { exact: true }).uncheck()
    await expectSoon(() => shownFacts(figure)).toEqual(factsOf(await inNode(0, { hasBias: false }), false))
    await press('One step')
    await expectSoon(() => shownFacts(figure)).toEqual(factsOf(await inNode(1, { hasBias: false }), false))
    // Trained, its line goes through the corner where both measures are zero.
    await figure.getByLabel('steps per frame').selectOption('100')
    await press('Train')
    await untilStep(1000)
    await press('Pause')
    const path = await figure.locator('.boundary').getAttribute('d')
    const origin = await figure
      .locator('.half.negative')
      .evaluate((field) => [
        Number(field.getAttribute('x')),
        Number(field.getAttribute('y')) + Number(field.getAttribute('height')),
      ])
    const points = [...path!.matchAll(/[ML]([-\d.]+) ([-\d.]+)/g)].map((match) => [
      Number(match[1]),
      Number(match[2]),
    ])
    const nearest = Math.min(...points.map(([x, y]) => Math.hypot(x! - origin[0]!, y! - origin[1]!)))
    expect(nearest).toBeLessThan(0.01)
  })

  test('a new seed gives another neuron, reset the same one again', async () => {
    await press('New seed')
    await expectSoon(() => shownFacts(figure)).toEqual(factsOf(await inNode(0, { seed: 2 })))
    await press('One step')
    await expectSoon(() => shownFacts(figure)).toEqual(factsOf(await inNode(1, { seed: 2 })))
    await press('Reset')
    await expectSoon(() => shownFacts(figure)).toEqual(factsOf(await inNode(0, { seed: 2 })))
  })

  test('the other pair overlaps: other flowers, other names, other numbers', async () => {
    await figure.getByLabel('versicolor or virginica').check()
    await expectSoon(() => shownFacts(figure)).toEqual(factsOf(await inNode(0, { pair: 'hard' })))
    expect(await figure.locator('.class-name').allTextContents()).toEqual(['versicolor', 'virginica'])
    const right = Number((await shownFacts(figure))['right']!.split(' ')[0])
    expect(await figure.locator('.flower.wrong').count()).toBe(100 - right)
  })

  test('out of sight it computes nothing; back in sight it goes on', async () => {
    await press('Train')
    await untilStep(20)
    await page.evaluate('scrollTo(0, 0)')
    const away = await quiet(page)
    await figure.scrollIntoViewIfNeeded()
    await untilStep(away.steps.at(-1)! + 20)
  })

  test('in a hidden tab it computes nothing', async () => {
    await press('Train')
    await untilStep(20)
    const hide = (state: string) =>
      page.evaluate(
        `Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true }); document.dispatchEvent(new Event('visibilitychange'))`,
      )
    await hide('hidden')
    const away = await quiet(page)
    await hide('visible')
    await untilStep(away.steps.at(-1)! + 20)
  })

  test('by keyboard alone', async () => {
    await figure.getByRole('button', { name: 'Train', exact: true }).focus()
    await page.keyboard.press('Enter')
    await untilStep(10)
    await page.keyboard.press('Space')
    await expectSeen(figure.getByRole('button', { name: 'Train', exact: true }))
    await page.keyboard.press('Tab')
    const before = await stepOf(figure)
    await page.keyboard.press('Enter')
    await expectSoon(() => stepOf(figure)).toBeGreaterThan(before)
  })

  test('the words beside it say how far it is', async () => {
    await press('One step')
    const { loss, right } = factsOf(await inNode(1))
    await expectSoon(() => figure.locator('[data-description]').textContent()).toBe(
      `After 1 steps the loss is ${loss}; the neuron is right about ${right!.split(' ')[0]} of 100 irises.`,
    )
  })
})

test('a link begins with its settings', async () => {
  await show(`${LESSON}?training.pair=hard&training.bias=no&training.rate=1&training.seed=7`)
  const settings = { pair: 'hard', hasBias: false, learningRate: 1, seed: 7 } as const
  await expectSoon(() => shownFacts(figure)).toEqual(factsOf(await inNode(0, settings), false))
  await press('One step')
  await expectSoon(() => shownFacts(figure)).toEqual(factsOf(await inNode(1, settings), false))
})

describe('a worker that dies', () => {
  /** The lesson, where the worker's script has something added to it. */
  const withWorker = async (added: string) => {
    opened = await open('404.html', { before: LISTEN, expected: /planned|worker/i })
    page = opened.page
    await page.context().route(/training\.worker[^/]*\.js/, async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, body: `${added}\n${await response.text()}` })
    })
    await page.goto(new URL(LESSON, page.url()).href)
    figure = await alive(page.locator('#training'))
  }

  test('is restarted; the figure says so and trains again', async () => {
    await withWorker(
      `addEventListener('message', ({ data }) => { if (data.do === 'step') throw new Error('planned') })`,
    )
    await press('One step')
    await figure
      .getByRole('alert')
      .filter({ hasText: 'The computation stopped unexpectedly. It has been restarted from the beginning.' })
      .waitFor()
    await press('Train')
    await untilStep(20)
    expect(await figure.getByRole('alert').isVisible()).toBe(false)
    await press('Pause')
    expect((await quiet(page)).bits).toBe(hexOf(await inNode(await stepOf(figure))))
  })

  test('again and again is given up, with a message and a figure that stays', async () => {
    await withWorker(`throw new Error('planned')`)
    await press('Train')
    await expectSeen(figure.getByRole('alert').filter({ hasText: 'The training stopped' }))
    await expectSeen(figure.getByRole('button', { name: 'Train', exact: true }))
    expect(await figure.locator('.flower').count()).toBe(100)
    // Pressing again tries again, and says again what happened.
    await press('Train')
    await expectSeen(figure.getByRole('alert').filter({ hasText: 'The computation stopped unexpectedly' }))
    await expectSeen(figure.getByRole('alert').filter({ hasText: 'The training stopped' }))
    await expectSeen(figure.getByRole('button', { name: 'Train', exact: true }))
  })
})

test('without workers the figure says so and stays as it is', async () => {
  await show(LESSON, { before: `window.Worker = class { constructor() { throw new Error('') } }` })
  await press('Train')
  await figure
    .getByText('This browser cannot run the training in the background, so this figure stays as it is.')
    .waitFor()
  expect(await figure.locator('.flower').count()).toBe(100)
})

describe('the front page', () => {
  test('trains at once, as far as the reader allows motion', async () => {
    await show('', {}, 'front-neuron')
    await untilStep(5)
    await press('Pause')
    expect((await quiet(page)).bits).toBe(hexOf(await inNode(await stepOf(figure))))
  })

  test('moves nothing by itself for those who asked for less motion', async () => {
    await show('', { reducedMotion: 'reduce' }, 'front-neuron')
    await page.waitForTimeout(800)
    expect(await stepOf(figure)).toBe(0)
    expect((await heard(page)).workers).toBe(0)
    await press('Train')
    await untilStep(5)
  })
})
