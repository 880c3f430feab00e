import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serve } from '../../tools/serve.mjs'
import { rightAnswer } from './helpers/exercises.ts'
import { KEPT_WITHIN } from './helpers/kept.ts'
import { otherBrowsers, type OtherBrowser } from './helpers/other-browsers.ts'
import { LESSON } from './helpers/page.ts'

const EXERCISE = 'sum-of-two'

describe.each(otherBrowsers('the course without its host'))(
  'after the first visit, without its host, in %s',
  (_, start) => {
    let browser: OtherBrowser
    let url: string
    /** Asks until it is so; browsers on a busy machine may take their time. */
    const soon = (expression: string, timeout = 30_000) =>
      expect.poll(() => browser.evaluate(expression), { timeout })
    const find = (selector: string) => `document.querySelector(${JSON.stringify(selector)})`
    const see = (selector: string) => soon(`${find(selector)} !== null`).toBe(true)

    beforeAll(async () => {
      browser = await start({ keeps: true })
    })
    afterAll(async () => {
      await browser.close()
    })

    test(
      'the front page is opened, and the host ends',
      async () => {
        const site = await serve('dist')
        url = site.url
        await browser.goto(url)
        await soon(`${find('.offline-note')}.textContent.includes('Ready offline')`, KEPT_WITHIN).toBe(true)
        site.close()
        await expect(fetch(url)).rejects.toThrow()
      },
      KEPT_WITHIN + 30_000,
    )

    test('a lesson opens that was never opened before; its exercise is checked', async () => {
      await browser.goto(url + LESSON)
      expect(await browser.evaluate(`${find('h1')}.textContent`)).toBe('The artificial neuron')
      await browser.evaluate(
        `${find(`#${EXERCISE}`)}.scrollIntoView({ block: 'center', behavior: 'instant' })`,
      )
      await see(`#${EXERCISE} button[type="submit"]:not([aria-disabled="true"])`)
      await browser.press(`#${EXERCISE} input[type="text"]`)
      await browser.type(String(rightAnswer(EXERCISE)))
      await soon(`${find(`#${EXERCISE} input[type="text"]`)}.value`).toBe(String(rightAnswer(EXERCISE)))
      await browser.press(`#${EXERCISE} button[type="submit"]`)
      await see(`#${EXERCISE} .feedback-correct`)
    })

    test('another one opens, and its cell runs', async () => {
      await browser.goto(`${url}regularization/overfitting/`)
      await browser.press('#cell-two-ways [data-do="run"]')
      await soon(`/^Done/.test(${find('#cell-two-ways .cell-status')}.textContent)`).toBe(true)
      await soon(`${find('#cell-two-ways .cell-output')}.innerText.trim() !== ''`).toBe(true)
    })
  },
)
