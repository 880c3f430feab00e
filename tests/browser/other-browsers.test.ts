import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeLink } from '../../src/notebook/exchange/link.ts'
import { expected, type Inputs } from './helpers/bench.ts'
import { rightAnswer, wrongAnswers } from './helpers/exercises.ts'
import { KEY, otherBrowsers, type OtherBrowser } from './helpers/other-browsers.ts'
import { LESSON } from './helpers/page.ts'
import { serveWatched } from './helpers/watched-site.ts'

const EXERCISE = 'sum-of-two'

describe.each(otherBrowsers('the first lesson'))('a lesson in %s', (_, start) => {
  let browser: OtherBrowser
  let site: Awaited<ReturnType<typeof serveWatched>>
  beforeAll(async () => {
    site = await serveWatched()
    browser = await start()
  })
  afterAll(async () => {
    await browser.close()
    site.close()
  })

  /** Asks until it is so; browsers on a busy machine may take their time. */
  const soon = (expression: string) => expect.poll(() => browser.evaluate(expression), { timeout: 30_000 })
  const find = (selector: string) => `document.querySelector(${JSON.stringify(selector)})`
  const see = (selector: string) => soon(`${find(selector)} !== null`).toBe(true)
  /** What wakes only near the screen is brought there. */
  const bring = (selector: string) =>
    browser.evaluate(`${find(selector)}.scrollIntoView({ block: 'center', behavior: 'instant' })`)
  const textOf = async (selector: string) =>
    String(await browser.evaluate(`${find(selector)}.innerText`))
      .replaceAll(/\s+/g, ' ')
      .trim()
  const problems = () => browser.evaluate(`problems.join('\\n')`)

  test('opens; an exercise is answered wrong and right, and each is said', async () => {
    await browser.goto(site.url + LESSON)
    expect(await textOf('h1')).toBe('The artificial neuron')
    await bring(`#${EXERCISE}`)
    await see(`#${EXERCISE} button[type="submit"]:not([aria-disabled="true"])`)
    const field = `#${EXERCISE} input[type="text"]`
    for (const [answer, verdict, words] of [
      [wrongAnswers(EXERCISE)[0], 'incorrect', /^Not yet\./],
      [rightAnswer(EXERCISE), 'correct', /^Correct\./],
    ] as const) {
      await browser.press(field)
      const typed = String(await browser.evaluate(`${find(field)}.value`))
      await browser.type(KEY.end + KEY.backspace.repeat(typed.length) + String(answer))
      await soon(`${find(field)}.value`).toBe(String(answer))
      await browser.press(`#${EXERCISE} button[type="submit"]`)
      await see(`#${EXERCISE} .feedback-${verdict}`)
      expect(await textOf(`#${EXERCISE} .feedback`)).toMatch(words)
    }
    expect(await problems()).toBe('')
  })

  test('has a figure that moves by keys, to the numbers of the engine', async () => {
    await browser.goto(site.url + LESSON)
    await bring('#bench')
    await see('#bench astro-island:not([ssr])')
    const output = `${find('#bench .curve .mark-label')}.textContent`
    const before = await browser.evaluate(output)
    const sliders = `[...document.querySelectorAll('#bench input[type="range"]')]`
    await browser.evaluate(`${sliders}[0].focus()`)
    await browser.type(KEY.right.repeat(3))
    await soon(`${output} !== ${JSON.stringify(before)}`).toBe(true)
    const state = `JSON.stringify(Object.fromEntries(${sliders}.map((slider) => [slider.getAttribute('aria-label') ?? slider.labels[0].textContent, slider.value])))`
    const values = JSON.parse(String(await browser.evaluate(state))) as Record<string, string>
    const at = (name: string) => Number(Object.entries(values).find(([label]) => label.includes(name))![1])
    const inputs: Inputs = {
      x: [at('x1'), at('x2')],
      w: [at('w1'), at('w2')],
      b: at('bias'),
    }
    await soon(output).toBe(expected(inputs).output)
    expect(await problems()).toBe('')
  })

  test('has a cell that computes what was computed at build, to the last digit', async () => {
    await browser.goto(site.url + LESSON)
    const published = await textOf('#cell-neuron .cell-output')
    expect(published).not.toBe('')
    await browser.press('#cell-neuron [data-do="run"]')
    await soon(`/^Done/.test(${find('#cell-neuron .cell-status')}.textContent)`).toBe(true)
    expect(await textOf('#cell-neuron .cell-output')).toBe(published)
    expect(await problems()).toBe('')
  })

  test('has a Stop that ends an endless loop; the next run is fresh, and is stopped as well', async () => {
    // A cell that has ten seconds: whatever drives the browser may take its time to press.
    const link = await writeLink({ 'two-ways': 'console.log("begun")\nfor (;;);' })
    await browser.goto(`${site.url}regularization/overfitting/#${link}`)
    await see('.cell-link-note')
    for (const again of ['once', 'again']) {
      await browser.press('#cell-two-ways [data-do="run"]')
      await see('#cell-two-ways [data-do="stop"]')
      await soon(`${find('#cell-two-ways .cell-output')}.innerText.trim()`).toBe('begun')
      await browser.press('#cell-two-ways [data-do="stop"]')
      await see('#cell-two-ways [data-do="run"]:not([disabled])')
      expect(await textOf('#cell-two-ways .cell-output'), again).toBe('begun Stopped.')
    }
    expect(await problems()).toBe('')
  })
})
