import type { Locator, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { FAR } from '../../components/figure/while-near.ts'
import { alive, close, disconnect, expectSoon, LESSON, open } from './helpers/page.ts'
import { factsOf, heard, hexOf, inNode, LISTEN, shownFacts, stepOf } from './helpers/training.ts'

afterAll(disconnect)

/** Half a minute passes in a moment; workers that end are counted. */
const IMPATIENT = `
  ${LISTEN}
  {
    const plain = window.setTimeout
    window.setTimeout = (work, after, ...rest) => plain(work, after === ${FAR.after} ? 100 : after, ...rest)
    heard.ended = 0
    const { terminate } = Worker.prototype
    Worker.prototype.terminate = function () {
      heard.ended++
      return terminate.call(this)
    }
  }
`
const ended = (page: Page) => page.evaluate('heard.ended') as Promise<number>
const toTheEnd = (page: Page) => page.evaluate('scrollTo(0, document.documentElement.scrollHeight)')
const press = (figure: Locator, name: string) => figure.getByRole('button', { name, exact: true }).click()

test('a figure that is far away has no worker; on return it trains on, bit for bit', async () => {
  const opened = await open(LESSON, { before: IMPATIENT })
  const { page } = opened
  const figure = await alive(page.locator('#training'))
  for (let step = 1; step <= 3; step++) {
    await press(figure, 'One step')
    await expectSoon(() => stepOf(figure)).toBe(step)
  }
  const before = await shownFacts(figure)
  await toTheEnd(page)
  await expectSoon(() => ended(page)).toBe(1)
  // What the reader did stands there all the time.
  expect(await shownFacts(figure)).toEqual(before)
  await figure.scrollIntoViewIfNeeded()
  await expectSoon(async () => (await heard(page)).workers).toBe(2)
  expect(await shownFacts(figure)).toEqual(before)
  await press(figure, 'One step')
  await expectSoon(() => stepOf(figure)).toBe(4)
  const session = await inNode(4)
  expect(await shownFacts(figure)).toEqual(factsOf(session))
  expect((await heard(page)).bits).toBe(hexOf(session))
  expect(opened.problems).toEqual([])
  await close(opened)
})

test('a training that was left running rests far away, and runs on by itself when it is seen again', async () => {
  const opened = await open(LESSON, { before: IMPATIENT })
  const { page } = opened
  const figure = await alive(page.locator('#training'))
  await press(figure, 'Train')
  await expectSoon(() => stepOf(figure)).toBeGreaterThan(5)
  await toTheEnd(page)
  await expectSoon(() => ended(page)).toBe(1)
  const left = await stepOf(figure)
  await figure.scrollIntoViewIfNeeded()
  await expectSoon(() => stepOf(figure)).toBeGreaterThan(left)
  await press(figure, 'Pause')
  const { steps } = await heard(page)
  expect(steps).toEqual(steps.toSorted((a, b) => a - b))
  expect(opened.problems).toEqual([])
  await close(opened)
})
