import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { linear, sigmoid, tensor } from '../../src/engine/index.ts'
import { irises, untrained } from '../../components/train-neuron/at-build.ts'
import { DEFAULTS } from '../../components/train-neuron/model.ts'
import { allLessons } from '../lessons/course.ts'
import { close, disconnect, LESSON, open, textOf, type Opened } from './helpers/page.ts'

let opened: Opened
beforeAll(async () => {
  opened = await open(LESSON, { javaScriptEnabled: false })
})
afterAll(async () => {
  await close(opened)
  await disconnect()
})

describe('the lesson without JavaScript', () => {
  test('has its text and its formulas', async () => {
    const { page } = opened
    const text = await textOf(page.getByRole('main'))
    expect(text.split(' ').length).toBeGreaterThan(1500)
    expect(text).toContain('A nerve cell is alive in ways that no formula is.')
    expect(await page.locator('.katex').count()).toBeGreaterThan(40)
    expect(await page.locator('.katex-error').count()).toBe(0)
    const z = linear(tensor([[0.5, -0.35]]), tensor([[0.55, 0.45]]), tensor([0.15])).item()
    const shown = await page.locator('.math-display .katex-html').allInnerTexts()
    const withoutSpaces = shown.join(' ').replaceAll(/\s+/g, '')
    expect(withoutSpaces).toContain(z.toFixed(4))
    expect(withoutSpaces).toContain(sigmoid(z).item().toFixed(4))
  })

  test('has the figures’ first pictures, with the numbers that the engine computes', async () => {
    const { page } = opened
    const bench = page.locator('#bench')
    expect(await bench.locator('svg').count()).toBe(3)
    for (const svg of await bench.locator('svg').all())
      expect((await svg.boundingBox())!.height).toBeGreaterThan(50)
    const z = linear(tensor([[0.5, -0.35]]), tensor([[0.55, 0.45]]), tensor([0.15])).item()
    expect(await bench.locator('.sum-bars .value').last().textContent()).toBe(`+${z.toFixed(4)}`)
    const training = page.locator('#training')
    expect(await training.locator('.flower').count()).toBe(100)
    expect(await training.locator('.chart svg').count()).toBe(1)
    const { loss } = untrained(await irises(), DEFAULTS)
    expect(await textOf(training.locator('.training-facts'))).toContain(loss.toFixed(4))
  })

  test('has every exercise with room for the answer, and its solution folded', async () => {
    const { page } = opened
    const lesson = (await allLessons()).find(({ id }) => `${id}/` === LESSON)
    for (const id of lesson!.tags) {
      const exercise = page.locator(`#${id}`)
      expect((await textOf(exercise.locator('.exercise-prompt'))).length).toBeGreaterThan(20)
      expect(await exercise.locator('.sheet').isVisible()).toBe(true)
      const solution = exercise.locator('details.exercise-sheet-solution')
      expect(await solution.isVisible()).toBe(true)
      expect(await solution.getAttribute('open')).toBeNull()
      await solution.locator('summary').click()
      expect((await textOf(solution)).length).toBeGreaterThan(20)
    }
  })

  test('shows no control that only a script could drive', async () => {
    const { page } = opened
    const dead = await page.locator('button, input, select, textarea').all()
    const visible: string[] = []
    for (const control of dead) {
      if (!(await control.isVisible())) continue
      // The tabs of the two libraries are radio buttons and CSS: they work.
      if ((await control.getAttribute('name'))?.startsWith('frameworks')) continue
      visible.push(await control.evaluate((element) => element.outerHTML.slice(0, 120)))
    }
    expect(visible).toEqual([])
  })

  test('lets the tabs of the two libraries be turned', async () => {
    const { page } = opened
    const tabs = page.locator('.frameworks').first()
    await tabs.scrollIntoViewIfNeeded()
    expect(await tabs.locator('.framework-keras').isVisible()).toBe(true)
    expect(await tabs.locator('.framework-pytorch').isVisible()).toBe(false)
    await tabs.getByText('In PyTorch', { exact: true }).first().click()
    expect(await tabs.locator('.framework-keras').isVisible()).toBe(false)
    expect(await tabs.locator('.framework-pytorch').isVisible()).toBe(true)
  })

  test('unfolds an answer to a prediction', async () => {
    const { page } = opened
    const predict = page.locator('details.predict').first()
    await predict.locator('summary').click()
    expect(await textOf(predict)).toContain(
      'The output is above one half exactly when the sum is above zero.',
    )
  })
})

test('the front page without JavaScript lists the course and shows the figure', async () => {
  const front = await open('', { javaScriptEnabled: false })
  expect(await front.page.locator('.flower').count()).toBe(100)
  expect(await front.page.locator('.lessons li').count()).toBeGreaterThan(1)
  await front.page.getByRole('link', { name: 'The artificial neuron', exact: true }).click()
  await front.page.getByRole('heading', { level: 1, name: 'The artificial neuron' }).waitFor()
  await close(front)
})
